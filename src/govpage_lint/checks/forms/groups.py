"""Decides whether what belongs together in a form is a group, and whether the group has a name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from govpage_lint.checks.forms.fields import (
    CHOICE_ROLES,
    around,
    fields,
    form_of,
    group_of,
    input_type,
)
from govpage_lint.checks.forms.inside import says_something, written_text
from govpage_lint.checks.forms.templates import is_bound, is_written_later
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

_MAX_MEMBERS: Final = 40
# What comes behind the name that the boxes of one question share: "colour[]", "colour.red".
_TAIL = regex(r"[\[.:$].*\Z|(?<=[^\d_-])[_-]?\d{1,2}\Z")


@check
def fieldset_legend_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A fieldset has a legend. Cases: "choices" (boxes or radio buttons in it), "single" (one field)."""
    semantics = page.semantics
    if not element.is_html or not semantics.presumed_exposed(element):
        return
    if semantics.role(element) not in ("group", "radiogroup"):
        return
    name = semantics.name(element)
    if name is UNKNOWN:
        return
    if name or element in page.fact(_with_legend):
        yield passed(element)
        return
    if is_bound(page, element) or any("-" in e.local_name for e in element.element_children):
        return
    inside = fields(page).within(element)[:_MAX_MEMBERS]
    choices = [field for field in inside if semantics.role(field) in CHOICE_ROLES]
    if len(choices) > 1:
        yield failed(element, "choices", count=len(choices))
    else:
        yield failed(element, "single" if len(inside) == 1 else None)


def _with_legend(page: Page) -> set[Element | None]:
    """The fieldsets with a legend, be it empty or out of place: other rules tell of it."""
    return {group_of(page, legend) for legend in page.document.by_name.get("legend", ())}


@check
def legend_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """A legend has a text that names its fieldset. Case "hidden": it has, and is hidden from all."""
    semantics, fieldset = page.semantics, element.parent
    if fieldset is None or fieldset.local_name != "fieldset" or not element.is_html:
        return
    if not semantics.presumed_exposed(fieldset):
        return
    name = semantics.name(fieldset)
    if name is UNKNOWN or is_written_later(page, element):
        return
    if name:
        yield passed(element)
    elif semantics.hidden_by(element) is not None and says_something(written_text(element)):
        yield failed(element, "hidden", text=written_text(element))
    elif page.fact(_first_legends).get(fieldset) is element:
        yield failed(element)


@check
def legend_misplaced(page: Page, element: Element) -> Iterator[Verdict]:
    """A legend is the first child of a fieldset.

    Cases: "late" (others come before it), "second" (it is not the first legend).
    """
    parent = element.parent
    if parent is None or not element.is_html or page.semantics.hidden_by(element) is not None:
        return
    text = page.semantics.text(element)
    if parent.local_name != "fieldset":
        if parent.local_name != "optgroup" and "-" not in parent.local_name:
            yield failed(element, text=text, parent=start_tag(parent))
    elif element.index == 0:
        yield passed(element)
    elif page.fact(_first_legends).get(parent) is not element:
        yield failed(element, "second", text=text)
    elif any(
        e.local_name not in ("script", "template", "style")
        for e in parent.element_children[: element.index]
    ):
        yield failed(element, "late", text=text)


def _first_legends(page: Page) -> dict[Element, Element]:
    found: dict[Element, Element] = {}
    for legend in page.document.by_name.get("legend", ()):
        if legend.parent is not None:
            found.setdefault(legend.parent, legend)
    return found


@check
def group_name_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A group of choices made with ARIA has a name. Case "group": its role is group."""
    semantics = page.semantics
    role = semantics.role(element)
    if role not in ("radiogroup", "group") or element.local_name == "fieldset":
        return
    if not semantics.presumed_exposed(element) or semantics.implicit_role(element) == "group":
        return
    name = semantics.name(element)
    if name is UNKNOWN or is_bound(page, element):
        return
    choices = sum(
        semantics.role(field) in CHOICE_ROLES
        for field in fields(page).within(element)[:_MAX_MEMBERS]
    )
    if role == "group" and choices < 2:
        return
    if name:
        yield passed(element)
    else:
        yield failed(element, "group" if role == "group" else None, inside=start_tag(element))


# -- choices that nothing holds together -----------------------------------------------------------


@check
def choices_ungrouped(page: Page, element: Element) -> Iterator[Verdict]:
    """Radio buttons, or check boxes of one name, are in a group.

    Cases: "boxes", "table" (the header of a table row stands for the question).
    """
    for kind, members in page.fact(_sets):
        first = members[0]
        if len(members) < 2:
            continue
        if all(page.fact(_grouped)[field.order] for field in members) or _say_more(page, members):
            yield passed(first)
            continue
        values = {"count": len(members), "text": _names(page, members[:2])}
        if page.fact(around).cell[first.order] is not None:
            if kind == "radio":
                yield failed(first, "table", **values)
        else:
            yield failed(first, "boxes" if kind == "checkbox" else None, **values)


def _sets(page: Page) -> list[tuple[str, list[Element]]]:
    """The exposed radio buttons and check boxes of each name in each form."""
    found: dict[tuple[Element | None, str, str], list[Element]] = {}
    for field in fields(page).all:
        kind, name = input_type(field), field.attributes.get("name", "").strip()
        if kind not in ("radio", "checkbox") or not name or page.semantics.role(field) != kind:
            continue
        if kind == "checkbox":
            name = _TAIL.sub("", name) or name
        found.setdefault((form_of(page, field), kind, name), []).append(field)
    return [(kind, members) for (_, kind, _), members in found.items()]


_HOLDING: Final = frozenset(
    "grid group listbox menu menubar radiogroup tablist toolbar tree treegrid".split()
)


def _grouped(page: Page) -> bytearray:
    """For each element, whether something around it holds choices together."""
    found = bytearray(len(page.document.elements))
    for element in page.document.elements:
        parent = element.parent
        if parent is None:
            continue
        holds = parent.local_name == "fieldset" or (
            "role" in parent.attributes and page.semantics.role(parent) in _HOLDING
        )
        found[element.order] = holds or found[parent.order]
    return found


def _say_more(page: Page, members: Sequence[Element]) -> bool:
    """Whether the name of each says the question, too: all begin, or end, with the same words."""
    names = [_words(page, field) for field in members[:_MAX_MEMBERS]]
    if not all(len(words) > 1 for words in names) or len({tuple(words) for words in names}) < 2:
        return False
    written = all(
        "aria-labelledby" in f.attributes or "aria-label" in f.attributes for f in members
    )
    return written and (_same(words[0] for words in names) or _same(words[-1] for words in names))


def _same(words: Iterable[str]) -> bool:
    return len(set(words)) == 1


def _words(page: Page, field: Element) -> list[str]:
    name = page.semantics.name(field)
    return name.split() if isinstance(name, str) else []


def _names(page: Page, members: Sequence[Element]) -> str:
    names = [page.semantics.name(field) for field in members]
    return ", ".join(f"“{name}”" for name in names if isinstance(name, str) and name) or start_tag(
        members[0]
    )
