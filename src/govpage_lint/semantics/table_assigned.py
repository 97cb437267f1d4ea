"""Decides which header cells head a cell: "assigning header cells" of the HTML standard (4.9.12.2).

The standard looks for each cell what stands to its left and above. Here each row and each column is
walked once, and remembers what a cell that comes next would find: see ``_Line``. A header cell is
written down once as the header of something, so that all costs what the grid has of slots.
"""

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass, field
from govpage_lint.semantics.table_grid import Cell, Columns, Grid

_STEPS: Final = 200_000
_STEPS_A_CELL: Final = 60
_SPACE: Final = " \t\n\f\r"


@dataclass(slots=True)
class Assigned:
    """What heads what in a table.

    ``heading`` has the header cells that are assigned to a cell which counts, ``headed`` the cells
    that some header is assigned to, ``columns`` and ``rows`` the header cells that are column or
    row headers. ``over_data`` has those in whose columns there are data cells, ``beside_data`` those
    in whose rows there are. ``complete`` is false where spans were too many to walk them all.
    """

    heading: set[Cell] = field(default_factory=set)
    headed: set[Cell] = field(default_factory=set)
    columns: set[Cell] = field(default_factory=set)
    rows: set[Cell] = field(default_factory=set)
    over_data: set[Cell] = field(default_factory=set)
    beside_data: set[Cell] = field(default_factory=set)
    complete: bool = True


def assign(grid: Grid, counts: Callable[[Element], bool]) -> Assigned:
    """The header cells of a grid and what they head. ``counts`` says which elements are cells, for
    whom it is asked what they head: to be the header of anything else is to head nothing."""
    found = Assigned(complete=grid.complete)
    work = _Work(grid, counts, found)
    if grid.complete:
        work.kinds()
        try:
            work.walk()
            work.groups()
        except _TooMuch:
            found.complete = False
        work.referred()
    return found


def is_empty(element: Element) -> bool:
    """Whether a cell is an "empty cell": no elements in it, and no text but white space."""
    return not element.element_children and not element.text.strip(_SPACE)


class _TooMuch(Exception):
    """A table whose spans claim so much that walking them would take too long."""


@dataclass(slots=True)
class _Group:
    """The headers of one place and size in the last block that has such: those that can head
    (``count``), and those among them that nothing was written down for yet."""

    block: int
    count: int = 0
    last: Cell | None = None
    fresh: list[Cell] = field(default_factory=list)


class _Line:
    """What a cell that comes next in a row or column finds behind it.

    The standard walks back from a cell: headers next to each other are a block; behind a data cell
    a header is hidden by one of a nearer block that begins at the same edge and is as large. So
    what counts is, for each edge and size, the last block that has such headers.
    """

    __slots__ = ("_block", "_groups", "_open")

    def __init__(self) -> None:
        self._groups: dict[tuple[int, int], _Group] = {}
        self._block = 0
        self._open = False

    @property
    def cost(self) -> int:
        """How many steps it takes to ask."""
        return 1 + len(self._groups)

    def pass_header(self, cell: Cell, key: tuple[int, int], *, heads: bool) -> None:
        """A slot of a header cell; ``heads`` where it can head in this direction."""
        if not self._open:
            self._open = True
            self._block += 1
        group = self._groups.get(key)
        if group is None or group.block != self._block:
            group = self._groups[key] = _Group(self._block)
        if heads and group.last is not cell:
            group.count += 1
            group.last = cell
            group.fresh.append(cell)

    def pass_data(self) -> None:
        """A slot of a data cell."""
        self._open = False

    def found_by(self, cell: Cell, key: tuple[int, int]) -> Iterator[_Group]:
        """The headers that a cell finds that comes next."""
        for known, group in self._groups.items():
            # A header cell is itself of the block that it begins or goes on with.
            hidden = cell.header and known == key
            if hidden and not (self._open and group.block == self._block):
                continue
            if group.count:
                yield group


class _Work:
    """One table on its way from grid to headers."""

    def __init__(self, grid: Grid, counts: Callable[[Element], bool], found: Assigned) -> None:
        self._grid = grid
        self._counts = counts
        self._found = found
        self._columns = Columns(grid)
        self._left = _STEPS + _STEPS_A_CELL * len(grid.cells)
        self._empty: set[Cell] = {c for c in grid.cells if c.header and is_empty(c.element)}

    def _spend(self, steps: int) -> None:
        self._left -= steps
        if self._left < 0:
            raise _TooMuch

    # -- what kind of header a cell is -------------------------------------------------------------

    def kinds(self) -> None:
        """Which header cells are column headers, which row headers."""
        grid, found = self._grid, self._found
        data_rows = bytearray(grid.height)
        begins = [0] * (self._columns.count + 1)
        for cell in grid.cells:
            if not cell.header:
                first, last = self._columns.of[cell]
                begins[first] += 1
                begins[last] -= 1
        for y, cells in enumerate(grid.covering):
            data_rows[y] = any(not cell.header for cell in cells)
        above = [0, *accumulate(data_rows)]
        left = [0, *accumulate(depth > 0 for depth in accumulate(begins))]
        for cell in grid.cells:
            if not cell.header:
                continue
            first, last = self._columns.of[cell]
            if above[cell.y] != above[cell.bottom]:
                found.beside_data.add(cell)
            if left[first] != left[last]:
                found.over_data.add(cell)
            if cell.scope == "col" or (not cell.scope and cell not in found.beside_data):
                found.columns.add(cell)
            elif cell.scope == "row" or (not cell.scope and cell not in found.over_data):
                found.rows.add(cell)

    # -- rows and columns --------------------------------------------------------------------------

    def walk(self) -> None:
        """What each cell finds above it and to its left."""
        lines: dict[int, _Line] = {}
        for y, cells in enumerate(self._grid.covering):
            row = _Line()
            slots = self._slots(cells)
            for place in sorted(slots):
                here = slots[place]
                for cell in here:
                    if self._columns.of[cell][0] == place:
                        self._ask(row, cell, (cell.y, cell.height))
                    if cell.y == y and place in lines:
                        self._ask(lines[place], cell, (cell.x, cell.width))
                if len(here) == 1:
                    self._pass(row, here[0], (here[0].y, here[0].height), self._found.rows)
                    line = lines.get(place)
                    if line is None and here[0].header:
                        line = lines[place] = _Line()
                    if line is not None:
                        key = (here[0].x, here[0].width)
                        self._pass(line, here[0], key, self._found.columns)

    def _slots(self, cells: list[Cell]) -> dict[int, list[Cell]]:
        slots: dict[int, list[Cell]] = {}
        for cell in cells:
            first, last = self._columns.of[cell]
            self._spend(last - first)
            for place in range(first, last):
                slots.setdefault(place, []).append(cell)
        return slots

    def _pass(self, line: _Line, cell: Cell, key: tuple[int, int], heads: set[Cell]) -> None:
        if cell.header:
            line.pass_header(cell, key, heads=cell in heads and cell not in self._empty)
        else:
            line.pass_data()

    def _ask(self, line: _Line, cell: Cell, key: tuple[int, int]) -> None:
        if "headers" in cell.element.attributes:
            return
        self._spend(line.cost)
        for group in line.found_by(cell, key):
            self._found.headed.add(cell)
            if group.fresh and self._counts(cell.element):
                self._found.heading.update(group.fresh)
                group.fresh.clear()

    # -- row groups and column groups --------------------------------------------------------------

    def groups(self) -> None:
        """The headers of whole row groups and column groups."""
        for wide, group_of in (("rowgroup", _section_of), ("colgroup", self._column_group_of)):
            heads: dict[int, list[Cell]] = {}
            for cell in self._grid.cells:
                group = group_of(cell) if cell.scope == wide else None
                if group is not None and cell not in self._empty:
                    heads.setdefault(group, []).append(cell)
            for cell in self._grid.cells if heads else ():
                group = group_of(cell)
                if group in heads and "headers" not in cell.element.attributes:
                    self._below(cell, heads[group])

    def _below(self, cell: Cell, heads: list[Cell]) -> None:
        self._spend(len(heads))
        over = [h for h in heads if h is not cell and h.x < cell.right and h.y < cell.bottom]
        if over:
            self._found.headed.add(cell)
            if self._counts(cell.element):
                self._found.heading.update(over)

    def _column_group_of(self, cell: Cell) -> int | None:
        for number, (start, end) in enumerate(self._grid.column_groups):
            self._spend(1)
            if start <= cell.x < end:
                return number
        return None

    # -- the attribute headers ---------------------------------------------------------------------

    def referred(self) -> None:
        """What the cells with an attribute ``headers`` name in it."""
        by_id, cells = self._grid.table.document.by_id, self._grid.by_element
        for cell in self._grid.cells:
            for identifier in cell.element.attributes.get("headers", "").split():
                named = by_id.get(identifier)
                other = cells.get(named[0]) if named else None
                if other is not None and other is not cell and not is_empty(other.element):
                    self._found.headed.add(cell)
                    if self._counts(cell.element):
                        self._found.heading.add(other)


def _section_of(cell: Cell) -> int | None:
    return cell.section
