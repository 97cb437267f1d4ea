"""Decides whether labels stand so far from their fields that the eye loses them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import inside
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.semantics.controls import input_type
from govpage_lint.semantics.rendered import Rect

_MOST_NODES: Final = 40


@check
def label_far(
    page: Page, element: Element, *, most: float = 160.0, most_box: float = 80.0
) -> Iterator[Verdict]:
    """The text of a label beside its field is not too far from it: ``most_box`` for check boxes and
    radio buttons. Values: gap, text."""
    if page.rendered is None:
        return
    for label in page.document.by_name.get("label", ()):
        field = page.semantics.labels.control(label)
        if field is None or page.semantics.visible(label) is not True:
            continue
        gap = _gap(page, label, field)
        if gap is None:
            continue
        limit = most_box if input_type(field) in ("checkbox", "radio") else most
        if gap > limit:
            yield failed(label, gap=f"{gap:.0f}", text=page.semantics.visible_text(label))
        else:
            yield passed(label)


def _gap(page: Page, label: Element, field: Element) -> float | None:
    """How far the text of a label ends before its field, or begins behind it, on one line with it."""
    rendered = page.rendered
    box = None if rendered is None else rendered.box(field)
    if rendered is None or box is None or page.semantics.visible(field) is not True:
        return None
    lines = [
        line for line in _lines(page, label) if line.y < box.rect.bottom and line.bottom > box.y
    ]
    if not lines or box.width < 4:
        return None
    before = box.x - max(line.right for line in lines)
    behind = min(line.x for line in lines) - box.rect.right
    gap = max(before, behind)
    return gap if gap >= 0 else None


def _lines(page: Page, label: Element) -> Iterator[Rect]:
    assert page.rendered is not None
    for inner in (label, *inside(label, _MOST_NODES)):
        for child in inner.children:
            if isinstance(child, Text) and child.data.strip():
                yield from page.rendered.lines(child)
