"""Decides whether it is told which fields have to be filled, and whether states of fields agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.fields import fields, fields_of, input_type, is_choice
from govpage_lint.checks.forms.line import line
from govpage_lint.checks.forms.templates import is_set_later
from govpage_lint.checks.navigation.words import name_parts
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element

_MAX_FIELDS: Final = 100
_MAX_TEXTS: Final = 600
# How many texts before a form may explain its signs.
_BEFORE: Final = 4
# Types of input that ``readonly`` does nothing to.
_NO_READONLY: Final = frozenset(
    "button checkbox color file hidden image radio range reset submit".split()
)


@check
def required_by_sign(page: Page, element: Element) -> Iterator[Verdict]:
    """Fields that have to be filled say so by more than an unexplained sign.

    Case "class": a class of the label, and so colour or a drawn sign, is all there is.
    """
    for form in (None, *page.document.by_name.get("form", ())):
        signed = list(_signed(page, form))
        by_sign = [label for label, kind in signed if kind == "sign"]
        if by_sign and not _is_explained(page, form, by_sign):
            text = page.semantics.visible_text(by_sign[0])
            yield failed(by_sign[0], text=text, count=len(by_sign))
        elif by_sign:
            yield passed(by_sign[0])
        by_class = [label for label, kind in signed if kind == "class"]
        if by_class and not _is_explained(page, form, by_class):
            text = page.semantics.visible_text(by_class[0])
            yield failed(by_class[0], "class", text=text, count=len(by_class))


def _signed(page: Page, form: Element | None) -> Iterator[tuple[Element, str]]:
    """Labels that mark a field as required while the field itself does not say it."""
    words = page.data("form_words")["required"]
    for field in fields_of(page, form)[:_MAX_FIELDS]:
        if "required" in field.attributes or is_set_later(page, field, "required", "aria-required"):
            continue
        if page.semantics.state(field, "aria-required") == "true" or is_choice(page, field):
            continue
        for label in page.semantics.labels.of(field)[:2]:
            text = page.semantics.visible_text(label).strip()
            if not page.semantics.presumed_visible(label) or _says(text, words["words"]):
                continue
            if text.startswith(tuple(words["signs"])) or text.rstrip(" :").endswith(
                tuple(words["signs"])
            ):
                yield label, "sign"
            elif _is_named(label, words["names"]):
                yield label, "class"


def _is_named(label: Element, names: list[str]) -> bool:
    return not {part for name in label.classes for part in name_parts(name)}.isdisjoint(names)


def _says(text: str, words: list[str]) -> bool:
    folded = text.casefold()
    return any(word in folded for word in words)


def _is_explained(page: Page, form: Element | None, labels: list[Element]) -> bool:
    """Whether a text in the form, or right before it, says what is required."""
    scope = form or page.document.body or page.document.root
    texts = line(page)
    start = max(0, texts.before(scope) - _BEFORE)
    end = min(texts.behind(scope), start + _MAX_TEXTS)
    words = page.data("form_words")["required"]["words"]
    return any(_says(text.data, words) for text in texts.texts[start:end])


@check
def states_contradict(page: Page, element: Element) -> Iterator[Verdict]:
    """HTML and ARIA say the same of a field: required, read only, disabled.

    Cases: "readonly-idle" (``readonly`` does nothing on such a control), "required-idle" (nothing is
    required of what cannot be changed).
    """
    if element not in page.fact(_shown):
        return
    attributes, state = element.attributes, page.semantics.state
    for name in ("required", "readonly", "disabled"):
        aria = f"aria-{name}"
        if name in attributes and state(element, aria) == "false":
            yield failed(AttributeOf(element, aria), name=name)
    if "readonly" in attributes and (
        element.local_name == "select" or input_type(element) in _NO_READONLY
    ):
        yield failed(AttributeOf(element, "readonly"), "readonly-idle")
    elif "required" in attributes and "readonly" in attributes:
        yield failed(AttributeOf(element, "required"), "required-idle")


def _shown(page: Page) -> set[Element]:
    return set(fields(page).all)
