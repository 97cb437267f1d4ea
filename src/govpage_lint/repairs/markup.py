"""Decides how broken and obsolete markup is mended."""

from __future__ import annotations

from html import unescape
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import SourceRange, Verdict
from govpage_lint.document.attributes import SourceAttribute
from govpage_lint.repairs.edits import (
    Mended,
    Refused,
    element_of,
    remove_written,
    repair,
    set_attribute,
)

# What these say is a list of words: two make one.
_LISTS: Final = frozenset(("class", "rel", "headers", "aria-describedby", "aria-labelledby"))


@repair
def without_attribute(page: Page, verdict: Verdict) -> Mended:
    """Take the very attribute out that was found, which may be one that has no effect."""
    element = element_of(verdict.target)
    return Mended(remove_written(element, _found(verdict)))


def _found(verdict: Verdict) -> SourceAttribute:
    target = verdict.target
    if not isinstance(target, SourceRange):
        raise Refused
    for one in target.element.source_attributes:
        if one.span == target.span:
            return one
    raise Refused


@repair
def one_attribute(page: Page, verdict: Verdict) -> Mended:
    """Keep the attribute that has effect, with the words that the second one adds to a list."""
    element = element_of(verdict.target)
    second = _found(verdict)
    gone = remove_written(element, second)
    if second.name not in _LISTS or second.value is None:
        return Mended(gone)
    first = element.attributes.get(second.name, "").split()
    more = [word for word in unescape(second.value).split() if word not in first]
    if not more:
        return Mended(gone)
    joined = set_attribute(element, second.name, " ".join([*first, *more]))
    return Mended((*joined, *gone))
