"""Decides whether the first row or column of a table looks like headings that are not marked up so.

What is asked: is its text bold, has it a background of its own, do its classes say so, and do the
values below differ in kind from it? Styles that are not known prove nothing.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final

from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.contents import is_blank
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.table_grid import Cell, Grid

# Enough of a table to know how it looks.
_ROWS: Final = 40
_COLUMNS: Final = 16
_LONGEST: Final = 60
_INSIDE: Final = 40
_BOLD: Final = frozenset(("b", "strong"))
_BOLD_WEIGHT: Final = 600
_CLEAR: Final = frozenset(("transparent", "rgba(0, 0, 0, 0)"))
_MOST: Final = 0.8
_FEW: Final = 0.5
_HEAD_CLASS = regex(
    r"(?:^|[-_])(?:th|head|header|heading|headers|thead|tit|title|colhead|rowhead|columnheader|rowheader)(?:[-_\d]|\Z)",
    re.IGNORECASE,
)
_VALUE = regex(
    r"[^\w]*(?:\d[\d.,:/\s%()~+-]*(?:[^\W\d_]{0,3}[^\w]*\d[\d.,:/\s%()~+-]*)*)\s*[^\W\d_]{0,3}[^\w]*\Z"
)


@dataclass(frozen=True, slots=True)
class Looks:
    """Why the first row and the first column look like headings: "bold", "background", "class" or
    "values"; None where they do not."""

    row: str | None
    column: str | None


def is_value(text: str) -> bool:
    """Whether a text is a number, an amount, a date or the like and no name."""
    return _VALUE.match(text) is not None


def looks_of(grid: Grid, styles: StyleFacts, text_of: Callable[[Element], str]) -> Looks:
    """How the first row and column of a grid look beside the rest. Header cells are not looked at."""
    if grid.height < 2 or grid.width < 2 or not grid.complete:
        return Looks(None, None)
    seen = [
        [cell for cell in cells if cell.y == y][:_COLUMNS]
        for y, cells in enumerate(grid.covering[:_ROWS])
    ]
    look = _Look(styles, text_of)
    # A header in the corner says nothing about the line that begins there.
    rest = [cell for cells in seen[1:] for cell in cells if not cell.header]
    row = [cell for cell in seen[0] if not (cell.header and cell.x == 0)]
    column = [c for cells in seen for c in cells if c.x == 0 and not (c.header and c.y == 0)]
    beside = [c for cells in seen for c in cells if c.x > 0 and not c.header]
    return Looks(
        look.of(row, rest, [c for c in rest if c.x > 0], _column_of),
        look.of(column, beside, [c for c in beside if c.y > 0], _row_of),
    )


def _column_of(cell: Cell) -> int:
    return cell.x


def _row_of(cell: Cell) -> int:
    return cell.y


class _Look:
    """Compares a line of cells that may be headings with others."""

    def __init__(self, styles: StyleFacts, text_of: Callable[[Element], str]) -> None:
        self._styles = styles
        self._texts: dict[Cell, str] = {}
        self._text_of = text_of

    def of(
        self,
        line: list[Cell],
        rest: list[Cell],
        values: list[Cell],
        place: Callable[[Cell], int],
    ) -> str | None:
        """Why a line looks like headings of the rest, which ``values`` are the bulk of."""
        # The corner may be empty; a cell that spans is a title, or no heading.
        named = [cell for cell in line if self._text(cell)]
        if len(named) < 2 or len(named) < len(line) - 1 or not rest:
            return None
        if any(cell.header or not self._is_name(cell) for cell in named):
            return None
        others = [cell for cell in rest if self._text(cell)]
        if not others:
            return None
        if all(map(self._is_bold, named)) and _share(others, self._is_bold) < _FEW:
            return "bold"
        if self._stands_out(named, others):
            return "background"
        if all(map(_says_head, named)) and _share(others, _says_head) < _FEW:
            return "class"
        return "values" if self._over_values(named, values, place) else None

    def _text(self, cell: Cell) -> str:
        if cell not in self._texts:
            self._texts[cell] = self._text_of(cell.element)
        return self._texts[cell]

    def _is_name(self, cell: Cell) -> bool:
        text = self._text(cell)
        return len(text) <= _LONGEST and (any(map(str.isalpha, text)) or text.isdigit())

    def _is_bold(self, cell: Cell) -> bool:
        """Whether all text in a cell is bold, as far as is known."""
        holders = [
            element
            for element in _first_elements(cell.element)
            if any(isinstance(c, Text) and not is_blank(c.data) for c in element.children)
        ]
        return bool(holders) and all(self._is_bold_in(cell.element, e) for e in holders)

    def _is_bold_in(self, cell: Element, element: Element) -> bool:
        weight = self._styles.value(element, "font-weight")
        if isinstance(weight, str):
            return weight.isdigit() and int(weight) >= _BOLD_WEIGHT
        node: Element | None = element
        while node is not None and node is not cell:
            if node.local_name in _BOLD:
                return True
            node = node.parent
        return False

    def _background(self, cell: Cell) -> str | None:
        """The colour behind a cell, of its row or row group if it has none; None if not known."""
        node: Element | None = cell.element
        for _ in range(3):
            if node is None:
                break
            color = self._styles.value(node, "background-color")
            if not isinstance(color, str):
                return None
            if color not in _CLEAR:
                return color
            node = node.parent
        return "transparent"

    def _stands_out(self, line: list[Cell], others: list[Cell]) -> bool:
        colors = {self._background(cell) for cell in line}
        if len(colors) != 1 or not isinstance(color := colors.pop(), str) or color == "transparent":
            return False
        return _share(others, lambda cell: self._background(cell) in (color, None)) == 0.0

    def _over_values(
        self, line: list[Cell], values: list[Cell], place: Callable[[Cell], int]
    ) -> bool:
        """Whether names stand over values: in most lines there are numbers where here is none."""
        if any(is_value(self._text(cell)) for cell in line):
            return False
        lines: dict[int, list[bool]] = {}
        for cell in values:
            if self._text(cell):
                lines.setdefault(place(cell), []).append(is_value(self._text(cell)))
        long = [answers for answers in lines.values() if len(answers) >= 3]
        return (
            bool(long) and _share(long, lambda answers: sum(answers) >= _MOST * len(answers)) > _FEW
        )


def _first_elements(cell: Element) -> Sequence[Element]:
    """A cell and the first elements in it."""
    return cell.document.elements[cell.order : min(cell.last, cell.order + _INSIDE) + 1]


def _says_head(cell: Cell) -> bool:
    row = cell.element.parent
    names = (*cell.element.classes, *(row.classes if row is not None and cell.x else ()))
    return any(_HEAD_CLASS.search(name) for name in names)


def _share[T](things: Sequence[T], is_so: Callable[[T], bool]) -> float:
    return Counter(map(is_so, things))[True] / len(things) if things else 0.0
