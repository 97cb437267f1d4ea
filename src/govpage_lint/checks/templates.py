"""Decides whether a template engine or a script still writes a part of an element."""

from bisect import bisect_left
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element

# How code of template engines and frameworks begins that writes rows, items and texts.
_BEGINNINGS: Final = (
    *("{{", "{%", "${", "#{", "<%", "<?", "<c:", "<jsp:", "<tiles:"),
    *(" v-for=", " ng-repeat", " th:", " x-for="),
)


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
    text, found = page.document.source.text, []
    for beginning in _BEGINNINGS:
        # Spaces are everywhere: what comes after one is looked for first.
        if beginning[0] == " " and beginning[1:] not in text:
            continue
        place = text.find(beginning)
        while place >= 0:
            found.append(place)
            place = text.find(beginning, place + 1)
    return sorted(found)
