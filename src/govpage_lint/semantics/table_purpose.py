"""Decides whether a table holds data or lays out what stands in it.

What an author marked up decides; where nothing is marked up, what no table of data has, as axe,
browsers and the HTML standard (4.9.1, "Techniques for distinguishing") have it; then how it looks.
Where all that says nothing, it is not known.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Final, Literal

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.contents import Contents
from govpage_lint.semantics.table_grid import Grid
from govpage_lint.semantics.table_looks import Looks

type Kind = Literal["data", "layout", "unknown"]

# Landmarks and the title of a page stand in no table of data.
_SKELETON: Final = frozenset(("aside", "footer", "h1", "header", "main", "nav"))
_BLOCKS: Final = frozenset(
    ("article", "dl", "form", "h2", "h3", "h4", "h5", "h6", "ol", "section", "ul")
)
_LAYOUT = regex(r"layout|레이아웃|배치|구성용|정렬", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a table is for, and why that is so.

    Data: "role" (of a grid or table), "markup" (headers, a caption, row groups or a summary),
    "looks" (a row or column looks like headings), "border". Layout: "role" (presentation),
    "datatable", "skeleton" (it holds landmarks), "nested", "cell" (one cell), "single" (one row or
    column), "blocks".
    """

    kind: Kind
    why: str

    @property
    def is_data(self) -> bool:
        """Whether it is known to hold data."""
        return self.kind == "data"

    @property
    def is_layout(self) -> bool:
        """Whether it is known to be layout."""
        return self.kind == "layout"


UNKNOWN_PURPOSE: Final = Purpose("unknown", "")


def purpose_of(
    grid: Grid, role: str | None, contents: Contents, looks: Callable[[], Looks]
) -> Purpose:
    """What a ``table`` of that role is for; ``looks`` is asked only where nothing else tells."""
    table = grid.table
    attributes = table.attributes
    if role == "none":
        return Purpose("layout", "role")
    if attributes.get("role", "").strip() and role in ("table", "grid", "treegrid"):
        return Purpose("data", "role")
    if role not in ("table", "grid", "treegrid"):
        return UNKNOWN_PURPOSE
    if attributes.get("datatable") == "0":
        return Purpose("layout", "datatable")
    if len(grid.cells) == 1 and not grid.cells[0].header:
        return Purpose("layout", "cell")
    if _is_marked_up(grid, contents):
        return Purpose("data", "markup")
    found = _by_content(grid, contents, looks)
    # A title and a summary make data of a table, unless it is one that cannot hold any.
    if _is_titled(grid.table, contents) and found.why != "skeleton":
        return Purpose("data", "markup")
    return found


def _is_titled(table: Element, contents: Contents) -> bool:
    summary = table.attributes.get("summary", "").strip()
    return bool(summary and not _LAYOUT.search(summary)) or any(
        child.local_name == "caption" and _holds(contents, child)
        for child in table.element_children
    )


def _is_marked_up(grid: Grid, contents: Contents) -> bool:
    for child in grid.table.element_children:
        if child.local_name in ("thead", "tfoot") and _holds(contents, child):
            return True
    for cell in grid.cells:
        attributes = cell.element.attributes
        if cell.header and _holds(contents, cell.element):
            return True
        if attributes.get("headers") or attributes.get("abbr"):
            return True
        if attributes.get("scope") or attributes.get("role") in ("columnheader", "rowheader"):
            return True
    return False


def _by_content(grid: Grid, contents: Contents, looks: Callable[[], Looks]) -> Purpose:
    table = grid.table
    if any(_has_inside(table, name) for name in _SKELETON):
        return Purpose("layout", "skeleton")
    if _has_inside(table, "table"):
        return Purpose("layout", "nested")
    rows = sum(any(_holds(contents, cell.element) for cell in cells) for cells in grid.covering)
    if rows < 2 or grid.width < 2 or not grid.complete:
        return Purpose("layout", "single")
    if 2 * sum(e.local_name in _BLOCKS for e in table.descendants) >= len(grid.cells):
        return Purpose("layout", "blocks")
    if 3 * contents.controls(table) >= len(grid.cells):
        return UNKNOWN_PURPOSE
    found = looks()
    if found.row or found.column:
        return Purpose("data", "looks")
    if table.attributes.get("border", "0").strip() not in ("", "0") and _is_regular(grid):
        return Purpose("data", "border")
    return UNKNOWN_PURPOSE


def _holds(contents: Contents, element: Element) -> bool:
    return contents.seen(element) or contents.heard(element)


def _has_inside(table: Element, name: str) -> bool:
    """Whether an element of that name stands in a table, found without a walk through it."""
    named = table.document.by_name.get(name, [])
    place = bisect_right(named, table.order, key=_order)
    return place < len(named) and named[place].order <= table.last


def _order(element: Element) -> int:
    return element.order


def _is_regular(grid: Grid) -> bool:
    """Whether most rows have as many cells as the table has columns."""
    whole = sum(1 for cells in grid.covering if len(cells) == grid.width)
    return grid.height >= 3 and whole * 2 > grid.height
