"""Decides whether the keyboard gets to what is in a frame."""

from __future__ import annotations

from collections.abc import Iterator
from math import inf
from typing import Final

from govpage_lint.checks.frames.titles import is_empty
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

_PIXELS = regex(r"(\d+(?:\.\d+)?)px\Z")
_SIDES: Final = ("width", "height")
# Up to this many px nothing can be made out in a frame; from that many on something can.
_UNSEEN: Final = 1.0
_SEEN: Final = 10.0


@check
def content_unreachable(page: Page, element: Element) -> Iterator[Verdict]:
    """A frame with something to operate is not taken out of the tab order (ACT akn7bn).

    Case "unsure", which cannot be told: nothing is known of the document, or a style may hide it.
    """
    if page.semantics.hidden_by(element) == "inert":
        return
    seen = page.semantics.visible(element)
    size = _size(page, element)
    if seen is False or size <= _UNSEEN:
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
    elif known and seen is not UNKNOWN and size >= _SEEN:
        yield failed(AttributeOf(element, "tabindex"), control=f"<{control.local_name}>")
    else:
        yield cant_tell(AttributeOf(element, "tabindex"), "unsure")


def _size(page: Page, element: Element) -> float:
    """The shorter side of a frame in px, without its border; infinite where it is not known."""
    found = [_PIXELS.match(str(page.semantics.styles.value(element, name))) for name in _SIDES]
    return min((float(match[1]) for match in found if match is not None), default=inf)


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
