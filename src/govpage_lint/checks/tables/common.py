"""Decides which tables and cells the checks of this package are about."""

from collections.abc import Iterable, Sequence
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.table_grid import Cell, Grid

TABLE_ROLES: Final = frozenset(("table", "grid", "treegrid"))
_LONGEST: Final = 200
_SIGNS = regex(r"[\W_]+")


def is_table(page: Page, element: Element) -> bool:
    """Whether an HTML ``table`` is one to assistive technology, as far as is known."""
    if element.local_name != "table" or not element.is_html:
        return False
    semantics = page.semantics
    return semantics.role(element) in TABLE_ROLES and semantics.presumed_exposed(element)


def is_data_table(page: Page, element: Element) -> bool:
    """Whether an HTML ``table`` that is one to assistive technology is known to hold data."""
    return element in page.fact(_data_tables)


def _data_tables(page: Page) -> frozenset[Element]:
    purpose = page.semantics.tables.purpose
    return frozenset(
        table
        for table in page.document.by_name.get("table", ())
        if is_table(page, table) and purpose(table).is_data
    )


def table_of(cell: Element) -> Element | None:
    """The ``table`` that a ``td`` or ``th`` is a cell of; None where it stands in no grid."""
    row = cell.parent
    if row is None or row.local_name != "tr" or row.parent is None:
        return None
    table = row.parent
    if table.local_name in ("thead", "tbody", "tfoot") and table.parent is not None:
        table = table.parent
    return table if table.local_name == "table" and table.is_html else None


def holds(page: Page, element: Element) -> bool:
    """Whether there is something in an element, to see or to hear."""
    contents = page.semantics.contents
    return contents.seen(element) or contents.heard(element)


def text_of(page: Page, element: Element) -> str:
    """What an element says, to quote it: cut where it is long."""
    text = page.semantics.text(element) or page.semantics.visible_text(element)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def header_cells(page: Page, grid: Grid) -> Sequence[Cell]:
    """The ``th`` of a table that hold something and whose author gave them no other role."""
    known = page.fact(_header_cells)
    found = known.get(grid.table)
    if found is None:
        found = known[grid.table] = tuple(
            cell
            for cell in grid.cells
            if cell.header and is_header(page, cell.element) and holds(page, cell.element)
        )
    return found


def _header_cells(page: Page) -> dict[Element, tuple[Cell, ...]]:
    """Those of the tables that were asked for, filled as they are met."""
    return {}


def is_header(page: Page, element: Element) -> bool:
    """Whether a cell is a header by its element, unless it has another role, or by its role."""
    roles = page.semantics.explicit_roles(element)
    if roles:
        return page.semantics.role(element) in ("columnheader", "rowheader")
    return element.local_name == "th"


def has_headers(page: Page, grid: Grid) -> bool:
    """Whether any cell of a table is a header, empty or not."""
    return any(is_header(page, cell.element) for cell in grid.cells)


def caption_of(table: Element) -> Element | None:
    """The caption of a table: the first one in it."""
    return next((e for e in table.element_children if e.local_name == "caption"), None)


def same_text(text: str) -> str:
    """A text as it counts for comparing: letters and digits alone, in one case."""
    return _SIGNS.sub("", text.casefold())


def count(things: Iterable[object]) -> int:
    """How many there are."""
    return sum(1 for _ in things)
