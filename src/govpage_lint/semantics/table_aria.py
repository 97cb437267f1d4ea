"""Decides where the cells of a table made with roles stand: rows and columns as ARIA 1.2 has them.

A cell stands in the next column of its row, or in that of ``aria-colindex``. What spans rows is not
looked at: where something does, nothing can be said of the columns beside it.
"""

from collections.abc import Callable, Iterator
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass, field

CELLS: Final = frozenset(("cell", "gridcell", "columnheader", "rowheader"))
HEADERS: Final = frozenset(("columnheader", "rowheader"))
_MOST: Final = 1000


@dataclass(frozen=True, slots=True)
class RoleCell:
    """A cell with its role, its row and its columns, the last exclusive."""

    element: Element
    role: str
    y: int
    x: int
    right: int


@dataclass(slots=True)
class RoleGrid:
    """The cells of a table by their rows. ``sure`` is false where something spans rows."""

    rows: list[list[RoleCell]] = field(default_factory=list)
    sure: bool = True

    @property
    def cells(self) -> Iterator[RoleCell]:
        """All cells, row by row."""
        return (cell for row in self.rows for cell in row)

    def heading(self) -> set[Element]:
        """The headers that head another cell: one in the same row, or in the same column."""
        columns: dict[int, int] = {}
        for cell in self.cells:
            for x in range(cell.x, cell.right):
                columns[x] = columns.get(x, 0) + 1
        found = set()
        for cell in self.cells:
            if cell.role == "rowheader":
                heads = len(self.rows[cell.y]) > 1
            else:
                heads = any(columns[x] > 1 for x in range(cell.x, cell.right))
            if heads and cell.role in HEADERS:
                found.add(cell.element)
        return found


def role_grid(
    table: Element,
    role: Callable[[Element], str | None],
    owned: Callable[[Element], list[Element]],
) -> RoleGrid:
    """The cells of an element with the role of a table."""
    grid = RoleGrid()
    for row in _rows(table, role, owned):
        x = _number(row, "aria-colindex", 1) - 1
        cells = []
        for element in owned(row):
            kind = role(element)
            if kind not in CELLS:
                continue
            x = _number(element, "aria-colindex", x + 1) - 1
            right = x + _number(element, _span_name(element, "col"), 1)
            if _number(element, _span_name(element, "row"), 1) != 1:
                grid.sure = False
            cells.append(RoleCell(element, kind, len(grid.rows), x, right))
            x = right
        grid.rows.append(cells)
    return grid


def _rows(
    table: Element,
    role: Callable[[Element], str | None],
    owned: Callable[[Element], list[Element]],
) -> Iterator[Element]:
    for element in owned(table):
        kind = role(element)
        if kind == "row":
            yield element
        elif kind == "rowgroup":
            yield from (inner for inner in owned(element) if role(inner) == "row")


def _span_name(element: Element, way: str) -> str:
    native = element.is_html and element.local_name in ("td", "th")
    return f"{way}span" if native else f"aria-{way}span"


def _number(element: Element, name: str, default: int) -> int:
    text = element.attributes.get(name, "").strip()
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        return default
    return min(_MOST, int(text)) or default
