"""Decides the text that a parser reads instead of a template: of the same length, its lines kept.

Code that writes something becomes one letter, the same for equal code, and fill. The letters are
Tangut, a script that no page is in: they count as something to read and as no language; characters of
private use would count as icons. What writes nothing, and branches that are not taken, become fill.
Between tags and attributes the fill is form feeds, which HTML takes for space; elsewhere it is a
character that is taken out of the tree afterwards.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final
from zlib import crc32

from govpage_lint.document.source import Span
from govpage_lint.document.templates.contexts import CODE, Context
from govpage_lint.document.templates.tokens import Token
from govpage_lint.regexes import regex

SPACE: Final = "\f"
FILL: Final = CODE
_FIRST: Final = 0x17000
_COUNT: Final = 0x17F0
# Stands for what is there and may be anything, where nothing shall be equal or different.
SAME: Final = chr(_FIRST + _COUNT)
OPAQUE: Final = regex(f"[{chr(_FIRST)}-{SAME}]")
MARKS: Final = regex(f"[{SPACE}{FILL}]")
_NO_LINE_END: Final = regex(r"[^\n]")


def opaque(name: str) -> str:
    """The character for code that writes: the same for equal code."""
    return chr(_FIRST + crc32("".join(name.split()).encode("utf-8", "replace")) % _COUNT)


def blank(text: str, fill: str = FILL) -> str:
    """A text as fill, its lines kept."""
    if "\n" not in text:
        return fill * len(text)
    return _NO_LINE_END.sub(fill, text)


def provisional(text: str, tokens: Sequence[Token]) -> str:
    """A text with all code as fill: what markup is read from to tell where the code stands."""
    pieces: list[str] = []
    place = 0
    for token in tokens:
        start, end = token.span
        pieces += (text[place:start], CODE * (end - start))
        place = end
    pieces.append(text[place:])
    return "".join(pieces)


# Attributes that are there for sure with an unknown value, whatever it is.
_KEPT: Final = frozenset(
    "href src action srcset data poster name id for value class style content type role".split()
)


class Mask:
    """The masked texts of one template."""

    def __init__(self, text: str, tokens: Sequence[Token], contexts: Sequence[Context]) -> None:
        self._text = text
        self._tokens = tokens
        self._contexts = contexts
        self._spans = [token.span for token in tokens]

    def apply(self, left_out: Sequence[Span], *, generous: bool) -> str:
        """The text with code masked and without the spans that are left out.

        ``generous``: what may write something writes something; otherwise it writes nothing, but
        for attributes like ``href``, whose value is then the same for all code.
        """
        pieces: list[str] = []
        text, place = self._text, 0
        gaps = iter([*left_out, (len(text) + 1, len(text) + 1)])
        gap = next(gaps)
        for token, context in zip(self._tokens, self._contexts, strict=True):
            start, end = token.span
            while gap[0] < start:
                # A span that is left out begins and ends at code.
                begin, stop = max(gap[0], place), gap[1]
                if stop > begin:
                    fill = _fill(self._around(begin))
                    pieces += (text[place:begin], blank(text[begin:stop], fill))
                    place = stop
                gap = next(gaps)
            if end <= place:
                continue
            pieces.append(text[place:start])
            pieces.append(self._masked(token, context, generous=generous))
            place = end
        while gap[0] < len(text):
            begin, stop = max(gap[0], place), min(gap[1], len(text))
            if stop > begin:
                pieces += (text[place:begin], blank(text[begin:stop], SPACE))
                place = stop
            gap = next(gaps)
        pieces.append(text[place:])
        return "".join(pieces)

    def _around(self, offset: int) -> Context:
        """The context of the code that ends at a place."""
        index = bisect_left(self._spans, (offset, -1)) - 1
        return self._contexts[index] if index >= 0 else Context("structure")

    def _masked(self, token: Token, context: Context, *, generous: bool) -> str:
        start, end = token.span
        written = self._text[start:end]
        fill, where = _fill(context), context.where
        if token.kind not in ("output", "include"):
            return blank(written, fill)
        if where == "name":
            before = self._text[start - 1 : start]
            # A name that nobody knows is one of a custom element.
            sign = "x-" if before in ("<", "/") else "-"
            return _put(sign + opaque(token.name), written, FILL)
        if where == "attribute":
            return _put(opaque(token.name), written, FILL)
        if where in ("between", "structure", "raw"):
            return blank(written, fill)
        if generous:
            return _put(opaque(token.name), written, fill)
        if where == "value" and context.attribute in _KEPT:
            return _put(SAME, written, fill)
        return blank(written, fill)


def _fill(context: Context) -> str:
    return FILL if context.where in ("value", "name", "attribute") else SPACE


def _put(sign: str, written: str, fill: str) -> str:
    """The sign and fill, of the length of what is written."""
    if len(written) < len(sign):
        sign = sign[-len(written) :]
    # A sign takes the place of line ends only where nothing but them is left.
    head = written[: len(sign)]
    if "\n" in head:
        return blank(written, fill)
    return sign + blank(written[len(sign) :], fill)
