"""Decides whether two fields of a form sound the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.fields import around, fields_of, group_of, is_texty
from govpage_lint.checks.forms.inside import says_something
from govpage_lint.checks.forms.templates import is_template
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element

_LONGEST: Final = 200


@check
def label_repeated_in_form(page: Page, element: Element) -> Iterator[Verdict]:
    """No two fields of a group have the same name. Case "headed": a heading stands between them."""
    if not is_texty(page, element) or not page.semantics.presumed_exposed(element):
        return
    repeats = page.fact(_repeats)
    first = repeats.get(element)
    if first is not None:
        labels = page.semantics.labels.of(element)
        name = page.semantics.name(element)
        case = "headed" if _is_heading_between(page, first, element) else None
        yield failed(labels[0] if labels else element, case, text=name)
    else:
        yield passed(element)


def _repeats(page: Page) -> dict[Element, Element]:
    """Fields that have the name of one before them, with that one."""
    found: dict[Element, Element] = {}
    for form in page.fact(_forms):
        last: dict[tuple[Element | None, str], Element] = {}
        for field in fields_of(page, form):
            name = page.semantics.name(field)
            if not isinstance(name, str) or not says_something(name) or is_template(name):
                continue
            # Rows of a table tell their fields apart, for those who see them and by its headers.
            if not is_texty(page, field) or page.fact(around).cell[field.order] is not None:
                continue
            key = (group_of(page, field), name[:_LONGEST].casefold())
            before = last.get(key)
            last[key] = field
            if before is not None and not _are_one(page, before, field):
                found[field] = before
    return found


def _forms(page: Page) -> set[Element | None]:
    return {None, *page.document.by_name.get("form", ())}


def _are_one(page: Page, first: Element, second: Element) -> bool:
    """Whether two fields are the same one drawn twice, or one stands for the other."""
    if first.attributes.get("name") and first.attributes.get("name") == second.attributes.get(
        "name"
    ):
        return True
    return page.semantics.is_disabled(first) or page.semantics.is_disabled(second)


def _is_heading_between(page: Page, first: Element, second: Element) -> bool:
    before = page.fact(_headings_before)
    return before[second.order] > before[first.order]


def _headings_before(page: Page) -> list[int]:
    marks = {heading for heading, _ in page.semantics.headings()}
    counts, count = [], 0
    for element in page.document.elements:
        counts.append(count)
        count += element in marks
    return counts
