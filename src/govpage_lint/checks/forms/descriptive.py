"""Decides whether the label of a field says what the field is for (ACT cc0f0a), where that is clear.

A label is read together with what stands around it. Clear are the words that never say it, with nothing
around that could; and equal labels with nothing between them that tells the fields apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from govpage_lint.checks.forms.fields import (
    CHOICE_ROLES,
    around,
    fields,
    form_of,
    group_of,
    is_field,
    is_texty,
)
from govpage_lint.checks.forms.line import line
from govpage_lint.checks.forms.purposes import purposes
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass
from govpage_lint.semantics.unknown import UNKNOWN

_MAX_LABELS: Final = 4
# What shows something without a text: it may tell fields apart.
_PICTURES: Final = frozenset(
    "canvas embed iframe img meter object picture progress svg video".split()
)


class EmptyWords:
    """The labels that say nothing (``rules/data/form_words.toml``)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.blank = frozenset(w for words in table["labels"]["blank"].values() for w in words)
        self.vague = frozenset(w for words in table["labels"]["vague"].values() for w in words)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A visible field and its visible programmatic labels, with what they say together."""

    field: Element
    labels: tuple[Element, ...]
    text: str


def labelled(page: Page, field: Element) -> Labelled | None:
    """A field with its visible labels; None where it, or all of them, are out of sight."""
    semantics = page.semantics
    if not is_field(page, field) or not semantics.presumed_visible(field):
        return None
    found = list(semantics.labels.of(field)[:_MAX_LABELS])
    for _, label in semantics.idrefs(field, "aria-labelledby")[:_MAX_LABELS]:
        if label is not None and label is not field and label not in found:
            found.append(label)
    seen = [label for label in found if semantics.presumed_visible(label) and _text(page, label)]
    if not seen:
        return None
    return Labelled(field, tuple(seen), " ".join(_text(page, label) for label in seen))


def _text(page: Page, label: Element) -> str:
    """What is seen of a label, without what can be chosen in a field in it."""
    if fields(page).count(label) or label in page.fact(_all):
        texts = line(page)
        return texts.between(texts.before(label), texts.behind(label))
    return page.semantics.visible_text(label)


def _all(page: Page) -> set[Element]:
    return set(fields(page).all)


@check
def label_undescriptive(page: Page, element: Element) -> Iterator[Verdict]:
    """A visible label says, with what stands around it, what its field is for (ACT cc0f0a).

    Cases: "vague" (a word that may mean anything), "repeated" (another field has the same label, and
    nothing that is seen tells them apart), "in-context" (what is around may save it: for a person).
    """
    found = labelled(page, element)
    if found is None:
        return
    words = made_once(EmptyWords, page.data("form_words"))
    plain = purposes(page).plain(found.text)
    if plain in words.blank or plain in words.vague:
        # A box may well choose the menu, or information.
        if page.semantics.role(element) in CHOICE_ROLES and plain not in words.blank:
            return
        case = None if plain in words.blank else "vague"
        yield _by_context(page, found, case)
    elif (first := page.fact(_repeats).get(element)) is not None:
        yield failed(found.labels[0], "repeated", text=found.text)
    elif purposes(page).of_text(found.text) is not None and first is None:
        yield passed(found.labels[0])


def _by_context(page: Page, found: Labelled, case: str | None) -> Verdict:
    label = found.labels[0]
    if page.semantics.visible(found.field) is UNKNOWN or _has_context(page, found):
        return cant_tell(label, "in-context", text=found.text)
    return failed(label, case, text=found.text)


def _has_context(page: Page, found: Labelled) -> bool:
    """Whether something is seen around a field that is no label or button: in its form, or right before."""
    form = form_of(page, found.field)
    scope = form or page.document.body or page.document.root
    if group_of(page, found.field) is not None or _pictures(page, scope.order, scope.last):
        return True
    texts = line(page)
    start, end = texts.before(scope), texts.behind(scope)
    if form is not None:
        start = max(0, start - 1)
    return _is_told_between(page, start, end)


def _is_of_control(page: Page, text: Text) -> bool:
    """Whether a text stands in a label or button, or names a field."""
    parent = text.parent
    if parent is None:
        return False
    if (
        parent.local_name in ("label", "button")
        or page.fact(around).label[parent.order] is not None
    ):
        return True
    return parent in page.fact(_referred) or page.semantics.role(parent) == "button"


def _referred(page: Page) -> set[Element]:
    """The elements that fields name as their labels."""
    found: set[Element] = set()
    for field in fields(page).all:
        if "aria-labelledby" in field.attributes:
            pairs = page.semantics.idrefs(field, "aria-labelledby")
            found.update(label for _, label in pairs if label is not None)
    return found


def _pictures(page: Page, first: int, last: int) -> bool:
    """Whether a picture or the like stands between two places of the tree."""
    counts = page.fact(_pictures_before)
    return counts[last + 1] > counts[first]


def _pictures_before(page: Page) -> list[int]:
    counts = [0]
    for element in page.document.elements:
        shown = element.local_name in _PICTURES and page.semantics.presumed_visible(element)
        counts.append(counts[-1] + shown)
    return counts


def _repeats(page: Page) -> dict[Element, Element]:
    """Fields whose label another one before them has, with that one; nothing tells them apart."""
    found: dict[Element, Element] = {}
    last: dict[tuple[Element | None, str], Labelled] = {}
    for field in fields(page).all:
        if not is_texty(page, field) or page.semantics.visible(field) is not True:
            continue
        this = labelled(page, field)
        if this is None:
            continue
        key = (form_of(page, field), purposes(page).plain(this.text))
        before = last.get(key)
        last[key] = this
        if before is not None and not _is_told_apart(page, before, this):
            found[field] = before.field
    return found


def _is_told_apart(page: Page, first: Labelled, second: Labelled) -> bool:
    """Whether something that is seen between two fields, or around them, is another for each."""
    cells = page.fact(around).cell
    if cells[first.field.order] is not None or cells[second.field.order] is not None:
        return True
    if set(first.labels) & set(second.labels) or _has_shared_name(page, first, second):
        return True
    texts = line(page)
    start, end = texts.behind(first.labels[-1]), texts.before(second.labels[0])
    if end < start:
        return True
    if _pictures(page, first.field.order, max(second.field.order, second.labels[0].order)):
        return True
    return _is_told_between(page, start, end)


def _is_told_between(page: Page, start: int, end: int) -> bool:
    """Whether a text that is no label or button stands between two places of the line."""
    counts = page.fact(_others_before)
    return counts[max(start, end)] > counts[start]


def _others_before(page: Page) -> list[int]:
    counts = [0]
    for text in line(page).texts:
        counts.append(counts[-1] + (not _is_of_control(page, text)))
    return counts


def _has_shared_name(page: Page, first: Labelled, second: Labelled) -> bool:
    """Whether two fields are parts of one, as the halves of a number are."""
    one, other = first.field.attributes.get("name"), second.field.attributes.get("name")
    return bool(one) and one == other
