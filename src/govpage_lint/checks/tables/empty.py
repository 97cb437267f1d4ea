"""Decides whether cells that should say something are empty."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import inner, is_written_later, start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import holds, is_data_table, is_header, is_table, table_of
from govpage_lint.checks.templates import is_templated
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_grid import Cell, Grid
from govpage_lint.semantics.unknown import UNKNOWN

_LARGE_SHARE: Final = 0.5
_LEAST_CELLS: Final = 4
_WEEK: Final = 7


@check
def header_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """A header cell says something.

    Cases: "corner" (of headers of rows and columns: a plain cell would do), "unheard" (it shows
    something, {inside}, that has no name), "written-later".
    """
    semantics = page.semantics
    if not is_header(page, element) or not semantics.presumed_exposed(element):
        return
    table = table_of(element) if element.local_name in ("td", "th") else None
    if table is not None and not is_table(page, table):
        return
    if table is None and "role" not in element.attributes:
        return
    if semantics.contents.heard(element) or semantics.name(element) != "":
        if semantics.name(element) is not UNKNOWN:
            yield passed(element)
    elif is_written_later(page, element) or is_templated(page, element):
        yield cant_tell(element, "written-later")
    else:
        yield from _empty(page, element, table)


def _empty(page: Page, element: Element, table: Element | None) -> Iterator[Verdict]:
    if page.semantics.contents.seen(element):
        yield failed(element, "unheard", inside=_shown(element))
        return
    if table is not None:
        grid = page.semantics.tables.grid(table)
        cell = grid.by_element.get(element)
        if cell is not None and cell.y == 0 and cell.x == 0 and grid.height > 1:
            yield failed(element, "corner")
            return
        if cell is not None and _is_spacer(page, grid, cell):
            return
    yield failed(element)


def _shown(element: Element) -> str:
    """The first thing in a cell."""
    return start_tag(next(iter(inner(element)), element))


def _is_spacer(page: Page, grid: Grid, cell: Cell) -> bool:
    """Whether nothing stands below a header: the column is there for its width."""
    column = (other for y in range(cell.bottom, grid.height) for other in grid.at(cell.x, y))
    return not any(holds(page, other.element) for other in column)


@check
def cells_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """Cells of data are not empty: nobody knows what that means. Once a table.

    Case "many": half of them or more.
    """
    if not is_data_table(page, element) or is_templated(page, element):
        return
    grid = page.semantics.tables.grid(element)
    cells = [cell for cell in grid.cells if not cell.header and not _is_corner(cell)]
    empty = [cell for cell in cells if not holds(page, cell.element)]
    if len(cells) < _LEAST_CELLS:
        return
    if not empty:
        yield passed(element)
        return
    if _is_calendar(grid, empty):
        return
    case = "many" if len(empty) >= _LARGE_SHARE * len(cells) else None
    yield failed(element, case, count=len(empty), all=len(cells))


def _is_corner(cell: Cell) -> bool:
    return cell.x == 0 and cell.y == 0


def _is_calendar(grid: Grid, empty: list[Cell]) -> bool:
    """Whether the empty cells are the days before and after a month, in rows of seven days."""
    if grid.width != _WEEK:
        return False
    first = min((cell.y for cell in grid.cells if not cell.header), default=0)
    return all(cell.y == first or cell.y >= grid.height - 2 for cell in empty)
