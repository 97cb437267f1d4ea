"""Decides what of a page paints anything that a text may lie on, where, and in which order.

One pass over the elements of a snapshot. What elements with the same styles have in common is
worked out once.
"""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Final, NamedTuple

from govpage_lint.document.tree import SVG, Document, Element
from govpage_lint.semantics.coats import MURK, Coat, background
from govpage_lint.semantics.paint_order import AFTER, BEFORE, PaintOrder, Stacking, stacking
from govpage_lint.semantics.rendered import ElementBox, Rect, RenderedFacts, Row
from govpage_lint.semantics.sight import Sight

# They show something of their own, which styles do not tell.
_PICTURES: Final = frozenset(
    ("canvas", "embed", "iframe", "img", "meter", "object", "progress", "video")
)
_DRAWN_INPUTS: Final = frozenset(("checkbox", "color", "file", "image", "radio", "range"))
_MOST_GROUPS: Final = 16


class Painter(NamedTuple):
    """Something painted: ``number`` says when, ``rect`` where; ``cut`` is what of it is seen while
    nothing is scrolled.

    ``coats`` are its layers, the lowest first. ``group`` is the group that it is thinned with,
    ``lifted`` the place of what it is fixed with, ``scroller`` of what it scrolls in, -1 for none.
    """

    number: int
    rect: Rect
    cut: Rect
    coats: tuple[Coat, ...]
    group: int
    lifted: int
    scroller: int


class Group(NamedTuple):
    """What is thinned as one: by its opacity, or in a way that colours do not tell (``murky``)."""

    outer: int
    opacity: float
    murky: bool
    depth: int


class Place(NamedTuple):
    """Where in the painting the content of an element is: see ``Painter``."""

    group: int
    lifted: int
    scroller: int
    tilted: int


class Look(NamedTuple):
    """What styles say of painting. ``holds``: it is what absolute boxes in it are placed by."""

    stacking: Stacking
    coats: tuple[Coat, ...]
    shown: bool
    clips_text: bool
    opacity: float
    murky: bool
    cut_out: bool
    scrolls: bool
    holds: bool


NO_GROUP: Final = Group(-1, 1.0, False, 0)
_ROOT: Final = Place(0, -1, -1, -1)


class Painters:
    """The painters of a page. ``places``, ``order`` and ``looks`` are by the places of elements;
    ``scrollers`` have what of each scroll box is seen."""

    def __init__(self, document: Document, facts: RenderedFacts, sight: Sight) -> None:
        self._document = document
        self._facts = facts
        self._sight = sight
        self._names = {name: place for place, name in enumerate(facts.settled_names)}
        self._moving = {name: place for place, name in enumerate(facts.moving_names)}
        self._looks: dict[int, Look] = {}
        self.groups: list[Group] = [NO_GROUP]
        self.scrollers: dict[int, Rect] = {}
        self.looks = [None if row is None else self._look(row) for row in facts.rows]
        self._tilts = [0 if row is None else self._tilt(row) for row in facts.rows]
        self.places = self._find_places()
        self._pseudo_looks = [
            (place, which, self._look(row), row)
            for place, rows in sorted(facts.pseudos.items())
            for which, row in ((BEFORE, rows[0]), (AFTER, rows[1]))
            if row is not None
        ]
        self.order = PaintOrder(
            document,
            [None if look is None else look.stacking for look in self.looks],
            self._tilts,
            [
                (place, which, look.stacking)
                for place, which, look, _ in self._pseudo_looks
                if look.stacking.is_positioned
            ],
        )

    # -- styles ------------------------------------------------------------------------------------

    def _look(self, row: Row) -> Look:
        found = self._looks.get(row[0])
        if found is None:
            values, names = self._facts.settled[row[0]], self._names
            found = self._looks[row[0]] = _look(lambda name: values[names[name]])
        return found

    def _tilt(self, row: Row) -> int:
        """0 for what is not transformed, 1 for what is moved or scaled, 2 for what is turned."""
        transform = self._facts.moving[row[1]][self._moving["transform"]]
        settled = self._facts.settled[row[0]]
        if settled[self._names["display"]] == "inline":
            # Boxes that run over lines cannot be transformed.
            return 0
        if settled[self._names["rotate"]] != "none":
            return 2
        if transform == "none":
            return 0
        numbers = transform.removeprefix("matrix(").removesuffix(")").split(",")
        if len(numbers) != 6:
            return 2
        return 1 if abs(float(numbers[1])) < 1e-4 and abs(float(numbers[2])) < 1e-4 else 2

    # -- places --------------------------------------------------------------------------------

    def _find_places(self) -> list[Place]:
        found: list[Place] = []
        boxes, body = self._facts.boxes, self._document.body
        for place, element in enumerate(self._document.elements):
            look = self.looks[place]
            above = _ROOT if element.parent is None else found[element.parent.order]
            if look is None or element.parent is None or element is body:
                found.append(above)
                continue
            group, lifted, scroller, tilted = above
            if look.opacity < 1.0 or look.murky:
                group = self._group(group, look)
            if look.stacking.position in ("fixed", "sticky"):
                lifted = place
                scroller = scroller if look.stacking.position == "sticky" else -1
            if self._tilts[place] == 2:
                tilted = place
            box = boxes[place]
            if box is not None and look.scrolls:
                seen = box.rect.within(self._sight.room(element))
                self.scrollers[place] = self.seen_in(scroller, seen)
                # The box itself stands where it is; what is in it scrolls.
                found.append(Place(group, lifted, place, tilted))
            else:
                found.append(Place(group, lifted, scroller, tilted))
        return found

    def _group(self, outer: int, look: Look) -> int:
        above = self.groups[outer]
        if above.depth >= _MOST_GROUPS:
            # Nobody nests so deep; what is in there is not told.
            self.groups.append(Group(above.outer, 1.0, True, above.depth))
        else:
            self.groups.append(Group(outer, look.opacity, look.murky, above.depth + 1))
        return len(self.groups) - 1

    def seen_in(self, scroller: int, rect: Rect) -> Rect:
        """What of a rectangle is seen in a scroll box that is not scrolled; all of it without one."""
        return rect if scroller < 0 else rect.within(self.scrollers[scroller])

    # -- painters --------------------------------------------------------------------------------

    def all(self) -> Iterator[Painter]:
        """The painters, but for the canvas."""
        canvas = {self._document.root, self._document.body}
        for place, element in enumerate(self._document.elements):
            look, box = self.looks[place], self._facts.boxes[place]
            if look is None or box is None or not look.shown or element in canvas:
                continue
            coats = look.coats if not look.clips_text else ()
            if _shows_picture(element, self._facts):
                coats = (*coats, MURK)
            if not coats:
                continue
            at = self.places[place]
            if place in self.scrollers and element.parent is not None:
                at = at._replace(scroller=self.places[element.parent.order].scroller)
            room = self._sight.room(element)
            if look.cut_out or at.tilted >= 0 or place in self._broken:
                coats = tuple(coat._replace(thin=0.0) for coat in coats)
            for rect in self._facts.pieces_of(element):
                yield self._painter(self.order.grounds[place], rect.within(room), coats, at)
        yield from self._pseudo_painters()

    def _painter(self, number: int, rect: Rect, coats: tuple[Coat, ...], at: Place) -> Painter:
        cut = self.seen_in(at.scroller, rect)
        return Painter(number, rect, cut, coats, at.group, at.lifted, at.scroller)

    @cached_property
    def _broken(self) -> set[int]:
        """Inline elements with blocks in them: their boxes hold the blocks, too, which they do not
        paint under."""
        found: set[int] = set()
        for place, element in enumerate(self._document.elements):
            look = self.looks[place]
            if look is None or not _is_block_in_flow(look.stacking):
                continue
            at = element.parent
            while at is not None and at.order not in found:
                above = self.looks[at.order]
                if above is None or above.stacking.display != "inline":
                    break
                found.add(at.order)
                at = at.parent
        return found

    def _pseudo_painters(self) -> Iterator[Painter]:
        """What ``::before`` and ``::after`` paint out of the flow; in the flow, they stand beside
        the text."""
        for place, which, look, row in self._pseudo_looks:
            shows = look.coats or _value(self._facts, self._names, row, "content").startswith(
                "url("
            )
            if not look.stacking.is_positioned or not shows or not look.shown:
                continue
            element = self._document.elements[place]
            holder = element
            if look.stacking.position != "relative":
                holder = self._document.elements[self._holders[place]]
            box = self._facts.boxes[holder.order]
            if box is None:
                continue
            rect = self._pseudo_rect(holder, box, row)
            coats = look.coats or (MURK,)
            sure = rect is not None and self._tilt(row) == 0 and not look.cut_out
            if not sure or look.stacking.position != "absolute":
                coats = tuple(coat._replace(thin=0.0) for coat in coats)
            if look.opacity < 1.0:
                coats = tuple(coat.thinned(look.opacity) for coat in coats)
            seen = (rect or box.rect).within(self._sight.inner_room(holder))
            number = self.order.pseudos[3 * place + which]
            yield self._painter(number, seen, coats, self.places[place])

    @cached_property
    def _holders(self) -> list[int]:
        """What absolute boxes in each element are placed by."""
        found: list[int] = []
        for place, element in enumerate(self._document.elements):
            look = self.looks[place]
            holds = look is not None and (look.holds or self._tilts[place])
            above = element.parent
            found.append(place if holds or above is None else found[above.order])
        return found

    def _pseudo_rect(self, holder: Element, box: ElementBox, row: Row) -> Rect | None:
        """The box of an absolute pseudo-element; None where its lengths do not tell."""
        holder_row = self._facts.rows[holder.order]
        if holder_row is None:
            return None

        def length(name: str, of: Row = row) -> float:
            return _pixels(_value(self._facts, self._names, of, name))

        def moving(name: str) -> float:
            return _pixels(self._facts.moving[row[1]][self._moving[name]])

        try:
            left = box.x + length("border-left-width", holder_row) + moving("left")
            top = box.y + length("border-top-width", holder_row) + moving("top")
            across = length("border-left-width") + length("border-right-width")
            along = length("border-top-width") + length("border-bottom-width")
            return Rect(
                left + moving("margin-left"),
                top + moving("margin-top"),
                moving("width") + across,
                moving("height") + along,
            )
        except ValueError:
            return None


def _look(value: Callable[[str], str]) -> Look:
    position = value("position")
    clip = value("background-clip")
    return Look(
        stacking=stacking(value),
        coats=background(value),
        shown=value("visibility") == "visible",
        clips_text="text" in clip,
        opacity=float(value("opacity")),
        murky=value("filter") != "none"
        or value("mix-blend-mode") != "normal"
        or value("mask-image") != "none",
        cut_out=value("clip-path") != "none",
        scrolls=value("display") != "inline"
        and any(value(name) in ("auto", "scroll") for name in ("overflow-x", "overflow-y")),
        holds=position != "static" or value("filter") != "none" or value("perspective") != "none",
    )


def _is_block_in_flow(style: Stacking) -> bool:
    apart = style.floats or style.position in ("absolute", "fixed")
    return not apart and not style.display.startswith(("inline", "none", "contents"))


def _value(facts: RenderedFacts, names: dict[str, int], row: Row, name: str) -> str:
    return facts.settled[row[0]][names[name]]


def _pixels(value: str) -> float:
    return float(value.removesuffix("px"))


def _shows_picture(element: Element, facts: RenderedFacts) -> bool:
    name = element.local_name
    if element.namespace_url == SVG:
        parent = element.parent
        return name == "svg" and (parent is None or parent.namespace_url != SVG)
    if name == "input":
        return element.attributes.get("type", "").strip().lower() in _DRAWN_INPUTS
    if name == "img":
        state = facts.image_state(element)
        # A picture that failed to load shows its alternative text.
        return state is None or not state.complete or state.width > 0 or state.height > 0
    return name in _PICTURES
