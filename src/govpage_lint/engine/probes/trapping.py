"""Decides where the keyboard is tried for being caught, and by which keys it may get out."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.focus.advice import Advice, advised_keys, may_tell_more
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.records import replace
from govpage_lint.semantics.focused import Trap

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.browser.probes.tabbing import Keyboard, Walk

_SECONDS: Final = 4.0
_MOST_SUSPECTS: Final = 4
_MOST_ADVICE: Final = 3


def find_traps(
    tab: Tab,
    document: RenderedDocument,
    page: Page,
    known: tuple[Mapping[int, Element], Sequence[int]],
    suspects: Sequence[int],
) -> Iterator[Trap]:
    """The traps that real keys find at what is suspected of being in one.

    ``known`` are the elements of the document by their numbers, and the numbers of those that Tab
    reaches, in its order.
    """
    from govpage_lint.browser.probes.tabbing import Keyboard

    elements, order = known
    keyboard = Keyboard(tab, document.taken, order, time.monotonic() + _SECONDS)
    found: dict[str, set[int]] = {"forwards": set(), "backwards": set()}
    for number in list(dict.fromkeys(suspects))[:_MOST_SUSPECTS]:
        for way in ("forwards", "backwards"):
            if number in found[way] or keyboard.is_late:
                continue
            walk = keyboard.walk(number, backwards=way == "backwards")
            if walk.end != "caught":
                continue
            found[way].update(walk.circle)
            circle = tuple(elements[one] for one in walk.circle if one in elements)
            trap = Trap("forwards" if way == "forwards" else "backwards", circle)
            yield _with_ways_out(trap, walk, keyboard, page)


def _with_ways_out(trap: Trap, walk: Walk, keyboard: Keyboard, page: Page) -> Trap:
    """The trap with what gets out of it: Escape, or the keys that the page names."""
    advice = advised_keys(page.semantics.visible_text(page.document.root))
    if _any_works(advice, walk, keyboard):
        return replace(trap, told=tuple(one.text for one in advice), works=True)
    asks = tuple(element for element in trap.circle if may_tell_more(page, element))
    escapes = keyboard.escapes(walk)
    told = tuple(one.text for one in advice)
    return replace(trap, escapes=escapes, told=told, asks=asks)


def _any_works(advice: Sequence[Advice], walk: Walk, keyboard: Keyboard) -> bool:
    from govpage_lint.browser.probes.pressing import key_named

    for one in advice[:_MOST_ADVICE]:
        key = key_named(one.key)
        if key is not None and keyboard.frees(walk, key, one.modifiers):
            return True
    return False
