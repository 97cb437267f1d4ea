"""Decides whether the rows of a table have as many columns as it has, and whether spans fit."""

from collections import Counter
from collections.abc import Iterator

from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import is_data_table, is_table, text_of
from govpage_lint.checks.templates import is_templated
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_grid import (
    MOST_COLUMNS,
    MOST_ROWS,
    Cell,
    Grid,
    written_span,
)


@check
def rows_uneven(page: Page, element: Element) -> Iterator[Verdict]:
    """All rows of a table of data have as many columns, spans counted.

    Told once a table, of the first row that differs from most: it has {has} columns, they {most}.
    """
    if not is_data_table(page, element):
        return
    grid = page.semantics.tables.grid(element)
    if not grid.complete or grid.overlaps or grid.width < 2 or is_templated(page, element):
        return
    lengths = {y: _length(cells) for y, cells in enumerate(grid.covering) if _counts(grid, y)}
    if len(lengths) < 2:
        return
    if len(set(lengths.values())) == 1:
        yield passed(element)
        return
    most = _usual(lengths)
    short = [y for y, length in lengths.items() if length != most]
    first = short[0]
    counted = {"count": str(len(short)), "all": str(len(lengths))}
    yield failed(grid.rows[first], has=lengths[first], most=most, **counted)


def _length(cells: list[Cell]) -> int:
    return sum(cell.width for cell in cells)


def _counts(grid: Grid, y: int) -> bool:
    """Whether a row says something about the columns: it has cells, and not one across them all."""
    cells = grid.covering[y]
    if not any(cell.y == y for cell in cells):
        return False
    return len(cells) > 1 or cells[0].width < _columns(grid)


def _columns(grid: Grid) -> int:
    """How many columns the rows with several cells have."""
    return max((_length(cells) for cells in grid.covering if len(cells) > 1), default=grid.width)


def _usual(lengths: dict[int, int]) -> int:
    """The length that most rows have; the larger one where as many have another."""
    counts = Counter(lengths.values())
    return max(counts, key=lambda length: (counts[length], length))


@check
def span_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """Spans are numbers, stay in the table and do not make cells overlap. Once a table and case.

    Cases: "overlap", "rowspan" (beyond the row group), "colspan" (beyond all other rows),
    "number" (none that HTML knows).
    """
    if not is_table(page, element):
        return
    grid = page.semantics.tables.grid(element)
    found: dict[str, Verdict] = {}
    if grid.overlaps:
        first = grid.overlaps[0].element
        found["overlap"] = failed(first, "overlap", text=text_of(page, first))
    templated = is_templated(page, element)
    columns = _columns(grid)
    for cell in grid.cells:
        for name, case in _faults(cell, columns):
            if case not in found and not (templated and case != "number"):
                target = AttributeOf(cell.element, name)
                found[case] = failed(target, case, rows=cell.height, columns=columns)
    yield from found.values() if found else (passed(element),)


def _faults(cell: Cell, columns: int) -> Iterator[tuple[str, str]]:
    attributes = cell.element.attributes
    for name, most in (("colspan", MOST_COLUMNS), ("rowspan", MOST_ROWS)):
        if name not in attributes:
            continue
        text = attributes[name].strip()
        number = written_span(text)
        if "{" in text or "<" in text:
            continue
        zero = name == "colspan" and not number
        if number is None or not text.isdigit() or number > most or zero:
            yield name, "number"
        elif name == "rowspan" and number and cell.excess:
            yield name, "rowspan"
        elif name == "colspan" and cell.right > columns > 1:
            yield name, "colspan"
