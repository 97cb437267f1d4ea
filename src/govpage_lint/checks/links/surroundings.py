"""Decides whether what stands around a link says more than the link does."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from govpage_lint.checks.links.linked import link_name
from govpage_lint.checks.links.words import is_vague_name, language_at
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element, Node, Text
from govpage_lint.semantics import tables
from govpage_lint.semantics.link_context import LinkContext
from govpage_lint.semantics.unknown import UNKNOWN

_WORDY = re.compile(r"[^\W_]")
_NAMING = ("aria-label", "aria-labelledby", "title")
_MUTE = frozenset(("script", "style", "noscript", "template"))


@dataclass(frozen=True, slots=True)
class Telling:
    """How many texts and pictures that tell something come before the start and the end of each
    element, by its place: those of links that say nothing do not count."""

    starts: list[int]
    ends: list[int]

    def pieces(self, element: Element) -> int:
        """How many telling pieces an element holds."""
        return self.ends[element.order] - self.starts[element.order]

    def between(self, first: Element, second: Element) -> int:
        """How many telling pieces stand between two elements that follow each other."""
        return self.starts[second.order] - self.ends[first.order]


def says_more(page: Page, link: Element, context: LinkContext) -> bool:
    """Whether the context of a link holds anything that its name does not say.

    The body of a page is all of it, and no context of anything: of it only the line counts that the
    link stands in, with no block between.
    """
    telling = page.fact(telling_text)
    body = page.document.body
    for element in context.elements:
        own = telling.pieces(link) if element.contains(link) else 0
        if element is body or element is page.document.root:
            if _pieces_in_line(page, element, link) > own:
                return True
            continue
        if telling.pieces(element) > own:
            return True
        if any(element.attributes.get(name, "").strip() for name in _NAMING):
            return True
    return False


def _pieces_in_line(page: Page, body: Element, link: Element) -> int:
    """How many telling pieces stand in the line of a body that a link is in."""
    lines = page.fact(_lines_of_body)
    if lines.body is not body:
        return 0
    start, end = lines.around[bisect_right(lines.orders, link.order) - 1]
    return end - start


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines right in the body: where the pieces around each of its children begin and end."""

    body: Element | None
    orders: list[int]
    around: list[tuple[int, int]]


def _lines_of_body(page: Page) -> _Lines:
    body = page.document.body
    if body is None:
        return _Lines(None, [], [])
    telling = page.fact(telling_text)
    children = body.element_children
    blocks = [_is_block(page, child) for child in children]
    starts, begin = [], telling.starts[body.order]
    for child, block in zip(children, blocks, strict=True):
        starts.append(telling.starts[child.order] if block else begin)
        if block:
            begin = telling.ends[child.order]
    ends, end = [], telling.ends[body.order]
    for child, block in zip(reversed(children), reversed(blocks), strict=True):
        ends.append(telling.ends[child.order] if block else end)
        if block:
            end = telling.starts[child.order]
    around = list(zip(starts, reversed(ends), strict=True))
    return _Lines(body, [child.order for child in children], around)


def _is_block(page: Page, element: Element) -> bool:
    display = page.semantics.styles.value(element, "display")
    if display is UNKNOWN:
        return element.local_name in tables.html().block
    return not (display.startswith(("inline", "none", "contents", "ruby")))


def telling_text(page: Page) -> Telling:
    """Where on the page something is told, vague links left out."""
    size = len(page.document.elements)
    walk = _Walk(page, [0] * size, [0] * size)
    walk.run(page.document.root)
    return Telling(walk.starts, walk.ends)


@dataclass(slots=True)
class _Walk:
    page: Page
    starts: list[int]
    ends: list[int]
    pieces: int = 0
    # How many elements around the place say nothing, whatever they hold.
    silent: int = 0

    def run(self, root: Element) -> None:
        stack: list[tuple[Element, Iterator[Node], bool]] = [self._open(root)]
        while stack:
            element, nodes, silent = stack[-1]
            for node in nodes:
                if type(node) is Text:
                    if not self.silent and _WORDY.search(node.data) and self._is_read(element):
                        self.pieces += 1
                elif isinstance(node, Element):
                    stack.append(self._open(node))
                    break
            else:
                stack.pop()
                self.ends[element.order] = self.pieces
                self.silent -= silent

    def _open(self, element: Element) -> tuple[Element, Iterator[Node], bool]:
        self.starts[element.order] = self.pieces
        silent = self._is_vague_link(element)
        self.silent += silent
        if not self.silent and element.local_name in ("img", "input", "svg", "object", "iframe"):
            self.pieces += self._told_by_name(element)
        elif not self.silent and "-" in element.local_name and self.page.observer == "source":
            self.pieces += 1  # a component may tell anything
        return element, iter(element.children), silent

    def _is_vague_link(self, element: Element) -> bool:
        if element.local_name not in ("a", "area") and "role" not in element.attributes:
            return False
        name = link_name(self.page, element)
        return bool(name) and is_vague_name(self.page, name, language_at(self.page, element))

    def _is_read(self, parent: Element) -> bool:
        if parent.local_name in _MUTE:
            return False
        return self.page.semantics.hidden_by(parent) in (None, "presentational")

    def _told_by_name(self, element: Element) -> int:
        semantics = self.page.semantics
        if semantics.programmatically_hidden(element):
            return 0
        name = semantics.name(element)
        # What may still get a name tells something, for all we know.
        return 1 if not isinstance(name, str) or _WORDY.search(name) else 0
