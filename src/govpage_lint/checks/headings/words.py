"""Decides whether headings say what stands below them, to everybody, and are no more than headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.describing.placeholders import placeholders
from govpage_lint.checks.describing.topics import topics
from govpage_lint.checks.describing.words import plain, shares_words
from govpage_lint.checks.headings.following import block_after
from govpage_lint.checks.headings.outline import is_heading
from govpage_lint.checks.icons.inside import is_template
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

_MAX_TEXT: Final = 1_000
_SENTENCE = regex(r"[.!?。…][\"”’')\]]*\s+\S")
_ENDS = regex(r"[.。][\"”’')\]]*\s*\Z")
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ADDRESS = regex(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+|\+?[\d ()./-]{7,}", re.IGNORECASE)
_YEAR = regex(r"\W*(?:19|20)\d\d(?:\W+(?:19|20)?\d\d)*\W*")


@check
def undescriptive(page: Page, element: Element) -> Iterator[Verdict]:
    """A heading names the topic of what follows it (ACT b49b2e).

    Cases: "placeholder", "other-topic" (the text below is plainly about something else), "vague",
    which cannot be told. Nothing is said where heading and text share no word: most are fine.
    """
    if not is_heading(page, element):
        return
    name = page.semantics.name(element)
    if not isinstance(name, str) or not name or is_template(name):
        return
    block = block_after(page, element)
    below = page.semantics.text(block)[:_MAX_TEXT] if block is not None else ""
    if below and shares_words(name, below):
        yield passed(element)
    elif placeholders(page).has("heading", name):
        yield failed(element, "placeholder", text=name)
    elif below and not (block and is_heading(page, block)) and topics(page).is_other(name, below):
        yield failed(element, "other-topic", text=name)
    elif placeholders(page).has("vague", name):
        yield cant_tell(element, "vague", text=name)


@check
def long(page: Page, element: Element, *, max_length: int = 200) -> Iterator[Verdict]:
    """A heading is no paragraph. Letters of Korean, Japanese and Chinese count twice."""
    if not is_heading(page, element):
        return
    text = page.semantics.text(element)
    length = len(text) if text.isascii() else sum(2 if one >= "\u1100" else 1 for one in text)
    sentences = 2 * length > max_length and _SENTENCE.search(text) and _ENDS.search(text)
    if length > max_length or sentences:
        yield failed(element, text=text, count=len(text))
    else:
        yield passed(element)


@check
def hidden(page: Page, element: Element) -> Iterator[Verdict]:
    """A heading that is seen is one for everybody. Cases: "aria-hidden", "role"."""
    if element.local_name not in _HEADINGS or not page.semantics.presumed_visible(element):
        return
    target: Target
    if page.semantics.state(element, "aria-hidden") == "true":
        case, target = "aria-hidden", AttributeOf(element, "aria-hidden")
    elif page.semantics.role(element) in ("none", "presentation", "generic", "paragraph"):
        case, target = "role", AttributeOf(element, "role")
    else:
        return
    text = page.semantics.visible_text(element)
    if text and plain(text) not in page.fact(_told):
        yield failed(target, case, text=text)


def _told(page: Page) -> frozenset[str]:
    """What the exposed headings of the page say."""
    return frozenset(
        plain(page.semantics.text(heading)) for heading, _ in page.semantics.headings()
    )


@check
def wordless(page: Page, element: Element) -> Iterator[Verdict]:
    """A heading has words. Cases: None for a number, "address". For a person to judge."""
    if not is_heading(page, element):
        return
    text = page.semantics.text(element)
    if not text or _YEAR.fullmatch(text):
        return
    if _ADDRESS.fullmatch(text):
        yield cant_tell(element, "address", text=text)
    elif len(text) > 1 and any(map(str.isdecimal, text)) and not any(map(str.isalpha, text)):
        yield cant_tell(element, text=text)
    else:
        yield passed(element)
