"""Decides how headings get a fitting level, and what is none goes."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    element_of,
    remove_attribute,
    remove_element,
    rename,
    repair,
    set_attribute,
)

_NATIVE: Final = regex(r"h[1-6]")
# What says something although it has no text.
_TELLING: Final = frozenset(
    "img svg input video audio iframe object canvas embed picture button".split()
)
# What a paragraph may hold.
_PHRASING: Final = frozenset(
    """
    a abbr b bdi bdo br cite code data del dfn em font i img input ins kbd label mark q s samp small span
    strong sub sup time tt u var wbr
    """.split()
)


@repair
def without_empty(page: Page, verdict: Verdict) -> Mended:
    """Take out a heading in which nothing is."""
    element = element_of(verdict.target)
    if element.text_content.strip() or element.has("id"):
        raise Refused
    if any(inner.local_name in _TELLING for inner in element.descendants):
        raise Refused
    return Mended(remove_element(element))


@repair
def valid_level(page: Page, verdict: Verdict) -> Mended:
    """Leave the level to the element where it has one; else write what browsers take it for."""
    element = element_of(verdict.target)
    if _NATIVE.fullmatch(element.local_name):
        return Mended(remove_attribute(element, "aria-level"), {"level": element.local_name[1]})
    written = element.attributes.get("aria-level", "").strip().lstrip("+")
    level = "6" if written.isascii() and written.isdigit() and int(written) > 6 else "2"
    return Mended(set_attribute(element, "aria-level", level), {"level": level})


@repair
def next_level(page: Page, verdict: Verdict) -> Mended:
    """Give a heading the level below the one before it, and move those that belong to it along."""
    element = element_of(verdict.target)
    headings = page.semantics.headings()
    place = page.fact(_places).get(element, 0)
    if place == 0:
        raise Refused
    old, new = headings[place][1], headings[place - 1][1] + 1
    edits: Edits = ()
    for heading, level in headings[place:]:
        # Up to the first that stands above the skipped one.
        if level < old:
            break
        edits += _with_level(heading, level - (old - new))
    return Mended(edits, {"level": str(new)})


def _places(page: Page) -> dict[Element, int]:
    """Which of the headings of the page each is, from 0."""
    return {heading: place for place, (heading, _) in enumerate(page.semantics.headings())}


def _with_level(heading: Element, level: int) -> Edits:
    if heading.has("aria-level"):
        return set_attribute(heading, "aria-level", str(level))
    if _NATIVE.fullmatch(heading.local_name):
        return rename(heading, f"h{level}")
    raise Refused


@repair
def paragraph(page: Page, verdict: Verdict) -> Mended:
    """Make a paragraph of a heading that is a text."""
    element = element_of(verdict.target)
    if not _NATIVE.fullmatch(element.local_name):
        raise Refused
    if any(inner.local_name not in _PHRASING for inner in element.descendants):
        raise Refused
    return Mended(rename(element, "p"))
