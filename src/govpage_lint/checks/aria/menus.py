"""Decides whether the roles of an application's menu are given to links of a site, and buttons that open to nothing."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import has_scripts, is_code
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

_ITEMS: Final = frozenset(("menuitem", "menuitemcheckbox", "menuitemradio"))
_LEAST: Final = 2
_POINTERS: Final = (
    "aria-controls",
    "aria-owns",
    "aria-activedescendant",
    "popovertarget",
    "commandfor",
    "data-target",
    "data-bs-target",
    "data-toggle",
    "data-bs-toggle",
)
_OPENERS: Final = frozenset(("button", "link"))


@check
def site_menu(page: Page, element: Element) -> Iterator[Verdict]:
    """A menu of ARIA whose items lead to pages ({count} of them); such menus move by arrow keys.

    Case "scripted" where a script may handle the arrow keys: a person has to try.
    """
    semantics = page.semantics
    role = semantics.role(element)
    if role not in ("menu", "menubar") or not semantics.presumed_exposed(element):
        return
    if page.fact(_in_menu)[element.order]:
        return
    items = [inner for inner in element.descendants if "role" in inner.attributes]
    items = [inner for inner in items if semantics.role(inner) in _ITEMS]
    links = sum(_leads_to_page(item) for item in items)
    if len(items) < _LEAST or links < 0.8 * len(items):
        yield passed(element)
    elif has_scripts(page):
        yield cant_tell(AttributeOf(element, "role"), "scripted", role=role, count=links)
    else:
        yield failed(AttributeOf(element, "role"), role=role, count=links)


def _in_menu(page: Page) -> bytearray:
    """For each element, by its place, 1 where it stands in a menu."""
    elements = page.document.elements
    inside = bytearray(len(elements))
    for place, element in enumerate(elements):
        parent = element.parent
        if parent is not None and (
            inside[parent.order]
            or ("role" in parent.attributes and page.semantics.role(parent) in ("menu", "menubar"))
        ):
            inside[place] = 1
    return inside


def _leads_to_page(item: Element) -> bool:
    if not item.is_html or item.local_name != "a":
        return False
    address = item.attributes.get("href", "#").strip().lower()
    return address != "" and not address.startswith(("#", "javascript:"))


@check
def opens_nothing(page: Page, element: Element) -> Iterator[Verdict]:
    """A control with ``aria-expanded`` that nothing follows and that names nothing it opens ({inside})."""
    semantics = page.semantics
    value = element.attributes["aria-expanded"]
    if semantics.state(element, "aria-expanded") not in ("true", "false") or is_code(page, value):
        return
    if semantics.role(element) not in _OPENERS or not semantics.presumed_exposed(element):
        return
    if semantics.state(element, "aria-haspopup") not in (None, "false"):
        return
    if (
        any(name in element.attributes for name in _POINTERS)
        or _points_into_page(element)
        or _is_followed(element)
    ):
        yield passed(element)
    else:
        yield cant_tell(element, inside=start_tag(element))


def _points_into_page(element: Element) -> bool:
    return len(element.attributes.get("href", "").strip()) > 1 and element.attributes[
        "href"
    ].strip().startswith("#")


def _is_followed(element: Element) -> bool:
    """Whether something stands after it, or after what is only around it: what it opens, most likely."""
    node = element
    for _ in range(4):
        parent = node.parent
        if parent is None or parent.local_name in ("body", "main", "nav", "header", "form"):
            return _has_next(node)
        if _has_next(node):
            return True
        node = parent
    return False


def _has_next(element: Element) -> bool:
    parent = element.parent
    return parent is not None and element.index + 1 < len(parent.element_children)
