"""Decides how it is written down what a page turns around when its window is held the other way."""

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class TurnedFacts:
    """The elements that stand at a right angle in one orientation of the window and not in the
    other."""

    turned: tuple[Element, ...]
