"""Decides what stands around a link that assistive technology can read together with it.

The "programmatically determined link context" of the W3C ACT rules: the list items around a link,
the nearest block container and table cell around it, the headers of that cell, and what
``aria-describedby`` names. One pass over the page, when first asked.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Final

from govpage_lint.document.tree import Document, Element
from govpage_lint.records import dataclass
from govpage_lint.semantics import tables
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_CONTAINERS: Final = frozenset(
    """block inline-block list-item flow-root table-cell table-caption flow-root-list-item""".split()
)
_CELLS: Final = frozenset(("cell", "gridcell"))
# The headers of a column or row that are looked at: enough for any table that can be read.
_MAX_HEADERS: Final = 12


@dataclass(frozen=True, slots=True)
class LinkContext:
    """What belongs to a link by its place and references; each is exposed, or None.

    ``items`` are the nearest and the outermost list item around it: those between are in the latter.
    ``sure`` is False where a style that could not be read decides which block is the nearest.
    """

    block: Element | None
    items: tuple[Element, ...]
    cell: Element | None
    headers: tuple[Element, ...]
    described_by: tuple[Element, ...]
    sure: bool

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements of the context, each once."""
        single = (self.block, self.cell)
        found = (*single, *self.items, *self.headers, *self.described_by)
        return tuple(dict.fromkeys(element for element in found if element is not None))

    @property
    def place(self) -> Hashable:
        """What is equal for links that stand in the very same elements."""
        return self.block, self.items, self.cell, frozenset(self.described_by)


class LinkContexts:
    """The contexts of the links of one page."""

    def __init__(
        self,
        document: Document,
        styles: StyleFacts,
        role: Callable[[Element], str | None],
        is_exposed: Callable[[Element], bool],
    ) -> None:
        self._document = document
        self._styles = styles
        self._role = role
        self._is_exposed = is_exposed
        self._usual = tables.html().block
        size = len(document.elements)
        # For each element by its order, the nearest of each kind above it.
        self._blocks: list[Element | None] = [None] * size
        self._unsure = bytearray(size)
        self._nearest: list[Element | None] = [None] * size
        self._outermost: list[Element | None] = [None] * size
        self._cells: list[Element | None] = [None] * size
        self._headers: dict[Element, _Headers] = {}
        self._run()

    def context(self, link: Element) -> LinkContext:
        """The context of a link."""
        place = link.order
        cell = self._cells[place]
        items = (self._nearest[place], self._outermost[place])
        return LinkContext(
            block=self._blocks[place],
            items=tuple(dict.fromkeys(item for item in items if item is not None)),
            cell=cell,
            headers=self._headers_of(cell) if cell is not None else (),
            described_by=self._described_by(link),
            sure=not self._unsure[place],
        )

    def _run(self) -> None:
        displays = self._styles.values("display")
        for place, element in enumerate(self._document.elements):
            parent = element.parent
            if parent is None:
                continue
            above = parent.order
            contains = _is_container(displays[above]) if parent.is_html else False
            if contains is None:
                self._unsure[place] = 1
                contains = parent.local_name in self._usual
            elif not contains:
                self._unsure[place] = self._unsure[above]
            exposed = contains and self._is_exposed(parent)
            self._blocks[place] = parent if exposed else self._blocks[above]
            self._nearest[place], self._outermost[place] = (
                self._nearest[above],
                self._outermost[above],
            )
            self._cells[place] = self._cells[above]
            role = self._role(parent)
            if role == "listitem" and self._is_exposed(parent):
                self._nearest[place] = parent
                self._outermost[place] = self._outermost[above] or parent
            elif role in _CELLS and self._is_exposed(parent):
                self._cells[place] = parent

    def _described_by(self, link: Element) -> tuple[Element, ...]:
        by_id = self._document.by_id
        named = link.attributes.get("aria-describedby", "").split()
        return tuple(by_id[name][0] for name in dict.fromkeys(named) if name in by_id)

    def _headers_of(self, cell: Element) -> tuple[Element, ...]:
        table = _table_of(cell)
        if table is None:
            return ()
        if table not in self._headers:
            self._headers[table] = _Headers(table)
        found = self._headers[table].of(cell)
        return tuple(header for header in found if self._is_exposed(header))


def _is_container(display: Maybe[str]) -> bool | None:
    """Whether what is displayed so is a block container; None where that is not known."""
    if display is UNKNOWN:
        return None
    return display in _CONTAINERS or (" " in display and display.replace(" ", "-") in _CONTAINERS)


class _Headers:
    """The headers of the cells of a table.

    Wider than HTML's algorithm where cells span rows, so that a header is rather one too many: what
    a header says counts for a link, and a missing one would count against it.
    """

    def __init__(self, table: Element) -> None:
        self._by_column: dict[int, list[Element]] = {}
        self._by_row: dict[Element, list[Element]] = {}
        self._columns: dict[Element, range] = {}
        self._spans_rows = False
        self._all: list[Element] = []
        for part in table.element_children:
            for row in (part, *part.element_children):
                if row.is_html and row.local_name == "tr":
                    self._add(row)

    def _add(self, row: Element) -> None:
        column = 0
        for cell in row.element_children:
            if cell.local_name not in ("td", "th") or not cell.is_html:
                continue
            width = _span(cell, "colspan")
            self._spans_rows = self._spans_rows or _span(cell, "rowspan") > 1
            self._columns[cell] = range(column, column + width)
            if cell.local_name == "th":
                self._all.append(cell)
                self._by_row.setdefault(row, []).append(cell)
                for place in range(column, column + min(width, 100)):
                    self._by_column.setdefault(place, []).append(cell)
            column += width

    def of(self, cell: Element) -> list[Element]:
        by_id = cell.document.by_id
        named = cell.attributes.get("headers", "").split()
        found = [by_id[name][0] for name in named if name in by_id]
        if self._spans_rows:
            return found + self._all[:_MAX_HEADERS]
        if cell.parent is not None:
            found += self._by_row.get(cell.parent, [])[:_MAX_HEADERS]
        for column in self._columns.get(cell, range(0))[:_MAX_HEADERS]:
            found += self._by_column.get(column, [])[:_MAX_HEADERS]
        return list(dict.fromkeys(found))


def _table_of(cell: Element) -> Element | None:
    """The table that a ``td`` or ``th`` stands in, where the parser puts it."""
    node = cell.parent
    for _ in range(3):
        if node is None or node.local_name == "table":
            return node
        node = node.parent
    return None


def _span(cell: Element, attribute: str) -> int:
    written = cell.attributes.get(attribute, "").strip()
    return max(1, min(int(written[:4]), 1000)) if written.isdecimal() and written.isascii() else 1
