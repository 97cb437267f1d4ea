"""Decides whether the words that people see on a control or beside it are words of its name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.fields import is_field
from govpage_lint.checks.forms.inside import inside
from govpage_lint.checks.forms.label_words import Abbreviations, Answer, compare, tokens
from govpage_lint.checks.forms.seen import SeenInside, seen_inside
from govpage_lint.checks.forms.templates import is_bound, is_template
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import (
    AttributeOf,
    Target,
    Verdict,
    cant_tell,
    check,
    failed,
    passed,
)
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.exposure import is_first_summary
from govpage_lint.semantics.unknown import UNKNOWN

# Widgets that are named by their content (ACT 2ee8b8, background).
_WIDGETS: Final = frozenset(
    """button checkbox gridcell link menuitem menuitemcheckbox menuitemradio option radio switch tab
    treeitem""".split()
)
# Those that may hold other controls, whose texts are not their label.
_HOLDERS: Final = frozenset("gridcell menuitem treeitem".split())
_HELD: Final = frozenset("button checkbox group link menu menuitem radio treeitem".split())
# The word that an icon font draws a picture for.
_LIGATURE = regex(r"[a-z][a-z0-9_]*\Z")
# A longer text than this beside a field is more than its label.
_LONGEST_LABEL: Final = 8


@check
def label_not_in_name(page: Page, element: Element) -> Iterator[Verdict]:
    """The text on a control is within its name, word for word (ACT 2ee8b8).

    Cases: "unread" (a style that was not read may hide some of the text), "unsure".
    """
    semantics = page.semantics
    if semantics.role(element) not in _WIDGETS or not semantics.presumed_exposed(element):
        return
    seen = seen_inside(page, element)
    if not seen.text.strip() or is_template(seen.text):
        return
    name = semantics.name(element)
    if not isinstance(name, str) or is_bound(page, element) or is_template(name):
        return
    answer = _answer(page, seen, name)
    if answer == "contained":
        yield passed(element)
    elif _holds_controls(page, element):
        return
    elif answer == "unsure":
        yield cant_tell(_place(element), "unsure", text=seen.text, name=name)
    else:
        yield failed(_place(element), "unread" if seen.unread else None, text=seen.text, name=name)


def _answer(page: Page, seen: SeenInside, name: str) -> Answer:
    found = compare(seen.text, name, made_once(Abbreviations, page.data("form_words")))
    if found != "not contained":
        return found
    if seen.unsure or _may_be_drawn(page, seen) or _is_state(page, seen.text):
        return "unsure"
    return found


def _is_state(page: Page, text: str) -> bool:
    """Whether a text tells a state ("on") that need not be in the name of a switch."""
    states = {word for words in page.data("form_words")["states"].values() for word in words}
    return states.issuperset(text.casefold().split())


def _may_be_drawn(page: Page, seen: SeenInside) -> bool:
    """Whether an icon font that was not read may draw the whole text as a picture."""
    if not _LIGATURE.match(seen.text.strip()):
        return False
    body = page.document.body or page.document.root
    return page.semantics.styles.value(body, "font-family") is UNKNOWN


def _place(element: Element) -> Target:
    """Where the name is written."""
    if element.attributes.get("aria-labelledby"):
        return AttributeOf(element, "aria-labelledby")
    return AttributeOf(element, "aria-label") if "aria-label" in element.attributes else element


def _holds_controls(page: Page, element: Element) -> bool:
    if page.semantics.role(element) not in _HOLDERS:
        return False
    return any(page.semantics.role(inner) in _HELD for inner in inside(element))


@check
def field_label_not_in_name(page: Page, element: Element) -> Iterator[Verdict]:
    """The visible label of a field, the text of an input button and of a summary are in its name.

    Case "unsure".
    """
    semantics = page.semantics
    if not semantics.presumed_exposed(element):
        return
    label = _visible_label(page, element)
    name = semantics.name(element)
    if not label or not isinstance(name, str) or not name or is_bound(page, element):
        return
    if is_template(label) or is_template(name):
        return
    noise = frozenset(tokens(" ".join(_marks(page))))
    words = [word for word in tokens(label) if word not in noise]
    wanted = " ".join(words)
    answer = _answer(page, SeenInside(wanted or label), " ".join(_without(name, noise)))
    if answer == "contained" or not words:
        yield passed(element)
    elif answer == "unsure" or len(words) > _LONGEST_LABEL:
        yield cant_tell(_place(element), "unsure", text=label, name=name)
    else:
        yield failed(_place(element), text=label, name=name)


def _without(name: str, noise: frozenset[str]) -> list[str]:
    return [word for word in tokens(name) if word not in noise]


def _marks(page: Page) -> list[str]:
    """Words that say of a field whether it has to be filled."""
    table = page.data("form_words")["marks"]
    return [word for language in table.values() for word in language]


def _visible_label(page: Page, element: Element) -> str:
    semantics = page.semantics
    if element.local_name == "summary":
        return seen_inside(page, element).text if is_first_summary(element) else ""
    if semantics.role(element) == "button":
        return element.attributes.get("value", "") if element.local_name == "input" else ""
    if not is_field(page, element):
        return ""
    labels = semantics.labels.of(element)
    if len(labels) != 1:
        return ""
    seen = seen_inside(page, labels[0])
    return "" if seen.unsure or seen.drawn or _holds_more(page, labels[0], element) else seen.text


def _holds_more(page: Page, label: Element, field: Element) -> bool:
    """Whether a label holds other controls, or texts that it is not known for certain to show."""
    return any(
        inner is not field and inner.local_name in ("a", "button", "input", "select", "textarea")
        for inner in inside(label)
    )
