"""Decides whether tables lay out a page, and whether they then pretend to hold data, or the contrary."""

from collections.abc import Iterator

from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import (
    TABLE_ROLES,
    caption_of,
    count,
    holds,
    is_table,
    text_of,
)
from govpage_lint.checks.verdict import AttributeOf, Target, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_grid import Grid, rows_of


@check
def for_layout(page: Page, element: Element) -> Iterator[Verdict]:
    """A table is not there to put things beside each other. Of tables in tables the outermost is told.

    Cases: the rule's own (one row or column, or blocks in its cells), "cell" (a single one),
    "nested" (it holds {count} tables), "skeleton" (the whole page stands in it).
    """
    if not is_table(page, element) or not holds(page, element):
        return
    purpose = page.semantics.tables.purpose(element)
    if not purpose.is_layout:
        if purpose.is_data:
            yield passed(element)
        return
    outer = element.parent.closest("table") if element.parent is not None else None
    if outer is not None and page.semantics.tables.purpose(outer).is_layout:
        return
    case = purpose.why if purpose.why in ("cell", "nested", "skeleton") else None
    inner = count(e for e in element.descendants if e.local_name == "table")
    yield failed(element, case, count=inner)


@check
def layout_structure(page: Page, element: Element) -> Iterator[Verdict]:
    """A table that is marked as layout, or can be nothing else, has no parts of a table of data.

    Told of the first such part. Where it holds data, another rule tells. Case "sure": nothing marks
    it as layout, but it is one cell or holds the page.
    """
    if element.local_name != "table" or not page.semantics.presumed_exposed(element):
        return
    purpose = page.semantics.tables.purpose(element)
    if not purpose.is_layout or _is_data_in_disguise(page, element):
        return
    part = _data_part(page, element)
    if part is None:
        if purpose.why == "role":
            yield passed(element)
    elif purpose.why == "role":
        yield failed(part[0], part=part[1])
    elif purpose.why in ("cell", "skeleton"):
        yield failed(part[0], "sure", part=part[1])


def _data_part(page: Page, table: Element) -> tuple[Target, str] | None:
    """The first thing in a table that only tables of data have, and how it is written."""
    caption = caption_of(table)
    if caption is not None:
        return caption, start_tag(caption)
    if table.attributes.get("summary", "").strip():
        return AttributeOf(table, "summary"), "summary"
    for row in rows_of(table):
        section = row.parent
        if section is not None and section.local_name in ("thead", "tfoot"):
            return section, start_tag(section)
        for cell in row.element_children:
            if cell.local_name == "th":
                return cell, start_tag(cell)
            for name in ("scope", "headers"):
                if cell.attributes.get(name):
                    return AttributeOf(cell, name), name
    return None


@check
def data_presentational(page: Page, element: Element) -> Iterator[Verdict]:
    """A table of data is not made presentational."""
    if element.local_name != "table" or page.semantics.role(element) in TABLE_ROLES:
        return
    if page.semantics.tables.purpose(element).why != "role":
        return
    if page.semantics.programmatically_hidden(element):
        return
    if _is_data_in_disguise(page, element):
        grid = page.semantics.tables.grid(element)
        first = next(cell for cell in grid.cells if cell.header and holds(page, cell.element))
        yield failed(AttributeOf(element, "role"), text=text_of(page, first.element))
    else:
        yield passed(element)


def _is_data_in_disguise(page: Page, table: Element) -> bool:
    """Whether a table has a row or column of headers over plain cells, whatever its role is."""
    grid = page.semantics.tables.grid(table)
    if grid.height < 2 or grid.width < 2 or not grid.complete:
        return False
    return _is_header_line(page, grid, row=True) or _is_header_line(page, grid, row=False)


def _is_header_line(page: Page, grid: Grid, *, row: bool) -> bool:
    line = grid.covering[0] if row else [cell for cell in grid.cells if cell.x == 0]
    named = [cell for cell in line if holds(page, cell.element)]
    if len(named) < 2 or not all(cell.header for cell in named):
        return False
    rest = [cell for cell in grid.cells if (cell.y if row else cell.x) > 0]
    return any(not cell.header and holds(page, cell.element) for cell in rest)


@check
def nested(page: Page, element: Element) -> Iterator[Verdict]:
    """A table stands in no cell of a table of data.

    Cases: "header" (it stands in a header cell), "data"; of tables in layout other rules tell.
    """
    if not is_table(page, element) or element.parent is None:
        return
    cell = element.parent.closest("td", "th")
    outer = cell.closest("table") if cell is not None else None
    if cell is None or outer is None or not is_table(page, outer):
        return
    if cell.local_name == "th":
        yield failed(element, "header", text=text_of(page, cell))
    elif page.semantics.tables.purpose(outer).is_data:
        yield failed(element, "data")
