"""Decides whether markup is there to make room: empty paragraphs, rows of breaks, spacer images."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_bound
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Comment, Element, Text
from govpage_lint.regexes import regex

_EMPTY_INSIDE: Final = frozenset(("br", "wbr", "b", "strong", "span", "font", "em", "i", "u"))
_MAX_INSIDE: Final = 20
_SPACER = regex(
    r"(?:^|[/_.-])(?:spacer|blank|clear|transparent|trans|1x1|dot_?clear|pixel)\.(?:gif|png)(?:[?#]|\Z)",
    re.IGNORECASE,
)
_ELSEWHERE = regex(r"(?:https?:)?//|data:", re.IGNORECASE)


@check
def empty_paragraph(page: Page, element: Element) -> Iterator[Verdict]:
    """A paragraph has something in it. Nothing is said of one that a script may fill."""
    if element.span is None or not page.semantics.presumed_exposed(element):
        return
    if element.attributes.keys() & {"id", "role", "aria-live"} or is_bound(page, element):
        return
    if _has_nothing(element):
        yield failed(element)
    else:
        yield passed(element)


def _has_nothing(element: Element) -> bool:
    for count, node in enumerate(element.nodes):
        if count > _MAX_INSIDE or isinstance(node, Comment):
            return False
        if isinstance(node, Text):
            if node.data.strip():
                return False
        elif node.local_name not in _EMPTY_INSIDE or "id" in node.attributes or node.classes:
            return False
    return True


@check
def breaks(page: Page, element: Element, *, least: int = 3) -> Iterator[Verdict]:
    """No ``least`` line breaks follow each other. One verdict a row, at its first break."""
    found = page.document.by_name.get("br", ())
    for parent in dict.fromkeys(each.parent for each in found):
        for first, count in _rows(parent) if parent is not None else ():
            if count >= least:
                yield failed(first, count=count)


def _rows(parent: Element) -> Iterator[tuple[Element, int]]:
    """The rows of breaks with nothing but white space between them: the first, and how many."""
    first: Element | None = None
    count = 0
    for node in parent.children:
        if isinstance(node, Element) and node.local_name == "br":
            first, count = first or node, count + 1
        elif not isinstance(node, Text) or node.data.strip():
            if first is not None:
                yield first, count
            first, count = None, 0
    if first is not None:
        yield first, count


@check
def spacer(page: Page, element: Element) -> Iterator[Verdict]:
    """An image is there to be seen, and not to keep other things apart."""
    address = element.attributes.get("src", "").strip()
    if not address or any(
        name.startswith("data-") and "src" in name for name in element.attributes
    ):
        return  # A script puts the picture in.
    if page.semantics.hidden_from_all(element) is not None:
        return
    tiny = _is_tiny(element)
    if tiny and _ELSEWHERE.match(address):
        return  # It counts visits.
    if tiny or _SPACER.search(address):
        yield failed(element)
    else:
        yield passed(element)


def _is_tiny(element: Element) -> bool:
    sizes = [element.attributes.get(name, "").strip() for name in ("width", "height")]
    return any(s.removesuffix("px") in ("0", "1") for s in sizes)
