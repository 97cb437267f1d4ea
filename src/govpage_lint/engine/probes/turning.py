"""Decides which pages are held the other way, to see what they turn around."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govpage_lint.semantics.turned import TurnedFacts

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.engine.probes.probing import Live, Probed


class Turning:
    """Holds a page upright and across, where its style sheets speak of that."""

    def is_wanted(self, live: Live) -> bool:
        """Always: the style sheets are in the browser."""
        return True

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page with what it turns around; frames are as their page makes them."""
        from govpage_lint.browser.probes.turning import find_turned, speaks_of_orientation
        from govpage_lint.engine.probes.probing import Probed

        if not tab.is_chromium:
            return ()
        document, page = live.documents[0], live.pages[0]
        if not speaks_of_orientation(tab, document.taken):
            return ()
        elements = dict(zip(document.numbers, document.document.elements, strict=True))
        turned = find_turned(tab, document.taken)
        facts = TurnedFacts(tuple(elements[one] for one in turned if one in elements))
        return [Probed(page.put_to(facts), live.within[0])]
