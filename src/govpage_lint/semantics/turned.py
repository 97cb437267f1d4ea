"""Decides how it is written down what a page turns around when its window is held the other way."""

from dataclasses import dataclass

from govpage_lint.document.tree import Element


@dataclass(frozen=True, slots=True)
class TurnedFacts:
    """The elements that stand at a right angle in one orientation of the window and not in the
    other."""

    turned: tuple[Element, ...]
