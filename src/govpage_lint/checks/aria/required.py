"""Decides whether an element with a role has the states and properties that the role needs."""

from collections.abc import Iterator

from govpage_lint.checks.aria.written import may_be_set
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.semantics.aria_details import RoleDetails, role_details
from govpage_lint.semantics.controls import input_type


@check
def attribute_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A role without a state or property that it needs and has no default for (ACT 4e8ab6).

    {role} is the role, {missing} the attribute. Cases: "heading", "checked", "value", "expanded".
    """
    semantics = page.semantics
    if element.namespace_url not in (HTML, SVG) or not semantics.presumed_exposed(element):
        return
    role = semantics.role(element)
    if role is None or role == semantics.implicit_role(element):
        return
    details = role_details(role)
    if details is None or may_be_set(page, element, "role"):
        return
    needed = _needed(page, element, details)
    missing = [name for name in needed if not element.attributes.get(name, "").strip()]
    if not missing:
        yield passed(element)
    elif not may_be_set(page, element, *missing):
        values = {"role": role, "missing": missing[0]}
        yield failed(AttributeOf(element, "role"), _case(missing[0]), **values)


def _needed(page: Page, element: Element, details: RoleDetails) -> list[str]:
    needed = set(details.required)
    if page.semantics.presumed_focusable(element):
        needed |= details.required_focused
    # An older ARIA had a combobox own its list.
    if page.semantics.state(element, "aria-expanded") == "true" and not page.semantics.state(
        element, "aria-owns"
    ):
        needed |= details.required_expanded
    return sorted(needed - _told_by_html(element))


def _told_by_html(element: Element) -> set[str]:
    """What HTML's own state says, whatever role the element was given."""
    name = element.local_name
    if not element.is_html:
        return set()
    if name == "input":
        kind = input_type(element)
        if kind in ("checkbox", "radio"):
            return {"aria-checked"}
        return {"aria-valuenow"} if kind in ("number", "range") else set()
    if name in ("meter", "progress"):
        return {"aria-valuenow"}
    if name in ("details", "summary", "select"):
        return {"aria-expanded", "aria-controls"}
    return {"aria-level"} if name in ("h1", "h2", "h3", "h4", "h5", "h6") else set()


def _case(missing: str) -> str | None:
    cases = {
        "aria-level": "heading",
        "aria-checked": "checked",
        "aria-valuenow": "value",
        "aria-expanded": "expanded",
    }
    return cases.get(missing)
