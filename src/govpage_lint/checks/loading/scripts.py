"""Decides which parts of the scripts in a page run while it loads, and not when somebody acts.

It reads braces and what stands before them; it is no parser. What it takes to run at once does, as a
rule: the top level of a script, functions called there or by ``onload``, and handlers of "ready".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Text
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_SKIPPED = regex(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`",
    re.DOTALL,
)
_BRACE = regex(r"[{}]")
_ANY = r"(?:async\s+)?(?:function\s*[\w$]*\s*\([^()]*\)|(?:\([^()]*\)|[\w$]+)\s*=>)\s*\Z"
_FUNCTION = regex(
    rf"(?:(?P<assigned>[\w$]+)\s*[=:]\s*)?(?:\bfunction\b\s*(?P<name>[\w$]*)\s*\([^()]*\)\s*\Z|{_ANY})"
)
# A function that is called where it is written, or when the page is ready.
_AT_ONCE = regex(
    r"(?:(?:(?:\A|[^\w$.,()\]\s])\s*\(|[!+~]|\$\s*\(\(?|\bjQuery\s*\(\(?|\.\s*(?:ready|load)\s*\(\(?|\bonload\s*="
    rf"|[\"'](?:load|DOMContentLoaded)[\"']\s*,)\s*{_ANY})"
)
_CALL = regex(r"(?<![\w$.])(?<!function )([\w$]+)\s*\(")
_HEADER: Final = 160
# So many places of one kind in one script are looked at.
_MAX_HITS: Final = 20
# All scripts of a page together; what lies beyond is not read.
_MAX_SCRIPTS: Final = 400_000
_JAVASCRIPT: Final = frozenset(
    ("", "text/javascript", "application/javascript", "module", "text/ecmascript")
)


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a script: ``text.data[start:end]``."""

    text: Text
    start: int
    end: int


def inline_scripts(page: Page) -> list[Text]:
    """The texts of the scripts that are written in the page, as far as they are read."""
    found: list[Text] = []
    left = _MAX_SCRIPTS
    for script in page.document.by_name.get("script", ()):
        if script.attributes.get("type", "").strip().lower() not in _JAVASCRIPT:
            continue
        for text in script.children:
            if isinstance(text, Text) and len(text.data) <= left:
                left -= len(text.data)
                found.append(text)
    return found


def run_at_load(page: Page, pattern: re.Pattern[str]) -> Iterator[Place]:
    """Where a pattern stands in scripts that run while the page loads."""
    for text in page.fact(inline_scripts):
        hits = list(islice(pattern.finditer(text.data), _MAX_HITS))
        if not hits:
            continue
        script = _Script(text.data, page.fact(_called_by_onload))
        for hit in hits:
            if script.runs_at_load(hit.start()):
                yield Place(text, hit.start(), hit.end())


def _called_by_onload(page: Page) -> frozenset[str]:
    """The functions that the ``onload`` of the page calls."""
    body = page.document.body
    written = body.attributes.get("onload", "") if body is not None else ""
    return frozenset(regex(r"([\w$]+)\s*\(").findall(written))


class _Script:
    """A script with the functions in it: where each begins and ends, and whether it runs at load."""

    def __init__(self, source: str, called: frozenset[str]) -> None:
        self._source = source
        # Same length, so that places stay the same.
        self._code = _SKIPPED.sub(lambda found: " " * len(found[0]), source)
        self._functions: list[tuple[int, int, str | None]] = []
        self._read()
        self._called = called | self._called_at_top()

    def _read(self) -> None:
        """Note each function: its place, and its name, "" for none, None when it runs at once."""
        code = self._code
        open_braces: list[tuple[int, str | None] | None] = []
        for brace in _BRACE.finditer(code):
            place = brace.start()
            if brace[0] == "{":
                open_braces.append(self._function_at(place))
            elif open_braces and (opened := open_braces.pop()) is not None:
                self._functions.append((opened[0], place, opened[1]))
        for left in open_braces:
            if left is not None:
                self._functions.append((left[0], len(code), left[1]))

    def _function_at(self, brace: int) -> tuple[int, str | None] | None:
        before = self._code[max(0, brace - _HEADER) : brace]
        if before.rstrip()[-1:] not in (")", ">"):
            return None
        found = _FUNCTION.search(before)
        if found is None:
            return None
        if _AT_ONCE.search(self._source[max(0, brace - _HEADER) : brace]):
            return brace, None
        return brace, found["name"] or found["assigned"] or ""

    def _called_at_top(self) -> frozenset[str]:
        """Named functions that are called outside of all functions, or in those that run at once."""
        # Short names are those of a minifier, one for many functions.
        names = {name for _, _, name in self._functions if name and len(name) > 2}
        later = [(start, end) for start, end, name in self._functions if name is not None]
        called: set[str] = set()
        place = 0
        for start, end in [*sorted(later), (len(self._code), len(self._code))]:
            # Functions in functions have an earlier end: what they hold was passed over already.
            if start >= place:
                called.update(_CALL.findall(self._code, place, start))
            place = max(place, end)
        return frozenset(called & names)

    def runs_at_load(self, place: int) -> bool:
        """Whether what stands at a place of the script runs while the page loads."""
        if self._code[place : place + 1].isspace():
            return False  # in a string or a comment
        around = (name for start, end, name in self._functions if start < place < end)
        return all(name is None or name in self._called for name in around)
