"""Decides whether a page offers something to stop or silence what plays or moves by itself."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.links.addresses import written_address
from govpage_lint.checks.links.words import link_words
from govpage_lint.checks.navigation.address import destination
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_CONTROLS: Final = frozenset(
    "button checkbox link menuitem menuitemcheckbox menuitemradio option radio slider switch tab html-summary".split()
)
# Controls that submit or fill in a form stop nothing.
_NO_INSTRUMENTS: Final = frozenset(("submit", "reset", "image", "file", "text", "search", "email"))


def can_be_stopped(page: Page, element: Element) -> Maybe[bool]:
    """Whether people can stop or silence a medium: by its own controls, or by something on the page.

    ``UNKNOWN`` where controls on the page may do that, or a script may still make some.
    """
    if "controls" in element.attributes and is_usable(page, element):
        return True
    if page.fact(_names_of_instruments):
        return True if page.fact(_stops) else UNKNOWN
    return UNKNOWN if may_be_scripted(page) else False


def may_be_scripted(page: Page) -> bool:
    """Whether scripts may make what the source does not have."""
    if page.observer != "source":
        return False
    if any(_is_program(script) for script in page.document.by_name.get("script", ())):
        return True
    return any("-" in name for name in page.document.by_name)


def _is_program(script: Element) -> bool:
    kind = script.attributes.get("type", "").strip().lower()
    return kind in ("", "module") or "javascript" in kind or "ecmascript" in kind


def is_usable(page: Page, element: Element) -> bool:
    """Whether people may see an element, and assistive technology get it, for all that is known."""
    semantics = page.semantics
    return semantics.presumed_visible(element) and semantics.hidden_by(element) is None


def _stops(page: Page) -> bool:
    words = link_words(page)
    return any(map(words.stops, page.fact(_names_of_instruments)))


def _names_of_instruments(page: Page) -> list[str]:
    """What everything is called that people can use, and that is neither a link nor a field."""
    found: list[str] = []
    for element in page.document.elements:
        if not _is_instrument(page, element) or not is_usable(page, element):
            continue
        name = page.semantics.name(element)
        if name is UNKNOWN:
            found.append("")
        elif name.strip():
            found.append(name)
    return found


def _is_instrument(page: Page, element: Element) -> bool:
    attributes = element.attributes
    listens = page.rendered is not None and page.rendered.listens_to_clicks(element) is True
    if element.local_name in ("a", "area"):
        written = written_address(element)
        leads_on = written is not None and destination(page, written).kind in ("elsewhere", "place")
        return (not leads_on) and (listens or written is not None or "onclick" in attributes)
    if element.local_name == "input" and attributes.get("type", "").lower() in _NO_INSTRUMENTS:
        return False
    if page.semantics.role(element) in _CONTROLS:
        return element.is_html or "role" in attributes
    return "onclick" in attributes and element.local_name not in ("body", "html")
