"""Decides what of a rendered page can be seen: what is drawn and lies where scrolling reaches it.

An element is out of sight when all that it and its content paint is transparent, clipped away or
beyond the edge of what scrolls. Two passes over the page: clips from the root down, what is left
of the boxes from the leaves up.
"""

import math
from collections.abc import Callable
from typing import Final, NamedTuple

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.regexes import regex
from govpage_lint.semantics.exposure import Exposure
from govpage_lint.semantics.rendered import ElementBox, Rect, RenderedFacts, RenderedStyles

_INFINITE: Final = math.inf
_VAST: Final = 1e9
# What is not wider or higher than this is there for other readers than the eye.
_TINY: Final = 1.0
_CLIP_RECT: Final = regex(r"rect\(([^)]*)\)")
_CLIPPED_PATH: Final = regex(r"inset\((?:50|100)%[^)]*\)|circle\(0(?:px|%)?[^)]*\)")
_TRANSPARENT: Final = regex(r"rgba\(.*,\s*0(?:\.0+)?\)|.*/\s*0(?:\.0+)?%?\)")
# They have no box of their own: what they stand in is seen or not.
_BOXLESS: Final = frozenset(("area", "optgroup", "option", "param", "source", "track"))


class _Clip(NamedTuple):
    """The part of the page that is left to what stands in an element."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def rect(self) -> Rect:
        """It as a rectangle; where it has no end, one that is larger than any page."""
        left, top = max(self.left, -_VAST), max(self.top, -_VAST)
        right, bottom = min(self.right, _VAST), min(self.bottom, _VAST)
        return Rect(left, top, max(0.0, right - left), max(0.0, bottom - top))

    def leaves(self, box: Rect | ElementBox) -> tuple[float, float]:
        """Width and height of what it leaves of a box; negative for nothing."""
        return (
            min(self.right, box.x + box.width) - max(self.left, box.x),
            min(self.bottom, box.y + box.height) - max(self.top, box.y),
        )


class _Look(NamedTuple):
    """What the styles of one row say of sight."""

    vanished: bool
    position: str
    holds_absolute: bool
    clips_x: str
    clips_y: str
    clip: str
    inkless: bool


class Sight:
    """For each element, by its place: 1 in ``unseen`` where nothing of it can be seen.

    It stands where :class:`govpage_lint.semantics.visibility.Visibility` does for a source;
    ``unsure`` is 0 everywhere, since a browser knows.
    """

    def __init__(
        self, document: Document, exposure: Exposure, styles: RenderedStyles, facts: RenderedFacts
    ) -> None:
        size = len(document.elements)
        self.unseen = bytearray(size)
        self.unsure = bytearray(size)
        self._document = document
        self._exposure = exposure
        self._styles = styles
        self._facts = facts
        self._vanished = bytearray(size)
        self._inner: list[_Clip] = [_NOTHING] * size
        self._absolute: list[_Clip] = [_NOTHING] * size
        self._looks: dict[int, _Look] = {}
        self._clip()
        self._settle()

    def sees_text(self, text: Text) -> bool:
        """Whether anything of a text can be seen."""
        parent = text.parent
        if parent is None or self._vanished[parent.order]:
            return False
        look = self._look(parent)
        if look is None or look.inkless:
            return False
        clip = self._inner[parent.order]
        return any(min(clip.leaves(line)) > 0.0 for line in self._facts.lines(text))

    def room(self, element: Element) -> Rect:
        """The part of the page that what it stands in leaves to an element's own box."""
        parent, look = element.parent, self._look(element)
        if parent is None or look is None or look.position == "fixed":
            return _EVERYTHING.rect
        clips = self._absolute if look.position == "absolute" else self._inner
        return clips[parent.order].rect

    def inner_room(self, element: Element) -> Rect:
        """The part of the page that an element leaves to what stands in it."""
        return self._inner[element.order].rect

    # -- clips, from the root down ----------------------------------------------------------------

    def _clip(self) -> None:
        gone, vanished = self._exposure.gone, self._vanished
        for place, element in enumerate(self._document.elements):
            parent = element.parent
            if parent is None:
                self._inner[place] = self._absolute[place] = self._canvas(element)
                continue
            above = parent.order
            look = self._look(element)
            if gone[place] is not None or look is None or vanished[above] or look.vanished:
                vanished[place] = 1
                continue
            self._clip_one(place, element, look, above)

    def _clip_one(self, place: int, element: Element, look: _Look, above: int) -> None:
        if look.position == "fixed":
            outer = _EVERYTHING
        elif look.position == "absolute":
            outer = self._absolute[above]
        else:
            outer = self._inner[above]
        box = self._facts.boxes[place]
        if box is None:
            self._inner[place], self._absolute[place] = outer, self._absolute[above]
            return
        if look.clip and look.position in ("absolute", "fixed"):
            outer = _cut(outer, box, look.clip)
        self._inner[place] = inner = _inner(outer, box, look)
        self._absolute[place] = inner if look.holds_absolute else self._absolute[above]
        left = min(outer.leaves(box))
        if left <= 0.0:
            # What stands in it may be seen all the same: the second pass tells.
            self.unseen[place] = 1
        elif left <= _TINY and inner is not outer:
            # One pixel that hides the rest: text for screen readers.
            self.unseen[place] = 1
            self._inner[place] = _NOTHING

    def _canvas(self, root: Element) -> _Clip:
        """Where a document scrolls to: not before its corner, which is on the right in RTL pages."""
        right_to_left = self._styles.value(root, "direction") == "rtl"
        return _Clip(-_INFINITE if right_to_left else 0.0, 0.0, _INFINITE, _INFINITE)

    # -- what is left, from the leaves up -----------------------------------------------------------

    def _settle(self) -> None:
        elements, unseen, vanished = self._document.elements, self.unseen, self._vanished
        boxes, seen_inside = self._facts.boxes, bytearray(len(elements))
        for text in self._facts.texts:
            parent = text.parent
            if parent is not None and not seen_inside[parent.order] and self.sees_text(text):
                seen_inside[parent.order] = 1
        for place in range(len(elements) - 1, -1, -1):
            element = elements[place]
            if vanished[place]:
                unseen[place] = 1
                continue
            if seen_inside[place]:
                unseen[place] = 0
            elif boxes[place] is None and element.local_name not in _BOXLESS:
                unseen[place] = 1
            if not unseen[place] and element.parent is not None:
                seen_inside[element.parent.order] = 1
        for place, element in enumerate(elements):
            if element.local_name in _BOXLESS and boxes[place] is None and element.parent:
                unseen[place] = unseen[element.parent.order]

    # -- styles -----------------------------------------------------------------------------------

    def _look(self, element: Element) -> _Look | None:
        row = self._facts.rows[element.order]
        if row is None:
            return None
        # What is asked here is all in the table of settled values, but for transforms.
        found = self._looks.get(row[0])
        if found is None:
            found = self._looks[row[0]] = _look(lambda name: str(self._styles.value(element, name)))
        if not found.holds_absolute and self._styles.value(element, "transform") != "none":
            return found._replace(holds_absolute=True)
        return found


def _look(value: Callable[[str], str]) -> _Look:
    clip, path = value("clip"), value("clip-path")
    position = value("position")
    return _Look(
        vanished=value("opacity") == "0"
        or value("content-visibility") == "hidden"
        or _CLIPPED_PATH.fullmatch(path) is not None,
        position=position,
        holds_absolute=position != "static" or value("filter") != "none",
        # A box that runs over lines hides nothing of what overflows it.
        clips_x=value("overflow-x") if value("display") != "inline" else "visible",
        clips_y=value("overflow-y") if value("display") != "inline" else "visible",
        clip=clip if clip != "auto" else "",
        inkless=bool(_TRANSPARENT.fullmatch(value("-webkit-text-fill-color")))
        and value("text-shadow") == "none"
        and value("background-clip") != "text",
    )


def _cut(outer: _Clip, box: ElementBox, clip: str) -> _Clip:
    """What the property ``clip`` leaves; it counts from the corner of the box."""
    found = _CLIP_RECT.fullmatch(clip)
    edges = found[1].replace(",", " ").split() if found else []
    if len(edges) != 4:
        return outer
    top, right, bottom, left = (
        float(edge.removesuffix("px")) if edge != "auto" else None for edge in edges
    )
    return _Clip(
        max(outer.left, box.x + left) if left is not None else outer.left,
        max(outer.top, box.y + top) if top is not None else outer.top,
        min(outer.right, box.x + right) if right is not None else outer.right,
        min(outer.bottom, box.y + bottom) if bottom is not None else outer.bottom,
    )


def _inner(outer: _Clip, box: ElementBox, look: _Look) -> _Clip:
    """What is left to the content: what is hidden is cut off, what scrolls can be reached."""
    if look.clips_x == look.clips_y == "visible":
        return outer
    width, height = outer.leaves(box)
    if min(width, height) <= 0.0:
        # Nothing of the box can be seen, so nothing can be scrolled into it.
        return _NOTHING
    left, top, right, bottom = outer
    if look.clips_x in ("hidden", "clip"):
        left, right = max(left, box.x), min(right, box.x + box.width)
    elif look.clips_x != "visible":
        left, right = -_INFINITE, _INFINITE
    if look.clips_y in ("hidden", "clip"):
        top, bottom = max(top, box.y), min(bottom, box.y + box.height)
    elif look.clips_y != "visible":
        top, bottom = -_INFINITE, _INFINITE
    return _Clip(left, top, right, bottom)


_EVERYTHING: Final = _Clip(-_INFINITE, -_INFINITE, _INFINITE, _INFINITE)
_NOTHING: Final = _Clip(0.0, 0.0, 0.0, 0.0)
