"""Decides whether a ``label`` labels something, says something, and is the only one that does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.fields import around, fields, is_native
from govpage_lint.checks.forms.inside import inside, says_something, written_text
from govpage_lint.checks.forms.templates import is_template, is_written_later, writes_ids
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.labels import is_labelable

# Labels that scripts put beside a field to tell an error: the field keeps its own.
_MESSAGE = regex(r"error|invalid|valid|message|help|hint|오류|안내", re.IGNORECASE)
_BUTTON_TYPES: Final = frozenset("button submit reset image".split())


@check
def label_for_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The ``for`` of a label is the id of a control.

    Cases: "near" (an id that differs in case or spaces), "empty", "not-labelable", "hidden-input".
    """
    semantics = page.semantics
    if semantics.hidden_by(element) is not None:
        return
    wanted = element.attributes["for"]
    if semantics.labels.control(element) is not None:
        yield passed(element)
        return
    target = AttributeOf(element, "for")
    text = semantics.text(element)
    found = page.document.by_id.get(wanted, ())
    if found:
        yield from _not_labelable(page, element, found[0], text)
    elif is_template(wanted) or (page.observer == "source" and page.fact(writes_ids)):
        return
    elif not wanted.strip():
        yield failed(target, "empty", text=text)
    elif near := page.fact(_folded_ids).get(_folded(wanted)):
        yield failed(target, "near", text=text, near=near)
    else:
        yield failed(target, text=text)


def _not_labelable(page: Page, label: Element, found: Element, text: str) -> Iterator[Verdict]:
    """What is wrong where a label names something that no label can name."""
    if "-" in found.local_name or label.id in found.attributes.get("aria-labelledby", "").split():
        # A custom element may be a control; a widget may be named by the label in ARIA's way.
        return
    if is_native(found) and not is_labelable(found):
        yield failed(AttributeOf(label, "for"), "hidden-input", text=text)
    else:
        other = start_tag(found)
        yield failed(AttributeOf(label, "for"), "not-labelable", text=text, other=other)


def _folded_ids(page: Page) -> dict[str, str]:
    return {
        _folded(identifier): identifier
        for identifier, found in page.document.by_id.items()
        if is_labelable(found[0])
    }


def _folded(identifier: str) -> str:
    return regex(r"[\W_]+").sub("", identifier.casefold())


@check
def label_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """A label has a text that says something.

    Cases: "sign" (a sign only), "styled" (the control has another name: the label draws it).
    """
    semantics = page.semantics
    if semantics.hidden_by(element) is not None:
        return
    text = _words_in(page, element)
    if says_something(text):
        yield passed(element)
        return
    if is_written_later(page, element) or any(e.local_name == "img" for e in inside(element)):
        # What a script writes; and an image without a text is told of the image.
        return
    control = semantics.labels.control(element)
    named = control is not None and semantics.name_source(control) not in (None, "label")
    others = control is not None and len(semantics.labels.of(control)) > 1
    if text.strip():
        yield failed(element, "sign", text=text)
    elif control in page.fact(_unnamed):
        # Told at the field, which has no name.
        return
    elif named or others:
        yield failed(element, "styled")
    else:
        yield failed(element)


def _unnamed(page: Page) -> set[Element | None]:
    return {field for field in fields(page).all if page.semantics.name(field) == ""}


def _words_in(page: Page, label: Element) -> str:
    """The text of a label without the values of the fields in it."""
    text = page.semantics.text(label)
    if says_something(text) and fields(page).count(label):
        named = any(
            e.attributes.get("alt") or e.attributes.get("aria-label")
            for e in inside(label)
            if not is_native(e)
        )
        # What is typed or chosen in a field is no label of it.
        return text if named else written_text(label)
    return text


@check
def label_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """A field has one label. Cases: "copied" (another field right after it has none), "same"."""
    semantics = page.semantics
    labels = [
        label
        for label in semantics.labels.of(element)
        if semantics.hidden_by(label) is None and semantics.text(label)
    ]
    if not labels or not semantics.presumed_exposed(element):
        return
    if len(labels) == 1:
        yield passed(element)
        return
    first = semantics.text(labels[0])
    others = [
        (label, semantics.text(label))
        for label in labels[1:]
        if not is_template(label.attributes.get("for", "")) and not _is_message(label)
    ]
    for label, text in others:
        if text != first and _has_own_field(page, label, element):
            yield failed(element, "copied", text=text, first=first)
            return
    for _, text in others[:1]:
        yield failed(element, "same" if text == first else None, text=text, first=first)


def _is_message(label: Element) -> bool:
    words = f"{label.attributes.get('class', '')} {label.attributes.get('id', '')}"
    return _MESSAGE.search(words) is not None


def _has_own_field(page: Page, label: Element, field: Element) -> bool:
    """Whether right after a label, or in it, stands another field that has no label of its own."""
    known = fields(page)
    inside = known.within(label)
    other = inside[0] if inside else known.after(label)
    return other is not None and other is not field and not page.semantics.labels.of(other)


@check
def label_holds_button(page: Page, element: Element) -> Iterator[Verdict]:
    """A label holds its field, and no button. Case "taken": the button is what it labels."""
    if page.semantics.hidden_by(element) is not None:
        return
    control = page.semantics.labels.control(element)
    for inner in inside(element):
        if not _is_button(inner):
            continue
        if inner is control and fields(page).within(element):
            yield failed(inner, "taken", text=page.semantics.text(element))
        elif inner is not control:
            yield failed(inner, text=page.semantics.text(element))
        return


def _is_button(element: Element) -> bool:
    if not element.is_html:
        return False
    if element.local_name == "button":
        return True
    kind = element.attributes.get("type", "").strip().lower()
    return element.local_name == "input" and kind in _BUTTON_TYPES


@check
def label_nested(page: Page, element: Element) -> Iterator[Verdict]:
    """No label stands in another one."""
    outer = page.fact(around).label[element.order]
    if outer is None or page.semantics.hidden_by(element) is not None:
        return
    if page.semantics.labels.control(element) is page.semantics.labels.control(outer):
        yield failed(element, "same", text=page.semantics.text(element))
    else:
        yield failed(element, text=page.semantics.text(element))
