"""Decides the tree of a page as html5lib builds it, in less time.

What is written plainly is cut here (``cuts``), and what it does most often is done in a short way
(``short_ways``). Everything else is html5lib's own: its tokenizer reads what is not plain, from where
it stands in the same text, and its phases take what changes more than the end of the tree.
"""

from __future__ import annotations

from sys import intern
from typing import Any, Final, cast

from govpage_lint.document.construction import PageParser, build_tree, finished
from govpage_lint.document.cuts import END, PIECE, SPACES, START, attributes_of
from govpage_lint.document.reference import namespaces
from govpage_lint.document.short_tags import ShortTags
from govpage_lint.document.short_ways import WAYS
from govpage_lint.document.source import Span
from govpage_lint.document.tokens import (
    CHARACTERS,
    COMMENT,
    END_TAG,
    PARSE_ERROR,
    START_TAG,
    Stream,
    Token,
    Tokenizer,
)
from govpage_lint.document.tree import Comment, ParsedTree

_TEXT, _SPACE = CHARACTERS
_MATHML: Final = namespaces["mathml"]
_GLYPHS: Final = ("mglyph", "malignmark")
# Elements that may have a slash at the end of their tag.
_VOID: Final = frozenset("area base br embed hr img input link meta param source track wbr".split())


class _CutOff(Exception):
    """The page ends in a tag, and what is missing is told of at what is before it."""


class FastParser(PageParser):
    """html5lib's parser with a way of its own through a text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.tokens = Tokenizer(Stream(text), self)

    def mainLoop(self) -> None:
        self.ways = ShortTags(self, self.text, WAYS)
        place = self.read_all()
        if place < len(self.text):
            self.write(place, len(self.text))
        while self.phase.processEOF():
            pass

    def read_all(self) -> int:
        """Read up to the last text, and tell where that is."""
        return self.read_pieces(0, len(self.text))

    def read_pieces(self, place: int, stop: int) -> int:
        """Read what begins between two places; where to read on."""
        text, ways = self.text, self.ways
        find, match, size = text.find, PIECE.match, len(text)
        while (mark := find("<", place, stop)) >= 0:
            cut = match(text, mark)
            if mark > place and (cut is None or not ways.write(ways, place, mark)):
                self.write(place, mark)
            # What the page ends with, the tokenizer has to have seen: the end may be complained of.
            if cut is None or (end := cut.end()) == size:
                place = self.by_the_book(mark)
            elif (kind := cut.lastindex) == END:
                place = self.end_tag(cut[END], (mark, end))
            elif kind == START:
                name, exact, plain, slash = cut.group(1, 2, 3, 4)
                attributes = attributes_of(exact, plain) if exact or plain else {}
                if attributes is None:
                    place = self.by_the_book(mark)
                else:
                    place = self.start_tag(intern(name), attributes, slash, (mark, end))
            else:
                place = self.comment(mark)
        return place

    # -- what is written plainly -------------------------------------------------------------------

    def start_tag(self, name: str, attributes: dict[str, str], slash: str, span: Span) -> int:
        """Deal with a start tag; where to read on."""
        ways = self.ways
        way = ways.starts.get(name)
        if way is None:
            name = name.lower()
            way = ways.starts.get(name, ways.start)
        if not slash or name in _VOID:
            place = way(ways, name, attributes, span)
            if place:
                return place
        token: Token = {
            "type": START_TAG,
            "name": name,
            "data": attributes,
            "selfClosing": bool(slash),
            "selfClosingAcknowledged": False,
            "span": span,
        }
        tokens = self.tokens
        # What ends raw text, is asked of it.
        tokens.currentToken = token
        self._give_and_record(token)
        return span[1] if tokens.state == tokens.dataState else self.by_the_book(span[1])

    def end_tag(self, name: str, span: Span) -> int:
        """Deal with an end tag; where to read on."""
        ways = self.ways
        way = ways.ends.get(name)
        if way is None:
            name = name.lower()
            way = ways.ends.get(name, ways.end)
        if not way(ways, name, span):
            self._give_and_record(
                {"type": END_TAG, "name": name, "data": [], "selfClosing": False, "span": span}
            )
        return span[1]

    def comment(self, start: int) -> int:
        """Deal with a comment; where to read on."""
        text = self.text
        end = text.find("-->", start + 4) + 3
        if end < 3 or end == len(text) or text.find("--!>", start + 4, end) >= 0:
            return self.by_the_book(start)
        data = text[start + 4 : end - 3]
        if self.ways.comment(data, (start, end)):
            self.tokens.comments.append(Comment(data, (start, end)))
        else:
            self._give_and_record({"type": COMMENT, "data": data, "span": (start, end)})
        return end

    def _give_and_record(self, token: Token) -> None:
        self.tokens.record(token)
        self._give(token)
        self.ways.look()

    def write(self, start: int, end: int) -> None:
        """Deal with a run of text as html5lib does: spaces, letters and references apart."""
        text = self.text
        while start < end:
            mark = text.find("&", start, end)
            stop = end if mark < 0 else mark
            if start < stop:
                rest = stop - len(text[start:stop].lstrip(SPACES))
                for kind, low, high in ((_SPACE, start, rest), (_TEXT, rest, stop)):
                    if low < high:
                        self._give({"type": kind, "data": text[low:high], "span": (low, high)})
            start = stop if mark < 0 else self.by_the_book(mark)
        self.ways.look()

    # -- everything else ---------------------------------------------------------------------------

    def by_the_book(self, place: int) -> int:
        """Deal with what begins at a place as html5lib reads it; where to read on."""
        given = False
        for token in self.tokens.tokens_from(place):
            if token["type"] == PARSE_ERROR:
                self.parseError(token["data"], token.get("datavars"))
            else:
                self._give(token)
                given = True
        self.ways.look()
        place = self.tokens.stream.offset
        if place == len(self.text) and not given:
            raise _CutOff
        return place

    def _give(self, token: Token) -> None:
        """Give a token to the phases as html5lib's loop does."""
        self.tokens.current = token
        current: Token | None = token
        before = token
        while current is not None:
            before = current
            current = self._process(current, token)
        if (
            before["type"] == START_TAG
            and before["selfClosing"]
            and not before["selfClosingAcknowledged"]
        ):
            self.parseError("non-void-element-with-trailing-solidus", {"name": before["name"]})

    def _process(self, token: Token, first: Token) -> Token | None:
        """Give a token to the phase that it is for; the token to be processed again, or None."""
        kind = token["type"]
        elements = self.tree.openElements
        phase: Any = self.phase
        if elements and not elements[-1].is_html:
            phase = self._foreign_phase(elements[-1], kind, first)
        found: Any
        if kind == _TEXT:
            found = phase.processCharacters(token)
        elif kind == START_TAG:
            found = phase.processStartTag(token)
        elif kind == END_TAG:
            found = phase.processEndTag(token)
        elif kind == _SPACE:
            found = phase.processSpaceCharacters(token)
        elif kind == COMMENT:
            found = phase.processComment(token)
        else:
            found = phase.processDoctype(token)
        return cast("Token | None", found)

    def _foreign_phase(self, node: Any, kind: int, first: Token) -> Any:
        """The phase for a token in SVG or MathML, as in html5lib's own loop."""
        this: Any = self
        text = kind in CHARACTERS
        start = kind == START_TAG
        if (
            (
                this.isMathMLTextIntegrationPoint(node)
                and (text or (start and first["name"] not in _GLYPHS))
            )
            or (
                node.namespace_url == _MATHML
                and node.name == "annotation-xml"
                and start
                and first["name"] == "svg"
            )
            or (this.isHTMLIntegrationPoint(node) and (start or text))
        ):
            return self.phase
        return this.phases["inForeignContent"]


def build_fast_tree(text: str) -> ParsedTree:
    """The tree of a text with normalised line endings. Never raises on any text."""
    return tree_by(FastParser, text)


def tree_by(parser: type[FastParser], text: str) -> ParsedTree:
    """The tree of a text by a fast parser; by html5lib's, where that cannot tell it all."""
    if "\0" in text:
        # It is dropped or replaced in a hundred ways.
        return build_tree(text)
    made = parser(text)
    try:
        builder = made.read(made.tokens)
    except _CutOff:
        return build_tree(text)
    return finished(made, builder)
