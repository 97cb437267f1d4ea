"""Decides whether messages about errors say which field is wrong, and what (ACT 36b590), where that is clear."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.fields import (
    FIELD_ROLES,
    around,
    fields,
    fields_of,
    group_of,
    label_text,
)
from govpage_lint.checks.forms.messages import Message, error_messages, messages, plain
from govpage_lint.checks.forms.purposes import purposes
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

_MAX_FIELDS: Final = 60
_TIED: Final = ("aria-describedby", "aria-errormessage", "aria-labelledby")


@check
def error_undescriptive(page: Page, element: Element) -> Iterator[Verdict]:
    """A message about an error says which field is wrong and what, to everyone (ACT 36b590).

    Cases: "vague" (neither what nor how to mend it), "ambiguous" (it names labels that several fields
    have), "unexposed" (kept from screen readers), "unseen" (only screen readers get it).
    """
    found = page.fact(error_messages)
    for message in found:
        case, seen = _fault(page, message, found), page.semantics.visible(message.element)
        if case is not None and seen is UNKNOWN:
            # It may be one that waits, hidden, for its error.
            yield cant_tell(message.element, case, text=message.text)
        elif case is not None:
            yield failed(message.element, case, text=message.text)
        elif seen is True:
            yield passed(message.element)


def _fault(page: Page, message: Message, others: list[Message]) -> str | None:
    semantics, element = page.semantics, message.element
    concerned = _concerned(page, message)
    if not concerned:
        return None
    hidden = semantics.hidden_from_all(element)
    if hidden is not None:
        return "unseen" if _is_told_unseen(page, message) else None
    if not semantics.presumed_visible(element):
        return None
    if not messages(page).tells_error(semantics.visible_text(element)):
        return None
    if semantics.hidden_by(element) == "aria-hidden":
        return "unexposed" if _is_unheard(page, message, others) else None
    if _is_vague(page, message, concerned, others):
        return "vague"
    return "ambiguous" if _is_ambiguous(page, message, concerned, others) else None


def _concerned(page: Page, message: Message) -> list[Element]:
    """The fields that a message may be about: those it is tied to, else those of its form."""
    tied = page.fact(_tied).get(message.element)
    if tied:
        return tied
    form = page.fact(around).form[message.element.order]
    inside = fields_of(page, form) or (fields_of(page, None) if form is None else [])
    return [field for field in inside[:_MAX_FIELDS] if page.semantics.role(field) in FIELD_ROLES]


def _tied(page: Page) -> dict[Element, list[Element]]:
    """Elements that fields refer to, with the fields."""
    found: dict[Element, list[Element]] = {}
    for field in fields(page).all:
        for attribute in _TIED:
            if attribute in field.attributes:
                for _, target in page.semantics.idrefs(field, attribute):
                    if target is not None:
                        found.setdefault(target, []).append(field)
    return found


def _is_vague(
    page: Page, message: Message, concerned: list[Element], others: list[Message]
) -> bool:
    """Whether a message, and all others that are seen in its form, say nothing of what is wrong."""
    known = messages(page)
    texts = [label_text(page, field) for field in concerned]
    # A message leaves out what stands in parentheses in the label.
    labels = (*texts, *(purposes(page).plain(text) for text in texts))
    if not known.is_vague(message.text, labels):
        return False
    form = page.fact(around).form[message.element.order]
    for other in others:
        if other is message or page.fact(around).form[other.element.order] is not form:
            continue
        if page.semantics.presumed_visible(other.element) and not known.is_vague(
            other.text, labels
        ):
            return False
    return True


def _is_ambiguous(
    page: Page, message: Message, concerned: list[Element], others: list[Message]
) -> bool:
    """Whether a message for a form names only labels that several of its fields have."""
    if message.element in page.fact(_tied) or len(others) > 1 or len(concerned) < 2:
        return False
    said = f" {purposes(page).plain(message.text)} {plain(message.text)} "
    by_label: dict[str, list[Element]] = {}
    for field in concerned:
        by_label.setdefault(purposes(page).plain(label_text(page, field)), []).append(field)
    named = [label for label in by_label if label and _stands_in(label, said)]
    if not named or any(len(by_label[label]) < 2 for label in named):
        return False
    if any("aria-invalid" in field.attributes for field in concerned):
        return False
    groups = {group_of(page, field) for label in named for field in by_label[label]}
    titles = [page.semantics.name(group) for group in groups if group is not None]
    return not any(isinstance(title, str) and title and plain(title) in said for title in titles)


def _stands_in(label: str, said: str) -> bool:
    """Whether the words of a label stand in a message; particles may follow a Korean one."""
    spaced = "".join(char if char.isalnum() else " " for char in said)
    end = "" if label[-1] >= "\uac00" else " "
    return f" {label}{end}" in " " + " ".join(spaced.split()) + " "


def _is_unheard(page: Page, message: Message, others: list[Message]) -> bool:
    """Whether a message that is seen reaches no screen reader, by another element or a reference."""
    if message.element in page.fact(_tied) or not messages(page).states_error(message.text):
        return False
    said = plain(message.text)
    scope = page.fact(around).form[message.element.order] or page.document.body
    if scope is None or said in _heard(page, scope):
        return False
    return not any(
        other is not message and page.semantics.presumed_exposed(other.element) for other in others
    )


def _heard(page: Page, scope: Element) -> str:
    """What a screen reader says in a form, for comparing as messages are."""
    known = page.fact(_heard_so_far)
    if scope not in known:
        text = page.semantics.text(scope).casefold().replace("’", "'")
        known[scope] = " ".join(text.split())
    return known[scope]


def _heard_so_far(page: Page) -> dict[Element, str]:
    return {}


def _is_told_unseen(page: Page, message: Message) -> bool:
    """Whether a screen reader says an error, by a reference, that nobody sees."""
    if message.text == "" or not messages(page).states_error(message.text):
        return False
    return message.element in page.fact(_described)


def _described(page: Page) -> set[Element]:
    """The elements that describe an exposed control."""
    found: set[Element] = set()
    for name in ("button", "input", "select", "textarea"):
        for control in page.document.by_name.get(name, ()):
            if "aria-describedby" in control.attributes and page.semantics.presumed_exposed(
                control
            ):
                pairs = page.semantics.idrefs(control, "aria-describedby")
                found.update(target for _, target in pairs if target is not None)
    return found
