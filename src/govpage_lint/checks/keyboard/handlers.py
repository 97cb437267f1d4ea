"""Decides what the handlers written on an element, or found in the browser, react to."""

import re
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element

# How events are written as attributes: HTML, Angular (both), Vue, Alpine, Svelte, Aurelia …
_EVENT = re.compile(
    r"(?:on:?|@|v-on:|x-on:|\(|(?:data-)?ng-|hx-on:+)([a-z]+)(?:[.:][a-z0-9.-]+)?\)?(?:\.(?:delegate|trigger))?\Z"
)
_CLICKS: Final = frozenset(("click", "mousedown", "mouseup", "dblclick", "tap"))
_KEYS: Final = frozenset(("keydown", "keyup", "keypress", "keydownenter", "keyupenter"))
# Handlers that do nothing for the person: they keep an event away, or count it.
_IDLE = re.compile(
    r"\s*(?:(?:return\s+)?(?:false|true|void\s*\(?0\)?)\s*;?|(?:window\.)?(?:event|e|\$event)\.\w+\(\);?"
    r"|(?:(?:window\.)?(?:ga|gtag|_gaq\.push|dataLayer\.push|_satellite\.track|trackEvent|s\.tl|fbq|wcs_do)\s*\([^;]*\)\s*;?)"
    r"|\s)*\Z"
)


def events_of(element: Element) -> dict[str, str]:
    """The events that handlers in its attributes react to, with their code."""
    found: dict[str, str] = {}
    for name, value in element.attributes.items():
        event = _EVENT.match(name)
        if event is not None:
            found[event[1]] = value
    return found


def acts_on_click(element: Element) -> str | None:
    """The attribute by which a click on it does something; None where there is none."""
    for name, value in element.attributes.items():
        event = _EVENT.match(name)
        if event is not None and event[1] in _CLICKS and _IDLE.match(value) is None:
            return name
    return None


def hears_keys(element: Element) -> bool:
    """Whether a handler written on it reacts to keys."""
    return not _KEYS.isdisjoint(events_of(element))


def acts_on(page: Page, element: Element) -> bool:
    """Whether anything happens when somebody clicks on it, presses a key or focuses it."""
    if page.rendered is not None and page.rendered.listens_to_clicks(element) is True:
        return True
    return bool(events_of(element))
