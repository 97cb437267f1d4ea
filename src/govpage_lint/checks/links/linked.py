"""Decides what is a link on a page, and what it is called."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

LINK_ROLES: Final = frozenset(
    ("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref")
)


def is_link(page: Page, element: Element) -> bool:
    """Whether an element has the role of a link, or one that inherits from it, and is exposed."""
    return element in page.fact(_names)


def link_name(page: Page, element: Element) -> str:
    """The accessible name of a link; "" where it has none, or one that cannot be told yet, and for
    what is no link."""
    return page.fact(_names).get(element, "")


def named_links(page: Page) -> list[tuple[Element, str]]:
    """The exposed links of a page that have a name, with it, in tree order."""
    return page.fact(_named)


def _named(page: Page) -> list[tuple[Element, str]]:
    return [(link, name) for link, name in page.fact(_names).items() if name]


def links(page: Page) -> list[Element]:
    """The exposed links of a page, in tree order."""
    return page.fact(_links)


def _links(page: Page) -> list[Element]:
    return list(page.fact(_names))


def _names(page: Page) -> dict[Element, str]:
    """The exposed links of a page with their names, in tree order."""
    semantics = page.semantics
    return {
        element: _name(page, element)
        for element in semantics.with_roles(LINK_ROLES)
        if semantics.presumed_exposed(element)
    }


def _name(page: Page, link: Element) -> str:
    name = page.semantics.name(link)
    if name is UNKNOWN or (page.observer == "source" and is_template(name)):
        return ""
    return name


def place_among_nodes(page: Page, element: Element) -> int:
    """The place of an element among all child nodes of its parent; 0 for the root."""
    parent = element.parent
    if parent is None:
        return 0
    known = page.fact(_known_places)
    if parent not in known:
        known[parent] = {
            node: place for place, node in enumerate(parent.children) if isinstance(node, Element)
        }
    return known[parent][element]


def _known_places(page: Page) -> dict[Element, dict[Element, int]]:
    return {}
