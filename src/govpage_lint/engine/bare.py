"""Decides which tables of a page have headings and no cells yet that these could be for."""

from __future__ import annotations

from itertools import islice
from typing import Final

from govpage_lint.document.tree import Document, Element

# What is wrong with the headings of a table as soon as it has a row of data.
OF_HEADINGS: Final = frozenset(("table-scope-missing",))
# A cell stands in a row, which stands in a section of its table.
_FARTHEST: Final = 4


def bare_tables(document: Document) -> frozenset[int]:
    """Where in the source such tables begin."""
    headed = _tables_of(document, "th")
    return frozenset(headed - _tables_of(document, "td")) if headed else frozenset()


def _tables_of(document: Document, name: str) -> set[int]:
    """Where the tables begin that have cells of a name."""
    found: set[int] = set()
    for cell in document.by_name.get(name, ()):
        table = _table_of(cell) if cell.span is not None else None
        if table is not None and table.span is not None:
            found.add(table.span[0])
    return found


def _table_of(cell: Element) -> Element | None:
    around = islice(cell.ancestors, _FARTHEST)
    return next((one for one in around if one.local_name == "table"), None)
