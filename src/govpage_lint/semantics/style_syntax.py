"""Decides what stands in the text of a style sheet: rules, their conditions, their declarations.

CSS Syntax 3 with nesting, by one regular expression that jumps from one structural character to
the next, since a page's sheets have to be split in less time than a full tokenizer needs. What a
selector, a condition or a value means is not looked at here. One pass, no recursion.
"""

import re
from functools import lru_cache
from typing import Any, Final

from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex

_STRING = r""""(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z)"""
# An address without quotes goes on to the next bracket, whatever stands in it.
_URL = r"""(?<![-\w])[uU][rR][lL]\([ \t\n]*+(?!["'])(?:[^)\\]|\\.)*+\)?"""
_STRUCTURE: Final = regex(rf"{_STRING}|{_URL}|\\.|[{{}};(\[]", re.DOTALL)
_BRACKETS: Final = regex(rf"{_STRING}|{_URL}|\\.|[{{}}()\[\]]", re.DOTALL)
_COMMENT: Final = regex(rf"({_STRING}|{_URL})|/\*.*?(?:\*/|\Z)", re.DOTALL)
_PLAIN_BODY: Final = regex(r"""[^{}()\[\]"'\\@]*\}""")
_PIECES: Final = regex(rf"{_STRING}|{_URL}|\\.|[,;(\[{{]", re.DOTALL)
_CUSTOM: Final = regex(r"\s*--[^\s:;{}]*\s*:")
_LEAD: Final = regex(r"(?:\s|<!--|-->)*")
_AT_NAME: Final = regex(r"@(-?[A-Za-z][-\w]*)\s*", re.DOTALL)
_IMPORTANT: Final = regex(r"!\s*important\s*\Z", re.IGNORECASE)

# At-rules whose blocks hold rules; blocks of all others say nothing about elements.
_GROUPS: Final = frozenset(("media", "supports", "layer", "container", "scope", "starting-style"))
_CLOSERS: Final = {"(": ")", "[": "]", "{": "}"}


class TooMuch(Exception):
    """A style sheet holds more than is looked at; the message is the reason, for a note."""


@dataclass(frozen=True, slots=True, eq=False)
class Condition:
    """An at-rule around rules: its lower-case name, its prelude, and the one around it."""

    name: str
    prelude: str
    parent: "Condition | None"


@dataclass(slots=True)
class StyleRule:
    """A style rule: selectors and declarations as text; ``parent`` is the rule it is nested in.

    ``parsed`` is for whoever takes the declarations apart, so that a sheet that many pages share
    is taken apart once.
    """

    selectors: str
    condition: Condition | None
    parent: "StyleRule | None"
    offset: int
    body: list[str] = field(default_factory=list)
    parsed: dict[bool, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Statement:
    """An at-rule that is not a group: ``@import``, ``@namespace``, ``@keyframes`` …"""

    name: str
    prelude: str
    block: str | None
    condition: Condition | None


type Item = StyleRule | Statement | Condition


def without_comments(css: str) -> str:
    """The text with comments removed (their line breaks kept) and newlines normalised."""
    if "\r" in css or "\f" in css or "\0" in css:
        css = (
            css.replace("\r\n", "\n")
            .replace("\r", "\n")
            .replace("\f", "\n")
            .replace("\0", "\ufffd")
        )
    if "/*" not in css:
        return css
    return _COMMENT.sub(lambda found: found[1] or "\n" * found[0].count("\n"), css)


def _closed(css: str, place: int, opener: str) -> int:
    """The offset after the bracket that closes the one opened just before ``place``."""
    stack = [_CLOSERS[opener]]
    for found in _BRACKETS.finditer(css, place):
        mark = found[0]
        if mark in _CLOSERS:
            stack.append(_CLOSERS[mark])
        elif mark == stack[-1]:
            stack.pop()
            if not stack:
                return found.end()
    return len(css)


def _prelude(text: str) -> str:
    text = text.strip()
    while text.startswith(("<!--", "-->")):
        text = text[4 if text[1] == "!" else 3 :].lstrip()
    return text


class _Splitter:
    """One walk over a sheet; ``items`` is what was found, in order."""

    def __init__(self, css: str, limit: int) -> None:
        self.css = css
        self.limit = limit
        self.items: list[Item] = []
        self.condition: Condition | None = None
        self.rule: StyleRule | None = None
        self.open: list[tuple[Condition | None, StyleRule | None]] = []

    def run(self) -> list[Item]:
        css, place, start = self.css, 0, 0
        search = _STRUCTURE.search
        # Outside of rules only an at-rule ends with a semicolon; what begins at ``start`` is one?
        asked, is_at = -1, False
        while found := search(css, place):
            mark, place = found[0], found.end()
            if mark == "{":
                place, whole = self._opened(start, found.start(), place)
                if whole:
                    start = place
            elif mark == ";":
                if self.rule is None and asked != start:
                    asked, is_at = start, self._begins_at_rule(start)
                if self.rule is not None or is_at:
                    self._ended(css[start : found.start()])
                    start = place
            elif mark == "}":
                if self.rule is not None and (text := css[start : found.start()].strip()):
                    self.rule.body.append(text)
                if self.open:
                    self.condition, self.rule = self.open.pop()
                    start = place
                # A stray brace at the top is part of the next rule's prelude, and spoils it.
            elif mark in "([":
                place = _closed(css, place, mark)
        if self.rule is not None and (text := css[start:].strip()):
            self.rule.body.append(text)
        elif self.rule is None and self._begins_at_rule(start):
            self._ended(css[start:])
        return self.items

    def _begins_at_rule(self, start: int) -> bool:
        lead = _LEAD.match(self.css, start)
        return lead is not None and self.css.startswith("@", lead.end())

    def _opened(self, start: int, brace: int, place: int) -> tuple[int, bool]:
        """A block begins: where to go on, and whether what was before it is dealt with."""
        css = self.css
        if self.rule is not None and _CUSTOM.match(css, start, brace):
            return _closed(css, place, "{"), False
        prelude = _prelude(css[start:brace])
        if len(self.items) >= self.limit:
            raise TooMuch(f"more than {self.limit} rules")
        if prelude.startswith("@"):
            return self._at_rule(prelude, place), True
        rule = StyleRule(prelude, self.condition, self.rule, start)
        self.items.append(rule)
        if plain := _PLAIN_BODY.match(css, place):
            # The common case: no blocks, strings or brackets inside.
            rule.body.append(css[place : plain.end() - 1])
            return plain.end(), True
        self.open.append((self.condition, self.rule))
        self.rule = rule
        return place, True

    def _at_rule(self, prelude: str, place: int) -> int:
        found = _AT_NAME.match(prelude)
        name = found[1].lower() if found else ""
        rest = prelude[found.end() :] if found else ""
        if name not in _GROUPS:
            end = _closed(self.css, place, "{")
            self.items.append(Statement(name, rest, self.css[place : end - 1], self.condition))
            return end
        self.open.append((self.condition, self.rule))
        self.condition = Condition(name, rest, self.condition)
        self.items.append(self.condition)
        if self.rule is not None:
            # Declarations straight in a nested group belong to the rule around it.
            self.rule = StyleRule("&", self.condition, self.rule, place)
            self.items.append(self.rule)
        return place

    def _ended(self, text: str) -> None:
        """An at-rule without a block, or a declaration, ends."""
        text = _prelude(text)
        if text.startswith("@"):
            if found := _AT_NAME.match(text):
                self.items.append(
                    Statement(found[1].lower(), text[found.end() :], None, self.condition)
                )
                if len(self.items) > self.limit:
                    raise TooMuch(f"more than {self.limit} rules")
        elif self.rule is not None and text:
            self.rule.body.append(text)


def split_sheet(css: str, limit: int) -> list[Item]:
    """The rules of a sheet without comments, in order. Raises TooMuch beyond ``limit`` items."""
    return _Splitter(css, limit).run()


def _read(text: str, limit: int) -> tuple[str, list[Item]]:
    clean = without_comments(text)
    return clean, split_sheet(clean, limit)


_read_again = lru_cache(maxsize=16)(_read)


def read_sheet(text: str, limit: int, *, shared: bool) -> tuple[str, list[Item]]:
    """A sheet's text without comments, and its rules. Raises TooMuch beyond ``limit`` items.

    ``shared`` says that other pages are likely to have it too. What is returned is shared.
    """
    return _read_again(text, limit) if shared and len(text) < 1_000_000 else _read(text, limit)


def split_top(text: str, separator: str) -> list[str]:
    """The parts of a text between separators ("," or ";") outside of strings and brackets."""
    if not any(mark in text for mark in "([{\"'\\"):
        return text.split(separator)
    parts: list[str] = []
    start = place = 0
    while found := _PIECES.search(text, place):
        mark, place = found[0], found.end()
        if mark == separator:
            parts.append(text[start : found.start()])
            start = place
        elif mark in _CLOSERS:
            place = _closed(text, place, mark)
    parts.append(text[start:])
    return parts


def matching_end(text: str, place: int) -> int:
    """The offset after the ")" that closes the "(" just before ``place``, or the text's end."""
    return _closed(text, place, "(")


def split_declaration(text: str) -> tuple[str, str, bool] | None:
    """Name (lower case but for custom properties), value, and whether it is important."""
    name, colon, value = text.partition(":")
    name, value = name.strip(), value.strip()
    if not colon or not name or (name[0] != "-" and not name[0].isalpha() and name[0] != "\\"):
        return None
    important = False
    if "!" in value and (found := _IMPORTANT.search(value)):
        value, important = value[: found.start()].rstrip(), True
    if name.startswith("--"):
        return name, value, important
    if not value:
        return None
    return unescaped(name).lower(), value, important


_ESCAPE: Final = regex(r"\\(?:([0-9a-fA-F]{1,6})[ \n\t]?|(.))", re.DOTALL)


def _character(found: re.Match[str]) -> str:
    if found[1] is None:
        return found[2]
    code = int(found[1], 16)
    return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"


def unescaped(text: str) -> str:
    """An identifier or the inside of a string with its escapes resolved."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


_WORDS: Final = regex(rf"{_STRING}|{_URL}|\\.|[(\[{{]|\s+|/|,", re.DOTALL)


def split_words(text: str) -> list[str]:
    """The words of a value; "/" and "," outside of strings and brackets are words of their own."""
    if not any(mark in text for mark in "([{\"'\\/,"):
        return text.split()
    words: list[str] = []
    start = place = 0
    while found := _WORDS.search(text, place):
        mark, place = found[0], found.end()
        if mark in _CLOSERS:
            place = _closed(text, place, mark)
        elif mark.isspace() or mark in "/,":
            if start < found.start():
                words.append(text[start : found.start()])
            if not mark.isspace():
                words.append(mark)
            start = place
    if start < len(text):
        words.append(text[start:])
    return words
