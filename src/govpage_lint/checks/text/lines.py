"""Decides into which lines the text of an element falls, and whether it does so by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import pixels, tops_of
from govpage_lint.document.tree import Element, Text
from govpage_lint.regexes import regex
from govpage_lint.semantics.rendered import Rect

_INLINE: Final = frozenset(("inline", "contents"))
_KEEPS_BREAKS: Final = frozenset(("pre", "pre-wrap", "pre-line", "break-spaces"))
_MOST_NODES: Final = 300
_WINDOW: Final = 1280.0
# No font is narrower, in parts of its size: Latin letters, and characters that fill a square.
_NARROW: Final = 0.35
_SQUARE: Final = 0.85
_SQUARES: Final = regex(r"[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_NEAR: Final = 4


def breaks_by_itself(page: Page, element: Element) -> bool:
    """Whether the text in an element surely breaks where nobody wrote a break."""
    if page.rendered is None:
        return _must_break(page, element)
    rects: list[Rect] = []
    forced = 0
    for text, breaks in _flow(page, element):
        lines = () if text is None else page.rendered.lines(text)
        if text is not None and _rows(lines) - 1 > breaks:
            return True
        rects.extend(lines)
        forced += breaks
    return forced >= 0 and _rows(rects) - 1 > forced


def line_pitch(page: Page, element: Element) -> float | None:
    """How far the lines of an element's text stand apart; None where it has only one."""
    if page.rendered is None:
        return None
    for child in element.children:
        if isinstance(child, Text):
            tops = tops_of(page.rendered.lines(child))
            if len(tops) > 1:
                return (tops[-1] - tops[0]) / (len(tops) - 1)
    return None


def _flow(page: Page, element: Element) -> Iterator[tuple[Text | None, int]]:
    """The texts that flow in an element, each with the breaks that are written in it; for a break
    between them, None. What is a block of its own ends the flow: it counts as any number of breaks."""
    value = page.semantics.styles.value
    for count, node in enumerate(element.nodes):
        if count > _MOST_NODES:
            yield (None, _MOST_NODES)
            return
        if isinstance(node, Text):
            parent = node.parent or element
            keeps = value(parent, "white-space") in _KEEPS_BREAKS
            yield (node, node.data.strip("\n").count("\n") if keeps else 0)
        elif isinstance(node, Element):
            if node.local_name == "br":
                yield (None, 1)
            elif value(node, "display") not in _INLINE:
                yield (None, _MOST_NODES)


def _rows(lines: Iterable[Rect]) -> int:
    return len(tops_of(lines))


def _must_break(page: Page, element: Element) -> bool:
    """Whether the longest text of an element is wider than any place it may have."""
    value = page.semantics.styles.value
    if value(element, "white-space") not in ("normal", "pre-line", "pre-wrap"):
        return False
    size = pixels(page, element, "font-size")
    if size is None:
        return False
    longest = 0.0
    for child in element.children:
        if isinstance(child, Text):
            text = " ".join(child.data.split())
            squares = len(_SQUARES.findall(text))
            longest = max(longest, squares * _SQUARE + (len(text) - squares) * _NARROW)
    return longest * size > _room(page, element)


def _room(page: Page, element: Element) -> float:
    """No more than this is the width of an element."""
    room = _WINDOW
    at: Element | None = element
    for _ in range(_NEAR):
        if at is None:
            break
        for name in ("width", "max-width"):
            length = pixels(page, at, name)
            room = room if length is None else min(room, length)
        at = at.parent
    return room
