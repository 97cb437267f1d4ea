"""Decides whether people can log in without a test of memory: by paste, by a password manager, by ear."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.forms.autofill import field_named_by
from govpage_lint.checks.forms.fields import around, form_of, input_type, is_native
from govpage_lint.checks.forms.inside import inside
from govpage_lint.checks.forms.purposes import purpose_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_SECRET: Final = frozenset("password one-time-code username".split())
_TOKENS: Final = frozenset("current-password new-password one-time-code username".split())
_MAX_INSIDE: Final = 400
_NAMING: Final = (
    "alt",
    "class",
    "id",
    "name",
    "src",
    "title",
    "href",
    "aria-label",
    "value",
    "onclick",
)


@check
def paste_blocked(page: Page, element: Element) -> Iterator[Verdict]:
    """Passwords, codes and user names can be pasted (WCAG 3.3.8).

    Cases: "around" (what stands around a password field stops it), "other" (a field of another kind).
    """
    script = element.attributes["onpaste"]
    if regex(page.data("form_words")["handlers"]["blocks"]).search(script) is None:
        return
    target = AttributeOf(element, "onpaste")
    if not is_native(element):
        orders = page.fact(_passwords)
        place = bisect_left(orders, element.order)
        if place < len(orders) and orders[place] <= element.last:
            yield failed(target, "around")
    elif page.semantics.presumed_exposed(element):
        yield failed(target, None if _is_secret(page, element) else "other")


def _passwords(page: Page) -> list[int]:
    """The places of the password fields in the tree."""
    return [
        field.order
        for field in page.document.by_name.get("input", ())
        if input_type(field) == "password" and page.semantics.presumed_exposed(field)
    ]


def _is_secret(page: Page, element: Element) -> bool:
    if input_type(element) == "password" or field_named_by(page, element) in _TOKENS:
        return True
    purpose = purpose_of(page, element)
    return purpose is not None and purpose.id in _SECRET


@check
def autocomplete_off(page: Page, element: Element) -> Iterator[Verdict]:
    """A password field lets a password manager help (WCAG 3.3.8). Case "form": its form does not."""
    if input_type(element) != "password" or not page.semantics.presumed_exposed(element):
        return
    own = element.attributes.get("autocomplete")
    form = form_of(page, element)
    if own is not None:
        if own.strip().lower() == "off":
            yield failed(AttributeOf(element, "autocomplete"))
        else:
            yield passed(element)
    elif form is not None and form.attributes.get("autocomplete", "").strip().lower() == "off":
        yield failed(element, "form")
    else:
        yield passed(element)


@check
def captcha_picture(page: Page, element: Element) -> Iterator[Verdict]:
    """A picture that only people shall read has another way beside it: for a person to see."""
    table = page.data("form_words")["captcha"]
    pictures = regex(table["pictures"], re.IGNORECASE)
    if not page.semantics.presumed_visible(element) or not pictures.search(_told(element)):
        return
    if element.attributes.get("alt") == "" and "onclick" in element.attributes:
        # A sign to press: for another picture, or to hear it.
        return
    scope = page.fact(around).form[element.order] or element.parent
    if scope is not None and _offers_other(page, scope):
        yield passed(element)
    else:
        yield cant_tell(element)


def _offers_other(page: Page, scope: Element) -> bool:
    """Whether a form offers something to hear, or a test that is no picture."""
    known = page.fact(_offers)
    if scope not in known:
        words = page.data("form_words")["captcha"]["others"]
        known[scope] = any(
            regex(words, re.IGNORECASE).search(_told(e)) for e in inside(scope, _MAX_INSIDE)
        )
    return known[scope]


def _offers(page: Page) -> dict[Element, bool]:
    return {}


def _told(element: Element) -> str:
    """What an element is called, by its attributes and by the text right in it."""
    parts = [element.attributes.get(name, "") for name in _NAMING]
    return " ".join((element.local_name, *parts, element.text))[:1000]
