"""Decides which addresses a page leads to, for a crawl, and what it says that its own address is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urljoin

from govpage_lint.document.tree import Document
from govpage_lint.regexes import regex
from govpage_lint.semantics.refresh import first_refresh
from govpage_lint.site.crawl import Links

# Pages that list more lead to the same ones by other ways.
_MAX_LINKS: Final = 5_000
_HEAD: Final = 65_536
_LINK: Final = regex(rb"<link\s[^>]{0,2000}>", re.IGNORECASE)
_CANONICAL: Final = regex(rb"""\brel\s*=\s*["']?canonical\b""", re.IGNORECASE)
_HREF: Final = regex(rb"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def links_of(document: Document, url: str) -> Links:
    """The addresses that a page at this one leads to, each once, in document order."""
    bases = (e.attributes["href"] for e in document.by_name.get("base", ()) if e.has("href"))
    try:
        base = urljoin(url, next(bases, "").strip())
    except ValueError:  # urllib refuses some addresses that browsers take
        base = url
    if any("nofollow" in (words or "") for words in _robots_words(document)):
        return Links(base, ())
    found = dict.fromkeys(_written(document))
    return Links(base, tuple(found)[:_MAX_LINKS])


def _written(document: Document) -> Iterator[str]:
    for name, attribute in (("a", "href"), ("area", "href"), ("frame", "src")):
        for element in document.by_name.get(name, ()):
            address = element.attributes.get(attribute, "").strip()
            relation = element.attributes.get("rel", "").lower().split()
            if address and not address.startswith("#") and "nofollow" not in relation:
                yield address
    refresh = first_refresh(document)
    if refresh is not None and refresh.address:
        yield refresh.address


def _robots_words(document: Document) -> Iterator[str]:
    for element in document.by_name.get("meta", ()):
        if element.attributes.get("name", "").lower() == "robots":
            yield element.attributes.get("content", "").lower()


def canonical_of(data: bytes) -> str | None:
    """The canonical address that a page's bytes name; None where there is none.

    Asked before the page is parsed, so this reads no more than its first part.
    """
    for found in _LINK.finditer(data[:_HEAD]):
        tag = found.group()
        if _CANONICAL.search(tag) and (address := _HREF.search(tag)):
            written = next(group for group in address.groups() if group is not None)
            return written.decode("utf-8", "replace").strip() or None
    return None
