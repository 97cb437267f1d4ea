"""Decides on which documents and buttons keys are tried."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.semantics.keyed import KeyFacts, PointedAt

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.engine.probes.probing import Live, Probed

_MOST_BUTTONS: Final = 12
_MOST_DOCUMENTS: Final = 4
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
        found: list[Probed] = []
        with guarded(tab, [document.taken for document in documents]), focused(tab):
            for document, page, within in zip(documents, live.pages, live.within, strict=False):
                found.append(Probed(page.put_to(_facts(tab, document, page)), within))
        return found


def _facts(tab: Tab, document: RenderedDocument, page: Page) -> KeyFacts:
    from govpage_lint.browser.probes.keyboard import find_pointed, press_keys

    elements = dict(zip(document.numbers, document.document.elements, strict=True))
    buttons = [number for number, element in elements.items() if _is_pressed(page, element)]
    pointed = [
        PointedAt(elements[one.shown], elements[one.at], one.kind, one.text)
        for one in find_pointed(tab, document.taken)
        if one.shown in elements and one.at in elements
    ]
    keys = press_keys(tab, document.taken, buttons[:_MOST_BUTTONS])
    pressed = {elements[number]: answers for number, answers in keys.buttons.items()}
    return KeyFacts(keys.shortcuts, pressed, tuple(pointed))


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
