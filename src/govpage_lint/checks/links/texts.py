"""Decides whether the text of a link is an address or the name of a file, and whether a link leads nowhere new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from govpage_lint.checks.links.addresses import (
    file_name_of,
    leads,
    published_address,
    written_address,
)
from govpage_lint.checks.links.filetypes import file_types
from govpage_lint.checks.links.linked import link_name, links, named_links
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_ADDRESS = regex(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_HOST = regex(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", re.IGNORECASE)
# The names that cameras, scanners, editors and careless people give to files.
_FILE = regex(r"[\w%().~-]+\.(?P<extension>[a-z0-9]{2,5})", re.IGNORECASE | re.ASCII)


@check
def text_is_address(page: Page, element: Element) -> Iterator[Verdict]:
    """The text of a link is no bare address and no bare name of a file.

    Cases: "host" for the address of a site alone, as people know it; "file" for a name without spaces.
    """
    for link, name in named_links(page):
        if " " in name or "." not in name or written_address(link) is None:
            continue
        if _ADDRESS.fullmatch(name):
            yield failed(link, "host" if _HOST.fullmatch(name) else None, text=name)
        elif _is_file_name(page, link, name):
            yield failed(link, "file", text=name)
        else:
            yield passed(link)


def _is_file_name(page: Page, link: Element, name: str) -> bool:
    found = _FILE.fullmatch(name)
    if found is None or found["extension"].lower() not in file_types(page):
        return False
    target = leads(page, link)
    return target.kind == "page" and file_name_of(target).lower() == name.lower()


@check
def leads_to_itself(page: Page, element: Element) -> Iterator[Verdict]:
    """A link in a navigation does not lead to the page it stands on, or says by ``aria-current`` that
    it does. Silent where the address of the page is not known."""
    here = published_address(page)
    if here is None:
        return
    here = urldefrag(here).url
    for link in links(page):
        if not page.fact(_navigations)[link.order]:
            continue
        target = leads(page, link)
        if target.kind != "page" or "#" in target.written or urldefrag(target.url).url != here:
            continue
        if page.semantics.state(link, "aria-current") in (None, "", "false"):
            yield failed(link, text=link_name(page, link))
        else:
            yield passed(link)


def _navigations(page: Page) -> bytearray:
    """1 for each element in a navigation."""
    return page.document.within(page.semantics.with_roles(("navigation",)))
