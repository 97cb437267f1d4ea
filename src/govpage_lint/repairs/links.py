"""Decides how the addresses, windows and notes of links are mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import Mended, Refused, element_of, repair, set_attribute

_SCHEMES: Final = regex(r"(?:https?:?/{0,2})+(?=https?:/{0,2})", re.IGNORECASE)
_SLASHES: Final = regex(r"(https?):/*", re.IGNORECASE)
_NO_COLON: Final = regex(r"(https?)[;,.]?//", re.IGNORECASE)
_ADDRESS: Final = regex(
    r"https?://[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
_MAIL: Final = regex(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}", re.IGNORECASE)
_HOST: Final = regex(r"www\.[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?", re.IGNORECASE)
_WINDOWS: Final = ("_blank", "_self", "_parent", "_top")
_NEW_WINDOW: Final[Mapping[str, str]] = {"ko": "새 창 열림", "en": "opens in a new window"}


@repair
def window_name(page: Page, verdict: Verdict) -> Mended:
    """Write the keyword that a window's name is a slip for."""
    element = element_of(verdict.target)
    written = element.attributes.get("target", "").strip().lower().lstrip("-_")
    right = next((name for name in _WINDOWS if name[1:] == written), None)
    if right is None and written.startswith("bl"):
        right = "_blank"
    if right is None:
        raise Refused
    return Mended(set_attribute(element, "target", right), {"right": right})


@repair
def well_formed(page: Page, verdict: Verdict) -> Mended:
    """Write an address that a slip in its scheme has spoilt."""
    element = element_of(verdict.target)
    written = element.attributes.get("href", "").strip()
    case, right = verdict.case, ""
    if case == "twice":
        right = _SCHEMES.sub("", written)
        right = _SLASHES.sub(r"\1://", right, count=1)
    elif case == "colon":
        right = _NO_COLON.sub(r"\1://", written, count=1)
    elif case == "slashes":
        right = _SLASHES.sub(r"\1://", written, count=1)
    elif case == "host" and _HOST.fullmatch(written):
        right = f"https://{written}"
    elif case == "mail-scheme" and _MAIL.fullmatch(written):
        right = f"mailto:{written}"
    good = _ADDRESS.fullmatch(right) or right.startswith("mailto:")
    if not good or right == written:
        raise Refused
    return Mended(set_attribute(element, "href", right), {"right": right})


@repair
def near_target(page: Page, verdict: Verdict) -> Mended:
    """Lead to the id that differs from the fragment only in case or signs."""
    element = element_of(verdict.target)
    href, fragment = element.attributes.get("href", "").strip(), verdict.values.get("fragment", "")
    if href != f"#{fragment}":
        raise Refused
    near = page.fact(_folded_ids).get(_folded(fragment), [])
    if len(near) != 1:
        raise Refused
    return Mended(set_attribute(element, "href", f"#{near[0]}"), {"near": near[0]})


def _folded_ids(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for identifier in page.document.by_id:
        if folded := _folded(identifier):
            found.setdefault(folded, []).append(identifier)
    return found


def _folded(identifier: str) -> str:
    return "".join(letter for letter in identifier.casefold() if letter.isalnum())


@repair
def announced(page: Page, verdict: Verdict) -> Mended:
    """Say in the title that a link opens a window, in the language that the link is in."""
    element = element_of(verdict.target)
    language = page.document.language_of(element).partition("-")[0].lower()
    words = _NEW_WINDOW.get(language)
    if words is None or element.attributes.get("title", "").strip():
        raise Refused
    if not page.semantics.name(element):
        # The title would be all that it is called.
        raise Refused
    return Mended(set_attribute(element, "title", words))
