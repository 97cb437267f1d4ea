"""Decides what sighted people see: rendered, and neither moved off the page nor clipped to nothing.

Text for screen readers only is hidden from sight by a handful of well-known styles; whatever is
in such an element is as hidden as it is. One pass over the page, when first asked.
"""

from typing import Final

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.regexes import regex
from govpage_lint.semantics.exposure import Exposure
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_LENGTH: Final = regex(r"([+-]?(?:\d+\.?\d*|\.\d+))(px|em|rem|%|vw|vh|pt|cm|in)?")
_PX: Final = {
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "pt": 1.333,
    "cm": 37.8,
    "in": 96.0,
    "vw": 12.8,
    "vh": 8.0,
    "%": 10.0,
}
# What the ways of hiding are declared by.
_HIDING: Final = frozenset(
    """
    opacity position clip clip-path overflow-x overflow-y width height text-indent
    """.split()
)
# No one places things so far out of the way by mistake.
_FAR: Final = 900.0
_TINY: Final = 1.0


class Visibility:
    """For each element, by its place: 1 in ``unseen`` where it is hidden from sight alone.

    ``unsure`` is 1 where a style that could not be read may hide it.
    """

    def __init__(self, document: Document, exposure: Exposure, styles: StyleFacts) -> None:
        self._styles = styles
        size = len(document.elements)
        self.unseen = unseen = bytearray(size)
        self.unsure = unsure = bytearray(size)
        gone, declarers = exposure.gone, styles.declarers(_HIDING)
        for place, element in enumerate(document.elements):
            parent = element.parent
            if parent is not None:
                unseen[place] = unseen[parent.order]
                unsure[place] = unsure[parent.order]
            if declarers is not None and element not in declarers.elements:
                # Most elements: nobody hides them, as far as is known.
                if not declarers.complete and gone[place] is None and not unseen[place]:
                    unsure[place] = 1
                continue
            if gone[place] is not None or unseen[place]:
                continue
            hidden = self._is_unseen(element)
            if hidden is UNKNOWN:
                unsure[place] = 1
            elif hidden:
                unseen[place] = 1

    def sees_text(self, text: Text) -> bool:
        """Whether nothing known hides a text from sight alone."""
        return text.parent is None or not self.unseen[text.parent.order]

    def _is_unseen(self, element: Element) -> Maybe[bool]:
        value = self._styles.value
        opacity = value(element, "opacity")
        if isinstance(opacity, str) and _number(opacity) == 0.0:
            return True
        position = value(element, "position")
        out_of_flow = position in ("absolute", "fixed")
        if out_of_flow and (self._is_clipped(element) or self._is_far_off(element)):
            return True
        if self._is_tiny(element):
            return True
        indent = value(element, "text-indent")
        if isinstance(indent, str) and abs(_pixels(indent) or 0.0) >= _FAR:
            return True
        if opacity is UNKNOWN or position is UNKNOWN:
            return UNKNOWN
        return False

    def _is_clipped(self, element: Element) -> bool:
        clip = self._styles.value(element, "clip")
        if isinstance(clip, str) and clip.startswith("rect("):
            edges = [_pixels(part) for part in regex(r"[\s,]+").split(clip[5:].rstrip(") "))]
            if len(edges) == 4 and None not in edges:
                top, right, bottom, left = (edge or 0.0 for edge in edges)
                return right - left <= _TINY or bottom - top <= _TINY
        return False

    def _is_far_off(self, element: Element) -> bool:
        for side in ("left", "top", "right", "bottom"):
            value = self._styles.value(element, side)
            if isinstance(value, str) and (_pixels(value) or 0.0) <= -_FAR:
                return True
        return False

    def _is_tiny(self, element: Element) -> bool:
        clipped = self._styles.value(element, "clip-path")
        if isinstance(clipped, str) and regex(
            r"inset\((?:50|100)%.*\)|circle\(0(?:px)?.*\)"
        ).fullmatch(clipped):
            return True
        overflow = self._styles.value(element, "overflow")
        if not isinstance(overflow, str) or not ("hidden" in overflow or "clip" in overflow):
            return False
        for side in ("width", "height"):
            value = self._styles.value(element, side)
            if isinstance(value, str):
                size = _pixels(value)
                if size is not None and 0.0 <= size <= _TINY and not value.endswith("%"):
                    return True
        return False


def _pixels(value: str) -> float | None:
    """A length in pixels, as good as can be told; None for what is no length."""
    found = _LENGTH.fullmatch(value.strip())
    return float(found[1]) * _PX.get(found[2] or "px", 1.0) if found else None


def _number(value: str) -> float | None:
    found = _LENGTH.fullmatch(value.strip())
    return float(found[1]) if found else None
