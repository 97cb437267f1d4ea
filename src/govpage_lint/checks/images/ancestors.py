"""Decides what stands around pictures: elements that are named by their author, so that the names of
the pictures in them are not what people get."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element

_NAMING: Final = frozenset(("aria-label", "aria-labelledby", "title", "alt"))
# Named by one of the elements in them, which the author writes for that.
_CAPTIONED: Final = {"fieldset": "legend", "table": "caption", "figure": "figcaption"}


def in_named(page: Page, element: Element) -> bool:
    """Whether an ancestor has a name from its author (ACT's "named from author")."""
    known = page.fact(_known)
    path: list[Element] = []
    node = element.parent
    while node is not None and node not in known:
        path.append(node)
        node = node.parent
    above = known[node] if node is not None else False
    for one in reversed(path):
        above = above or _is_named(page, one)
        known[one] = above
    return above


def _known(page: Page) -> dict[Element, bool]:
    """For elements that were asked about: whether they or an element above them are named."""
    return {}


def _is_named(page: Page, element: Element) -> bool:
    caption = _CAPTIONED.get(element.local_name)
    if caption is not None:
        return any(child.local_name == caption for child in element.element_children)
    if _NAMING.isdisjoint(element.attributes):
        return False
    return page.semantics.name_source(element) not in (None, "content")
