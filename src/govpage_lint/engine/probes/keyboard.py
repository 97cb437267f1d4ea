"""Decides on which documents and buttons keys are tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.motion.controls import is_control
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.semantics.keyed import KeyFacts, PointedAt

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.engine.probes.probing import Live, Probed

_MOST_BUTTONS: Final = 12
_MOST_DOCUMENTS: Final = 4
_MOST_CONTROLS: Final = 30
_MOST_AROUND: Final = 80
# Browsers press these by the keyboard themselves.
_NATIVE: Final = frozenset(("button", "input", "summary", "select", "option"))


class Keyboarding:
    """Tries keys on a page, and points at what may show more."""

    def is_wanted(self, live: Live) -> bool:
        """Always: what listens to keys, only the browser knows."""
        return True

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames with what keys did there."""
        from govpage_lint.browser.probes.guard import focused, guarded
        from govpage_lint.engine.probes.probing import Probed

        if not tab.is_chromium:
            return ()
        documents = live.documents[:_MOST_DOCUMENTS]
        trials: list[_Trial] = []
        with guarded(tab, [document.taken for document in documents]), focused(tab):
            for document, page in zip(documents, live.pages, strict=False):
                trials.append(_Trial(tab, document, page))
        # Not before: what guards the page listens to clicks itself.
        pages = [trial.page.put_to(trial.facts()) for trial in trials]
        return [Probed(page, within) for page, within in zip(pages, live.within, strict=False)]


class _Trial:
    """What keys do in one document; it is tried when it is made."""

    def __init__(self, tab: Tab, document: RenderedDocument, page: Page) -> None:
        from govpage_lint.browser.probes.keyboard import find_pointed, press_keys

        self.page = page
        self._tab = tab
        self._document = document
        self._elements = dict(zip(document.numbers, document.document.elements, strict=True))
        self._pointed = find_pointed(tab, document.taken)
        buttons = (number for number, one in self._elements.items() if _is_pressed(page, one))
        self._keys = press_keys(tab, document.taken, list(islice(buttons, _MOST_BUTTONS)))

    def facts(self) -> KeyFacts:
        """What was found out, with what is asked only where moving the device does something."""
        elements, keys = self._elements, self._keys
        pointed = tuple(
            PointedAt(elements[one.shown], elements[one.at], one.kind, one.text)
            for one in self._pointed
            if one.shown in elements and one.at in elements
        )
        pressed = {elements[number]: answers for number, answers in keys.buttons.items()}
        listening = frozenset(
            _listening(self._tab, self._document, self.page) if keys.sensors else ()
        )
        return KeyFacts(keys.shortcuts, pressed, pointed, keys.sensors, listening)


def _listening(tab: Tab, document: RenderedDocument, page: Page) -> Iterator[Element]:
    """The controls that listen to the mouse, themselves or by what they stand in."""
    from govpage_lint.browser.probes.keyboard import find_listening

    numbers = {
        element: number
        for number, element in zip(document.numbers, document.document.elements, strict=True)
    }
    controls = [one for one in numbers if is_control(page, one)][:_MOST_CONTROLS]
    around = {one for control in controls for one in _around(control)}
    if len(around) > _MOST_AROUND:
        yield from controls
        return
    found = find_listening(tab, document.taken, [numbers[one] for one in around])
    for control in controls:
        if any(numbers[one] in found for one in _around(control)):
            yield control


def _around(element: Element) -> Iterator[Element]:
    node: Element | None = element
    while node is not None:
        yield node
        node = node.parent


def _is_pressed(page: Page, element: Element) -> bool:
    """Whether it is a button by ARIA alone that does something when it is clicked."""
    if "role" not in element.attributes or element.local_name in _NATIVE:
        return False
    semantics = page.semantics
    if semantics.role(element) != "button" or semantics.is_disabled(element):
        return False
    if semantics.tabbable(element) is not True or semantics.visible(element) is not True:
        return False
    facts = page.rendered
    listens = facts is not None and facts.listens_to_clicks(element) is True
    return "href" in element.attributes or "onclick" in element.attributes or listens
