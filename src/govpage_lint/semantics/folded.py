"""Decides how it is written down what the switches of a page hide."""

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class FoldedFacts:
    """What some switch on the page hides: from the eye, and from assistive technology.

    ``complete`` is false where there were more switches than were tried.
    """

    unseen: frozenset[Element]
    unexposed: frozenset[Element]
    complete: bool = True
