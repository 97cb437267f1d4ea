"""Decides what stands below a heading: the first text that a reader comes to after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element, Text

_INLINE: Final = frozenset(
    "a abbr b bdi bdo cite code data dfn em font i kbd label mark q s samp small span strong sub sup time u var".split()
)
_REPLACED: Final = frozenset(
    "img iframe input video audio object embed canvas svg select textarea button".split()
)
# So many elements may stand between a heading and the text below it.
_MAX_BETWEEN: Final = 40
_MAX_CLIMB: Final = 12


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a page that are not blank, with how many of them stand before each element."""

    parents: list[Element]
    before: list[int]


def _texts(page: Page) -> _Texts:
    parents: list[Element] = []
    before: list[int] = [0]
    for node in page.document.root.nodes:
        if isinstance(node, Text):
            if node.parent is not None and node.data.strip():
                parents.append(node.parent)
        elif isinstance(node, Element):
            before.append(len(parents))
    return _Texts(parents, before)


def block_after(page: Page, heading: Element) -> Element | None:
    """The block that the first text after a heading stands in; None where something else comes first,
    a picture or a control, or nobody can tell what people get."""
    texts = page.fact(_texts)
    elements = page.document.elements
    following = heading.last + 1
    first = texts.before[following] if following < len(elements) else len(texts.parents)
    for parent in texts.parents[first : first + _MAX_BETWEEN]:
        if heading.contains(parent) or parent.contains(heading):
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
