"""Decides whether a form does what is asked of it when it is asked, by a button, and not before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.fields import fields_of, input_type, is_choice, label_text
from govpage_lint.checks.forms.inside import inside
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_MAX_INSIDE: Final = 2000
_PRESSED: Final = frozenset("button image submit".split())
_TYPED: Final = frozenset("email number password search tel text url".split())


@check
def changes_on_input(page: Page, element: Element) -> Iterator[Verdict]:
    """Choosing or typing does not leave the page or send the form.

    Cases: "sends", "leaves", "call" (a function whose name says that it goes elsewhere).
    """
    if not page.semantics.presumed_exposed(element):
        return
    script, table = element.attributes["onchange"], page.data("form_words")["handlers"]
    target = AttributeOf(element, "onchange")
    bare = regex(table["stays"]).sub("", script)
    found = regex(table["leaves"]).search(bare)
    if _is_advised(page, element, table["advised"]):
        yield passed(element)
    elif found is not None:
        sends = ".submit" in found[0] or "PostBack" in found[0]
        yield failed(target, "sends" if sends else "leaves", inside=start_tag(element))
    elif (call := regex(table["calls"]).search(bare)) is not None:
        yield cant_tell(target, "call", inside=start_tag(element), call=call[1])
    else:
        yield passed(element)


def _is_advised(page: Page, element: Element, words: str) -> bool:
    """Whether the label or the description of a field says beforehand what will happen."""
    text = f"{label_text(page, element)} {page.semantics.description(element)}"
    return regex(words).search(text.casefold()) is not None


@check
def submit_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A form has a button that sends it.

    Cases: "choices" (it only offers choices: they must act by themselves), "single" (one text field,
    which the Enter key sends).
    """
    if not page.semantics.presumed_exposed(element):
        return
    shown = [field for field in fields_of(page, element) if page.semantics.presumed_visible(field)]
    if not shown or not any(field.is_html for field in shown):
        return
    answer = _is_sent(page, element)
    if answer:
        yield passed(element)
    elif answer is False:
        yield failed(element, _case(page, shown))


def _case(page: Page, shown: list[Element]) -> str | None:
    if all(field.local_name == "select" or is_choice(page, field) for field in shown):
        return "choices"
    typed = [field for field in shown if input_type(field) in _TYPED]
    return "single" if len(typed) == 1 == len(shown) else None


def _is_sent(page: Page, form: Element) -> bool | None:
    """Whether something in or beside a form sends it; None where that cannot be told."""
    if form.last - form.order > _MAX_INSIDE or "role" in form.attributes:
        return None
    for element in inside(form, _MAX_INSIDE):
        if _is_pressed(page, element):
            return True
        if page.observer == "source" and (
            "-" in element.local_name or element.local_name == "slot"
        ):
            return None
    identifier = form.attributes.get("id")
    if identifier in page.fact(_elsewhere):
        return True
    return None if _has_button_beside(form) else False


def _is_pressed(page: Page, element: Element) -> bool:
    name, attributes = element.local_name, element.attributes
    if name == "button":
        return attributes.get("type", "").strip().lower() != "reset"
    if name == "input":
        return (
            input_type(element) in _PRESSED
            or "onkeydown" in attributes
            or "onkeypress" in attributes
        )
    if "onclick" in attributes or "button" in attributes.get("role", "").lower().split():
        return True
    return name == "a" and _acts(attributes.get("href", ""))


def _acts(address: str) -> bool:
    return address.strip().lower().startswith(("javascript:", "#")) or not address.strip()


def _elsewhere(page: Page) -> set[str | None]:
    """The ids of forms that buttons name."""
    return {
        control.attributes["form"]
        for name in ("button", "input")
        for control in page.document.by_name.get(name, ())
        if "form" in control.attributes and (name == "button" or input_type(control) in _PRESSED)
    }


def _has_button_beside(form: Element) -> bool:
    """Whether right after or before a form stands a button that a script may have tied to it."""
    siblings = form.parent.element_children if form.parent is not None else []
    near = siblings[max(0, form.index - 1) : form.index + 2]
    return any(
        _is_button(one) or any(map(_is_button, inside(one, 10)))
        for one in near
        if one.local_name != "form"
    )


def _is_button(element: Element) -> bool:
    return element.local_name in ("a", "button") or input_type(element) in _PRESSED
