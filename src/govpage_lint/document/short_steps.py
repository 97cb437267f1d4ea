"""Decides what texts, comments and raw text do to the end of a tree, without html5lib's phases.

Each step here and in ``short_tags`` is what the phase does in one case, and does nothing in any other:
then the token goes to the phase. No step complains, and none changes more than the end of the tree.
Differential tests hold that the tree is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from govpage_lint.document.construction import Built, PageParser
from govpage_lint.document.cuts import SPACES, text_pieces
from govpage_lint.document.reference import Marker
from govpage_lint.document.source import Span
from govpage_lint.document.tree import HTML, Comment, Text
from govpage_lint.records import dataclass

type Attributes = dict[str, str]
# Takes the steps, and the name, attributes and span of a start tag; where to read on, or 0 where the tag
# goes to the phase.
type Start = Callable[[Any, str, Attributes, Span], int]
# Takes the steps, and the name and span of an end tag; whether it has been dealt with.
type End = Callable[[Any, str, Span], bool]
# Takes the steps, and where a run of text begins and ends; whether it has been dealt with.
type Write = Callable[[Any, int, int], bool]


@dataclass(frozen=True, slots=True)
class Ways:
    """The steps of one phase; ``start`` and ``end`` are for all names that have none of their own."""

    starts: dict[str, Start]
    ends: dict[str, End]
    start: Start
    end: End
    write: Write


class Steps:
    """The steps through one page: what there is now for tags, by name, and for text.

    ``ways`` are those of html5lib's phases, by name. ``look`` has to be called whenever something else
    has changed the tree or the phase.
    """

    starts: dict[str, Start]
    ends: dict[str, End]
    start: Start
    end: End
    write: Write

    def __init__(self, parser: PageParser, text: str, ways: Mapping[str, Ways]) -> None:
        self._parser: Any = parser
        self._text = text
        tree: Any = parser.tree
        self._open: list[Built] = tree.openElements
        self._names: dict[str, int] = tree.openElements.names
        self._entries: list[Any] = tree.activeFormattingElements
        self._in_body = parser.phases["inBody"]
        self._keeps_newlines = self._in_body.processSpaceCharactersNonPre
        self._drops_newline = False
        self._by_name = ways
        self._ways = {parser.phases[name]: some for name, some in ways.items()}
        self.look()

    def look(self) -> None:
        """Find out which ways there are now."""
        ways = _NONE
        if self._open and self._open[-1].is_html:
            ways = self._ways.get(self._parser.phase, _NONE)
        self._take(ways)
        self._drops_newline = self._in_body.processSpaceCharacters != self._keeps_newlines

    def _take(self, ways: Ways) -> None:
        self._here = ways
        self.starts, self.ends = ways.starts, ways.ends
        self.start, self.end, self.write = ways.start, ways.end, ways.write

    def _enter(self, phase: str) -> None:
        self._parser.phase = self._parser.phases[phase]
        self._take(self._by_name[phase])

    # -- text --------------------------------------------------------------------------------------

    def write_nothing(self, start: int, end: int) -> bool:
        return False

    def write_in_body(self, start: int, end: int) -> bool:
        """Append a run of text, if no formatting has to begin again and no newline is dropped."""
        entries = self._entries
        if (
            self._drops_newline
            or (entries and (last := entries[-1]) is not Marker and not last.is_open)
            or (self._parser.framesetOK and not self._is_before_frames(start, end))
        ):
            return False
        return self.write_all(start, end)

    def _is_before_frames(self, start: int, end: int) -> bool:
        """Note whether there may still be frames after a text; False where it is not plain to see."""
        data = self._text[start:end]
        if "&" in data:
            return False
        if data.strip(SPACES):
            self._parser.framesetOK = False
        return True

    def write_all(self, start: int, end: int) -> bool:
        """Append a run of text."""
        data = self._text[start:end]
        parent = self._open[-1]
        children = parent.children
        if "&" in data or (children and type(children[-1]) is Text):
            return self._write_pieces(parent, start, end)
        made = Text(data, (start, end))
        made.parent = parent
        children.append(made)
        return True

    def _write_pieces(self, parent: Built, start: int, end: int) -> bool:
        pieces = text_pieces(self._text, start, end)
        if pieces is None:
            return False
        children = parent.children
        last = children[-1] if children else None
        for data, span in pieces:
            if type(last) is Text:
                last.append(data, span)
            else:
                last = Text(data, span)
                last.parent = parent
                children.append(last)
        return True

    def comment(self, data: str, span: Span) -> bool:
        """Append a comment, if that is all there is to it."""
        if self._here is _NONE:
            return False
        made = Comment(data, span)
        made.parent = parent = self._open[-1]
        parent.children.append(made)
        return True

    def write_spaces(self, start: int, end: int) -> bool:
        """Append white space where nothing else may stand."""
        return not self._text[start:end].strip(SPACES) and self.write_all(start, end)

    def _insert(self, name: str, attributes: Attributes, span: Span) -> Built:
        """Put an element at the end of the current one."""
        element = Built(name, HTML, attributes, span)
        element.parent = parent = self._open[-1]
        parent.children.append(element)
        return element

    # -- elements whose contents are text ------------------------------------------------------------

    def raw(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element with all that is in it, if it has an end."""
        text, start = self._text, span[1]
        end, after = _raw_end(text, name, start)
        # What a page ends with, its parser has to have seen.
        if not after or after == len(text):
            return 0
        pieces = None
        if name == "script":
            data = text[start:end]
            if "<!--" in data and "<script" in data.lower():
                return 0
        elif name == "title":
            pieces = text_pieces(text, start, end)
            if pieces is None:
                return 0
        elif name == "iframe":
            self._parser.framesetOK = False
        element = self._insert(name, attributes, span)
        element.end_span = (end, after)
        if pieces is not None:
            self._write_pieces(element, start, end)
        elif start < end:
            made = Text(text[start:end], (start, end))
            made.parent = element
            element.children.append(made)
        return after

    # -- what goes to the phase -----------------------------------------------------------------------

    def no_start(self, name: str, attributes: Attributes, span: Span) -> int:
        return 0

    def no_end(self, name: str, span: Span) -> bool:
        return False


_NONE: Final = Ways({}, {}, Steps.no_start, Steps.no_end, Steps.write_nothing)


def _raw_end(text: str, name: str, start: int) -> tuple[int, int]:
    """Where the end tag of raw text begins and ends; 0 and 0 if there is none that is plain."""
    length = len(name)
    place = text.find("</", start)
    while place >= 0:
        stop = place + 2 + length
        if text[place + 2 : stop].lower() == name:
            sign = text[stop : stop + 1]
            if sign == ">":
                return place, stop + 1
            if sign in " \t\n\f/":
                return 0, 0
        place = text.find("</", place + 2)
    return 0, 0
