"""The grid of a table and its header cells: as the HTML standard has them, at a cost that grows with the cells."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_assigned import assign
from govpage_lint.semantics.table_grid import Grid, form_grid, written_span
from tests.semantics.tables_by_the_book import (
    BookTable,
    headers_of,
    is_column_header,
    is_row_header,
)


def table(markup: str) -> Element:
    return parse_text(f"<!doctype html><body>{markup}").by_name["table"][0]


def grid(markup: str) -> Grid:
    return form_grid(table(markup))


SPANS = st.sampled_from(
    ["", "", "", " colspan=2", " rowspan=2", " colspan=3 rowspan=3", " rowspan=0", " rowspan=9"]
)
SCOPES = st.sampled_from(
    ["", "", "", " scope=col", " scope=row", " scope=rowgroup", " scope=colgroup"]
)
REFERENCES = st.sampled_from([*[""] * 9, " headers=", " headers=c1", " headers='c2 c9 none'"])
CELLS = st.tuples(
    st.sampled_from(["td", "th"]), SPANS, SCOPES, REFERENCES, st.sampled_from(["x", "x", ""])
)
ROWS = st.lists(CELLS, max_size=5)
SECTIONS = st.lists(
    st.tuples(st.sampled_from(["thead", "tbody", "tbody", "tfoot"]), st.lists(ROWS, max_size=5)),
    min_size=1,
    max_size=3,
)
COLUMNS = st.sampled_from(["", "", "<colgroup span=2><colgroup><col><col span=2></colgroup>"])


def written(columns: str, sections: list[tuple[str, list[list[tuple[str, ...]]]]]) -> str:
    parts = [f"<table>{columns}"]
    number = 0
    for name, rows in sections:
        parts.append(f"<{name}>")
        for row in rows:
            parts.append("<tr>")
            for kind, span, scope, headers, text in row:
                number += 1
                parts.append(f"<{kind} id=c{number}{span}{scope}{headers}>{text}")
        parts.append(f"</{name}>")
    return "".join(parts)


CLOSED = [("tbody", [[("th", "", "", "", "x"), ("td", "", "", "", "x")]] * 2)]


@settings(max_examples=150, deadline=None)
@given(COLUMNS, SECTIONS)
@example("", CLOSED)
def test_the_grid_and_the_headers_are_those_of_the_standard(
    columns: str, sections: list[tuple[str, list[list[tuple[str, ...]]]]]
) -> None:
    element = table(written(columns, sections))
    ours, book = form_grid(element), BookTable(element)
    assert [cell.element for cell in ours.cells] == [cell.element for cell in book.cells]
    found = assign(ours, lambda cell: True)
    heading: set[Element] = set()
    for mine, theirs in zip(ours.cells, book.cells, strict=True):
        assert (mine.x, mine.width, mine.height) == (theirs.x, theirs.width, theirs.height)
        assert (mine in found.columns) == is_column_header(book, theirs)
        assert (mine in found.rows) == is_row_header(book, theirs)
        headers = headers_of(book, theirs)
        assert (mine in found.headed) == bool(headers), mine.element.attributes["id"]
        heading.update(headers)
    assert {cell.element for cell in found.heading} == heading
    assert bool(ours.overlaps) == book.error
    assert ours.complete and found.complete


def test_only_what_counts_is_headed() -> None:
    formed = grid("<table><tr><th>a<th>b<tr><td id=no>1<td>2")
    found = assign(formed, lambda cell: cell.attributes.get("id") != "no")
    assert [cell.element.text for cell in formed.cells if cell in found.heading] == ["b"]
    assert len(found.headed) == 2


def test_cells_end_with_their_row_group_and_feet_come_last() -> None:
    formed = grid(
        "<table><tfoot><tr><td>foot</tfoot><tbody><tr><td rowspan=5>a<td>b</tbody><tbody><tr><td>c"
    )
    assert [(cell.element.text, cell.x, cell.y, cell.bottom) for cell in formed.cells] == [
        ("a", 0, 0, 1),
        ("b", 1, 0, 1),
        ("c", 0, 1, 2),
        ("foot", 0, 2, 3),
    ]
    assert [cell.excess for cell in formed.cells] == [4, 0, 0, 0]
    assert [(one.start, one.end) for one in formed.sections] == [(0, 1), (1, 2), (2, 3)]


def test_columns_are_declared_by_col_and_colgroup() -> None:
    formed = grid(
        "<table><colgroup span=2></colgroup><colgroup><col><col span=3></colgroup><tr><td>"
    )
    assert formed.column_groups == [(0, 2), (2, 6)]
    assert (formed.declared, formed.width) == (6, 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2", 2),
        (" 3x", 3),
        ("+4", 4),
        ("0", 0),
        ("-0", 0),
        ("-1", None),
        ("", None),
        ("x", None),
        ("9" * 5000, 999_999_999),
    ],
)
def test_spans_are_read_as_html_reads_them(text: str, number: int | None) -> None:
    assert written_span(text) == number


HOSTILE = {
    "a wide row of headers": "<table><tr>" + "<th>x" * 20_000,
    "a tall column of headers": "<table>" + "<tr><th>x" * 20_000,
    "headers and data in turn": "<table><tr>" + "<th>x<td>x" * 10_000,
    "cells that claim everything": "<table>" + "<tr><td colspan=1000 rowspan=65534>x" * 10_000,
    "columns that go on": "<table><tr>" + "<td rowspan=0>x" * 10_000 + "<tr><td>x" * 10_000,
    "headers of every size": "<table>" + "".join(f"<tr><th colspan={n}>x" for n in range(1, 2000)),
    "stairs": "<table>" + "".join(f"<tr><td colspan={n % 1000 + 1}>x<th>y" for n in range(10_000)),
    "headers of groups": "<table><tr>" + "<th scope=rowgroup>x" * 20_000,
    "groups of columns": "<table>" + "<colgroup>" * 5000 + "<tr>" + "<th scope=colgroup>x" * 5000,
    "all refer to all": f"<table><tr><td id=a headers='{'a ' * 50_000}'>"
    + "<td headers=a>x" * 20_000,
    "no rows": "<table>",
}


@pytest.mark.slow
@pytest.mark.parametrize("page", HOSTILE)
def test_a_hostile_table_is_answered(page: str) -> None:
    formed = grid(HOSTILE[page])
    assign(formed, lambda cell: True)
    assert sum(map(len, formed.covering)) < 1_000_000
