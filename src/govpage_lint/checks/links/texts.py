"""Decides whether the text of a link is an address or the name of a file, and whether a link leads nowhere new."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urldefrag

from govpage_lint.checks.links.addresses import file_name_of, leads, published_address
from govpage_lint.checks.links.filetypes import file_types
from govpage_lint.checks.links.linked import is_link, link_name
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element

_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>]+", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+/?", re.IGNORECASE)
# The names that cameras, scanners, editors and careless people give to files.
_FILE = re.compile(r"[\w%().~-]+\.(?P<extension>[a-z0-9]{2,5})", re.IGNORECASE | re.ASCII)


@check
def text_is_address(page: Page, element: Element) -> Iterator[Verdict]:
    """The text of a link is no bare address and no bare name of a file.

    Cases: "host" for the address of a site alone, as people know it; "file" for a name without spaces.
    """
    name = link_name(page, element) if is_link(page, element) else ""
    if not name:
        return
    if " " not in name and _ADDRESS.fullmatch(name):
        case = "host" if _HOST.fullmatch(name) else None
        yield failed(element, case, text=name)
    elif _is_file_name(page, element, name):
        yield failed(element, "file", text=name)
    else:
        yield passed(element)


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
    if here is None or not is_link(page, element):
        return
    target = leads(page, element)
    if target.kind != "page" or urldefrag(target.url).url != urldefrag(here).url:
        return
    if "#" in target.written or not _in_navigation(page, element):
        return
    current = page.semantics.state(element, "aria-current")
    if current in (None, "", "false"):
        yield failed(element, text=link_name(page, element))
    else:
        yield passed(element)


def _in_navigation(page: Page, link: Element) -> bool:
    return bool(page.fact(_navigations)[link.order])


def _navigations(page: Page) -> bytearray:
    """1 for each element in a navigation."""
    found = bytearray(len(page.document.elements))
    for element in page.document.elements:
        parent = element.parent
        inside = parent is not None and found[parent.order]
        if inside or page.semantics.role(element) == "navigation":
            found[element.order] = 1
    return found
