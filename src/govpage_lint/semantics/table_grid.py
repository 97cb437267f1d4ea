"""Decides where the cells of a table stand: "forming a table" of the HTML standard (4.9.12.1).

Columns that no cell begins or ends at are one: what a table costs grows with its cells, not with
what their spans claim. One thing is as browsers have it and not the standard: a cell ends with the
rows of its row group, however many it asks for, where the standard adds rows that have no cells.
"""

from collections.abc import Iterator
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass, field

MOST_COLUMNS: Final = 1000
MOST_ROWS: Final = 65534
_SECTIONS: Final = frozenset(("thead", "tbody", "tfoot"))
_SCOPES: Final = frozenset(("row", "col", "rowgroup", "colgroup"))
# A table may cover so many slots, and so many more for each of its cells.
_SLOTS: Final = 60_000
_SLOTS_A_CELL: Final = 24


@dataclass(slots=True, eq=False)
class Cell:
    """A cell: its slots are ``x`` to ``right`` and ``y`` to ``bottom``, the last two exclusive.

    ``scope`` is "row", "col", "rowgroup", "colgroup" or "" (auto), of header cells only.
    ``section`` is the number of the row group it is anchored in, None outside of all. ``excess`` is
    how many rows it asks for beyond its row group.
    """

    element: Element
    x: int
    y: int
    right: int
    bottom: int
    header: bool
    scope: str
    section: int | None
    excess: int = 0

    @property
    def width(self) -> int:
        """How many columns it covers."""
        return self.right - self.x

    @property
    def height(self) -> int:
        """How many rows it covers."""
        return self.bottom - self.y


@dataclass(frozen=True, slots=True)
class Section:
    """A row group, ``thead``, ``tbody`` or ``tfoot``, with its rows; or rows outside of any."""

    element: Element | None
    start: int
    end: int


@dataclass(slots=True)
class Grid:
    """The grid of one table. ``rows`` are its ``tr`` in the order of the grid, feet last.

    ``cells`` are in the order of the grid, ``covering`` those that cover each row, from left to
    right. ``declared`` is the number of columns that ``col`` and ``colgroup`` make, of which
    ``column_groups`` are first and last (exclusive); ``width`` counts those of the cells alone.
    ``overlaps`` has cells that cover a slot which another one has already. ``complete`` is false
    where the spans of the table claim so much that the rest was not formed.
    """

    table: Element
    rows: list[Element] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    covering: list[list[Cell]] = field(default_factory=list)
    column_groups: list[tuple[int, int]] = field(default_factory=list)
    overlaps: list[Cell] = field(default_factory=list)
    declared: int = 0
    width: int = 0
    complete: bool = True
    by_element: dict[Element, Cell] = field(default_factory=dict)

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self.rows)

    def at(self, x: int, y: int) -> list[Cell]:
        """The cells that cover a slot: one, unless there is a gap or an overlap."""
        return [cell for cell in self.covering[y] if cell.x <= x < cell.right]

    def anchored(self, y: int) -> list[Cell]:
        """The cells that begin in a row, from left to right."""
        return [cell for cell in self.covering[y] if cell.y == y]


def form_grid(table: Element) -> Grid:
    """The grid of an HTML ``table``."""
    grid = Grid(table)
    sections = list(_sections(table))
    asked = sum(len(row.element_children) for _, rows in sections for row in rows)
    forming = _Forming(grid, _SLOTS + _SLOTS_A_CELL * asked)
    forming.columns()
    for number, (section, rows) in enumerate(sections):
        grid.sections.append(Section(section, grid.height, grid.height + len(rows)))
        forming.section(rows, number if section is not None else None)
    grid.by_element = {cell.element: cell for cell in grid.cells}
    return grid


def rows_of(table: Element) -> list[Element]:
    """The rows of a ``table`` in the order of its grid."""
    return [row for _, rows in _sections(table) for row in rows]


def cells_of(row: Element) -> list[Element]:
    """The ``td`` and ``th`` of a ``tr``."""
    return [e for e in row.element_children if e.local_name in ("td", "th") and e.is_html]


def _sections(table: Element) -> Iterator[tuple[Element | None, list[Element]]]:
    """Row groups and runs of rows outside of them, feet last."""
    loose: list[Element] = []
    feet = []
    for child in table.element_children:
        if not child.is_html:
            continue
        if child.local_name == "tr":
            loose.append(child)
        elif child.local_name in _SECTIONS:
            if loose:
                yield None, loose
                loose = []
            if child.local_name == "tfoot":
                feet.append(child)
            else:
                yield child, _rows(child)
    if loose:
        yield None, loose
    for foot in feet:
        yield foot, _rows(foot)


def _rows(section: Element) -> list[Element]:
    return [e for e in section.element_children if e.local_name == "tr" and e.is_html]


class _Forming:
    """A grid in the making, row by row. ``left`` is how many slots it may still cover."""

    def __init__(self, grid: Grid, left: int) -> None:
        self._grid = grid
        self._left = left
        self._active: list[Cell] = []

    def columns(self) -> None:
        """The columns that ``colgroup`` and ``col`` declare."""
        grid = self._grid
        for child in grid.table.element_children:
            if child.local_name in _SECTIONS or child.local_name == "tr":
                break
            if child.local_name != "colgroup":
                continue
            start = grid.declared
            columns = [e for e in child.element_children if e.local_name == "col"]
            for column in columns or (child,):
                grid.declared += span_of(column, "span", MOST_COLUMNS)
            grid.column_groups.append((start, grid.declared))

    def section(self, rows: list[Element], number: int | None) -> None:
        """The rows of a row group: no cell of it reaches into the next."""
        grid = self._grid
        end = grid.height + len(rows)
        self._active = []
        for row in rows:
            y = grid.height
            grid.rows.append(row)
            fresh = self._row(row, y, end, number) if grid.complete else []
            covering = [*self._active, *fresh]
            covering.sort(key=_left_edge)
            grid.covering.append(covering)
            self._left -= len(covering)
            if self._left < 0:
                grid.complete = False
            self._active = [cell for cell in covering if cell.bottom > y + 1 and grid.complete]

    def _row(self, row: Element, y: int, end: int, number: int | None) -> list[Cell]:
        """The cells of a row, each in the first slots that are free."""
        fresh = []
        above, place = self._active, 0
        x = 0
        for element in cells_of(row):
            while place < len(above) and above[place].x <= x:
                x = max(x, above[place].right)
                place += 1
            cell = _cell(element, x, y, end, number)
            fresh.append(cell)
            x = cell.right
            if place < len(above) and above[place].x < x:
                self._grid.overlaps.append(cell)
        self._grid.cells += fresh
        if fresh:
            self._grid.width = max(self._grid.width, x)
        return fresh


def _left_edge(cell: Cell) -> tuple[int, int]:
    return cell.x, cell.y


def _cell(element: Element, x: int, y: int, end: int, section: int | None) -> Cell:
    attributes = element.attributes
    header = element.local_name == "th"
    scope = attributes.get("scope", "").lower() if header else ""
    width = span_of(element, "colspan", MOST_COLUMNS) if "colspan" in attributes else 1
    # Zero is as far down as the row group goes.
    height = span_of(element, "rowspan", MOST_ROWS, zero=end - y) if "rowspan" in attributes else 1
    bottom = min(end, y + height)
    scope = scope if scope in _SCOPES else ""
    return Cell(element, x, y, x + width, bottom, header, scope, section, y + height - bottom)


def span_of(element: Element, attribute: str, most: int, *, zero: int = 1) -> int:
    """A span as HTML parses it: 1 where it is no number, ``zero`` for 0, never above ``most``."""
    number = written_span(element.attributes.get(attribute, ""))
    if number is None:
        return 1
    return min(number, most) if number else zero


def written_span(text: str) -> int | None:
    """What "rules for parsing non-negative integers" make of a text; None for an error.

    Very long numbers are cut: they are beyond all limits anyway.
    """
    text = text.lstrip(" \t\n\f\r")
    negative = text[:1] == "-"
    if text[:1] in ("+", "-"):
        text = text[1:]
    digits = 0
    while digits < len(text) and digits < 9 and text[digits] in "0123456789":
        digits += 1
    if not digits:
        return None
    number = int(text[:digits])
    return None if negative and number else number


class Columns:
    """The columns of a grid with those made one that no cell parts: there are ``count`` of them.

    ``of`` has each cell's first and last (exclusive).
    """

    def __init__(self, grid: Grid) -> None:
        edges = {0}
        for cell in grid.cells:
            edges.add(cell.x)
            edges.add(cell.right)
        self.count = len(edges) - 1
        places = {edge: place for place, edge in enumerate(sorted(edges))}
        self.of = {cell: (places[cell.x], places[cell.right]) for cell in grid.cells}
