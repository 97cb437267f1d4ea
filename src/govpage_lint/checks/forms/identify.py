"""Decides whether fields that ask for the user's own data say so to browsers (WCAG 1.3.5)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.autofill import autofill, field_named_by
from govpage_lint.checks.forms.fields import input_type
from govpage_lint.checks.forms.purposes import Purpose, own_form, purpose_of
from govpage_lint.checks.forms.templates import is_set_later
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element

# What may be asked for alone, as a newsletter does; a lone "Name" may be anybody's.
_ALONE: Final = frozenset(("email", "tel"))
_TYPED: Final = frozenset(("email", "tel"))


@check
def autocomplete_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A field for the user's own data has ``autocomplete`` (WCAG 1.3.5).

    Cases: "off" (it is turned off), "typed" (type=email or tel tells a part of it).
    """
    purpose = _own_purpose(page, element)
    if purpose is None or is_set_later(page, element, "autocomplete"):
        return
    value = element.attributes.get("autocomplete", "").strip().lower()
    if value not in ("", "on", "off"):
        if field_named_by(page, element) is not None:
            yield passed(element)
        return
    case = "off" if value == "off" else "typed" if input_type(element) in _TYPED else None
    yield failed(element, case, token=purpose.personal, text=_label(page, element))


def _own_purpose(page: Page, element: Element) -> Purpose | None:
    """What of the user's own a field asks for, if it is open for it and the form is the user's."""
    if "readonly" in element.attributes or not page.semantics.presumed_exposed(element):
        return None
    if page.semantics.is_disabled(element):
        return None
    asked = own_form(page, element)
    purpose = asked.fields.get(element)
    if purpose is None or not purpose.personal:
        return None
    return purpose if asked.count > 1 or purpose.id in _ALONE else None


def _label(page: Page, element: Element) -> str:
    name = page.semantics.name(element)
    return name if isinstance(name, str) else ""


@check
def autocomplete_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """``autocomplete`` says the same as the label (WCAG 1.3.5)."""
    token = field_named_by(page, element)
    if token is None or not page.semantics.presumed_exposed(element):
        return
    purpose = purpose_of(page, element)
    if purpose is None or token not in autofill(page).fields:
        return
    if token in purpose.tokens:
        yield passed(element)
    else:
        target = AttributeOf(element, "autocomplete")
        best = purpose.personal or min(purpose.tokens)
        yield failed(target, text=_label(page, element), token=best)


@check
def type_plain(page: Page, element: Element) -> Iterator[Verdict]:
    """A field for an address of e-mail or a telephone number has the type for it."""
    if input_type(element) != "text" or not page.semantics.presumed_exposed(element):
        return
    if is_set_later(page, element, "type", "inputmode") or "readonly" in element.attributes:
        return
    purpose = purpose_of(page, element)
    if purpose is None or not purpose.kind:
        return
    if element.attributes.get("inputmode", "").strip().lower() in ("email", "tel", "numeric"):
        yield passed(element)
    else:
        yield failed(element, text=_label(page, element), kind=purpose.kind)
