"""Decides whether header cells head anything, and whether data cells have a header."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_written_later
from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import text_of
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_aria import HEADERS
from govpage_lint.semantics.table_assigned import Assigned
from govpage_lint.semantics.table_grid import Cell, Grid

# The rule is about these alone, and not about tree grids.
_ROLES: Final = frozenset(("table", "grid"))
# A table with more of them has one fault, not so many.
_MOST: Final = 100


@check
def header_without_cells(page: Page, element: Element) -> Iterator[Verdict]:
    """Each header cell is the header of a cell (ACT d0f69e), in HTML tables and those made with roles.

    Cases: the rule's own, "only-headers" (told of the table: it has no other cells),
    "written-later" and "spans" (cannot be told).
    """
    semantics = page.semantics
    if semantics.role(element) not in _ROLES or not semantics.presumed_exposed(element):
        return
    if element.local_name == "table" and element.is_html:
        yield from _in_html(page, element)
    elif "role" in element.attributes:
        yield from _in_roles(page, element)


def _in_html(page: Page, table: Element) -> Iterator[Verdict]:
    facts = page.semantics.tables
    grid, assigned = facts.grid(table), facts.assigned(table)
    idle = []
    for cell in grid.cells:
        if not _is_asked(page, cell.element) or not _is_header(cell, assigned):
            continue
        if cell in assigned.heading or _heads_by_role(page, table, cell.element):
            yield passed(cell.element)
        else:
            idle.append(cell)
    if idle:
        yield from _idle(page, grid, assigned, idle)


def _idle(page: Page, grid: Grid, assigned: Assigned, idle: list[Cell]) -> Iterator[Verdict]:
    """Verdicts about header cells that head nothing."""
    if not assigned.complete:
        yield cant_tell(grid.table, "spans")
    elif _is_filled_later(page, grid):
        yield cant_tell(grid.table, "written-later")
    elif len(idle) > 1 and all(cell.header for cell in grid.cells):
        yield failed(grid.table, "only-headers", count=len(idle))
    else:
        for cell in idle[:_MOST]:
            text = text_of(page, cell.element)
            # The standard wants a column group for it; browsers take it for the header of columns.
            if cell.scope != "colgroup" or not _is_over(grid, cell):
                yield failed(cell.element, text=text)


def _is_over(grid: Grid, header: Cell) -> bool:
    """Whether a cell stands below a header, in one of its columns."""
    return any(
        cell.y > header.y and cell.x < header.right and cell.right > header.x for cell in grid.cells
    )


def _is_header(cell: Cell, assigned: Assigned) -> bool:
    """Whether a cell is a header of a row, column or group: a ``th`` that is none has the role of a
    plain cell (HTML-AAM), unless its author says otherwise."""
    if "role" in cell.element.attributes:
        return True
    return cell.header and bool(cell.scope or cell in assigned.columns or cell in assigned.rows)


def _is_asked(page: Page, cell: Element) -> bool:
    """Whether a cell is a header that is seen and heard."""
    semantics = page.semantics
    if semantics.role(cell) not in HEADERS or not semantics.presumed_exposed(cell):
        return False
    return semantics.presumed_visible(cell) and semantics.contents.seen(cell)


def _heads_by_role(page: Page, table: Element, cell: Element) -> bool:
    """Whether a cell that has its role from its author heads something by the roles around it."""
    return "role" in cell.attributes and cell in page.semantics.tables.heading_by_role(table)


def _is_filled_later(page: Page, grid: Grid) -> bool:
    """Whether a script may add the rows: nothing but headers, and a place or a name for data."""
    if page.observer != "source" or not all(cell.header for cell in grid.cells):
        return False
    table = grid.table
    if any(
        section.start == section.end and section.element is not None for section in grid.sections
    ):
        return True
    marked = any(name == "id" or name.startswith("data-") for name in table.attributes)
    return marked or is_written_later(page, table)


def _in_roles(page: Page, table: Element) -> Iterator[Verdict]:
    grid = page.semantics.tables.role_grid(table)
    asked = [cell for cell in grid.cells if _is_asked(page, cell.element)]
    if not asked:
        return
    heading = page.semantics.tables.heading_by_role(table)
    for cell in asked:
        if cell.element in heading:
            yield passed(cell.element)
        elif not grid.sure:
            yield cant_tell(cell.element, "spans")
        elif page.observer == "source" and sum(map(bool, grid.rows)) < 2:
            yield cant_tell(table, "written-later")
            return
        else:
            yield failed(cell.element, text=text_of(page, cell.element))
