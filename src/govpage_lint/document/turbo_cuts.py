"""Decides where the pieces of a page are with turbohtml's tokenizer, a C extension.

What it cuts is taken where a pattern of ours would cut the same. All else, and what it takes for a
text in which we see markup, is read as without it.
"""

from __future__ import annotations

from typing import Final

from turbohtml import TokenType, tokenize

from govpage_lint.document.cuts import EXACT_START
from govpage_lint.document.fast import FastParser, tree_by
from govpage_lint.document.tree import ParsedTree

_TEXT: Final = TokenType.TEXT
_REFERENCE: Final = TokenType.CHARACTER_REFERENCE
_START: Final = TokenType.START_TAG
_END: Final = TokenType.END_TAG


class TurboParser(FastParser):
    """The fast parser, whose pieces turbohtml cuts."""

    def read_all(self) -> int:
        text = self.text
        size = len(text)
        # How far the text has been read, and how far it has been cut.
        place = offset = 0
        for cut in tokenize(text, resolve_references=False, capture_source=True):
            kind = cut.type
            if kind is _TEXT:
                offset += len(cut.data or "")
                continue
            mark, source = offset, cut.source or ""
            offset += len(source)
            # What lies before the place was part of something larger.
            if mark < place or kind is _REFERENCE:
                continue
            # Not every sign leads to a token; and the end of a page is not for it.
            if offset == size or not text.startswith(source, mark):
                break
            if mark > place:
                place = self._text_before(mark, place)
                if mark != place:
                    continue
            end_name = cut.tag if kind is _END else None
            if end_name and source == f"</{end_name}>":
                place = self.end_tag(end_name, (mark, offset))
            elif kind is _START and EXACT_START.fullmatch(source):
                attributes = dict(cut.attrs or ())
                # As many quotes, unless one is there twice.
                if len(attributes) * 2 == source.count('"'):
                    slash = "/" if cut.self_closing else ""
                    place = self.start_tag(cut.tag or "", attributes, slash, (mark, offset))
                else:
                    place = self.read_pieces(mark, offset)
            else:
                place = self.read_pieces(mark, offset)
        return self.read_pieces(place, size)

    def _text_before(self, mark: int, place: int) -> int:
        """Read a text up to where a piece begins; where to read on."""
        if self.text.find("<", place, mark) >= 0:
            place = self.read_pieces(place, mark)
        if place < mark:
            if not self.ways.write(self.ways, place, mark):
                self.write(place, mark)
            place = mark
        return place


def build_turbo_tree(text: str) -> ParsedTree:
    """The tree of a text with normalised line endings. Never raises on any text."""
    return tree_by(TurboParser, text)
