"""Decides of which documents the clock runs ahead, to see what they change by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from govpage_lint.document.tree import Element
from govpage_lint.semantics.passing import Animation, ChangingText, PassingFacts

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.browser.probes.waiting import Changes
    from govpage_lint.engine.probes.probing import Live, Probed

_MOST_DOCUMENTS: Final = 6


class Waiting:
    """Lets time pass on a page."""

    def is_wanted(self, live: Live) -> bool:
        """Always: what runs on a page, only the browser knows."""
        return True

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames with what they changed. The clock stands still afterwards."""
        from govpage_lint.browser.probes.guard import guarded
        from govpage_lint.browser.probes.waiting import let_time_pass
        from govpage_lint.engine.probes.probing import Probed

        if not tab.is_chromium:
            return ()
        # Frames in a process of their own have a clock of their own.
        places = [at for at, one in enumerate(live.documents) if not one.taken.path]
        places = places[:_MOST_DOCUMENTS]
        taken = [live.documents[at].taken for at in places]
        with guarded(tab, taken):
            changes = let_time_pass(tab, taken)
        found: list[Probed] = []
        for at, one in zip(places, changes, strict=True):
            if one is not None:
                document = live.documents[at]
                elements = dict(zip(document.numbers, document.document.elements, strict=True))
                page = live.pages[at].put_to(_facts(one, elements))
                found.append(Probed(page, live.within[at]))
        return found


def _facts(changes: Changes, elements: Mapping[int, Element]) -> PassingFacts:
    return PassingFacts(
        tuple(
            ChangingText(elements[number], count, text)
            for number, count, text in changes.texts
            if number in elements
        ),
        {elements[one]: count for one, count in changes.parts.items() if one in elements},
        tuple(
            Animation(
                elements[one.element],
                None if one.turns is None else one.turn * one.turns / 1000,
                one.flashes,
                one.moves,
                one.area,
            )
            for one in changes.animations
            if one.element in elements
        ),
        {elements[one]: text for one, text in changes.gone if one in elements},
    )
