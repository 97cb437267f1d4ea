"""Decides what the commonest tokens do to a tree, without html5lib's phases.

Each way here is what the phase does in one case, and does nothing in any other: then the token goes
to the phase. No way complains, and none changes more than the end of the tree. Differential tests
hold that the tree is the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from html5lib import html5parser
from html5lib.constants import headingElements, specialElements
from html5lib.treebuilders.base import Marker

from govpage_lint.document.construction import Built, PageParser
from govpage_lint.document.cuts import SPACES, text_pieces
from govpage_lint.document.source import Span
from govpage_lint.document.tree import HTML, Comment, Text
from govpage_lint.records import dataclass

type Attributes = dict[str, str]
# Takes the name, attributes and span of a start tag; where it ends, or what it has read beyond its
# end; 0 where the tag goes to the phase.
type Start = Callable[[ShortWays, str, Attributes, Span], int]
# Takes the name and span of an end tag; whether it has been dealt with.
type End = Callable[[ShortWays, str, Span], bool]
# Takes where a run of text begins and ends; whether it has been dealt with.
type Write = Callable[[ShortWays, int, int], bool]

_IMPLIED_END: Final = frozenset(("dd", "dt", "li", "option", "optgroup", "p", "rp", "rt"))
_ROW_GROUPS: Final = ("tbody", "thead", "tfoot")
# Beyond so many formatting elements, the phase has the work.
_FEW: Final = 32
_STOPS: Final = frozenset(
    name for namespace, name in specialElements if namespace == HTML
) - frozenset(("address", "div", "p"))
_LIKE: Final = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways of one phase; ``start`` and ``end`` are for all names that have none of their own."""

    starts: dict[str, Start]
    ends: dict[str, End]
    start: Start
    end: End
    write: Write


class ShortWays:
    """The short ways through one page: what there is now for tags, by name, and for text.

    ``look`` has to be called whenever something else has changed the tree or the phase.
    """

    starts: dict[str, Start]
    ends: dict[str, End]
    start: Start
    end: End
    write: Write

    def __init__(self, parser: PageParser, text: str) -> None:
        self._parser: Any = parser
        self._text = text
        tree: Any = parser.tree
        self._open: list[Built] = tree.openElements
        self._names: dict[str, int] = tree.openElements.names
        self._entries: list[Any] = tree.activeFormattingElements
        self._in_body = parser.phases["inBody"]
        self._keeps_newlines = self._in_body.processSpaceCharactersNonPre
        self._drops_newline = False
        self._ways = {parser.phases[name]: ways for name, ways in _WAYS.items()}
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
        self._take(_WAYS[phase])

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

    # -- start tags ----------------------------------------------------------------------------------

    def no_start(self, name: str, attributes: Attributes, span: Span) -> int:
        return 0

    def _insert(self, name: str, attributes: Attributes, span: Span) -> Built:
        """Put an element at the end of the current one."""
        element = Built(name, HTML, attributes, span)
        element.parent = parent = self._open[-1]
        parent.children.append(element)
        return element

    def _begin(self, name: str, attributes: Attributes, span: Span) -> Built:
        """Put an element at the end of the current one, and make it that."""
        element = Built(name, HTML, attributes, span)
        elements = self._open
        element.parent = parent = elements[-1]
        parent.children.append(element)
        element.is_open = True
        self._names[name] += 1
        _push(elements, element)
        return element

    def _formatting_is_open(self) -> bool:
        """Whether there is no formatting element to begin again."""
        entries = self._entries
        return not entries or (last := entries[-1]) is Marker or last.is_open

    def _leaves_paragraph(self) -> bool:
        """Whether no paragraph is open, or the current element was one and is none any more."""
        if not self._names["p"]:
            return True
        if self._open[-1].local_name != "p":
            return False
        self._pop()
        return True

    def block(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element that ends a paragraph."""
        if not self._leaves_paragraph():
            return 0
        self._begin(name, attributes, span)
        return span[1]

    def heading(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._names["p"] or self._open[-1].local_name in headingElements:
            return 0
        self._begin(name, attributes, span)
        return span[1]

    def form(self, name: str, attributes: Attributes, span: Span) -> int:
        tree = self._parser.tree
        if tree.formPointer is not None or not self._leaves_paragraph():
            return 0
        tree.formPointer = self._begin(name, attributes, span)
        return span[1]

    def list_item(self, name: str, attributes: Attributes, span: Span) -> int:
        """An item, which ends the one before it."""
        current = self._open[-1].local_name
        if current in _LIKE[name]:
            ended = True
        elif current in _STOPS:
            ended = False
        else:
            return 0
        if self._names["p"]:
            return 0
        if ended:
            self._pop()
        self._parser.framesetOK = False
        self._begin(name, attributes, span)
        return span[1]

    def inline(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element like any other."""
        if not self._formatting_is_open():
            return 0
        self._begin(name, attributes, span)
        return span[1]

    def formatting(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element that begins again in what follows, if it is not ended before."""
        entries = self._entries
        if entries and entries[-1] is not Marker:
            if len(entries) > _FEW or not entries[-1].is_open:
                return 0
            like = 0
            for entry in reversed(entries):
                if entry is Marker:
                    break
                if entry.local_name == name:
                    like += 1
            if like and (name == "a" or like > 2):
                return 0
        _append(entries, self._begin(name, attributes, span))
        return span[1]

    def button(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._names[name] or not self._formatting_is_open():
            return 0
        self._parser.framesetOK = False
        self._begin(name, attributes, span)
        return span[1]

    def void(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element without contents, like a word of the text."""
        if not self._formatting_is_open():
            return 0
        self._parser.framesetOK = False
        self._insert(name, attributes, span)
        return span[1]

    def field(self, name: str, attributes: Attributes, span: Span) -> int:
        # Hidden fields leave it open whether there may be frames.
        return 0 if self._parser.framesetOK else self.void(name, attributes, span)

    def silent_void(self, name: str, attributes: Attributes, span: Span) -> int:
        """An element without contents that changes nothing else."""
        self._insert(name, attributes, span)
        return span[1]

    def rule(self, name: str, attributes: Attributes, span: Span) -> int:
        if not self._leaves_paragraph():
            return 0
        self._parser.framesetOK = False
        self._insert(name, attributes, span)
        return span[1]

    def select(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._parser.phase is not self._in_body or not self._formatting_is_open():
            return 0
        self._parser.framesetOK = False
        self._begin(name, attributes, span)
        self._enter("inSelect")
        return span[1]

    def option(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name == "option":
            self._pop()
        self._begin(name, attributes, span)
        return span[1]

    def row_group(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name != "table":
            return 0
        self._begin(name, attributes, span)
        self._enter("inTableBody")
        return span[1]

    def row(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name not in _ROW_GROUPS:
            return 0
        self._begin(name, attributes, span)
        self._enter("inRow")
        return span[1]

    def cell(self, name: str, attributes: Attributes, span: Span) -> int:
        if self._open[-1].local_name != "tr":
            return 0
        self._begin(name, attributes, span)
        self._enter("inCell")
        _append(self._entries, Marker)
        return span[1]

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

    # -- end tags ------------------------------------------------------------------------------------

    def no_end(self, name: str, span: Span) -> bool:
        return False

    def _pop(self) -> None:
        """End the current element, without an end tag."""
        element = _pop(self._open)
        element.is_open = False
        self._names[element.local_name] -= 1

    def end_current(self, name: str, span: Span) -> bool:
        """End the current element, where that is what the tag ends."""
        elements = self._open
        current = elements[-1]
        # What a tag ends that was not written itself, is for the phases to judge.
        if current.local_name != name or current.span is None:
            return False
        _pop(elements)
        current.is_open = False
        self._names[name] -= 1
        current.end_span = span
        if not elements[-1].is_html:
            self.look()
        return True

    def end_implying(self, name: str, span: Span) -> bool:
        """End the current element, or the one around those that need no end tag."""
        elements = self._open
        if elements[-1].local_name != name:
            place = len(elements) - 1
            while (local_name := elements[place].local_name) != name:
                if local_name not in _IMPLIED_END or not elements[place].is_html:
                    return False
                place -= 1
            if elements[place].span is None or not elements[place].is_html:
                return False
            while len(elements) > place + 1:
                self._pop()
        return self.end_current(name, span)

    def end_formatting(self, name: str, span: Span) -> bool:
        entries = self._entries
        if not entries or entries[-1] is not self._open[-1] or not self.end_current(name, span):
            return False
        entries.pop()
        return True

    def end_form(self, name: str, span: Span) -> bool:
        tree = self._parser.tree
        if tree.formPointer is not self._open[-1] or not self.end_current(name, span):
            return False
        tree.formPointer = None
        return True

    def end_cell(self, name: str, span: Span) -> bool:
        entries = self._entries
        if not entries or entries[-1] is not Marker or not self.end_implying(name, span):
            return False
        entries.pop()
        self._enter("inRow")
        return True

    def end_row(self, name: str, span: Span) -> bool:
        if not self.end_current(name, span):
            return False
        self._enter("inTableBody")
        return True

    def end_row_group(self, name: str, span: Span) -> bool:
        if not self.end_current(name, span):
            return False
        self._enter("inTable")
        return True


_push: Final[Callable[[list[Built], Built], None]] = list.append
_pop: Final[Callable[[list[Built]], Built]] = list.pop
_append: Final[Callable[[list[Any], Any], None]] = list.append


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


# -- which there are, by phase ---------------------------------------------------------------------

_PHASES: Final[Mapping[str, Any]] = html5parser.getPhases(False)
_RAW: Final[dict[str, Start]] = dict.fromkeys(("script", "style"), ShortWays.raw)
_HEAD: Final[dict[str, Start]] = {
    **dict.fromkeys(("base", "link", "meta"), ShortWays.silent_void),
    **_RAW,
    "title": ShortWays.raw,
}
_BODY: Final[dict[str, Start]] = {
    **dict.fromkeys(
        """address article aside blockquote center details dir div dl fieldset figcaption figure
        footer header hgroup main menu nav ol p section summary ul""".split(),
        ShortWays.block,
    ),
    **dict.fromkeys(headingElements, ShortWays.heading),
    **dict.fromkeys(_LIKE, ShortWays.list_item),
    **dict.fromkeys(
        "a b big code em font i s small strike strong tt u".split(), ShortWays.formatting
    ),
    **dict.fromkeys(("area", "br", "embed", "img", "wbr"), ShortWays.void),
    **dict.fromkeys(("param", "source", "track"), ShortWays.silent_void),
    **_HEAD,
    "form": ShortWays.form,
    "button": ShortWays.button,
    "input": ShortWays.field,
    "hr": ShortWays.rule,
    "select": ShortWays.select,
    "iframe": ShortWays.raw,
    # Scripts are off.
    "noscript": ShortWays.inline,
}
_BODY_ENDS: Final[dict[str, End]] = {
    **dict.fromkeys(
        """address article aside blockquote button center details dialog dir div dl fieldset
        figcaption figure footer header hgroup main menu nav ol section summary ul
        p dd dt li""".split(),
        ShortWays.end_implying,
    ),
    **dict.fromkeys(headingElements, ShortWays.end_implying),
    **dict.fromkeys(
        "a b big code em font i s small strike strong tt u".split(), ShortWays.end_formatting
    ),
    "form": ShortWays.end_form,
}


def _like_a_body(phase: str, own_ends: dict[str, End]) -> Ways:
    """The ways of a phase that leaves nearly all to the one of a body."""
    handled = (_PHASES["inBody"], _PHASES[phase])
    starts = {name: ShortWays.no_start for one in handled for name in one.startTagHandler}
    ends = {name: ShortWays.no_end for one in handled for name in one.endTagHandler}
    return Ways(
        {**starts, **_BODY},
        {**ends, **_BODY_ENDS, **own_ends},
        ShortWays.inline,
        ShortWays.end_current,
        ShortWays.write_in_body,
    )


def _of_few(starts: dict[str, Start], ends: dict[str, End], write: Write) -> Ways:
    return Ways(starts, ends, ShortWays.no_start, ShortWays.no_end, write)


_IN_SELECT: Final = _of_few(
    {"option": ShortWays.option, "script": ShortWays.raw},
    {"option": ShortWays.end_current},
    ShortWays.write_all,
)
_NONE: Final = _of_few({}, {}, ShortWays.write_nothing)
_WAYS: Final = {
    "inBody": _like_a_body("inBody", {}),
    "inCaption": _like_a_body("inCaption", {}),
    "inCell": _like_a_body("inCell", dict.fromkeys(("td", "th"), ShortWays.end_cell)),
    "inHead": _of_few(_HEAD, {}, ShortWays.write_spaces),
    "inSelect": _IN_SELECT,
    "inSelectInTable": _IN_SELECT,
    "inTable": _of_few(
        {**dict.fromkeys(_ROW_GROUPS, ShortWays.row_group), **_RAW}, {}, ShortWays.write_spaces
    ),
    "inTableBody": _of_few(
        {"tr": ShortWays.row, **_RAW},
        dict.fromkeys(_ROW_GROUPS, ShortWays.end_row_group),
        ShortWays.write_spaces,
    ),
    "inRow": _of_few(
        {**dict.fromkeys(("td", "th"), ShortWays.cell), **_RAW},
        {"tr": ShortWays.end_row},
        ShortWays.write_spaces,
    ),
}
