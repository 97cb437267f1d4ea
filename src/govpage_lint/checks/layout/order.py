"""Decides whether blocks are seen in another order than they are read aloud and focused in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, Literal

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import inside, seen_texts
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.rendered import Rect

_FLOWS: Final = ("static", "relative")
_NO_BLOCKS: Final = ("inline", "contents", "none")
_TABLES: Final = frozenset(("table", "tbody", "thead", "tfoot", "tr", "select", "svg"))
_REVERSED: Final = 3
_MOST_CHILDREN: Final = 500
_EDGE: Final = 2.0

type _Order = Literal["kept", "reversed", "moved"]


@check
def visual(page: Page, element: Element) -> Iterator[Verdict]:
    """Blocks that hold text are seen in the order that they are written in.

    Case "focus" where all of three or more blocks stand the other way round, each with something
    that takes the focus; "reversed" where they hold none, "moved" where one stands over the one
    before it. Values: first, second: what is read first and second.
    """
    if page.rendered is None:
        return
    with_text = page.fact(_holding_text)
    for parent in page.document.elements:
        if not with_text[parent.order] or parent.local_name in _TABLES or not parent.is_html:
            continue
        blocks = list(_blocks(page, parent, with_text))
        if len(blocks) < 2:
            continue
        order, place, count = _order(page, parent, blocks)
        if order == "kept":
            yield passed(parent)
            continue
        turned = blocks[place : place + count]
        texts = (page.semantics.visible_text(block) for block in turned[:2])
        values = dict(zip(("first", "second"), texts, strict=True))
        if order == "reversed" and all(_takes_focus(page, block) for block in turned):
            yield failed(parent, "focus", **values)
        else:
            yield cant_tell(parent, order, **values)


def _holding_text(page: Page) -> bytearray:
    """For each element, by its place: 1 where text in it is seen."""
    found = bytearray(len(page.document.elements))
    for text in page.fact(seen_texts):
        if text.parent is not None:
            found[text.parent.order] = 1
    for element in reversed(page.document.elements):
        if found[element.order] and element.parent is not None:
            found[element.parent.order] = 1
    return found


def _blocks(page: Page, parent: Element, with_text: bytearray) -> Iterator[Element]:
    value = page.semantics.styles.value
    for child in parent.element_children[:_MOST_CHILDREN]:
        if not with_text[child.order] or value(child, "position") not in _FLOWS:
            continue
        if value(child, "display") not in _NO_BLOCKS and page.semantics.presumed_visible(child):
            yield child


def _order(page: Page, parent: Element, blocks: Sequence[Element]) -> tuple[_Order, int, int]:
    """How blocks are seen; the place of the first one that is seen after the next, and how many
    stand the other way round from there."""
    assert page.rendered is not None
    boxes = [page.rendered.box(block) for block in blocks]
    rects = [box.rect for box in boxes if box is not None]
    if len(rects) < len(blocks):
        return "kept", 0, 0
    rtl = page.semantics.styles.value(parent, "direction") == "rtl"
    run = 1
    for place, (first, second) in enumerate(pairwise(rects)):
        run = run + 1 if _is_before(second, first, rtl=rtl) else 1
        last = place + 2 == len(rects)
        ends = last or not _is_before(rects[place + 2], second, rtl=rtl)
        if ends and run >= _REVERSED:
            return "reversed", place + 2 - run, run
    for place, (first, second) in enumerate(pairwise(rects)):
        if _is_over(second, first):
            return "moved", place, 2
    return "kept", 0, 0


def _is_before(one: Rect, other: Rect, *, rtl: bool) -> bool:
    """Whether a rectangle is read before another, by where they stand."""
    if one.bottom <= other.y + _EDGE:
        return one.height > 0
    shared = min(one.bottom, other.bottom) - max(one.y, other.y)
    if shared <= min(one.height, other.height) / 2:
        return False
    return one.x >= other.right - _EDGE if rtl else one.right <= other.x + _EDGE


def _is_over(one: Rect, other: Rect) -> bool:
    """Whether a rectangle stands right above another, in the same column."""
    shared = min(one.right, other.right) - max(one.x, other.x)
    return one.bottom <= other.y + _EDGE and shared > min(one.width, other.width) / 2


def _takes_focus(page: Page, block: Element) -> bool:
    if page.semantics.tabbable(block) is True:
        return True
    return any(page.semantics.tabbable(inner) is True for inner in inside(block, 60))
