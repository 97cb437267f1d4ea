"""Decides the places of elements among their siblings, for ``:nth-child()`` and its kin."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from govpage_lint.document.numbers import Numbers, zeros
from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.style_selector_parts import Link, Nth

if TYPE_CHECKING:
    from govpage_lint.semantics.style_matching import Matcher

type Test = Callable[[Element], bool]


class Counter:
    """Places of elements among their siblings, each kind counted once for the whole page."""

    def __init__(self, document: Document, matcher: "Matcher") -> None:
        self._document = document
        self._matcher = matcher
        self._among: dict[
            tuple[tuple[Link, ...], bool], tuple[dict[Element, int], dict[Element | None, int]]
        ] = {}

    @cached_property
    def _types(self) -> tuple[Numbers, Numbers]:
        """By tree order: how many siblings of the same type stand before, and after."""
        elements = self._document.elements
        before = zeros(len(elements))
        after = zeros(len(elements))
        for counts, walk in ((before, elements), (after, reversed(elements))):
            seen: dict[tuple[Element | None, str | None, str], int] = {}
            for element in walk:
                key = (element.parent, element.namespace_url, element.local_name)
                counts[element.order] = count = seen.get(key, 0)
                seen[key] = count + 1
        return before, after

    def of_type(self, name: str) -> Test:
        """``:first-of-type``, ``:last-of-type`` and ``:only-of-type``."""
        before, after = self._types
        if name == "first-of-type":
            return lambda e: not before[e.order]
        if name == "last-of-type":
            return lambda e: not after[e.order]
        return lambda e: not before[e.order] and not after[e.order]

    def nth(self, simple: Nth, assume: bool) -> Test:
        """``:nth-child()`` and its kin."""
        a, b = simple.a, simple.b
        count = self._place(simple, assume)

        def test(element: Element) -> bool:
            place = count(element)
            if place < 1:
                return False
            return place == b if a == 0 else (place - b) % a == 0 and (place - b) // a >= 0

        return test

    def _place(self, simple: Nth, assume: bool) -> Callable[[Element], int]:
        """The place of an element, from 1; 0 where it is not counted."""
        if simple.of_type:
            counts = self._types[simple.last]
            return lambda e: counts[e.order] + 1
        if simple.links:
            places, totals = self._counted(simple.links, assume)
            if simple.last:
                return lambda e: totals[e.parent] - places[e] + 1 if e in places else 0
            return lambda e: places.get(e, 0)
        if simple.last:
            return lambda e: len(e.etree_siblings) - e.index
        return lambda e: e.index + 1

    def _counted(
        self, links: tuple[Link, ...], assume: bool
    ) -> tuple[dict[Element, int], dict[Element | None, int]]:
        known = self._among.get((links, assume))
        if known is None:
            places: dict[Element, int] = {}
            totals: dict[Element | None, int] = {}
            for element in self._matcher.union(links, assume):
                places[element] = totals[element.parent] = totals.get(element.parent, 0) + 1
            known = self._among[links, assume] = places, totals
        return known
