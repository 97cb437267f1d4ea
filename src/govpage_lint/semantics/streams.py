"""Decides the order in which a page's text reaches a reader: one flat stream that all names slice.

A name from content is a walk over a subtree. Walking for each name would cost the depth of the
page again and again, so the page is walked once and written down as pieces, and each element knows
where its pieces begin and end. What depends on who asks (a control, an ``aria-label``) stands in
the stream as a mark, to be resolved when it is read.
"""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import Final, cast

from govpage_lint.document.numbers import zeros
from govpage_lint.document.tree import SVG, Comment, Document, Element, Node, Text
from govpage_lint.records import dataclass
from govpage_lint.semantics import tables
from govpage_lint.semantics.controls import VALUE_ROLES
from govpage_lint.semantics.exposure import Exposure
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.native_names import svg_title
from govpage_lint.semantics.pseudo import content_text
from govpage_lint.semantics.unknown import UNKNOWN

_MARKED: Final = frozenset(("aria-labelledby", "aria-labeledby", "aria-label", "aria-owns"))
_MARKED_ROLES: Final = VALUE_ROLES | {"menu", "group"}
# Elements that give something other than their content, or have none.
_REPLACED: Final = frozenset(
    """area audio embed iframe img input meter object progress select svg textarea video""".split()
)
_UNREAD_SVG: Final = frozenset(("desc", "script", "style", "title"))
_UNREAD: Final = frozenset(("head", "noscript", "script", "style", "template", "datalist"))
_INLINE: Final = frozenset(("inline", "ruby", "ruby-base", "ruby-text"))


@dataclass(frozen=True, slots=True)
class Mark:
    """An element whose part in the text depends on who asks; its pieces end before ``end``."""

    element: Element
    end: int

    @property
    def role(self) -> str:
        """The role that its author gave, lower-case; "" without one."""
        return self.element.attributes.get("role", "").strip().lower()


@dataclass(frozen=True, slots=True)
class Title:
    """A ``title`` that counts if nothing from ``start`` on gave any text."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Owned:
    """The elements that an ``aria-owns`` appends here."""

    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """A custom element: what its shadow tree says is not in the source."""


# An element, what is left to read of it, its first piece, how many texts there were, and whether its
# own count.
type _Opened = tuple[Element, Iterator[Node], int, int, bool]
type Piece = str | Mark | Title | Owned | Unsure

_UNSURE: Final = Unsure()


class Stream:
    """The pieces of a page's text, and for each element the range of its own.

    ``starts[i]``, ``inner_ends[i]`` bound the content of the element at place i of tree order;
    ``outer_starts[i]``, ``outer_ends[i]`` its part in its parent's text. An element that is not in
    the stream has an empty range.
    """

    def __init__(
        self,
        document: Document,
        exposure: Exposure,
        styles: StyleFacts | None,
        owned: dict[Element, Element],
        *,
        hidden_too: bool,
        shadows_known: bool,
    ) -> None:
        size = len(document.elements)
        self.pieces: list[Piece] = []
        self.starts = zeros(size)
        self.inner_ends = zeros(size)
        self.outer_starts = zeros(size)
        self.outer_ends = zeros(size)
        self._document = document
        self._exposure = exposure
        self._styles = styles
        self._owned = owned
        self._owners: dict[Element, list[Element]] = {}
        for child, owner in owned.items():
            self._owners.setdefault(owner, []).append(child)
        # What keeps text from who asks.
        self._invisible = bytearray(size) if hidden_too else exposure.invisible
        self._textless = frozenset[Element]() if hidden_too else exposure.textless
        self._left_out = bytearray(map(_is_unread, document.elements))
        if not hidden_too:
            hidden = zip(self._left_out, exposure.gone, exposure.veiled, strict=True)
            self._left_out = bytearray(
                unread or gone is not None or veiled is not None for unread, gone, veiled in hidden
            )
        self._shadows_known = shadows_known
        self._block = tables.html().block
        self._texts = 0
        self._blocks = bytearray(map(self._is_block, document.elements))
        self._before = styles.filled("::before") if styles is not None else ()
        self._after = styles.filled("::after") if styles is not None else ()
        self._build()

    def _build(self) -> None:
        root = self._document.root
        stack: list[_Opened] = []
        entry = self._open(root)
        if entry is not None:
            stack.append(entry)
        pieces = self.pieces
        while stack:
            _, nodes, _, _, mute = stack[-1]
            for node in nodes:
                if type(node) is Text:
                    if not mute and (text := node.data):
                        pieces.append(text)
                        if not text.isspace():
                            self._texts += 1
                elif type(node) is not Comment and isinstance(node, Element):
                    entry = self._open(node)
                    if entry is None:
                        continue
                    if node.children:
                        stack.append(entry)
                        break
                    self._close(*entry)
            else:
                self._close(*stack.pop())

    @cached_property
    def _others(self) -> list[int]:
        """The places of all pieces that are no text."""
        return [place for place, piece in enumerate(self.pieces) if type(piece) is not str]

    def plain_until(self, start: int, end: int) -> int:
        """Where the pieces of a range cease to be nothing but text: its end where all are."""
        next_one = bisect_left(self._others, start)
        return end if next_one == len(self._others) else min(self._others[next_one], end)

    def texts(self, start: int, end: int) -> list[str]:
        """The pieces of a range that is plain."""
        return cast("list[str]", self.pieces[start:end])

    def _add(self, text: str) -> None:
        if text:
            self.pieces.append(text)
            if not text.isspace():
                self._texts += 1

    def _is_marked(self, element: Element, attributes: dict[str, str]) -> bool:
        if not _MARKED.isdisjoint(attributes) or element in self._owned:
            return True
        role = attributes.get("role")
        return role is not None and role.strip().lower() in _MARKED_ROLES

    def _open(self, element: Element) -> _Opened | None:
        """Enter an element; None where nothing of it is in the stream."""
        place, name, pieces = element.order, element.local_name, self.pieces
        if self._left_out[place]:
            self.starts[place] = self.inner_ends[place] = len(pieces)
            self.outer_starts[place] = self.outer_ends[place] = len(pieces)
            return None
        # One space is enough: a page of nested empty blocks would otherwise be mostly spaces.
        if (self._blocks[place] or name == "br") and pieces and pieces[-1] != " ":
            pieces.append(" ")
        at = len(pieces)
        self.outer_starts[place] = at
        attributes = element.attributes
        if (
            name in _REPLACED
            or (attributes and self._is_marked(element, attributes))
            or (not element.is_html and element.namespace_url == SVG and svg_title(element))
        ):
            pieces.append(Mark(element, at))  # its end is filled in when it closes
            if self._is_sure(element):
                self._texts += 1
        self.starts[place] = len(pieces)
        texts = self._texts
        if "-" in name and element.is_html and not self._shadows_known:
            pieces.append(_UNSURE)
        if element in self._before:
            self._add_pseudo(element, "::before")
        # Whether the text right in it is not in the stream.
        mute = bool(self._invisible[place]) or element in self._textless
        return element, iter(element.children), at, texts, mute

    def _close(self, element: Element, _: Iterator[Node], at: int, texts: int, _mute: bool) -> None:
        place, pieces = element.order, self.pieces
        if element in self._after:
            self._add_pseudo(element, "::after")
        attributes = element.attributes
        if attributes:
            if "aria-owns" in attributes:
                self._add_owned(element)
            self.inner_ends[place] = len(pieces)
            title = attributes.get("title")
            if title and self._texts == texts and title.strip() and not self._invisible[place]:
                pieces.append(Title(title, at))
                self._texts += 1
        else:
            self.inner_ends[place] = len(pieces)
        end = self.outer_ends[place] = len(pieces)
        if at < end and type(pieces[at]) is Mark:
            mark = pieces[at]
            if isinstance(mark, Mark) and mark.element is element:
                pieces[at] = Mark(element, end)
        if self._blocks[place] and pieces and pieces[-1] != " ":
            pieces.append(" ")

    def _is_block(self, element: Element) -> bool:
        display = self._exposure.displays[element.order]
        if display in ("", "none"):
            return element.local_name in self._block and element.is_html
        return display not in _INLINE

    @staticmethod
    def _is_sure(element: Element) -> bool:
        """Whether its mark gives text for certain."""
        attributes = element.attributes
        return bool(attributes.get("aria-label", "").strip()) or (
            element.local_name == "img"
            and bool(attributes.get("alt", "").strip())
            and "role" not in attributes
        )

    def _add_owned(self, element: Element) -> None:
        elements = self._owners.get(element)
        if elements:
            self.pieces.append(Owned(tuple(elements)))

    def _add_pseudo(self, element: Element, pseudo: str) -> None:
        assert self._styles is not None
        value = self._styles.value(element, "content", pseudo)
        # Text that a sheet adds is so rare that a sheet nobody could read is taken to add none.
        if value is not UNKNOWN and value not in ("none", "normal"):
            if self._invisible[element.order]:
                return
            text = content_text(value, element)
            apart = "/" in value or self._styles.value(element, "display", pseudo) != "inline"
            self._add(f" {text} " if apart and text else text)


def _is_unread(element: Element) -> bool:
    """Whether an element gives no text, hidden or not."""
    if element.is_html:
        return element.local_name in _UNREAD
    return element.namespace_url == SVG and element.local_name in _UNREAD_SVG
