"""Decides whether elements stand where HTML lets them stand, so that browsers leave them there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.markup.tags import around
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import SourceRange, Target, Verdict, check, failed
from govpage_lint.document.tree import Element

_MOVED: Final = "unexpected-start-tag-implies-table-voodoo"
_DROPPED: Final = ("unexpected-start-tag-ignored", "unexpected-start-tag-in-select")
# Moved or not, nobody sees them.
_UNSEEN: Final = frozenset(
    ("form", "input", "script", "style", "template", "noscript", "link", "meta")
)


@check
def misplaced(page: Page, element: Element) -> Iterator[Verdict]:
    """Nothing stands where browsers do not leave it.

    Cases: "moved" (content of a table that is in no cell comes before the table), "dropped",
    "second" (another ``<html>`` or ``<body>``).
    """
    document = page.document
    for whole, spans in document.merged_tags.items():
        yield from (failed(SourceRange(whole, span), "second") for span in spans)
    starts = None
    for error in document.errors:
        name = str(error.data.get("name", ""))
        if name in _UNSEEN or (error.code != _MOVED and error.code not in _DROPPED):
            continue
        if starts is None:
            starts = {e.span[0]: e for e in document.elements if e.span is not None}
        end = document.source.text.find(">", error.offset) + 1 or len(document.source.text)
        place = (error.offset, end)
        found = starts.get(error.offset)
        target: Target = found or SourceRange(around(page, error.offset), place)
        yield failed(target, "moved" if error.code == _MOVED else "dropped", start=f"<{name}>")
