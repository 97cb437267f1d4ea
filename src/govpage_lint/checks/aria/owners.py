"""Decides whether an element with a role stands in what its role belongs to."""

from collections.abc import Iterator

from govpage_lint.checks.aria.written import is_open, may_be_set
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.semantics import tables
from govpage_lint.semantics.aria_details import role_details

# Their owner is one of these, or presentational: nobody else asks for it.
_MODULES = ("doc-", "graphics-")


@check
def context_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """An element that is not in what its role has to be in (ACT ff89c9).

    {role} is its role, {needed} one of those that it may be in, {owner} what it is in. Cases: "part" on a part of a
    page, "open" where a custom element stands around it: both cannot be told.
    """
    semantics = page.semantics
    if element.namespace_url not in (HTML, SVG) or not semantics.presumed_exposed(element):
        return
    role = semantics.role(element)
    if role is None or role.startswith(_MODULES) or role == semantics.implicit_role(element):
        return
    details = role_details(role)
    if details is None or not details.context or may_be_set(page, element, "role"):
        return
    owner = semantics.owner(element)
    around = None if owner is None else semantics.role(owner)
    if around in details.context:
        yield passed(element)
        return
    values = {
        "role": role,
        "needed": _main_context(role, details.context),
        "owner": start_tag(owner) if owner is not None and owner.parent is not None else "<body>",
    }
    if page.fact(_is_in_doubt)[element.order] or (owner is not None and _is_doubtful(page, owner)):
        yield cant_tell(element, "open", **values)
    elif page.document.fragment and (owner is None or owner.parent is None):
        yield cant_tell(element, "part", **values)
    else:
        yield failed(element, **values)


def _main_context(role: str, context: frozenset[str]) -> str:
    """The role to name of those that an element may stand in."""
    usual = {
        "cell": "row",
        "listitem": "list",
        "option": "listbox",
        "treeitem": "tree",
        "row": "table",
    }
    if role.startswith("menuitem"):
        return "menu"
    return usual.get(role) or sorted(context)[-1]


def _is_doubtful(page: Page, element: Element) -> bool:
    return is_open(element) or may_be_set(page, element, "role")


def _is_in_doubt(page: Page) -> bytearray:
    """For each element, by its place, 1 where something that a script may give a role stands between
    it and its owner."""
    elements = page.document.elements
    doubt = bytearray(len(elements))
    for place, element in enumerate(elements):
        parent = element.parent
        if parent is None:
            continue
        if _is_doubtful(page, parent) or (doubt[parent.order] and _is_between(page, parent)):
            doubt[place] = 1
    return doubt


def _is_between(page: Page, element: Element) -> bool:
    role = page.semantics.role(element)
    if role in (None, "none"):
        return True
    return role == "generic" and tables.aria().global_attributes.isdisjoint(element.attributes)
