"""Decides ids: one that an element has or gets, and ids that no other element has."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import Edits, Refused, set_attribute, start_tag

_NAME: Final = regex(r"#([\w-]+)")


def with_id(page: Page, element: Element, wish: str) -> tuple[str, Edits]:
    """The id of an element, and the edits that give it one where it has none.

    ``wish`` is taken where nothing on the page uses it. Raises Refused where its own is not one
    that refers to it alone.
    """
    own = element.attributes.get("id")
    if own is not None:
        if not own.strip() or own.split() != [own] or len(page.document.by_id.get(own, ())) != 1:
            raise Refused
        return own, ()
    start_tag(element)
    identifier = free_id(page, wish)
    return identifier, set_attribute(element, "id", identifier)


def _spoken_of(page: Page) -> frozenset[str]:
    """Names that stand behind a # somewhere on the page: in addresses, styles and scripts."""
    return frozenset(_NAME.findall(page.document.source.text))


def free_id(page: Page, wish: str, taken: Iterable[str] = ()) -> str:
    """An id that nothing on the page has or mentions, as near to a wish as may be."""
    used = frozenset(taken)
    spoken = page.fact(_spoken_of)
    base = "-".join(wish.split()) or "id"
    for identifier in (base, *(f"{base}-{number}" for number in range(2, 50))):
        # Scripts and styles of the page may have plans for one that they speak of.
        if not any(identifier in known for known in (used, page.document.by_id, spoken)):
            return identifier
    return next(
        identifier
        for number in count(50)
        if (identifier := f"{base}-{number}") not in used and identifier not in page.document.by_id
    )
