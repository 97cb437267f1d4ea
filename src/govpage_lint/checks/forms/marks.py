"""Decides whether a field that is marked as wrong has a message, and whether the message helps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.beside import beside
from govpage_lint.checks.forms.fields import around, fields, form_of, is_choice, label_text
from govpage_lint.checks.forms.inside import written_text
from govpage_lint.checks.forms.messages import Message, error_messages, messages
from govpage_lint.checks.forms.purposes import purposes
from govpage_lint.checks.forms.templates import is_set_later, is_template
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

_WRONG: Final = frozenset(("true", "grammar", "spelling"))
_REFERENCES: Final = ("aria-describedby", "aria-errormessage")


@check
def error_without_message(page: Page, element: Element) -> Iterator[Verdict]:
    """A field marked as wrong has a text that says so.

    Case "class": only a class, and so a colour, tells it.
    """
    if element not in page.fact(_all) or is_set_later(page, element, "aria-invalid", "class"):
        return
    told = page.semantics.state(element, "aria-invalid") in _WRONG
    by_class = not told and _is_marked(page, element)
    if not told and not by_class:
        return
    if _has_message(page, element):
        yield passed(element)
        return
    target: Target = AttributeOf(element, "aria-invalid" if told else "class")
    yield failed(target, "class" if by_class else None, inside=start_tag(element))


def _all(page: Page) -> set[Element]:
    return set(fields(page).all)


def _is_marked(page: Page, element: Element) -> bool:
    """Whether a class of a field says that it is wrong."""
    classes = element.attributes.get("class", "")
    if not classes or is_template(classes):
        return False
    known = messages(page)
    return any(
        known.is_named(name, "marked") and not known.is_named(name, "unmarked")
        for name in element.classes
    )


def _has_message(page: Page, element: Element) -> bool:
    semantics, known = page.semantics, messages(page)
    for attribute in _REFERENCES:
        for _, target in semantics.idrefs(element, attribute):
            if target is not None and semantics.presumed_visible(target) and written_text(target):
                return True
    if known.states_error(label_text(page, element)):
        return True
    labels = (label_text(page, element),)
    for other in beside(page, element):
        text = semantics.visible_text(other)
        if known.tells_error(text) and not known.is_vague(text, labels):
            return True
    told = page.fact(_told_forms)
    return None in told or form_of(page, element) in told


def _told_forms(page: Page) -> set[Element | None]:
    """The forms with a message that says what is wrong; None where one stands in no form."""
    return {
        page.fact(around).form[message.element.order]
        for message in page.fact(error_messages)
        if page.semantics.presumed_visible(message.element)
        and not messages(page).is_vague(message.text)
    }


@check
def suggestion_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A message about a wrong entry shows what the entry should look like (WCAG 3.3.3)."""
    known = messages(page)
    unhelpful = page.fact(_unhelpful)
    for message in page.fact(error_messages):
        if page.semantics.visible(
            message.element
        ) is UNKNOWN or not page.semantics.presumed_visible(message.element):
            continue
        if message in unhelpful:
            yield failed(message.element, text=message.text)
        elif known.states_error(message.text):
            yield passed(message.element)


def _unhelpful(page: Page) -> list[Message]:
    """The messages that refuse an entry and show no form for it, nor does a hint beside the field."""
    known = messages(page)
    return [
        message
        for message in page.fact(error_messages)
        if known.is_unhelpful(message.text)
        and not known.is_vague(message.text, _labels(page, message))
        and not known.suggests(_around_text(page, message))
    ]


def _labels(page: Page, message: Message) -> tuple[str, ...]:
    nearest = _nearest(page, message)
    if nearest is None:
        return ()
    text = label_text(page, nearest)
    return (text, purposes(page).plain(text))


def _nearest(page: Page, message: Message) -> Element | None:
    known = fields(page)
    label = page.fact(around).label[message.element.order]
    control = page.semantics.labels.control(label) if label is not None else None
    if control is not None:
        return control
    before, after = known.before(message.element), known.after(message.element)
    return before or after


def _around_text(page: Page, message: Message) -> str:
    """The label and the description of the field that a message stands at, without the message."""
    nearest = _nearest(page, message)
    if nearest is None or is_choice(page, nearest):
        return ""
    described = page.semantics.description(nearest)
    text = f"{label_text(page, nearest)} {described} {nearest.attributes.get('placeholder', '')}"
    return text.replace(message.text, " ")
