"""Decides whether a link leads anywhere without a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.links.addresses import hosts_of, written_address
from govpage_lint.checks.links.linked import is_link, named_links
from govpage_lint.checks.navigation.address import destination
from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.navigation.words import vocabulary
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

# What tells that a script answers when it is used, by handlers or by the habits of libraries.
_HOOKS: Final = frozenset(
    """aria-controls aria-expanded aria-haspopup aria-pressed aria-selected data-action data-bs-dismiss data-bs-target
    data-bs-toggle data-dismiss data-href data-modal data-remote data-slide data-slide-to data-target data-toggle
    data-url data-link data-id data-tab data-popup data-layer""".split()
)
# Addresses without a fragment that are no scripts.
_LEADS_ON = regex(r"\s*(?:https?://|[/?.]|[a-z0-9_-]+[/?.])[^#{}<>$]*\Z", re.IGNORECASE)
_HANDLERS: Final = (
    "on",
    "@",
    "v-on:",
    "(",
    "ng-",
    "data-ng-",
    "x-on:",
    "wire:",
    "hx-",
    "data-bind",
)


@check
def leads_nowhere(page: Page, element: Element) -> Iterator[Verdict]:
    """A link has an address that leads somewhere without a script.

    Cases: "hash" for "#" and its like; "empty"; "script" for one that does nothing; "code" for a script
    that does something; "button" where a script answers to a link with no address. A link to the top of
    the page may be "#".
    """
    for link, name in named_links(page):
        written = written_address(link)
        if written is None or not link.is_html:
            continue
        if _LEADS_ON.match(written):
            yield passed(link)
        elif not is_template(written) and link not in page.fact(_skip_link_elements):
            yield _without_address(page, link, written, name)


def _without_address(page: Page, link: Element, written: str, name: str) -> Verdict:
    """The verdict about a link that may have no address."""
    case = _case(page, written)
    if case is None or (case == "hash" and vocabulary(page).read(name).top):
        return passed(link)
    if case in ("hash", "empty", "script") and _is_answered(page, link):
        case = "button"
    return failed(AttributeOf(link, "href"), case, text=name)


def _case(page: Page, written: str) -> str | None:
    text = written.strip()
    if not text:
        return "empty"
    found = destination(page, text)
    if found.kind == "script":
        return "code"
    if found.kind == "nowhere":
        return "script" if text.lower().startswith("javascript:") else "hash"
    return "hash" if is_idle(page, text) and found.target is None else None


def is_idle(page: Page, address: str) -> bool:
    """Whether an address is a fragment of the kind that stands where none is meant: "#none"."""
    text = address.strip()
    return text.startswith("#") and text[1:].lower() in hosts_of(page).idle


def _is_answered(page: Page, link: Element) -> bool:
    if page.rendered is not None and page.rendered.listens_to_clicks(link) is True:
        return True
    attributes = link.attributes
    if not _HOOKS.isdisjoint(attributes):
        return True
    return any(name.startswith(_HANDLERS) for name in attributes)


@check
def target_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """What a link to a part of the page leads to is there.

    Skip links have a rule of their own. Case "scripted" where scripts of the page may answer, or make
    the part. Silent where a script surely answers, and about "#top", which is always there.
    """
    written = written_address(element)
    if written is None or "#" not in written or not is_link(page, element):
        return
    found = destination(page, written)
    if found.kind != "place" or is_template(written) or is_idle(page, written):
        return
    if found.target is not None or found.fragment.lower() == "top":
        yield passed(element)
    elif not _is_answered(page, element) and element not in page.fact(_skip_link_elements):
        scripted = page.observer == "source" and "script" in page.document.by_name
        case = "scripted" if scripted else None
        yield failed(AttributeOf(element, "href"), case, fragment=found.fragment)


def _skip_link_elements(page: Page) -> frozenset[Element]:
    return frozenset(link.element for link in page.fact(skip_links).links)
