"""Decides what a page does by itself while it loads: opens windows, takes the focus, moves on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from govpage_lint.checks.loading.scripts import run_at_load
from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import body_text
from govpage_lint.checks.verdict import AttributeOf, TextRange, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_OPENS = regex(r"\b(?:window\s*\.\s*)?open\s*\(\s*(?=[\"'`\w$])")
_OPENS_WINDOW = regex(r"(?<![\w$.])(?:window|self|top)\s*\.\s*open\s*\(")
_FOCUSES = regex(r"\.\s*focus\s*\(\s*\)")
_TIMED_MOVE = regex(
    r"\bset(?:Timeout|Interval)\s*\(.{0,300}?\blocation\s*(?:\.\s*(?:reload|replace|assign|href)\b|=[^=])",
    re.DOTALL,
)


@check
def popup(page: Page, element: Element) -> Iterator[Verdict]:
    """The page opens no window while it loads. Case "onload" for the attribute of its body."""
    body = page.document.body
    if body is not None and _OPENS.search(body.attributes.get("onload", "")):
        yield failed(AttributeOf(body, "onload"), "onload")
    for place in run_at_load(page, _OPENS_WINDOW):
        yield failed(TextRange(place.text, place.start, place.end))


@check
def moves_on(page: Page, element: Element) -> Iterator[Verdict]:
    """No script reloads the page or leaves it after a while, without being asked."""
    for place in run_at_load(page, _TIMED_MOVE):
        yield failed(TextRange(place.text, place.start, place.start + len("setTimeout")))


@check
def takes_focus(page: Page, element: Element) -> Iterator[Verdict]:
    """The page leaves the focus at its beginning. Cases: "attribute" (autofocus), "script"."""
    first = True
    bearers = page.document.by_attribute.get("autofocus", ())
    for control in bearers if _has_autofocus(page) else ():
        if not page.semantics.presumed_exposed(control):
            continue
        if control.closest("dialog") is not None or "popover" in control.attributes:
            continue
        if first and page.semantics.presumed_focusable(control):
            first = False
            yield failed(AttributeOf(control, "autofocus"), "attribute")
    body = page.document.body
    if body is not None and _FOCUSES.search(body.attributes.get("onload", "")):
        yield failed(AttributeOf(body, "onload"), "script")
    for place in run_at_load(page, _FOCUSES):
        yield failed(TextRange(place.text, place.start, place.end), "script")


def _has_autofocus(page: Page) -> bool:
    return "autofocus" in page.document.source.text or page.observer != "source"


@check
def needs_script(page: Page, element: Element) -> Iterator[Verdict]:
    """Something of the page is there without scripts."""
    body = page.document.body
    if body is None or not page.document.by_name.get("script"):
        return
    if page.fact(body_text) or page.document.by_name.get("frameset"):
        yield passed(body)
    else:
        yield failed(body)
