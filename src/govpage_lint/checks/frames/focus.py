"""Decides whether the keyboard gets to what is in a frame."""

from __future__ import annotations

from collections.abc import Iterator

from govpage_lint.checks.frames.titles import is_empty
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN


@check
def content_unreachable(page: Page, element: Element) -> Iterator[Verdict]:
    """A frame with something to operate is not taken out of the tab order (ACT akn7bn).

    Case "unsure", which cannot be told: nothing is known of the document, or a style may hide it.
    """
    if page.semantics.hidden_by(element) == "inert":
        return
    seen = page.semantics.visible(element)
    if seen is False:
        return
    index = page.semantics.tab_index(element)
    excluded = index is not None and index < 0
    inner = page.frame(element)
    if inner is None:
        if excluded and not is_empty(element):
            yield cant_tell(AttributeOf(element, "tabindex"), "unsure")
        return
    operable = _operable(inner)
    if operable is None:
        return
    control, known = operable
    if not excluded:
        yield passed(element)
    elif known and seen is not UNKNOWN:
        yield failed(AttributeOf(element, "tabindex"), control=f"<{control.local_name}>")
    else:
        yield cant_tell(AttributeOf(element, "tabindex"), "unsure")


def _operable(page: Page) -> tuple[Element, bool] | None:
    """Something visible that the Tab key reaches in a document, and whether that is sure."""
    unsure: Element | None = None
    for element in page.semantics.tab_order():
        seen = page.semantics.visible(element)
        if seen is True:
            return element, page.semantics.tabbable(element) is True
        if seen is UNKNOWN:
            unsure = unsure or element
    return None if unsure is None else (unsure, False)
