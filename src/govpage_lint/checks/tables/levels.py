"""Decides whether headers on several levels say what they head."""

from collections.abc import Iterator

from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import header_cells, is_data_table, text_of
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_grid import Cell, Grid


@check
def headers_complex(page: Page, element: Element) -> Iterator[Verdict]:
    """Headers on several levels are tied to their cells, by ``scope`` of groups or by ``headers``.

    Told once a table. Cases: "columns" (a header over several columns with headers of their own,
    {text}), "rows" (rows that begin with two headers or more), "group" (``scope`` is there, and
    says that a header over several columns or rows is that of one).
    """
    if not is_data_table(page, element):
        return
    grid = page.semantics.tables.grid(element)
    if not grid.complete or _names_headers(grid):
        return
    headers = list(header_cells(page, grid))
    over = [cell for cell in headers if cell.width > 1 and _is_over_headers(grid, cell)]
    beside = [cell for cell in headers if _is_beside_header(grid, cell)]
    for case, cells, wide in (("columns", over, "colgroup"), ("rows", beside, "rowgroup")):
        if not cells:
            continue
        bare = [cell for cell in cells if not cell.scope]
        if bare:
            yield failed(element, case, text=text_of(page, bare[0].element), count=len(cells))
            return
        narrow = [c for c in cells if c.scope != wide and (c.width > 1 or c.height > 1)]
        if narrow:
            cell = narrow[0].element
            yield failed(cell, "group", text=text_of(page, cell), wide=wide)
            return
        yield passed(element)


def _names_headers(grid: Grid) -> bool:
    """Whether most data cells name their headers."""
    data = [cell for cell in grid.cells if not cell.header]
    named = sum("headers" in cell.element.attributes for cell in data)
    return bool(data) and named * 2 > len(data)


def _is_over_headers(grid: Grid, cell: Cell) -> bool:
    """Whether a header stands in a row of headers and has two or more right below it."""
    if cell.bottom >= grid.height or any(not c.header for c in grid.covering[cell.y]):
        return False
    below = [c for c in grid.anchored(cell.bottom) if cell.x <= c.x < cell.right]
    return len(below) > 1 and all(c.header for c in below)


def _is_beside_header(grid: Grid, cell: Cell) -> bool:
    """Whether a header is the first of a row of data that has a second one right after it."""
    if cell.x > 0:
        return False
    row = grid.covering[cell.y]
    after = [c for c in row if c.x == cell.right]
    return bool(after) and after[0].header and any(not c.header for c in row)
