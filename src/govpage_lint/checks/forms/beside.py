"""Decides which elements stand right beside a field and belong to no other one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.fields import fields
from govpage_lint.checks.forms.inside import inside
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element

_MAX_CLIMB: Final = 3
_MAX_ASIDE: Final = 3
_MAX_BLOCK: Final = 40
# A hint holds little but text.
_MAX_HINT: Final = 8
_LISTS: Final = frozenset("dl ol ul".split())
_WHOLES: Final = frozenset(
    "article aside body dialog fieldset form html main nav section table td th".split()
)
_ENDS: Final = frozenset("button fieldset form h1 h2 h3 h4 h5 h6 hr label legend".split())


def block_of(page: Page, field: Element) -> Element:
    """The largest small element around a field in which it is the only one."""
    known, block = fields(page), field
    for _ in range(_MAX_CLIMB):
        parent = block.parent
        if parent is None or parent.local_name in _WHOLES or known.count(parent) > 1:
            break
        if parent.last - parent.order > _MAX_BLOCK:
            break
        block = parent
    return block


def beside(page: Page, field: Element) -> Iterator[Element]:
    """The elements in the block of a field, between it and its label, and right behind it."""
    block = block_of(page, field)
    if block is not field:
        yield from (e for e in inside(block) if not e.contains(field))
    yield from _before(page, field, block)
    yield from _behind(page, block)


def _before(page: Page, field: Element, block: Element) -> Iterator[Element]:
    """What stands between the label of a field and the field, as siblings of its block."""
    labels = set(page.semantics.labels.of(field)[:4])
    found: list[Element] = []
    node = block.previous
    for _ in range(_MAX_ASIDE):
        if node is None or fields(page).count(node):
            return
        if node in labels or any(label.parent is node for label in labels):
            yield from found
            return
        if node.local_name in _ENDS:
            return
        found += [node, *inside(node, _MAX_BLOCK)]
        node = node.previous


def _behind(page: Page, block: Element) -> Iterator[Element]:
    """What follows the block of a field, up to the next label, field or heading."""
    parent = block.parent
    siblings = parent.element_children if parent is not None else []
    for node in siblings[block.index + 1 : block.index + 1 + _MAX_ASIDE]:
        if node.local_name in _ENDS or fields(page).count(node) or node in page.fact(_fields):
            return
        if node.last - node.order > _MAX_HINT or node.local_name in _LISTS:
            return
        if any(e.local_name in _ENDS for e in inside(node, _MAX_BLOCK)):
            return
        yield node
        yield from inside(node, _MAX_BLOCK)


def _fields(page: Page) -> set[Element]:
    return set(fields(page).all)
