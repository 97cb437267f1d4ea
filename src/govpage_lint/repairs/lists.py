"""Decides how lists are put together, and their items into them."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.lists.signs import read_sign
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import TextRange, Verdict
from govpage_lint.document.tree import Element, Text
from govpage_lint.findings import Edit
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    element_of,
    end_tag,
    remove_element,
    repair,
    replace_range,
    start_tag,
    whole_span,
)

_LISTS: Final = frozenset(("ul", "ol", "menu"))


@repair
def without_empty(page: Page, verdict: Verdict) -> Mended:
    """Take out the lists in which nothing is: this one, and those that are told with it."""
    edits: Edits = ()
    for element in sorted(
        (e for name in _LISTS for e in page.document.by_name.get(name, ())), key=lambda e: e.order
    ):
        if element.text_content.strip() or element.element_children or element.attributes:
            continue
        edits += remove_element(element)
    if not edits:
        edits = remove_element(element_of(verdict.target))
    return Mended(edits)


@repair
def into_item(page: Page, verdict: Verdict) -> Mended:
    """Move a list that stands between items into the item before it."""
    element = element_of(verdict.target)
    item = element.previous
    if item is None or item.local_name != "li" or _between(page, element):
        raise Refused
    _, end = whole_span(element)
    return Mended((Edit(*end_tag(item), ""), Edit(end, end, "</li>")))


def _between(page: Page, element: Element) -> bool:
    """Whether some text stands between an element and the element before it."""
    return element in page.fact(_behind_text)


def _behind_text(page: Page) -> set[Element]:
    """The elements that some text stands right before."""
    found: set[Element] = set()
    for parent in page.document.elements:
        before: object = None
        for node in parent.children:
            if isinstance(node, Element) and isinstance(before, Text) and before.data.strip():
                found.add(node)
            before = node
    return found


@repair
def joined(page: Page, verdict: Verdict) -> Mended:
    """Make one list of lists that follow each other and are alike."""
    first = element_of(verdict.target)
    edits: Edits = ()
    last = first
    for other in _following(first):
        if other.local_name != first.local_name or _between(page, other):
            break
        if other.attributes != first.attributes:
            break
        edits += (Edit(*end_tag(last), ""), Edit(*start_tag(other), ""))
        last = other
    return Mended(edits)


def _following(element: Element) -> list[Element]:
    parent = element.parent
    return [] if parent is None else parent.element_children[element.index + 1 :]


@repair
def without_signs(page: Page, verdict: Verdict) -> Mended:
    """Take out the signs that are typed before the items of a list that has its own."""
    target = verdict.target
    holder = element_of(target).closest("ul", "ol")
    if not isinstance(target, TextRange) or holder is None:
        raise Refused
    edits: Edits = ()
    for item in holder.element_children:
        text = next((t for t in item.texts if t.data.strip()), None)
        sign = read_sign(text.data) if text is not None else None
        if text is None or sign is None:
            continue
        end = sign.end
        while text.data[end : end + 1] in (" ", "\u00a0"):
            end += 1
        if text.data[end:].strip() or len(item.element_children):
            edits += replace_range(TextRange(text, sign.start, end), "")
    return Mended(edits)


@repair
def items_wrapped(page: Page, verdict: Verdict) -> Mended:
    """Put each element that stands in a list without an item into one."""
    parent = element_of(verdict.target).parent
    if parent is None or parent.local_name not in _LISTS:
        raise Refused
    edits: Edits = ()
    for child in parent.element_children:
        if child.local_name in ("li", "script", "template", "style", "br", "hr", *_LISTS):
            continue
        start, end = whole_span(child)
        edits += (Edit(start, start, "<li>"), Edit(end, end, "</li>"))
    return Mended(edits)


@repair
def list_around(page: Page, verdict: Verdict) -> Mended:
    """Put a list around items that follow each other without one."""
    first = element_of(verdict.target)
    parent = first.parent
    if parent is None or parent.local_name in _LISTS:
        raise Refused
    if (
        first.previous is not None
        and first.previous.local_name == "li"
        and not _between(page, first)
    ):
        raise Refused
    last = first
    for other in _following(first):
        if other.local_name != "li" or _between(page, other):
            break
        last = other
    start, _ = start_tag(first)
    _, end = whole_span(last)
    return Mended((Edit(start, start, "<ul>"), Edit(end, end, "</ul>")))
