"""Decides whether header cells say what they head: whether ``scope`` is there, and what it says."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import (
    header_cells,
    is_data_table,
    is_header,
    text_of,
)
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_assigned import Assigned
from govpage_lint.semantics.table_grid import Cell, Grid
from govpage_lint.spelling import get_close_matches

_VALUES: Final = ("col", "row", "colgroup", "rowgroup")
_MEANT: Final = {"cols": "col", "rows": "row", "column": "col", "columns": "col", "colum": "col"}


@check
def scope_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """``scope`` has one of its four values and stands on a header cell. Asked of tables and of scopes.

    Cases: the rule's own (a wrong value), "typo" (near to {near}), "empty", "td" (on {count} data
    cells, told of their table), "elsewhere" (on something that is no cell).
    """
    if page.semantics.programmatically_hidden(element):
        return
    if element.local_name == "table":
        yield from _scoped_data(page, element)
    if "scope" not in element.attributes:
        return
    target = AttributeOf(element, "scope")
    value = element.attributes["scope"].strip().lower()
    if is_template(value):
        return
    if element.local_name not in ("td", "th"):
        # Components have a "scope" of their own.
        if element.local_name in ("table", "thead", "tbody", "tr", "col", "colgroup"):
            yield failed(target, "elsewhere")
    elif not value:
        yield failed(target, "empty")
    elif value not in _VALUES:
        near = _MEANT.get(value) or next(iter(get_close_matches(value[:20], _VALUES, 1)), None)
        yield failed(target, "typo", near=near) if near else failed(target)
    elif is_header(page, element):
        yield passed(element)


def _scoped_data(page: Page, table: Element) -> Iterator[Verdict]:
    """The data cells of a table that have a scope."""
    scoped = [
        cell
        for cell in page.semantics.tables.grid(table).cells
        if cell.element.attributes.get("scope", "").strip().lower() in _VALUES
        and not is_header(page, cell.element)
    ]
    if scoped:
        yield failed(table, "td", text=text_of(page, scoped[0].element), count=len(scoped))


@check
def scope_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """A header cell says "col" where there is data in its column, and "row" where there is in its row.

    Told once a table, of the first header that says the contrary. Cases: "row-as-column",
    "column-as-row".
    """
    if not is_data_table(page, element):
        return
    facts = page.semantics.tables
    grid, assigned = facts.grid(element), facts.assigned(element)
    scoped = [cell for cell in header_cells(page, grid) if cell.scope in ("row", "col")]
    wrong = [cell for cell in scoped if cell.width < grid.width and is_wrong(assigned, cell)]
    if wrong:
        first = wrong[0]
        case = "row-as-column" if first.scope == "col" else "column-as-row"
        text = text_of(page, first.element)
        yield failed(AttributeOf(first.element, "scope"), case, text=text, count=len(wrong))
    elif scoped:
        yield passed(element)


def is_wrong(assigned: Assigned, cell: Cell) -> bool:
    """Whether a header with the scope "col" has its data in its row, or one with "row" in its column."""
    over, beside = cell in assigned.over_data, cell in assigned.beside_data
    return (beside and not over) if cell.scope == "col" else (over and not beside)


@check
def scope_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """Header cells say by ``scope`` what they head, or cells name them in ``headers``.

    Told once a table. Cases: the rule's own (headers in one direction, which every browser tells by
    itself), "both" (headers of rows and of columns), "unclear" (by the HTML standard a header,
    {text}, is that of neither its row nor its column).
    """
    if not is_data_table(page, element):
        return
    facts = page.semantics.tables
    grid = facts.grid(element)
    headers = list(header_cells(page, grid))
    bare = [cell for cell in headers if not cell.element.attributes.get("scope", "").strip()]
    if not headers or not grid.complete or all(cell.header for cell in grid.cells):
        return
    if not bare or any("headers" in cell.element.attributes for cell in grid.cells):
        yield passed(element)
        return
    assigned = facts.assigned(element)
    unclear = next(
        (cell for cell in bare if cell not in assigned.columns and cell not in assigned.rows), None
    )
    values = {"count": str(len(bare)), "all": str(len(headers))}
    if unclear is not None:
        yield failed(element, "unclear", text=text_of(page, unclear.element), **values)
    elif any(cell.y > 0 and _leads_data(grid, cell) for cell in bare) and any(
        cell.y == 0 for cell in headers
    ):
        yield failed(element, "both", **values)
    else:
        yield failed(element, **values)


def _leads_data(grid: Grid, cell: Cell) -> bool:
    """Whether a header stands in a row with data."""
    return any(not other.header for other in grid.covering[cell.y])
