"""Decides whether a link that opens another window says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import inner, is_bound
from govpage_lint.checks.links.addresses import written_address
from govpage_lint.checks.links.linked import named_links
from govpage_lint.checks.links.words import link_words
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

_SAME_WINDOW: Final = frozenset(("", "_self", "_parent", "_top", "_unfencedtop"))
_OPENS = regex(r"(?:\bwindow\s*\.\s*|^|[;{(\s])open\s*\(\s*['\"]|\bwindow\s*\.\s*open\s*\(")
_SCRIPT = regex(r"\s*javascript:", re.IGNORECASE)
_GENERATED: Final = ("::before", "::after")


@check
def unannounced(page: Page, element: Element) -> Iterator[Verdict]:
    """A link that opens another window or tab says so in its name or description.

    Case "title" where only its ``title`` says it. Words in generated content count.
    """
    for link, name in named_links(page):
        if _opens_window(page, link) and not is_bound(page, link):
            yield _announced(page, link, name)


def _announced(page: Page, link: Element, name: str) -> Verdict:
    """The verdict about a link that opens another window."""
    words = link_words(page)
    if words.announces_window(f"{name} {_pictures(link)} {_generated(page, link)}"):
        by_title = page.semantics.name_source(link) == "title"
        return failed(link, "title", text=name) if by_title else passed(link)
    if words.announces_window(_described(page, link)):
        return passed(link)
    if words.announces_window(link.attributes.get("title", "")):
        return failed(link, "title", text=name)
    return failed(link, text=name)


def _opens_window(page: Page, link: Element) -> bool:
    target = link.attributes.get("target", page.fact(_base_target)).strip()
    address = written_address(link) or ""
    if _SCRIPT.match(address):
        return _OPENS.search(address.partition(":")[2]) is not None
    if address and not address.startswith("#") and target.lower() not in _SAME_WINDOW:
        return target not in page.fact(_frame_names) and not address.startswith(("mailto:", "tel:"))
    script = link.attributes.get("onclick")
    return script is not None and _OPENS.search(script) is not None


def _base_target(page: Page) -> str:
    bases = page.document.by_name.get("base", ())
    return next((base.attributes["target"] for base in bases if "target" in base.attributes), "")


def _frame_names(page: Page) -> frozenset[str]:
    names = page.document.by_name
    return frozenset(
        frame.attributes["name"]
        for kind in ("iframe", "frame", "object")
        for frame in names.get(kind, ())
        if "name" in frame.attributes
    )


def _pictures(link: Element) -> str:
    """What pictures in a link say that its own name may not take in."""
    return " ".join(
        f"{e.attributes.get('alt', '')} {e.attributes.get('title', '')}"
        for e in inner(link)
        if "alt" in e.attributes or "title" in e.attributes
    )


def _generated(page: Page, link: Element) -> str:
    """What style sheets write into a link."""
    found = []
    for element in (link, *inner(link)[-1:]):
        for pseudo in _GENERATED:
            content = page.semantics.styles.value(element, "content", pseudo)
            # A sheet that was not read seldom writes text.
            if content is not UNKNOWN and content not in ("none", "normal"):
                found.append(content)
    return " ".join(found)


def _described(page: Page, link: Element) -> str:
    if "aria-describedby" not in link.attributes and "aria-description" not in link.attributes:
        return ""
    return page.semantics.description(link)
