"""Decides whether links that follow each other can be told apart, and need to be two."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.links.addresses import leads, written_address
from govpage_lint.checks.links.linked import link_name, links, place_among_nodes
from govpage_lint.checks.links.surroundings import telling_text
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.semantics.rendered import RenderedFacts

# A wider gap between two links on a line, in pixels, is no mere space.
_SPACE_WIDE: Final = 8.0
# So far up two links have to stand in one element, with no part of the page between.
_LEVELS: Final = 5
_PARTS: Final = frozenset(
    "aside dl footer form header main nav ol section table tbody tr ul details fieldset".split()
)


@check
def adjacent_same(page: Page, element: Element) -> Iterator[Verdict]:
    """Links that follow each other, with nothing told between them, lead to two things.

    Case "image" where one of the two is a picture and the other a text.
    """
    telling = page.fact(telling_text)
    before: Element | None = None
    for link in links(page):
        first, before = before, link
        if first is None or first.contains(link):
            continue
        written = (written_address(link) or "").strip()
        if not written or written != (written_address(first) or "").strip():
            continue
        if leads(page, link).kind not in ("page", "place", "mail", "phone"):
            continue
        if not _are_together(first, link):
            continue
        if not link_name(page, link) or not link_name(page, first) or telling.between(first, link):
            continue
        pictured = _is_picture(page, first) != _is_picture(page, link)
        case = "image" if pictured else None
        yield failed(link, case, text=link_name(page, link), address=written)


def _are_together(first: Element, second: Element) -> bool:
    """Whether two links stand in one small part of the page, and not one of them in a list below the
    other."""
    return _reaches(second, first) and _reaches(first, second)


def _reaches(link: Element, other: Element) -> bool:
    node = link.parent
    for _ in range(_LEVELS):
        if node is None:
            return False
        if node.contains(other):
            return True
        if node.local_name in _PARTS:
            return False
        node = node.parent
    return False


def _is_picture(page: Page, link: Element) -> bool:
    return not page.semantics.visible_text(link)


@check
def unseparated(page: Page, element: Element) -> Iterator[Verdict]:
    """Links on one line have something printed between them, or room, or a frame of their own.

    One finding a line, at its second link. Silent where styles that were not read may part them.
    """
    told: set[Element] = set()
    before: Element | None = None
    for link in links(page):
        first, before = before, link
        if first is None or link.parent is None or link.parent is not first.parent:
            continue
        if first.index + 1 != link.index or not _only_space_between(page, first, link):
            continue
        if not _is_text(page, first) or not _is_text(page, link):
            continue
        parted = _are_parted(page, first, link)
        if parted is False and link.parent not in told:
            told.add(link.parent)
            yield failed(link, first=link_name(page, first), text=link_name(page, link))
        elif parted is True:
            yield passed(link)


def _is_text(page: Page, link: Element) -> bool:
    return link.local_name == "a" and bool(page.semantics.visible_text(link))


def _only_space_between(page: Page, first: Element, second: Element) -> bool:
    """Whether nothing but white space stands between two elements that follow each other."""
    parent = second.parent
    assert parent is not None
    start, end = place_among_nodes(page, first) + 1, place_among_nodes(page, second)
    return all(
        isinstance(node, Text) and not node.data.strip() for node in parent.children[start:end]
    )


def _are_parted(page: Page, first: Element, second: Element) -> bool | None:
    """Whether anybody sees where one link ends and the next begins; None where it is not known."""
    rendered = page.rendered
    if rendered is not None:
        return _are_apart(rendered, first, second)
    # Padding and borders are not among the styles that are known of a source.
    return False if page.fact(_is_plain) else None


def _is_plain(page: Page) -> bool:
    """Whether a page has no styles of its own at all."""
    names = page.document.by_name
    if "style" in names or any("style" in element.attributes for element in page.document.elements):
        return False
    sheets = (link.attributes.get("rel", "").lower() for link in names.get("link", ()))
    return not any("stylesheet" in words.split() for words in sheets)


def _are_apart(rendered: RenderedFacts, first: Element, second: Element) -> bool | None:
    one, other = rendered.box(first), rendered.box(second)
    if one is None or other is None:
        return None
    if other.y >= one.rect.bottom or one.y >= other.rect.bottom:
        return True
    gap = other.x - one.rect.right
    return gap > _SPACE_WIDE or (gap < 0.0)
