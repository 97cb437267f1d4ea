"""Decides what is known of a page that a browser rendered: styles, boxes, and what it computed.

One ``RenderedFacts`` a document. All lists and mappings are by the place of an element in tree
order (``Element.order``); lengths are CSS pixels, places count from the corner of the document.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence, Set
from functools import cached_property
from types import MappingProxyType
from typing import Final, NamedTuple

from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass, field
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

type Row = tuple[int, int]

# What a browser says of an element that is in no rendered tree, such as a frame that is not shown.
_UNRENDERED: Final = {"display": "none", "content": "none", "visibility": "visible"}


class Rect(NamedTuple):
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends to the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def area(self) -> float:
        """Its size in square pixels."""
        return max(self.width, 0.0) * max(self.height, 0.0)

    def within(self, other: Rect) -> Rect:
        """The part of it that lies in another; with no area where they do not meet."""
        x, y = max(self.x, other.x), max(self.y, other.y)
        width = min(self.right, other.right) - x
        height = min(self.bottom, other.bottom) - y
        return Rect(x, y, max(width, 0.0), max(height, 0.0))


class ElementBox(NamedTuple):
    """The border box of an element, its padding box's size, and how far its content scrolls."""

    x: float
    y: float
    width: float
    height: float
    client_width: float
    client_height: float
    scroll_width: float
    scroll_height: float

    @property
    def rect(self) -> Rect:
        """The border box."""
        return Rect(self.x, self.y, self.width, self.height)


class BrowserNode(NamedTuple):
    """An element of the browser's accessibility tree: the browser's word for its role, its name."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class MediaState:
    """An ``audio`` or ``video`` element as it plays.

    ``duration`` is in seconds, None where it is not known (yet) or without end. ``has_audio`` and
    ``has_video`` are None where the browser did not tell.
    """

    duration: float | None
    paused: bool
    muted: bool
    volume: float
    loop: bool
    has_audio: bool | None
    has_video: bool | None


@dataclass(frozen=True, slots=True)
class ImageState:
    """An image as it loaded: its own size, (0, 0) where it failed, and the address it came from."""

    width: int
    height: int
    complete: bool
    address: str


@dataclass(frozen=True, slots=True)
class RenderedFacts:
    """What a browser told of one document.

    ``settled`` and ``moving`` are tables of computed values, in the order of ``settled_names`` and
    ``moving_names``; ``rows`` are places in them, None for what is not rendered; ``pseudos`` those
    of ``::before`` and ``::after``. ``size`` is how far the document scrolls, ``view`` what is seen
    of it. ``accessible`` and ``clickable`` are None where the browser does not tell. ``states`` are
    "checked", "selected" and "indeterminate"; ``values`` what stands in a field. ``pieces`` are the
    boxes of what has several.
    """

    settled_names: tuple[str, ...]
    moving_names: tuple[str, ...]
    settled: Sequence[Sequence[str]] = field(repr=False)
    moving: Sequence[Sequence[str]] = field(repr=False)
    rows: Sequence[Row | None] = field(repr=False)
    pseudos: Mapping[int, tuple[Row | None, Row | None]] = field(repr=False)
    boxes: Sequence[ElementBox | None] = field(repr=False)
    texts: Mapping[Text, tuple[Rect, ...]] = field(repr=False)
    size: tuple[float, float]
    view: tuple[float, float]
    accessible: Mapping[int, BrowserNode] | None = None
    clickable: frozenset[int] | None = None
    states: Mapping[int, str] = MappingProxyType({})
    values: Mapping[int, str] = MappingProxyType({})
    media: Mapping[int, MediaState] = MappingProxyType({})
    images: Mapping[int, ImageState] = MappingProxyType({})
    pieces: Mapping[int, tuple[Rect, ...]] = field(default=MappingProxyType({}), repr=False)

    def box(self, element: Element) -> ElementBox | None:
        """The box of an element; None where it is not drawn."""
        return self.boxes[element.order]

    def pieces_of(self, element: Element) -> tuple[Rect, ...]:
        """The boxes that an element is drawn in, several where it runs over lines."""
        box = self.boxes[element.order]
        return self.pieces.get(element.order) or (() if box is None else (box.rect,))

    def lines(self, text: Text) -> tuple[Rect, ...]:
        """The boxes of a text's lines; none where it is blank or not drawn."""
        return self.texts.get(text, ())

    def browser_node(self, element: Element) -> Maybe[BrowserNode | None]:
        """What the browser's accessibility tree has of an element; None where it is not in it."""
        return UNKNOWN if self.accessible is None else self.accessible.get(element.order)

    def listens_to_clicks(self, element: Element) -> Maybe[bool]:
        """Whether an element listens to clicks itself."""
        return UNKNOWN if self.clickable is None else element.order in self.clickable

    def state(self, element: Element) -> str | None:
        """ "checked", "selected" or "indeterminate"; None where it is none of them."""
        return self.states.get(element.order)

    def media_state(self, element: Element) -> MediaState | None:
        """How an ``audio`` or ``video`` plays; None for anything else."""
        return self.media.get(element.order)

    def image_state(self, element: Element) -> ImageState | None:
        """How an ``img`` or image button loaded; None for anything else."""
        return self.images.get(element.order)


class _At(Container[Element]):
    """The elements at some places in tree order."""

    def __init__(self, places: Set[int]) -> None:
        self._places = places

    def __contains__(self, element: object) -> bool:
        return isinstance(element, Element) and element.order in self._places


class RenderedStyles:
    """Style facts from a browser: the computed values that its snapshot brought."""

    def __init__(self, facts: RenderedFacts) -> None:
        self._facts = facts
        self._values: dict[str, Sequence[Maybe[str]]] = {}

    @cached_property
    def _places(self) -> Mapping[str, tuple[int, int]]:
        """Where the value of a property stands: in which table, in which column."""
        tables = (self._facts.settled_names, self._facts.moving_names)
        return {
            name: (table, column)
            for table, names in enumerate(tables)
            for column, name in enumerate(names)
        }

    def value(self, element: Element, property: str, pseudo: str | None = None) -> Maybe[str]:
        """The computed value as the browser writes it; ``UNKNOWN`` for what the snapshot left out."""
        if property == "overflow":
            return self._overflow(element, pseudo)
        if pseudo is None:
            return self._in_row(self._facts.rows[element.order], property)
        before, after = self._facts.pseudos.get(element.order, (None, None))
        return self._in_row(before if pseudo == "::before" else after, property)

    def _in_row(self, row: Row | None, property: str) -> Maybe[str]:
        place = self._places.get(property)
        if place is None:
            return UNKNOWN
        if row is None:
            return _UNRENDERED.get(property, UNKNOWN)
        table, column = place
        return (self._facts.settled, self._facts.moving)[table][row[table]][column]

    def values(self, property: str) -> Sequence[Maybe[str]]:
        """As StyleFacts has it, for longhands."""
        found = self._values.get(property)
        if found is None:
            rows = self._facts.rows
            found = self._values[property] = [self._in_row(row, property) for row in rows]
        return found

    def declarers(self, names: frozenset[str]) -> None:
        """As StyleFacts has it: the values themselves are at hand."""

    def filled(self, pseudo: str) -> Container[Element]:
        """As StyleFacts has it."""
        side = 0 if pseudo == "::before" else 1
        return _At({place for place, rows in self._facts.pseudos.items() if rows[side] is not None})

    def _overflow(self, element: Element, pseudo: str | None) -> Maybe[str]:
        across = self.value(element, "overflow-x", pseudo)
        along = self.value(element, "overflow-y", pseudo)
        if across is UNKNOWN or along is UNKNOWN:
            return UNKNOWN
        return across if across == along else f"{across} {along}"
