"""Decides what the focus is given to, and what of it is tried with real keys."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.engine.probes.trapping import find_traps
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.semantics.focused import FocusFacts, FocusSign, FocusTarget, Trap

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.browser.probes.focusing import FocusTrial, Shown
    from govpage_lint.engine.probes.probing import Live, Probed

_ALL_SECONDS: Final = 6.0
_MOST_TARGETS: Final = 1500
_MOST_FRAMES: Final = 8
# What is smaller hides no control; what is larger is no bar but the page, or a dialog.
_LEAST_BAR: Final = (200.0, 16.0)
_MOST_BAR: Final = 0.6
# What is in them has the focus, not they, and shows it in ways of its own.
_WORLDS: Final = frozenset(("iframe", "frame", "embed", "object", "audio", "video"))


class Focusing:
    """Gives the focus to all that the Tab key reaches."""

    def is_wanted(self, live: Live) -> bool:
        """Whether the Tab key reaches anything."""
        return any(_targets(page) for page in live.pages)

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames with what the focus did in them."""
        from govpage_lint.browser.probes.guard import guarded
        from govpage_lint.engine.probes.probing import Probed

        if not tab.is_chromium:
            return ()
        until = time.monotonic() + _ALL_SECONDS
        wanted = [
            (document, page, within)
            for document, page, within in zip(live.documents, live.pages, live.within, strict=True)
            if _targets(page) and not _is_left_out(document)
        ][:_MOST_FRAMES]
        found: list[Probed] = []
        with ExitStack() as held:
            held.enter_context(guarded(tab, [document.taken for document, _, _ in wanted]))
            for document, page, within in wanted:
                if time.monotonic() < until:
                    facts = _Trial(tab, document, page, until).facts()
                    found.append(Probed(page.put_to(facts), within))
        return found


def _targets(page: Page) -> list[Element]:
    order = page.semantics.tab_order()
    return [element for element in order if element.local_name not in _WORLDS][:_MOST_TARGETS]


def _is_left_out(document: RenderedDocument) -> bool:
    """Whether the Tab key does not go into the frame that a document stands in."""
    frame = document.frame
    if frame is None:
        return False
    index = frame.attributes.get("tabindex", "").strip()
    return index.startswith("-") and index[1:].isdigit() and int(index) < 0


class _Trial:
    """The trial of one document."""

    def __init__(self, tab: Tab, document: RenderedDocument, page: Page, until: float) -> None:
        self._tab = tab
        self._document = document
        self._page = page
        self._until = until
        self._elements = dict(zip(document.numbers, document.document.elements, strict=True))
        self._numbers = {element: number for number, element in self._elements.items()}

    def facts(self) -> FocusFacts:
        """What the focus did there."""
        from govpage_lint.browser.probes.focusing import try_focus
        from govpage_lint.browser.probes.guard import focused

        order = [self._numbers[element] for element in _targets(self._page)]
        taken = self._document.taken
        with focused(self._tab):
            trial = try_focus(self._tab, taken, order, self._until)
            covered = dict(self._covered(order))
        targets = {
            self._elements[one.number]: FocusTarget(_sign(one.shown), one.seen)
            for one in trial.elements
            if one.shown != "refused"
        }
        return FocusFacts(targets, covered, tuple(self._traps(trial, order)), trial.styled)

    def _covered(self, order: Sequence[int]) -> Iterator[tuple[Element, Element]]:
        from govpage_lint.browser.probes.focusing import find_covered

        bars = [self._numbers[element] for element in self._bars()]
        if not bars or self._document.frame is not None:
            return
        for number, bar in find_covered(self._tab, self._document.taken, order, bars):
            yield self._elements[number], self._elements[bar]

    def _bars(self) -> Iterator[Element]:
        """What stays on the screen whatever is scrolled, and is wide as a bar is."""
        facts, styles = self._document.facts, self._page.semantics.styles
        for element, box in zip(self._document.document.elements, facts.boxes, strict=True):
            if box is None or box.width < _LEAST_BAR[0] or box.height < _LEAST_BAR[1]:
                continue
            if box.height > facts.view[1] * _MOST_BAR:
                continue
            if styles.value(element, "position") in ("fixed", "sticky"):
                yield element

    def _traps(self, trial: FocusTrial, order: Sequence[int]) -> Iterator[Trap]:
        suspects = [one.number for one in trial.elements if one.takes_tab]
        suspects += [number for number in order if number in trial.pulled]
        if not suspects:
            return
        known: Mapping[int, Element] = self._elements
        yield from find_traps(self._tab, self._document, self._page, (known, order), suspects)


def _sign(shown: Shown) -> FocusSign:
    if shown in ("outline", "caret", "style", "pixels"):
        return "shown"
    if shown in ("none", "unsure", "lost", "passed"):
        return shown
    raise ValueError(shown)
