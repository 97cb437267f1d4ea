"""Decides which switches of a page are pressed, to see whether they fold its repeated blocks away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.navigation.beyond import may_fold, open_repeats
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.semantics.folded import FoldedFacts

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.engine.probes.probing import Live, Probed

_MOST_SWITCHES: Final = 4
_MOST_WATCHED: Final = 400


class Folding:
    """Presses what may fold repeated blocks away."""

    def is_wanted(self, live: Live) -> bool:
        """Always: without anything to press, nothing folds."""
        return True

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page with what its switches hide; its frames are pages of their own."""
        from govpage_lint.browser.probes.folding import press_switches
        from govpage_lint.engine.probes.probing import Probed

        page, document = live.pages[0], live.documents[0]
        watched = [page.document.elements[place] for place in page.fact(open_repeats)]
        switches = list(_switches(page)) if watched else []
        complete = len(switches) <= _MOST_SWITCHES and len(watched) <= _MOST_WATCHED
        facts = FoldedFacts(frozenset(), frozenset(), complete)
        if switches and complete and tab.is_chromium:
            by_number = dict(zip(document.numbers, page.document.elements, strict=True))
            numbers = {element: number for number, element in by_number.items()}
            found = press_switches(
                tab,
                document.taken,
                [numbers[element] for element in switches],
                [numbers[element] for element in watched],
            )
            unseen = frozenset(by_number[number] for one in found for number in one.unseen)
            unexposed = frozenset(by_number[number] for one in found for number in one.unexposed)
            facts = FoldedFacts(unseen, unexposed, len(found) == len(switches))
        return [Probed(page.put_to(facts), ())]


def _switches(page: Page) -> Iterator[Element]:
    return (element for element in page.document.elements if may_fold(page, element))
