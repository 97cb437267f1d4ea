"""Decides whether the attributes in the tags of a page are written so that all of them count."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.markup.tags import written_tags
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import SourceRange, Verdict, check, failed
from govpage_lint.document.tree import Element, ParseError

_QUOTES: Final = "\"'<`"
_IN_NAME: Final = "invalid-character-in-attribute-name"
_IN_VALUE: Final = "unexpected-character-in-unquoted-attribute-value"
_AFTER_VALUE: Final = "unexpected-character-after-attribute-value"


def _tag_at(page: Page, offset: int) -> Element | None:
    """The element whose start tag an offset stands in."""
    starts, elements = page.fact(written_tags)
    place = bisect_right(starts, offset - 1) - 1
    if place < 0:
        return None
    span = elements[place].span
    return elements[place] if span is not None and offset <= span[1] else None


def _tags_with(page: Page, codes: tuple[str, ...]) -> Iterator[tuple[Element, ParseError]]:
    """The tags that a parser complained of, each once; not those that a template writes."""
    seen: set[Element] = set()
    for error in page.document.errors:
        tag = _tag_at(page, error.offset) if error.code in codes else None
        if (
            tag is None
            or tag in seen
            or is_template(page.document.source.slice(tag.span or (0, 0)))
        ):
            continue
        sign = page.document.source.text[error.offset - 1 : error.offset]
        if error.code in (_IN_NAME, _IN_VALUE) and sign not in tuple(_QUOTES):
            continue
        seen.add(tag)
        yield tag, error


@check
def attribute_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """No tag has an attribute twice: the second one is lost. Case "same" where both have one value."""
    for tag, _ in _tags_with(page, ("duplicate-attribute",)):
        for attribute in tag.source_attributes:
            first = tag.source_attribute(attribute.name) if attribute.duplicate else None
            if first is not None:
                case = "same" if first.value == attribute.value else None
                yield failed(SourceRange(tag, attribute.span), case, attr=attribute.name)


@check
def attribute_broken(page: Page, element: Element) -> Iterator[Verdict]:
    """The quotation marks in a tag make pairs, and attributes stand apart.

    Cases: "quote", "space", "unfinished" (the next tag begins in it).
    """
    text = page.document.source.text
    for tag, error in _tags_with(page, (_IN_NAME, _IN_VALUE, _AFTER_VALUE)):
        place = error.offset if error.code == _AFTER_VALUE else error.offset - 1
        sign = text[place : place + 1]
        yield failed(tag, "unfinished" if sign == "<" else "quote" if sign in _QUOTES else "space")
