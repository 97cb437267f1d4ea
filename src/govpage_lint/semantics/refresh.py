"""Decides what a browser makes of a ``<meta http-equiv="refresh">``: when it leaves, and for where."""

from __future__ import annotations

from typing import Final

from govpage_lint.document.tree import Document, Element
from govpage_lint.records import dataclass

_SPACE: Final = " \t\n\f\r"
_DIGITS: Final = "0123456789"
_QUOTES: Final = "'\""
# Where a browser that runs scripts has no such element.
_IDLE_PLACES: Final = ("noscript", "template", "svg")


@dataclass(frozen=True, slots=True)
class Refresh:
    """A refresh that browsers obey: ``seconds`` until it comes, and ``address`` as written; None
    where the page loads itself again."""

    element: Element
    seconds: int
    address: str | None


def parse_refresh(content: str) -> tuple[int, str | None] | None:
    """Seconds and address of a ``content``; None where browsers ignore it (HTML, "shared declarative
    refresh steps")."""
    text = content.lstrip(_SPACE)
    after_digits = text.lstrip(_DIGITS)
    digits = text[: len(text) - len(after_digits)]
    if not digits and not after_digits.startswith("."):
        return None
    rest = after_digits.lstrip(_DIGITS + ".")
    seconds = int(digits[:12] or "0")
    if not rest:
        return seconds, None
    if rest[0] not in ";," + _SPACE:
        return None
    rest = rest.lstrip(_SPACE)
    if rest[:1] in (";", ","):
        rest = rest[1:].lstrip(_SPACE)
    return (seconds, _address(rest)) if rest else (seconds, None)


def _address(text: str) -> str:
    if text[:3].lower() == "url":
        after = text[3:].lstrip(_SPACE)
        if after.startswith("="):
            text = after[1:].lstrip(_SPACE)
    if text[:1] in tuple(_QUOTES):
        return text[1:].partition(text[0])[0]
    return text


def first_refresh(document: Document) -> Refresh | None:
    """The refresh that a page obeys: its first valid one; None without one."""
    for element in document.by_name.get("meta", ()):
        if element.attributes.get("http-equiv", "").lower() != "refresh":
            continue
        parsed = parse_refresh(element.attributes.get("content", ""))
        if parsed is not None and element.closest(*_IDLE_PLACES) is None:
            return Refresh(element, *parsed)
    return None
