"""Decides how tables get captions, header cells and scopes, out of what stands in them."""

from __future__ import annotations

from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import (
    caption_of,
    header_cells,
    is_header,
    table_of,
)
from govpage_lint.checks.tables.scope import is_wrong
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.tree import Element
from govpage_lint.findings import Edit
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    element_of,
    end_tag,
    escaped_text,
    indentation,
    remove_attribute,
    remove_element,
    rename,
    repair,
    set_attribute,
    start_tag,
    whole_span,
)
from govpage_lint.semantics.table_grid import Cell, Grid

_LONGEST = 100


@repair
def without_empty(page: Page, verdict: Verdict) -> Mended:
    """Take out a caption in which nothing is."""
    caption = element_of(verdict.target)
    if caption.text_content.strip() or caption.element_children:
        raise Refused
    return Mended(remove_element(caption))


@repair
def caption_of_row(page: Page, verdict: Verdict) -> Mended:
    """Make a caption of the row that holds nothing but the title of the table."""
    cell = element_of(verdict.target)
    table, row = table_of(cell), cell.parent
    if table is None or row is None or caption_of(table) is not None:
        raise Refused
    if len(row.element_children) != 1 or row.parent is None:
        raise Refused
    # A group that held no other row would be left empty.
    gone = row if len(row.parent.element_children) > 1 or row.parent.span is None else row.parent
    inside = page.document.source.slice((start_tag(cell)[1], end_tag(cell)[0])).strip()
    return Mended((*_caption(table, inside), *remove_element(gone)))


@repair
def caption_of_heading(page: Page, verdict: Verdict) -> Mended:
    """Call a table in its caption what the heading right above it says."""
    table = element_of(verdict.target)
    text = verdict.values["text"].strip()
    if not text or len(text) > _LONGEST:
        raise Refused
    return Mended(_caption(table, escaped_text(text)))


@repair
def caption_of_summary(page: Page, verdict: Verdict) -> Mended:
    """Say in the caption, which everybody gets, what stands in ``summary``."""
    table = element_of(verdict.target)
    text = " ".join(table.attributes.get("summary", "").split())
    if caption_of(table) is not None or not text or len(text) > _LONGEST:
        raise Refused
    edits = (*remove_attribute(table, "summary"), *_caption(table, escaped_text(text)))
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))


@repair
def caption_first(page: Page, verdict: Verdict) -> Mended:
    """Move a caption to where it belongs; it is shown at the same place."""
    caption = element_of(verdict.target)
    table = caption.parent
    if table is None or table.local_name != "table":
        raise Refused
    written = page.document.source.slice(whole_span(caption))
    _, place = start_tag(table)
    lead = indentation(caption)
    return Mended((Edit(place, place, f"{lead}{written}"), *remove_element(caption)))


def _caption(table: Element, markup: str) -> Edits:
    _, place = start_tag(table)
    first = next((child for child in table.element_children if child.span is not None), None)
    lead = indentation(first) if first is not None else ""
    return (Edit(place, place, f"{lead}<caption>{markup}</caption>"),)


@repair
def data_cell(page: Page, verdict: Verdict) -> Mended:
    """Make a cell of data of a header cell that heads nothing."""
    cell = element_of(verdict.target)
    if cell.local_name != "th":
        raise Refused
    edits: Edits = rename(cell, "td")
    if cell.has("scope"):
        edits += remove_attribute(cell, "scope")
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))


@repair
def known_headers(page: Page, verdict: Verdict) -> Mended:
    """Leave out of ``headers`` the ids that are no other cell of the table."""
    cell = element_of(verdict.target)
    table = table_of(cell)
    words = cell.attributes.get("headers", "").split()
    known = [
        word
        for word in words
        if any(
            found is not cell and table is not None and table_of(found) is table
            for found in page.document.by_id.get(word, ())[:1]
        )
    ]
    if known == words:
        raise Refused
    if not known:
        return Mended(remove_attribute(cell, "headers"))
    return Mended(set_attribute(cell, "headers", " ".join(known)))


@repair
def without_blank_headers(page: Page, verdict: Verdict) -> Mended:
    """Take out ``headers`` that name nothing."""
    cell = element_of(verdict.target)
    if cell.attributes.get("headers", "").strip():
        raise Refused
    return Mended(remove_attribute(cell, "headers"))


@repair
def first_line_headers(page: Page, verdict: Verdict) -> Mended:
    """Make header cells of the first row, or of the first column, that looks like one."""
    table = element_of(verdict.target)
    grid = page.semantics.tables.grid(table)
    by_row = verdict.case == "row"
    line = grid.covering[0] if by_row else [cell for cell in grid.cells if cell.x == 0]
    scope = "col" if by_row else "row"
    return Mended(_as_headers(line, scope), {"scope": scope})


@repair
def row_headers(page: Page, verdict: Verdict) -> Mended:
    """Make header cells of the names of the rows, in the first column."""
    table = element_of(verdict.target)
    grid = page.semantics.tables.grid(table)
    return Mended(_as_headers([c for c in grid.cells if c.x == 0 and c.y > 0], "row"))


def _as_headers(cells: list[Cell], scope: str) -> Edits:
    edits: Edits = ()
    for cell in cells:
        element = cell.element
        if element.local_name == "td":
            edits += rename(element, "th")
        if not element.has("scope"):
            edits += set_attribute(element, "scope", _wide(cell, scope))
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))


def _wide(cell: Cell, scope: str) -> str:
    """The scope of a header over one line, or over a group of them."""
    size = cell.width if scope == "col" else cell.height
    return f"{scope}group" if size > 1 else scope


@repair
def scopes(page: Page, verdict: Verdict) -> Mended:
    """Say in ``scope`` what HTML makes of header cells without one: that of their column, or row."""
    table = element_of(verdict.target)
    facts = page.semantics.tables
    grid, assigned = facts.grid(table), facts.assigned(table)
    edits: Edits = ()
    for cell in header_cells(page, grid):
        if cell.element.attributes.get("scope", "").strip():
            continue
        down, along = cell in assigned.columns, cell in assigned.rows
        if down == along or cell.width > 1 or cell.height > 1:
            # Groups are for a person to tell from cells that are only wide.
            raise Refused
        edits += set_attribute(cell.element, "scope", "col" if down else "row")
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))


@repair
def scoped_headers(page: Page, verdict: Verdict) -> Mended:
    """Make header cells of the cells of data that have a scope."""
    table = element_of(verdict.target)
    edits: Edits = ()
    for cell in page.semantics.tables.grid(table).cells:
        if cell.element.has("scope") and not is_header(page, cell.element):
            edits += rename(cell.element, "th")
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))


@repair
def right_scope(page: Page, verdict: Verdict) -> Mended:
    """Turn the scopes around that say the contrary of where the data is."""
    cell = element_of(verdict.target)
    table = table_of(cell)
    if table is None:
        raise Refused
    facts = page.semantics.tables
    grid: Grid = facts.grid(table)
    assigned = facts.assigned(table)
    right = "row" if cell.attributes["scope"].strip().lower() == "col" else "col"
    edits: Edits = ()
    for one in header_cells(page, grid):
        if one.scope in ("row", "col") and one.width < grid.width and is_wrong(assigned, one):
            turned = "row" if one.scope == "col" else "col"
            edits += set_attribute(one.element, "scope", turned)
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)), {"scope": right})
