"""Decides what stands between ``<%`` and ``%>`` or ``<?`` and ``?>``: JSP, ERB, EJS and PHP."""

from __future__ import annotations

import re
from typing import Final

from govpage_lint.document.templates.program import (
    Programming,
    events_of,
    is_only_flow,
    without_strings,
)
from govpage_lint.document.templates.reader import Handler, Reader
from govpage_lint.document.templates.tokens import TokenKind
from govpage_lint.regexes import regex

_INCLUDE_FILE: Final = regex(r"""<%@\s*include\b[^%]*?\bfile\s*=\s*["']([^"']+)["']""")
_PHP_INCLUDE: Final = regex(
    r"""\b(?:include|require)(?:_once)?\b\s*\(?\s*(?:__DIR__\s*\.\s*|dirname\(\s*__FILE__\s*\)\s*\.\s*)?["']([^"']+)["']\s*\)?\s*(?:;|\Z)"""
)
_RUBY_INCLUDE: Final = regex(
    r"""=?\s*render\s*\(?\s*(?:(?:partial|template|file):\s*|:partial\s*=>\s*)?["']([^"']+)["']"""
)
_EJS_INCLUDE: Final = regex(r"""-?\s*include\s*\(\s*["']([^"']+)["']""")
_ASSIGNMENT: Final = regex(r"\s*[@$]?\w+(?:\[[^\]]*\])?\s*=[^=>][^;]*;?\s*\Z")


def angle(language: Programming) -> Handler:
    """What reads ``<% … %>`` of JSP (java), ERB (ruby) or EJS (javascript)."""

    def handle(reader: Reader, start: int) -> int | None:
        text = reader.text
        if text.startswith("<%--", start):
            end = reader.after("--%>", start + 4)
            return None if end is None else reader.comment((start, end), "<%--", "--%>")
        sign = text[start + 2 : start + 3]
        if sign == "%" and language != "java":
            return start + 3
        end = reader.after("%>", start + 2)
        if end is None:
            end = len(text)
        if sign == "#" and language != "java":
            return reader.comment((start, end), "<%#", "%>")
        if sign == "@":
            found = _INCLUDE_FILE.match(text, start)
            kind: TokenKind = "include" if found is not None else "silent"
            return reader.add(kind, (start, end), path=found[1] if found else None)
        if sign == "!" and language == "java":
            return reader.add("silent", (start, end))
        return _code(reader, (start, end), sign, language)

    return handle


def _code(reader: Reader, span: tuple[int, int], sign: str, language: Programming) -> int:
    text = reader.text
    writes = sign == "=" or (sign == "-" and language == "javascript")
    begin = span[0] + 2 + (1 if sign in ("=", "-", "_") and sign else 0)
    if text.startswith("==", span[0] + 2):
        begin += 1
    end = span[1] - 2 if text.endswith("%>", span[0] + 2, span[1]) else span[1]
    written = text[begin : max(begin, end)]
    if written.endswith(("-", "_")):
        written = written[:-1]
    code, comments = without_strings(written, language, begin)
    reader.comments.extend(comments)
    events = events_of(code, written, language)
    path = None
    if (language == "ruby" and writes and (found := _RUBY_INCLUDE.match(written))) or (
        language == "javascript" and (found := _EJS_INCLUDE.match(written))
    ):
        path = found[1]
    if path is not None:
        return reader.add("include", span, written.strip(), events, path)
    if writes:
        return reader.add("output", span, written.strip(), events)
    silent = is_only_flow(code, language) or _ASSIGNMENT.match(code) is not None
    return reader.add("silent" if silent else "output", span, written.strip(), events)


def underscore(reader: Reader, start: int) -> int | None:
    """``<# … #>`` of Underscore's templates, as WordPress writes them."""
    end = reader.after("#>", start + 2)
    if end is None:
        return None
    code, _ = without_strings(reader.text[start + 2 : end - 2], "javascript", start + 2)
    events = events_of(code, reader.text[start + 2 : end - 2], "javascript")
    return reader.add("silent", (start, end), events=events)


def php(reader: Reader, start: int) -> int | None:
    """``<?php … ?>``, ``<?= … ?>`` and ``<? … ?>``; no XML declaration."""
    text = reader.text
    opening = _PHP_OPEN.match(text, start)
    if opening is None:
        return None
    begin = opening.end()
    end = _php_end(reader, begin)
    stop = end - 2 if text.endswith("?>", begin, end) else end
    written = text[begin:stop]
    code, comments = without_strings(written, "php", begin)
    reader.comments.extend(comments)
    if opening[0] == "<?=":
        return reader.add("output", (start, end), written.strip().rstrip(";"))
    events = events_of(code, written, "php")
    found = _PHP_INCLUDE.search(written)
    if found is not None:
        return reader.add("include", (start, end), written.strip(), events, found[1])
    silent = not code.strip() or is_only_flow(code, "php") or _ASSIGNMENT.match(code) is not None
    return reader.add("silent" if silent else "output", (start, end), written.strip(), events)


_PHP_OPEN: Final = regex(r"<\?(?:php\b|=|(?!xml\b))", re.IGNORECASE)
_PHP_SKIP: Final = regex(r"""\?>|/\*|//|\#(?!\[)|"|'|<<<[ \t]*(["']?)(\w+)\1""", re.VERBOSE)


def _php_end(reader: Reader, place: int) -> int:
    """Where PHP code ends: at ``?>`` outside strings and block comments, or with the text."""
    text = reader.text
    while (found := _PHP_SKIP.search(text, place)) is not None:
        sign = found[0]
        if sign == "?>":
            return found.end()
        if sign == "/*":
            place = reader.after("*/", found.end()) or len(text)
        elif sign in ("//", "#"):
            # A line comment ends with its line, or before ?>.
            line = text.find("\n", found.end())
            line = len(text) if line < 0 else line
            close = text.find("?>", found.end(), line)
            place = close if close >= 0 else line
        elif sign in ("'", '"'):
            string = _STRING[sign].match(text, found.end())
            place = string.end() if string is not None else len(text)
        else:
            close = reader.find(f"\n{found[2]}", found.end())
            place = found.end() if close < 0 else close + 1 + len(found[2])
    return len(text)


_STRING: Final = {
    '"': regex(r'(?:[^"\\]|\\.)*+(?:"|\Z)', re.DOTALL),
    "'": regex(r"(?:[^'\\]|\\.)*+(?:'|\Z)", re.DOTALL),
}
