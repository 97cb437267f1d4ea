"""Decides whether a link says where it leads: by itself, and together with what stands around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.links.addresses import extension_of, leads
from govpage_lint.checks.links.filetypes import file_types
from govpage_lint.checks.links.linked import link_name, named_links
from govpage_lint.checks.links.surroundings import says_more
from govpage_lint.checks.links.words import (
    is_pointing_name,
    is_vague_name,
    key,
    language_at,
    link_words,
)
from govpage_lint.checks.navigation.address import destination
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element

# Of so many words or syllables one may say that they tell what they lead to.
_TELLING_WORDS: Final = 3
_TELLING_LETTERS: Final = 12
# A heading that names a part of the page is among its first elements.
_FIRST_ELEMENTS: Final = 6


@check
def text_vague(page: Page, element: Element) -> Iterator[Verdict]:
    """The name of a link says by itself where it leads (ACT aizyf1).

    Cases: "pointing" at something said elsewhere, "format" of a file alone. Silent about short names
    that are no phrase of the word list: whether they say enough is not in them.
    """
    for link, name in named_links(page):
        fault = _fault(page, link, name)
        if fault is not None:
            yield failed(link, fault or None, text=name)
        elif _is_telling(page, name):
            yield passed(link)


@check
def purpose_unclear(page: Page, element: Element) -> Iterator[Verdict]:
    """The name of a link says where it leads together with what stands around it (ACT 5effbb).

    It fails where the name says nothing and the context adds nothing: no word, no header, no
    description. Cases: "heading" where a heading before the link may tell it to those who find that
    heading; "unsure" where a style that was not read decides what the context is. A ``title`` that
    says more counts, as WCAG's technique H33 has it.
    """
    for link, name in named_links(page):
        if _fault(page, link, name) is not None:
            yield _in_context(page, link, name)
        elif _is_telling(page, name):
            yield passed(link)


def _in_context(page: Page, link: Element, name: str) -> Verdict:
    """The verdict about a link whose name says nothing by itself."""
    context = page.semantics.link_context(link)
    if says_more(page, link, context) or _title_says_more(page, link):
        return passed(link)
    if not context.sure:
        return failed(link, "unsure", text=name)
    return failed(link, "heading" if page.fact(_heading_before)[link.order] else None, text=name)


def is_vague(page: Page, link: Element) -> bool:
    """Whether the name of a link says nothing by itself."""
    name = link_name(page, link)
    return bool(name) and _fault(page, link, name) is not None


def _fault(page: Page, link: Element, name: str) -> str | None:
    """How a name says nothing: "" for a phrase of the list, a case of the rule, None where it does."""
    known = page.fact(_known_faults)
    if link not in known:
        known[link] = _find_fault(page, link, name)
    return known[link]


def _known_faults(page: Page) -> dict[Element, str | None]:
    return {}


def _find_fault(page: Page, link: Element, name: str) -> str | None:
    language = language_at(page, link)
    if is_vague_name(page, name, language):
        return None if _names_its_place(page, link, name) else ""
    if is_pointing_name(page, name):
        return "pointing"
    kind = file_types(page).get(extension_of(link))
    if kind is None or not kind.is_named_in(name):
        return None
    rest = kind.without(name)
    return "format" if not key(rest) or link_words(page).is_vague(rest, language) else None


def _names_its_place(page: Page, link: Element, name: str) -> bool:
    """Whether it leads to a part of the page that is called just so, as in a list of contents."""
    if leads(page, link).kind != "place":
        return False
    target = destination(page, link.attributes.get("href", "")).target
    if target is None:
        return False
    inside = (target, *target.descendants[:_FIRST_ELEMENTS])
    return any(
        page.semantics.role(element) == "heading" and key(page.semantics.text(element)) == key(name)
        for element in inside
    )


def _is_telling(page: Page, name: str) -> bool:
    known = page.fact(_known_telling)
    if name not in known:
        known[name] = len(name.split()) >= _TELLING_WORDS or len(key(name)) >= _TELLING_LETTERS
    return known[name]


def _known_telling(page: Page) -> dict[str, bool]:
    return {}


def _title_says_more(page: Page, link: Element) -> bool:
    title = link.attributes.get("title", "")
    if not key(title) or key(title) == key(link_name(page, link)):
        return False
    words = link_words(page)
    if words.announces_window(title) and len(key(title)) < _TELLING_LETTERS:
        return False
    return not words.is_vague(title, language_at(page, link))


def _heading_before(page: Page) -> bytearray:
    """1 for each element with a heading before it in the same part of the page."""
    found = bytearray(len(page.document.elements))
    headings = {heading for heading, _ in page.semantics.headings()}
    # Whether a heading has come so far, for each part of the page that is open.
    seen: set[Element] = set()
    for element in page.document.elements:
        parent = element.parent
        if parent is None:
            continue
        if parent in seen:
            found[element.order] = 1
            seen.add(element)
        if element in headings:
            # A heading often stands in a block of its own with a date or a picture.
            seen.update(
                part for part in (parent, parent.parent) if part is not None and _is_part(part)
            )
    return found


def _is_part(element: Element) -> bool:
    return element.local_name not in ("body", "html", "main", "form")
