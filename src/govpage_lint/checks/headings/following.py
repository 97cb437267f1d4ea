"""Decides what stands below a heading: the first text that a reader comes to after it."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import written
from govpage_lint.document.tree import Element

_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i kbd label mark q s samp small span strong sub sup time u var".split()
)
_REPLACED: Final = frozenset(
    "img iframe input video audio object embed canvas svg select textarea button".split()
)
# So many elements may stand between a heading and the text below it.
_MAX_BETWEEN: Final = 40
_MAX_CLIMB: Final = 12


def block_after(page: Page, heading: Element) -> Element | None:
    """The block that the first text after a heading stands in; None where something else comes first,
    a picture or a control, or nobody can tell what people get."""
    texts = written(page)
    elements = page.document.elements
    following = heading.last + 1
    first = texts.before[following]
    for text in texts.texts[first : first + _MAX_BETWEEN]:
        parent = text.parent
        if parent is None or heading.contains(parent) or parent.contains(heading):
            return None
        if page.semantics.hidden_from_all(parent) is not None:
            continue
        if parent.order - following > _MAX_BETWEEN:
            return None
        if any(e.local_name in _REPLACED for e in elements[following : parent.order]):
            return None
        return _block(parent, heading)
    return None


def _block(element: Element, heading: Element) -> Element:
    """The nearest block around an element that the heading is not in."""
    node = element
    for _ in range(_MAX_CLIMB):
        parent = node.parent
        if node.local_name not in _INLINE or parent is None or parent.contains(heading):
            break
        node = parent
    return node
