"""Decides whether a template engine or a script still writes a part of an element."""

from bisect import bisect_left
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

# How code of template engines and frameworks begins that writes rows, items and texts: with a tag,
# with a brace (one of "${" is found by its brace) or with an attribute.
_TAGS: Final = regex(r"<(?=[%?]|c:|jsp:|tiles:)")
_BRACES: Final = regex(r"\{(?:(?=[{%])|(?<=[$#]\{))")
_ATTRIBUTES: Final = ("v-for=", "x-for=", "ng-repeat", "th:")


def is_templated(page: Page, element: Element) -> bool:
    """Whether the source of an element holds code that writes a part of it."""
    if page.observer != "source" or element.span is None:
        return False
    places = page.fact(_places)
    end = element.end_span[1] if element.end_span is not None else _end(element)
    place = bisect_left(places, element.span[0])
    return place < len(places) and places[place] < end


def _end(element: Element) -> int:
    """Where an element without an end tag ends, as good as its last element tells."""
    last = element.document.elements[element.last]
    span = last.end_span or last.span
    return span[1] if span is not None else 0


def _places(page: Page) -> list[int]:
    """Where in the source there is such code."""
    text = page.document.source.text
    found = [match.start() for match in _TAGS.finditer(text)]
    for match in _BRACES.finditer(text):
        place = match.start()
        if text[place + 1 : place + 2] in ("{", "%"):
            found.append(place)
        if text[place - 1 : place] in ("$", "#"):
            found.append(place - 1)
    for name in _ATTRIBUTES:
        # Spaces are everywhere: what comes after one is looked for first.
        place = text.find(f" {name}") if name in text else -1
        while place >= 0:
            found.append(place)
            place = text.find(f" {name}", place + 1)
    return sorted(found)
