"""Decides which colours a text has and which lie under it, as far as styles and boxes tell.

Everything painted is kept by the rows of the page that it lies in; under a line of text lies what
is painted before it and meets it.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.records import dataclass
from govpage_lint.semantics.coats import COLOR, Coat, coat_of, parts
from govpage_lint.semantics.colors import ANY, WHITE, Color, Shade, parse, solid
from govpage_lint.semantics.painters import Painter, Painters
from govpage_lint.semantics.rendered import Rect, RenderedFacts, RenderedStyles
from govpage_lint.semantics.sight import Sight

_ROW: Final = 64.0
# What is higher than this many rows is kept apart, and asked for each line.
_TALL: Final = 60
# On an honest page some ten boxes lie under a line.
_MOST: Final = 400
# The part of a line's height in which its letters stand for sure.
_BAND: Final = 0.5
_NEAR_ANCESTORS: Final = 3
_CANVAS: Final = solid(WHITE)
# What browsers paint pages on that are made for a dark screen only.
_DARK: Final = solid((18.0, 18.0, 18.0))


class Line(NamedTuple):
    """A line of text: its colour and what lies under it.

    ``sure`` is false where something lies over it or changes it in a way that is not told;
    ``in_view`` where it has to be scrolled to in a box that scrolls.
    """

    rect: Rect
    ink: Shade
    ground: Shade
    sure: bool
    in_view: bool = True


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a line lies: what is under it is looked up by this."""

    rect: Rect
    cut: Rect
    number: int
    chain: tuple[int, ...]
    lifted: int
    scroller: int


class _Met(NamedTuple):
    """What a spot meets: what lies ``under`` it, the lowest first, each with whether it fills the
    spot, None where that is too much; whether something hides it, whether something may veil it, and
    whether something that does not scroll with it stands before it now."""

    under: list[tuple[Painter, bool]] | None
    covered: bool
    veiled: bool
    blocked: bool


class Painting:
    """A page as it is painted.

    ``canvas`` is what lies under all of it: white, or what a frame stands on.
    """

    def __init__(
        self,
        document: Document,
        facts: RenderedFacts,
        sight: Sight,
        canvas: Shade = _CANVAS,
    ) -> None:
        self._document = document
        self._facts = facts
        self._sight = sight
        self._styles = RenderedStyles(facts)
        self._painters = Painters(document, facts, sight)
        self._canvas = self._painted_canvas(canvas)
        self._tall: dict[int, list[Painter]] = {}
        self._rows: dict[int, dict[int, list[Painter]]] = {}
        self._chains: dict[int, tuple[int, ...]] = {0: ()}
        for painter in self._painters.all():
            self._keep(-1, painter, painter.cut)
            if painter.scroller >= 0:
                self._keep(painter.scroller, painter, painter.rect)

    def lines(self, text: Text) -> list[Line]:
        """The lines of a text that are not covered by something opaque."""
        parent = text.parent
        if parent is None:
            return []
        room = self._sight.inner_room(parent)
        at, number = self._painters.places[parent.order], self._painters.order.texts[parent.order]
        ink, sure = self._ink(parent)
        found: list[Line] = []
        for line in self._facts.lines(text):
            rect = line.within(room)
            if rect.area <= 0.0:
                continue
            band = _band(rect)
            cut = self._painters.seen_in(at.scroller, band)
            in_view = cut == band
            if cut.area <= 0.0 and at.scroller >= 0:
                # Out of sight until it is scrolled to: then it lies on what the box lies on.
                cut = self._painters.scrollers[at.scroller]
            spot = _Spot(band, cut, number, self._chain(at.group), at.lifted, at.scroller)
            seen = self._line(rect, spot, ink, sure)
            if seen is not None:
                found.append(seen if in_view else seen._replace(in_view=False))
        return found

    def line_in(self, element: Element, rect: Rect, color: Color | None = None) -> Line | None:
        """A line of text in an element that is no text of the page, such as what stands in a field;
        in the element's own colour unless another is given. None where something covers it."""
        at, number = self._painters.places[element.order], self._painters.order.texts[element.order]
        ink, sure = self._ink(element) if color is None else (coat_of(color), True)
        cut = self._painters.seen_in(at.scroller, rect)
        spot = _Spot(rect, cut, number, self._chain(at.group), at.lifted, at.scroller)
        return self._line(rect, spot, ink, sure)

    def ground(self, element: Element, rect: Rect, *, inside: bool = True) -> Shade:
        """What lies under a part of the page just before the content of an element is painted, or
        before the element itself."""
        at, order = self._painters.places[element.order], self._painters.order
        number = (order.texts if inside else order.grounds)[element.order]
        cut = self._painters.seen_in(at.scroller, rect)
        spot = _Spot(rect, cut, number, self._chain(at.group), at.lifted, at.scroller)
        under = self._met(spot).under
        if under is None or any(self._painters.groups[one].murky for one in spot.chain):
            return ANY
        return self._compose(under, spot, None)

    # -- what is kept ------------------------------------------------------------------------------

    def _painted_canvas(self, canvas: Shade) -> Shade:
        """The canvas, with the background of the root or else of the body on it."""
        if self._is_dark():
            canvas = _DARK
        for element in (self._document.root, self._document.body):
            look = None if element is None else self._painters.looks[element.order]
            if look is not None and look.coats:
                for coat in look.coats:
                    canvas = coat.on(canvas)
                break
        return canvas

    def _is_dark(self) -> bool:
        """Whether the page says that it has a dark scheme only: the root, or else a ``meta``."""
        scheme = self._styles.value(self._document.root, "color-scheme")
        if scheme == "normal":
            for meta in self._document.by_name.get("meta", ()):
                if meta.attributes.get("name", "").strip().lower() == "color-scheme":
                    scheme = meta.attributes.get("content", "")
                    break
        words = str(scheme).lower().split()
        return "dark" in words and "light" not in words

    def _keep(self, scroller: int, painter: Painter, rect: Rect) -> None:
        if rect.width <= 0.0 or rect.height <= 0.0:
            return
        first, last = int(rect.y // _ROW), int(rect.bottom // _ROW)
        if last - first > _TALL:
            self._tall.setdefault(scroller, []).append(painter)
            return
        rows = self._rows.setdefault(scroller, {})
        for row in range(first, last + 1):
            rows.setdefault(row, []).append(painter)

    def _near(self, scroller: int, rect: Rect) -> list[Painter] | None:
        """What is painted in the rows of a rectangle; None where that is too much to look at."""
        lists = [self._tall.get(scroller, [])]
        rows = self._rows.get(scroller)
        if rows:
            first, last = int(rect.y // _ROW), int(rect.bottom // _ROW)
            lists += (rows.get(row, []) for row in range(first, min(last, first + _TALL) + 1))
        if sum(map(len, lists)) > _MOST:
            return None
        return [painter for one in lists for painter in one]

    # -- one line ------------------------------------------------------------------------------

    def _line(self, rect: Rect, spot: _Spot, ink: Coat, sure: bool) -> Line | None:
        met = self._met(spot)
        if met.covered:
            return None
        murky = any(self._painters.groups[one].murky for one in spot.chain)
        if met.under is None or murky:
            return Line(rect, ANY, ANY, False, not met.blocked)
        ground, letters = (self._compose(met.under, spot, coat) for coat in (None, ink))
        return Line(rect, letters, ground, sure and not met.veiled, not met.blocked)

    def _met(self, spot: _Spot) -> _Met:
        """What a spot meets."""
        near: list[tuple[Painter, Rect, Rect]] = []
        inside = self._near(spot.scroller, spot.rect)
        outside = self._near(-1, spot.cut) if spot.scroller >= 0 else []
        if inside is None or outside is None:
            return _Met(None, False, True, False)
        if spot.scroller >= 0:
            near += ((one, one.rect, spot.rect) for one in inside)
            near += ((o, o.cut, spot.cut) for o in outside if o.scroller != spot.scroller)
        else:
            near += ((one, one.cut, spot.rect) for one in inside)
        under: dict[int, tuple[Painter, bool]] = {}
        covered = veiled = blocked = False
        for painter, rect, over in near:
            if (
                rect.x >= over.right
                or rect.right <= over.x
                or rect.y >= over.bottom
                or rect.bottom <= over.y
            ):
                continue
            fills = (
                rect.x <= over.x
                and rect.right >= over.right
                and rect.y <= over.y
                and rect.bottom >= over.bottom
            )
            if painter.number < spot.number:
                before = under.get(painter.number)
                under[painter.number] = (painter, fills or (before is not None and before[1]))
            elif painter.lifted not in (-1, spot.lifted):
                blocked = True
            else:
                thick = [coat for coat in painter.coats if coat.thick > 0.0]
                opaque = any(coat.thin >= 1.0 for coat in thick) and not painter.group
                covered = covered or (fills and opaque)
                veiled = veiled or bool(thick)
        return _Met([under[number] for number in sorted(under)], covered, veiled, blocked)

    def _chain(self, group: int) -> tuple[int, ...]:
        """The groups that a group is in, and itself, the outermost first."""
        found = self._chains.get(group)
        if found is None:
            outer = self._painters.groups[group].outer
            found = self._chains[group] = (*self._chain(outer), group)
        return found

    def _compose(self, under: list[tuple[Painter, bool]], spot: _Spot, ink: Coat | None) -> Shade:
        """What all that lies under a spot makes together, with a coat of ink on it if there is one."""
        groups, chain = self._painters.groups, spot.chain
        base = self._canvas
        layers: list[Coat | None] = [None] * len(chain)
        for painter, fills in under:
            group, alpha, murky = painter.group, 1.0, False
            while group and group not in chain:
                alpha *= groups[group].opacity
                murky = murky or groups[group].murky
                group = groups[group].outer
            for coat in painter.coats:
                if murky:
                    coat = Coat(ANY, 0.0, coat.thick)
                elif not fills:
                    coat = coat._replace(thin=0.0)
                coat = coat.thinned(alpha)
                if group:
                    place = chain.index(group)
                    layers[place] = coat.over(layers[place])
                else:
                    base = coat.on(base)
        top = ink
        for layer, group in zip(reversed(layers), reversed(chain), strict=True):
            whole = layer if top is None else top.over(layer)
            top = None if whole is None else whole.thinned(groups[group].opacity)
        return base if top is None else top.on(base)

    # -- ink -----------------------------------------------------------------------------------

    def _ink(self, element: Element) -> tuple[Coat, bool]:
        """The paint of an element's own text, and whether that is all that makes its letters."""
        value = self._value
        color = parse(value(element, "-webkit-text-fill-color"))
        if color is None:
            return Coat(ANY, 1.0, 1.0), False
        ink, sure = coat_of(color), value(element, "-webkit-text-stroke-width") in ("", "0px")
        if color.alpha < 1.0:
            at: Element | None = element
            for _ in range(_NEAR_ANCESTORS):
                look = None if at is None else self._painters.looks[at.order]
                if look is not None and look.clips_text:
                    # The background shows through the letters.
                    lower: Coat | None = None
                    for coat in (*look.coats, ink):
                        lower = coat.over(lower)
                    return lower or ink, sure
                at = None if at is None else at.parent
        return ink, sure

    def shadowed(self, element: Element, ground: Shade) -> Shade:
        """What lies under an element's own text, its shadows among it."""
        shadows = self._value(element, "text-shadow")
        if shadows in ("none", ""):
            return ground
        for coat in _shadows(shadows):
            ground = coat.on(ground)
        return ground

    def _value(self, element: Element, name: str) -> str:
        found = self._styles.value(element, name)
        return found if isinstance(found, str) else ""


def _band(rect: Rect) -> Rect:
    """The middle of a line, where all of its letters stand."""
    side = min(1.0, rect.width / 4)
    cut = rect.height * (1.0 - _BAND) / 2
    return Rect(rect.x + side, rect.y + cut, rect.width - 2 * side, rect.height - 2 * cut)


@lru_cache(maxsize=256)
def _shadows(shadows: str) -> tuple[Coat, ...]:
    """The coats of a ``text-shadow``: each lies under some of the letters' edges."""
    found: list[Coat] = []
    for shadow in parts(shadows):
        written = COLOR.search(shadow)
        color = None if written is None else parse(written[0])
        if color is None:
            found.append(Coat(ANY, 0.0, 1.0))
        else:
            found.append(Coat(solid(color), 0.0, color.alpha))
    return tuple(found)
