"""Decides which selectors match while an element has the focus, is hovered over, or is pressed."""

from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.semantics.style_matching import Matcher
from govpage_lint.semantics.style_selector_parts import Compound, Link

# Selectors tried on single elements for one question about a state.
MOST_STATE_WORK: Final = 200_000


class StateExhausted(Exception):
    """One question about a state takes more work than is spent on one."""


class State:
    """Answers selectors for single elements while one element of the page is in a state.

    ``names`` are the pseudo-classes that are true of ``element``: of it alone, but for
    ``:focus-within`` and ``:hover``, which its ancestors share.
    """

    def __init__(self, matcher: Matcher, element: Element, names: frozenset[str]) -> None:
        self._matcher = matcher
        self.element = element
        self.names = names
        self._known: dict[tuple[Link, Element, bool], bool] = {}
        self._work = MOST_STATE_WORK

    def holds(self, link: Link, element: Element, assume: bool) -> bool:
        """Whether the element matches. The recursion is as deep as the selector is long."""
        if not link.stateful:
            return element in self._matcher.matches(link, assume).members
        key = (link, element, assume)
        known = self._known.get(key)
        if known is None:
            self._work -= 1
            if self._work < 0:
                raise StateExhausted
            known = self._known[key] = self._compound(
                link.compound, element, assume
            ) and self._left(link, element, assume)
        return known

    def _compound(self, compound: Compound, element: Element, assume: bool) -> bool:
        return bool(self._matcher.having([element], compound)) and all(
            self._matcher.test(simple, assume, self)(element) for simple in compound.simples
        )

    def _left(self, link: Link, element: Element, assume: bool) -> bool:
        left = link.left
        if left is None:
            return True
        if not left.stateful:
            return self._matcher.matches(left, assume).relates(link.combinator, element)
        if link.combinator == ">":
            return element.parent is not None and self.holds(left, element.parent, assume)
        if link.combinator == "+":
            return element.previous is not None and self.holds(left, element.previous, assume)
        others = element.previous_siblings if link.combinator == "~" else element.ancestors
        return any(self.holds(left, other, assume) for other in others)
