"""Decides how skip links get to the main content, and how a page gets one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from govpage_lint.checks.navigation.main import main_content
from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.tree import Element
from govpage_lint.findings import Edit
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    element_of,
    indentation,
    insert_first,
    repair,
    set_attribute,
    start_tag,
)
from govpage_lint.repairs.identifiers import free_id, with_id

_WISH: Final = "content"
_WORDS: Final[Mapping[str, str]] = {"ko": "본문 바로가기", "en": "Skip to main content"}


@repair
def near_target(page: Page, verdict: Verdict) -> Mended:
    """Lead to the id that was meant. Safe where only case or a sign makes the difference."""
    near, fragment = verdict.values["near"], verdict.values["fragment"]
    edits = set_attribute(element_of(verdict.target), "href", f"#{near}")
    return Mended(edits, safe=_folded(near) == _folded(fragment))


def _folded(identifier: str) -> str:
    return "".join(letter for letter in identifier.casefold() if letter.isalnum())


@repair
def named_content(page: Page, verdict: Verdict) -> Mended:
    """Give the main content the id that a skip link to it asks for.

    Safe where the author has marked it as the main content.
    """
    link = element_of(verdict.target)
    fragment = verdict.values["fragment"]
    ours = [one for one in page.fact(skip_links).links if one.element is link]
    main = page.fact(main_content)
    if main is None or not ours or not ours[0].is_for_content or main.element.has("id"):
        raise Refused
    if not fragment or fragment.split() != [fragment]:
        raise Refused
    edits = set_attribute(main.element, "id", fragment)
    return Mended(edits, {"fragment": fragment}, safe=main.is_marked)


@repair
def to_content(page: Page, verdict: Verdict) -> Mended:
    """Lead a skip link to the main content, which gets an id where it has none."""
    link = element_of(verdict.target)
    ours = [one for one in page.fact(skip_links).links if one.element is link]
    if not ours or not ours[0].is_for_content:
        raise Refused
    identifier, edits = _content_id(page)
    led: Edits = (*set_attribute(link, "href", f"#{identifier}"), *edits)
    return Mended(tuple(sorted(led, key=lambda edit: edit.start)), {"near": identifier})


def _content_id(page: Page) -> tuple[str, Edits]:
    main = page.fact(main_content)
    if main is None:
        raise Refused
    return with_id(page, main.element, _WISH)


@repair
def own_ids(page: Page, verdict: Verdict) -> Mended:
    """Give the elements after the first that have the id of a skip link's target ids of their own."""
    fragment = verdict.values["fragment"]
    elements = page.document.by_id.get(fragment, [])
    names: list[str] = []
    edits: Edits = ()
    for element in elements[1:]:
        names.append(free_id(page, f"{fragment}-{len(names) + 2}", names))
        edits += set_attribute(element, "id", names[-1])
    return Mended(edits)


@repair
def skip_link(page: Page, verdict: Verdict) -> Mended:
    """Make the first link of the page one to its main content, in the words that everybody uses."""
    body = page.document.body
    words = _WORDS.get(page.document.language_of(body or page.document.root).partition("-")[0])
    main = page.fact(main_content)
    if body is None or words is None or main is None or page.document.fragment:
        raise Refused
    start_tag(body)
    identifier, edits = _content_id(page)
    first = next((e for e in body.element_children if e.span is not None), None)
    lead = indentation(first) if isinstance(first, Element) else ""
    link = f'{lead}<a href="#{identifier}">{words}</a>'
    added: tuple[Edit, ...] = (*insert_first(body, link), *edits)
    return Mended(tuple(sorted(added, key=lambda edit: edit.start)), {"text": words})
