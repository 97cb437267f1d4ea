"""Decides whether items stand in lists, and terms and descriptions in description lists."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.lists.common import LISTS, is_component, is_piece, items_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

_LONGEST: Final = 80
# Roles that a list may have, with items that have roles of their own or none (ARIA in HTML).
_LIST_ROLES: Final = frozenset(
    """list none group listbox menu menubar radiogroup tablist toolbar tree""".split()
)


@check
def item_outside(page: Page, element: Element) -> Iterator[Verdict]:
    """An item is in a list: an ``li`` in a ``ul``, ``ol`` or ``menu``, ``role=listitem`` in a list.

    Cases: "role" (an element with that role), "piece" (of a file that is a part of a page: cannot
    be told).
    """
    semantics = page.semantics
    by_role = "role" in element.attributes and semantics.role(element) == "listitem"
    if not by_role and not _is_plain_item(page, element):
        return
    if not semantics.presumed_exposed(element):
        return
    parent = element.parent
    if not by_role and parent is not None and parent.local_name in LISTS:
        yield passed(element)
        return
    owner = semantics.owner(element)
    if owner is not None and semantics.role(owner) == "list":
        yield passed(element)
    elif parent is not None and (is_component(parent) or is_piece(page, element)):
        yield cant_tell(element, "piece")
    else:
        yield failed(element, "role" if by_role else None, text=_text(page, element))


def _is_plain_item(page: Page, element: Element) -> bool:
    """Whether an element is an ``li`` that its author gave no other role."""
    return (
        element.local_name == "li"
        and element.is_html
        and (
            "role" not in element.attributes
            or page.semantics.valid_roles.isdisjoint(_roles(page, element))
        )
    )


def _roles(page: Page, element: Element) -> list[str]:
    return [role.lower() for role in page.semantics.explicit_roles(element)]


def _text(page: Page, element: Element) -> str:
    text = page.semantics.text(element)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


@check
def role_replaced(page: Page, element: Element) -> Iterator[Verdict]:
    """A list with items keeps its role, or has one that HTML lets it have.

    Any other, such as "navigation", leaves items without a list.
    """
    role = page.semantics.role(element)
    if not page.semantics.presumed_exposed(element) or not _roles(page, element):
        return
    if role in _LIST_ROLES or role is None or role == page.semantics.implicit_role(element):
        yield passed(element)
        return
    items = [item for item in items_of(element) if _is_plain_item(page, item)]
    if items:
        yield failed(AttributeOf(element, "role"), count=len(items))


@check
def definition_outside(page: Page, element: Element) -> Iterator[Verdict]:
    """``dt`` and ``dd`` are in a ``dl``, or in a ``div`` in one. Case "piece": cannot be told."""
    if _roles(page, element) or not page.semantics.presumed_exposed(element):
        return
    parent = element.parent
    if parent is not None and parent.local_name == "div":
        parent = parent.parent
    if parent is not None and parent.local_name == "dl":
        yield passed(element)
    elif element.parent is not None and (
        is_component(element.parent)
        or (parent is not None and is_component(parent))
        or is_piece(page, element)
    ):
        yield cant_tell(element, "piece")
    else:
        yield failed(element, text=_text(page, element))
