"""Decides whether a table of data has headings, for its columns and for its rows."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import (
    has_headers,
    header_cells,
    holds,
    is_data_table,
    text_of,
)
from govpage_lint.checks.templates import is_templated
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_grid import Cell, Grid

_LARGE: Final = 3


@check
def headings_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A table of data has header cells.

    Cases: the rule's own (a caption, row groups or a summary make it a table of data), "row" and
    "column" (they look like headings, from {text} on, by {look}), "plain" (it has borders).
    """
    if not is_data_table(page, element):
        return
    facts = page.semantics.tables
    grid = facts.grid(element)
    if grid.height < 2 or grid.width < 2 or not grid.complete:
        return
    if has_headers(page, grid):
        yield passed(element)
        return
    if any(cell.element.attributes.get("scope") for cell in grid.cells):
        return  # What old HTML took for headings; the rule about scope tells it.
    looks = facts.looks(element)
    if looks.row or looks.column:
        first = _first_named(page, grid, by_row=bool(looks.row))
        values = {"text": text_of(page, first.element), "look": looks.row or looks.column or ""}
        yield failed(element, "row" if looks.row else "column", **values)
    elif facts.purpose(element).why == "border":
        yield failed(element, "plain", rows=grid.height, columns=grid.width)
    else:
        yield failed(element, rows=grid.height, columns=grid.width)


def _first_named(page: Page, grid: Grid, *, by_row: bool) -> Cell:
    line = grid.covering[0] if by_row else [cell for cell in grid.cells if cell.x == 0]
    return next((cell for cell in line if holds(page, cell.element)), line[0])


@check
def row_header_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """Where the columns of a table have headings, names of rows in the first column are headings too.

    Cases: the rule's own (they look like headings), "corner" (the first column has no heading
    itself, so that it can hold nothing else).
    """
    if not is_data_table(page, element):
        return
    grid = page.semantics.tables.grid(element)
    if grid.height < 3 or grid.width < 3 or not grid.complete:
        return
    headers = list(header_cells(page, grid))
    if (
        len(headers) < 2
        or any(cell.y > 0 for cell in headers)
        or grid.covering[0][0].header != (headers[0].x == 0)
    ):
        return
    column = [cell for cell in grid.cells if cell.x == 0 and cell.y > 0]
    texts = [page.semantics.visible_text(cell.element).casefold() for cell in column]
    if any(cell.header or cell.width > 1 for cell in column) or not all(texts):
        return
    if len(set(texts)) < len(texts):
        return
    case = "corner" if _is_corner_bare(headers) else None
    if case is None and page.semantics.tables.looks(element).column not in ("bold", "background"):
        yield passed(element)
    else:
        yield failed(element, case, text=text_of(page, column[0].element), count=len(column))


def _is_corner_bare(headers: list[Cell]) -> bool:
    """Whether the first column has no heading, where others have."""
    return all(cell.x > 0 for cell in headers)


@check
def cells_without_header(page: Page, element: Element) -> Iterator[Verdict]:
    """Each data cell of a larger table with headers has one. Once a table, of the first such cell."""
    if not is_data_table(page, element) or is_templated(page, element):
        return
    facts = page.semantics.tables
    grid, assigned = facts.grid(element), facts.assigned(element)
    headers = list(header_cells(page, grid))
    if not headers or not assigned.complete or grid.height < _LARGE or grid.width < _LARGE:
        return
    if any(
        not cell.scope and cell not in assigned.columns and cell not in assigned.rows
        for cell in headers
    ):
        return  # The rule about scope tells it.
    data = [
        c for c in grid.cells if not c.header and c.width < grid.width and holds(page, c.element)
    ]
    bare = [cell for cell in data if cell not in assigned.headed]
    if bare and _is_corner_bare(headers) and all(cell.x == 0 for cell in bare):
        return  # Names of rows, of which another rule tells.
    if not bare:
        yield passed(element)
    else:
        cell = bare[0].element
        yield failed(cell, text=text_of(page, cell), count=len(bare), all=len(data))
