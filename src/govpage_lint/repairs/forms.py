"""Decides how fields, labels and hints are tied to each other, and their attributes mended."""

from __future__ import annotations

import re
from contextlib import suppress

from govpage_lint.checks.aria.live import first_in
from govpage_lint.checks.forms.autofill import autofill
from govpage_lint.checks.forms.beside import beside
from govpage_lint.checks.forms.fields import fields
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict
from govpage_lint.document.tree import Element
from govpage_lint.findings import Edit
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    element_of,
    remove_attribute,
    remove_element,
    repair,
    set_attribute,
    start_tag,
    whole_span,
)
from govpage_lint.repairs.identifiers import with_id
from govpage_lint.semantics.labels import is_labelable

# Handlers that do nothing but stop what is asked.
_BLOCKER = regex(
    r"\s*(?:return\s+false|(?:event|e)\.preventDefault\(\)(?:\s*;\s*return\s+false)?)\s*;?\s*",
    re.IGNORECASE,
)
_CLIMB = 2


@repair
def autofill_in_order(page: Page, verdict: Verdict) -> Mended:
    """Put the words of ``autocomplete`` into HTML's order, and spaces between them."""
    element = element_of(verdict.target)
    known = autofill(page)
    words = list(dict.fromkeys(regex(r"[\s,;]+").split(element.attributes["autocomplete"].lower())))
    words = [word for word in words if word]

    def rank(word: str) -> int:
        if word.startswith("section-"):
            return 0
        groups = (known.places, known.channels, known.fields, known.trailing)
        return next((n for n, group in enumerate(groups, 1) if word in group), 3)

    ordered = sorted(words, key=rank)
    right = " ".join(ordered)
    if known.detail(ordered) is None:
        raise Refused
    return Mended(set_attribute(element, "autocomplete", right), {"right": right})


@repair
def without_empty(page: Page, verdict: Verdict) -> Mended:
    """Take out an element in which nothing is."""
    element = element_of(verdict.target)
    if element.text_content.strip() or element.element_children:
        raise Refused
    return Mended(remove_element(element))


@repair
def legend_first(page: Page, verdict: Verdict) -> Mended:
    """Move a legend to where browsers look for it: first in its fieldset."""
    legend = element_of(verdict.target)
    fieldset = legend.parent
    if fieldset is None or fieldset.local_name != "fieldset":
        raise Refused
    span = whole_span(legend)
    _, first = start_tag(fieldset)
    text = page.document.source.slice(span)
    return Mended((Edit(first, first, text), Edit(*span, "")))


@repair
def label_beside(page: Page, verdict: Verdict) -> Mended:
    """Have a label name the one field beside it that has no other."""
    label = element_of(verdict.target)
    return _tied(page, label, _field_beside(page, label))


@repair
def tied_label(page: Page, verdict: Verdict) -> Mended:
    """Have the label beside a field name it."""
    field = element_of(verdict.target)
    near = page.fact(_loose_labels).get(field, [])
    if len(near) != 1:
        raise Refused
    return _tied(page, near[0], field)


def _loose_labels(page: Page) -> dict[Element, list[Element]]:
    """The labels that name nothing, by the field that they stand beside."""
    found: dict[Element, list[Element]] = {}
    for label in page.document.by_name.get("label", ()):
        if page.semantics.labels.control(label) is None:
            with suppress(Refused):
                found.setdefault(_field_beside(page, label), []).append(label)
    return found


def _tied(page: Page, label: Element, field: Element) -> Mended:
    wish = field.attributes.get("name", "").strip("[]") or "field"
    identifier, edits = with_id(page, field, wish)
    tied: Edits = (*set_attribute(label, "for", identifier), *edits)
    return Mended(tuple(sorted(tied, key=lambda edit: edit.start)))


def _field_beside(page: Page, label: Element) -> Element:
    """The one field without a label in the smallest block around a label that holds any field."""
    node = label.parent
    known = fields(page)
    for _ in range(_CLIMB):
        if node is None or node.local_name in ("body", "form", "main"):
            break
        count = known.count(node)
        if count:
            inside = first_in(known.all, node) if count == 1 else None
            if inside is None or not is_labelable(inside):
                break
            if any(other is not label for other in page.semantics.labels.of(inside)):
                break
            return inside
        node = node.parent
    raise Refused


@repair
def tied_hint(page: Page, verdict: Verdict) -> Mended:
    """Have a field name the hint beside it in ``aria-describedby``."""
    hint = element_of(verdict.target)
    owners = page.fact(_by_hint).get(hint, [])
    if len(owners) != 1:
        raise Refused
    field = owners[0]
    wish = f"{field.attributes.get('id') or field.attributes.get('name') or 'field'}-hint"
    identifier, edits = with_id(page, hint, wish)
    words = [*field.attributes.get("aria-describedby", "").split(), identifier]
    tied: Edits = (*set_attribute(field, "aria-describedby", " ".join(words)), *edits)
    return Mended(tuple(sorted(tied, key=lambda edit: edit.start)))


def _by_hint(page: Page) -> dict[Element, list[Element]]:
    """The fields by what stands beside them."""
    found: dict[Element, list[Element]] = {}
    for field in fields(page).all:
        for other in beside(page, field):
            found.setdefault(other, []).append(field)
    return found


@repair
def without_handler(page: Page, verdict: Verdict) -> Mended:
    """Take out a handler that does nothing but stop what people want to do."""
    target = verdict.target
    if not isinstance(target, AttributeOf):
        raise Refused
    if _BLOCKER.fullmatch(target.element.attributes[target.name]) is None:
        raise Refused
    return Mended(remove_attribute(target.element, target.name))
