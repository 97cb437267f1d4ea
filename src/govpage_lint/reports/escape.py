"""Decides how text from a page is shown where control characters or commands would do harm."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from govpage_lint.regexes import regex

# C0, DEL and C1 controls, line and paragraph separators, and the marks that turn the direction of
# what follows: a terminal or a log would obey them instead of showing them.
# What is no character at all is not passed on either.
_NONE: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(17)
)
_HARMFUL: Final = regex(
    f"[{_NONE}\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_PICTURES: Final = {"\t": " ", "\n": " ", "\r": " ", "\x7f": "\u2421"}


def visible(text: str) -> str:
    """A text on one line in which nothing is a command: controls become pictures or ``\\u`` codes."""
    # What is harmful can't be printed, and most texts can, which is seen at once.
    return text if text.isprintable() else _HARMFUL.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    character = match[0]
    if character in _PICTURES:
        return _PICTURES[character]
    if character < " ":
        return chr(0x2400 + ord(character))
    return f"\\u{{{ord(character):x}}}"


def width(text: str) -> int:
    """How many cells of a terminal a text takes: East Asian wide characters take two."""
    return len(text) if text.isascii() else sum(map(_CELLS.__getitem__, text))


class _Cells(dict[str, int]):
    """The cells that characters take. Those of most pages are few."""

    def __missing__(self, character: str) -> int:
        if unicodedata.combining(character) or character == "\u200b":
            cells = 0
        else:
            cells = 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if len(self) < _MOST_KNOWN:
            self[character] = cells
        return cells


_MOST_KNOWN: Final = 4_000
_CELLS: Final = _Cells()
