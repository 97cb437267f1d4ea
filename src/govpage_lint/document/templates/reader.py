"""Decides where the pieces of template code stand in a text: one pass, whatever the language."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.templates.tokens import (
    Event,
    Scanned,
    TemplateComment,
    Token,
    TokenKind,
)
from govpage_lint.regexes import regex

# Strings and nested brackets are looked through for so many characters before a plain search decides.
_BALANCED: Final = 5000
_BRACKETS: Final = regex(r"""["'`{}\[\]()\\]""")
_QUOTES: Final = frozenset("\"'`")
_PAIRS: Final = {"}": "{", "]": "[", ")": "("}


class Reader:
    """A text that is read for template code, and what was found in it.

    Costs grow with the length of the text, whatever stands in it: a search that failed is not
    made again, and looking through brackets has a limit for the whole text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.comments: list[TemplateComment] = []
        # Where the template begins, after what is said to the engine about it.
        self.begin = 0
        # How many tags of a name are open whose content is kept for later.
        self.held: dict[str, int] = {}
        # For each element that is open and that the page does not have, whether it is a branch.
        self.wrappers: list[bool] = []
        # Strings that do not stand behind some place.
        self._nowhere: dict[str, int] = {}
        self._budget = 20 * len(text) + _BALANCED

    def find(self, needle: str, start: int) -> int:
        """Where a string stands next; -1 where it does not."""
        if start >= self._nowhere.get(needle, len(self.text)):
            return -1
        place = self.text.find(needle, start)
        if place < 0:
            self._nowhere[needle] = min(start, self._nowhere.get(needle, start))
        return place

    def after(self, needle: str, start: int) -> int | None:
        """The place after the next such string; None where there is none."""
        place = self.find(needle, start)
        return None if place < 0 else place + len(needle)

    def spend(self, steps: int) -> bool:
        """Whether so many more characters may be looked through for what may not be there."""
        self._budget -= steps
        return self._budget > 0

    def balanced(self, start: int, close: str) -> int | None:
        """The place after the ``close`` that ends what begins at ``start``, strings and brackets in
        between skipped; a plain search decides where they don't match."""
        plain = self.after(close, start)
        if plain is None or self._budget <= 0:
            return plain
        stack: list[str] = []
        text, place = self.text, start
        limit = min(len(text), start + _BALANCED)
        while place < limit:
            found = _BRACKETS.search(text, place, limit)
            if found is None:
                break
            place, sign = found.end(), found[0]
            if not stack and text.startswith(close, found.start()):
                self._budget -= place - start
                return found.start() + len(close)
            if sign == "\\":
                place += 1
            elif sign in _QUOTES:
                end = text.find(sign, place, limit)
                if end < 0:
                    break
                place = end + 1
            elif sign in _PAIRS:
                if not stack or stack.pop() != _PAIRS[sign]:
                    break
            else:
                stack.append(sign)
        self._budget -= place - start
        return plain

    def add(
        self,
        kind: TokenKind,
        span: Span,
        name: str = "",
        events: tuple[Event, ...] = (),
        path: str | None = None,
    ) -> int:
        """Note a token; returns where it ends."""
        self.tokens.append(Token(kind, span, name, events, path))
        return span[1]

    def comment(self, span: Span, form: str, close: str) -> int:
        """Note a comment and a token for it; returns where it ends."""
        end = span[1] - len(close) if self.text.endswith(close, span[0], span[1]) else span[1]
        begin = span[0] + len(form)
        self.comments.append(TemplateComment(self.text[begin : max(begin, end)], span, form))
        return self.add("comment", span)

    @property
    def scanned(self) -> Scanned:
        """What was found, in the order of the source."""
        self.comments.sort(key=lambda one: one.span)
        return Scanned(self.tokens, self.comments)


# Reads what begins at a place; returns where to go on, or None where it is no template code.
type Handler = Callable[[Reader, int], int | None]


def read(reader: Reader, opening: re.Pattern[str], handlers: dict[str, Handler]) -> None:
    """Read a text from start to end: at each ``opening``, the handler of what it matches."""
    place, text = reader.begin, reader.text
    while (found := opening.search(text, place)) is not None:
        end = handlers[found[0]](reader, found.start())
        place = found.end() if end is None else max(end, found.start() + 1)


_NOT: Final = regex(r"(?:not\s+|!\s*|unless\s+)")


def condition_of(expression: str) -> str:
    """An expression as conditions are compared: no space, "!" before what is negated."""
    text = expression.strip()
    while text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        text = text[1:-1].strip()
    negated = False
    while (found := _NOT.match(text)) is not None:
        negated = not negated
        text = text[found.end() :]
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1]
    return ("!" if negated else "") + "".join(text.split())
