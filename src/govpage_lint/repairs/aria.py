"""Decides how ARIA roles, states, properties and names are mended."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.aria.live import first_in
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict
from govpage_lint.document.tree import Element
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    element_of,
    remove_attribute,
    rename_attribute,
    repair,
    set_attribute,
)
from govpage_lint.repairs.identifiers import with_id
from govpage_lint.repairs.slips import is_slip
from govpage_lint.semantics.aria_details import AttributeDetails, attributes
from govpage_lint.spelling import get_close_matches

_YES: Final = frozenset(("1", "yes", "on", "ture", "truth", "y"))
_NO: Final = frozenset(("0", "no", "off", "flase", "n"))
_MENU_ROLES: Final = frozenset(
    "menu menubar menuitem menuitemcheckbox menuitemradio none presentation separator group".split()
)
_LIKENESS: Final = 0.75


@repair
def right_value(page: Page, verdict: Verdict) -> Mended:
    """Write the value that was meant: another spelling of one that the attribute takes.

    Safe where only case, quotes or a unit make the difference.
    """
    target = verdict.target
    if not isinstance(target, AttributeOf):
        raise Refused
    details = attributes()[target.name]
    value = target.element.attributes[target.name]
    right, sure = _meant(page, details, value)
    return Mended(
        set_attribute(target.element, target.name, right),
        {"right": right, "attr": target.name},
        safe=sure,
    )


def _meant(page: Page, details: AttributeDetails, value: str) -> tuple[str, bool]:
    plain = value.strip().strip("\"'“”‘’ ").lower()
    if details.kind in ("integer", "number"):
        number = plain.rstrip("%abcdefghijklmnopqrstuvwxyz ")
        if number and number != plain and details.is_valid(number):
            return number, True
        raise Refused
    if details.kind == "idref" or details.kind == "idrefs":
        identifier = value.strip().removeprefix("#")
        if identifier in page.document.by_id:
            return identifier, True
        raise Refused
    if details.kind == "tokens":
        known = [word for word in plain.split() if word in details.values]
        if known:
            return " ".join(known), False
    if plain in details.values and details.is_valid(plain):
        return plain, True
    for words, meant in ((_YES, "true"), (_NO, "false")):
        if plain in words and details.is_valid(meant):
            return meant, False
    near = get_close_matches(plain[:40], sorted(details.values), 1, _LIKENESS)
    if near and details.is_valid(near[0]):
        return near[0], False
    raise Refused


@repair
def spelled(page: Page, verdict: Verdict) -> Mended:
    """Write the name of an attribute right. Safe where one letter is wrong."""
    target, near = verdict.target, verdict.values.get("near", "aria-labelledby")
    if not isinstance(target, AttributeOf):
        raise Refused
    return Mended(rename_attribute(target, near), {"near": near}, safe=is_slip(target.name, near))


@repair
def role_spelled(page: Page, verdict: Verdict) -> Mended:
    """Write the role that was meant. Safe where one letter is wrong."""
    element, near = element_of(verdict.target), verdict.values["near"]
    written = element.attributes["role"].strip().lower()
    return Mended(set_attribute(element, "role", near), safe=is_slip(written, near))


@repair
def list_for_directory(page: Page, verdict: Verdict) -> Mended:
    """A directory was a list of what a book holds."""
    element = element_of(verdict.target)
    if element.attributes.get("role", "").strip().lower() != "directory":
        raise Refused
    return Mended(set_attribute(element, "role", "list"))


@repair
def without_menu(page: Page, verdict: Verdict) -> Mended:
    """Leave a menu of links the list of links that it is."""
    menu = element_of(verdict.target)
    edits = remove_attribute(menu, "role")
    for element in menu.descendants:
        role = element.attributes.get("role", "").strip().lower()
        if role in _MENU_ROLES:
            edits += remove_attribute(element, "role")
    return Mended(edits)


@repair
def named_by_heading(page: Page, verdict: Verdict) -> Mended:
    """Name an element by the first heading in it."""
    element = element_of(verdict.target)
    heading = first_in(page.fact(_headings), element)
    if heading is None or heading is element:
        raise Refused
    return _named_by(page, element, heading)


def _headings(page: Page) -> list[Element]:
    return [heading for heading, _ in page.semantics.headings()]


def _controllers(page: Page) -> dict[str, Element]:
    """The first element that says to control an id."""
    found: dict[str, Element] = {}
    for element in page.document.elements:
        for identifier in element.attributes.get("aria-controls", "").split():
            found.setdefault(identifier, element)
    return found


@repair
def named_by_tab(page: Page, verdict: Verdict) -> Mended:
    """Name the panel of a tab by the tab, and what holds a heading by its heading."""
    element = element_of(verdict.target)
    tab = page.fact(_controllers).get(element.attributes.get("id", ""))
    if page.semantics.role(element) == "tabpanel" and tab is not None:
        return _named_by(page, element, tab)
    return named_by_heading(page, verdict)


def _named_by(page: Page, element: Element, namer: Element) -> Mended:
    text = page.semantics.text(namer).strip()
    if not text or element.has("aria-labelledby"):
        raise Refused
    identifier, edits = with_id(page, namer, f"{element.attributes.get('id') or 'dialog'}-title")
    named: Edits = (*set_attribute(element, "aria-labelledby", identifier), *edits)
    return Mended(tuple(sorted(named, key=lambda edit: edit.start)), {"text": text})
