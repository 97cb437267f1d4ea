"""Decides what the handlers written on an element, or found in the browser, react to."""

import re
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

# How events are written as attributes: HTML, Angular (both), Vue, Alpine, Svelte, Aurelia …
_EVENT = regex(
    r"(?:on:?|@|v-on:|x-on:|\(|(?:data-)?ng-|hx-on:+)([a-z]+)(?:[.:][a-z0-9.-]+)?\)?(?:\.(?:delegate|trigger))?\Z"
)
_CLICKS: Final = frozenset(("click", "mousedown", "mouseup", "dblclick", "tap"))
_KEYS: Final = frozenset(("keydown", "keyup", "keypress", "keydownenter", "keyupenter"))
# Handlers that do nothing for the person: they keep an event away, or count it.
_IDLE = regex(
    r"\s*(?:javascript:\s*)?(?:(?:return\s+)?(?:false|true|void\s*\(?0\)?)\s*;?|(?:window\.)?(?:event|e|\$event)\.\w+\(\);?"
    r"|(?:(?:window\.)?(?:ga|gtag|_gaq\.push|dataLayer\.push|_satellite\.track|trackEvent|s\.tl|fbq|wcs_do)\s*\([^;]*\)\s*;?)"
    r"|\s)*\Z"
)
# Handlers that lead somewhere, with the address, and those that change mere looks.
_LEADS = regex(
    r"""\s*(?:return\s+)?(?:(?:window|document|top|parent|self)\.)*
    (?:location(?:\.href|\.assign|\.replace)?\s*[=(]|open\s*\()\s*(["'])(?P<address>.*?)\1""",
    re.VERBOSE,
)
_LOOKS = regex(
    r"\s*(?:this\.(?:src|style\.\w+|className|style\.cssText)\s*=[^;]*;?\s*|MM_swapImg\w*\([^)]*\);?\s*"
    r"|MM_swapImage\([^)]*\);?\s*|window\.status\s*=[^;]*;?\s*|return (?:true|false);?\s*)+\Z"
)
_NOWHERE: Final = ("javascript:", "#")


def leads_to(code: str) -> str | None:
    """The address that a handler does no more than lead to; "" where that is nowhere; None for others."""
    found = _LEADS.match(code)
    if found is None:
        return None
    address = found["address"].strip()
    return "" if address.lower().startswith(_NOWHERE) else address


def changes_looks(code: str) -> bool:
    """Whether a handler does no more than change how something looks, if anything at all."""
    return _LOOKS.match(code) is not None or _IDLE.match(code) is not None


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
