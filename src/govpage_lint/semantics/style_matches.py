"""Decides which elements stand in, under or beside those that match a selector."""

from bisect import bisect_right
from functools import cached_property

from govpage_lint.document.tree import Element


class Matches:
    """The elements that match a selector, in tree order, and what is asked of such a set."""

    def __init__(self, elements: list[Element]) -> None:
        self.elements = elements

    @cached_property
    def members(self) -> frozenset[Element]:
        """The same as a set."""
        return frozenset(self.elements)

    @cached_property
    def _intervals(self) -> tuple[list[int], list[int]]:
        """First and last place in the tree of the outermost of them."""
        starts: list[int] = []
        ends: list[int] = []
        reached = -1
        for element in self.elements:
            if element.order > reached:
                reached = element.last
                starts.append(element.order)
                ends.append(reached)
        return starts, ends

    @cached_property
    def _firsts(self) -> dict[Element | None, int]:
        """For each parent, the place of the first of its children that is among them."""
        firsts: dict[Element | None, int] = {}
        for element in self.elements:
            firsts.setdefault(element.parent, element.index)
        return firsts

    def related(self, combinator: str, candidates: list[Element]) -> list[Element]:
        """Those of the candidates that have one of the set to their left by the combinator."""
        if combinator == ">":
            members = self.members
            return [e for e in candidates if e.parent in members]
        if combinator == "+":
            members = self.members
            return [e for e in candidates if e.previous in members]
        if combinator == "~":
            firsts = self._firsts
            return [e for e in candidates if firsts.get(e.parent, e.index) < e.index]
        starts, ends = self._intervals
        if len(starts) == 1:
            start, end = starts[0], ends[0]
            return [e for e in candidates if start < e.order <= end]
        # The outermost interval that begins before the element; it is not inside of itself.
        return [
            e
            for e in candidates
            if (i := bisect_right(starts, e.order - 1)) and e.order <= ends[i - 1]
        ]

    def relates(self, combinator: str, element: Element) -> bool:
        """:meth:`related` for one element."""
        return bool(self.related(combinator, [element]))
