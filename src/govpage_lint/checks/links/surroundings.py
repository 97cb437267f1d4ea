"""Decides whether what stands around a link says more than the link does."""

from __future__ import annotations

from bisect import bisect_right

from govpage_lint.checks.links.linked import named_links
from govpage_lint.checks.links.words import is_vague_name, language_at
from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import written
from govpage_lint.document.numbers import Numbers, numbers, sums
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics import tables
from govpage_lint.semantics.link_context import LinkContext
from govpage_lint.semantics.unknown import UNKNOWN

_WORDY = regex(r"[^\W_]")
_NAMING = ("aria-label", "aria-labelledby", "title")
_MUTE = frozenset(("script", "style", "noscript", "template"))
_PICTURES = frozenset(("img", "input", "svg", "object", "iframe"))


@dataclass(frozen=True, slots=True)
class Telling:
    """How many texts and pictures that tell something come before the start and the end of each
    element, by its place: those of links that say nothing do not count."""

    starts: Numbers
    ends: Numbers

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
    elements, texts = page.document.elements, written(page)
    silent = _in_vague_links(page)
    components = page.observer == "source"
    itself = bytearray(len(elements))
    for one in elements:
        name = one.local_name
        if name in _PICTURES:
            itself[one.order] = not silent[one.order] and _is_told_by_name(page, one)
        elif components and "-" in name:
            # A component may tell anything.
            itself[one.order] = not silent[one.order]
    inside = sums(itself)
    told = texts.counts(_is_told(page, text, silent) for text in texts.texts)
    starts = numbers(told[texts.before[one.order]] + inside[one.order] for one in elements)
    ends = numbers(told[texts.until[one.order]] + inside[one.last + 1] for one in elements)
    return Telling(starts, ends)


def _in_vague_links(page: Page) -> bytearray:
    """1 for each element that is a link that says nothing, or stands in one."""
    silent = bytearray(len(page.document.elements))
    for one, name in named_links(page):
        if not silent[one.order] and is_vague_name(page, name, language_at(page, one)):
            silent[one.order : one.last + 1] = b"\x01" * (one.last + 1 - one.order)
    return silent


def _is_told(page: Page, text: Text, silent: bytearray) -> bool:
    """Whether a text tells something, to those who listen."""
    parent = text.parent
    if parent is None or silent[parent.order] or parent.local_name in _MUTE:
        return False
    if not _WORDY.search(text.data):
        return False
    return page.semantics.hidden_by(parent) in (None, "presentational")


def _is_told_by_name(page: Page, element: Element) -> bool:
    semantics = page.semantics
    if semantics.programmatically_hidden(element):
        return False
    name = semantics.name(element)
    # What may still get a name tells something, for all we know.
    return not isinstance(name, str) or _WORDY.search(name) is not None
