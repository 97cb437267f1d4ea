"""Decides whether an ``aria-`` attribute goes with the role of the element that it stands on."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import is_open, may_be_set
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.semantics.aria_details import RoleDetails, attributes, role_details
from govpage_lint.semantics.conformance import (
    is_plainly_generic,
    native_attributes,
    takes_no_name,
)

_NAMING: Final = ("aria-label", "aria-labelledby")
_MAY_BE_PROHIBITED: Final = (
    *_NAMING,
    "aria-braillelabel",
    "aria-roledescription",
    "aria-brailleroledescription",
)
# What an element may be instead of nothing, by where it stands and whether it has a name.
_OR_ELSE: Final = {
    "aside": "complementary",
    "footer": "contentinfo",
    "form": "form",
    "header": "banner",
    "li": "listitem",
    "section": "region",
}
# Where a header or footer, an item or a cell stands decides what it is; browsers are of two minds.
_MINDED: Final = frozenset("footer header hgroup li s".split())


@check
def unsupported(page: Page, element: Element) -> Iterator[Verdict]:
    """States and properties that the role of an element does not have (ACT 5c01ea).

    Cases: "generic" on an element that means nothing, "native" on one with no role of ARIA.
    """
    found = [
        name
        for name in element.attributes
        if name.startswith("aria-") and (known := attributes().get(name)) and not known.is_global
    ]
    if not found or not page.semantics.presumed_exposed(element):
        return
    taken = _taken(page, element)
    if taken is None or may_be_set(page, element, "role", *found):
        return
    role = page.semantics.role(element) or ""
    for name in found:
        if name in taken or _goes_with_pressed(element, name):
            yield passed(element)
        elif role.startswith("html-"):
            yield failed(AttributeOf(element, name), "native", inside=start_tag(element))
        elif role == "generic":
            yield failed(AttributeOf(element, name), "generic", inside=start_tag(element))
        else:
            yield failed(AttributeOf(element, name), role=role)


def _taken(page: Page, element: Element) -> frozenset[str] | None:
    """The attributes beside the global ones that an element takes; None where nobody can tell."""
    if element.namespace_url not in (HTML, SVG) or is_open(element):
        return None
    semantics = page.semantics
    role = semantics.role(element)
    explicit = bool(semantics.explicit_roles(element)) and role != semantics.implicit_role(element)
    if role == "generic" and not explicit and element.is_html:
        role = _OR_ELSE.get(element.local_name, role)
    if role is None or (not explicit and not _is_sure(element, role)):
        return None
    if role.startswith("html-"):
        return native_attributes(element)
    details = role_details(role)
    return None if details is None else details.supported


def _is_sure(element: Element, role: str) -> bool:
    """Whether an element's own role is what browsers agree on."""
    if not element.is_html:
        return False
    if role == "none":
        return element.local_name == "img"
    return role != "generic" or is_plainly_generic(element)


def _goes_with_pressed(element: Element, name: str) -> bool:
    """A box may be a toggle button, by its role and this attribute: without the role it is let be."""
    return name == "aria-pressed" and element.attributes.get("type", "").lower() == "checkbox"


@check
def prohibited(page: Page, element: Element) -> Iterator[Verdict]:
    """Properties on an element whose role prohibits them (ACT kb1m8s).

    Case "silent": the element has no text beside the name that it may not have.
    """
    details = _prohibiting(page, element)
    if details is None:
        return
    for name in _MAY_BE_PROHIBITED:
        value = element.attributes.get(name, "")
        if not value.strip() or may_be_set(page, element, "role", name):
            continue
        if name not in details.prohibited:
            yield passed(element)
            continue
        silent = name in _NAMING and not page.semantics.text(element).strip()
        values = {"inside": start_tag(element), "role": details.name}
        yield failed(AttributeOf(element, name), "silent" if silent else None, **values)


def _prohibiting(page: Page, element: Element) -> RoleDetails | None:
    """The role of an element, where it is sure."""
    semantics = page.semantics
    if not semantics.presumed_exposed(element) or is_open(element):
        return None
    role = semantics.role(element)
    explicit = bool(semantics.explicit_roles(element))
    if explicit and _is_kept_presentational(page, element):
        role = "none"
    elif not (explicit and role != semantics.implicit_role(element)):
        if not element.is_html or element.local_name in _MINDED or _is_edited(element):
            return None
        if role in ("generic", "none") and not is_plainly_generic(element):
            return None
    return None if role is None else role_details(role)


def _is_kept_presentational(page: Page, element: Element) -> bool:
    """Whether nothing that ARIA 1.2 knows undoes its presentational role, but what 1.3 prohibits on it."""
    known = attributes()
    return (
        element.attributes["role"].lower().split()[:1] in (["none"], ["presentation"])
        and not page.semantics.presumed_focusable(element)
        and not any(
            known[name].is_global and not known[name].draft and name != "aria-hidden"
            for name in element.attributes
            if name in known
        )
    )


def _is_edited(element: Element) -> bool:
    return element.attributes.get("contenteditable", "false").lower() != "false"


@check
def name_ineffective(page: Page, element: Element) -> Iterator[Verdict]:
    """A name on an HTML element that has no role, and that nobody may name ("label", "legend", "abbr")."""
    role = page.semantics.role(element)
    if role is None or (not role.startswith("html-") and role != "generic"):
        return
    if not takes_no_name(element) or not page.semantics.presumed_exposed(element):
        return
    for name in _NAMING:
        if element.attributes.get(name, "").strip() and not may_be_set(page, element, "role", name):
            yield failed(AttributeOf(element, name), inside=start_tag(element))


@check
def outdated(page: Page, element: Element) -> Iterator[Verdict]:
    """Attributes that ARIA gave up. Case "role": global in old times, now for roles that support it ({role})."""
    if page.semantics.programmatically_hidden(element):
        return
    for name in element.attributes:
        details = attributes().get(name) if name.startswith("aria-") else None
        if details is None or not (details.deprecated or details.globally_deprecated):
            continue
        if details.deprecated:
            yield failed(AttributeOf(element, name))
            continue
        taken = _taken(page, element)
        if taken is None or may_be_set(page, element, "role") or name in taken:
            continue
        role = page.semantics.role(element) or ""
        if not role.startswith("html-"):
            yield failed(AttributeOf(element, name), "role", role=role)


@check
def braille_alone(page: Page, element: Element) -> Iterator[Verdict]:
    """A property for Braille with nothing that it is the Braille of. Cases: "label", "role"."""
    if not page.semantics.presumed_exposed(element) or is_open(element):
        return
    attributes_of = element.attributes
    if attributes_of.get("aria-braillelabel", "").strip():
        if page.semantics.name(element) == "":
            yield failed(AttributeOf(element, "aria-braillelabel"), "label")
        else:
            yield passed(element)
    if attributes_of.get("aria-brailleroledescription", "").strip():
        if not attributes_of.get("aria-roledescription", "").strip() and not may_be_set(
            page, element, "aria-roledescription"
        ):
            yield failed(AttributeOf(element, "aria-brailleroledescription"), "role")
        else:
            yield passed(element)
