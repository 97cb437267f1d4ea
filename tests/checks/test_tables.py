"""What tables are for, and that rules about tables and lists end on pages made to stop them."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook

RULES = [rule for rule in Rulebook().rules.values() if rule.topic in ("tables", "lists")]
STYLED = "<style>.t td { background: #eee } .t tr:first-child td { font-weight: bold }</style>"


def purpose(markup: str) -> tuple[str, str]:
    page = source_page(parse_text(f"<!doctype html><body>{markup}"), profile="kr")
    found = page.semantics.tables.purpose(page.document.by_name["table"][0])
    return found.kind, found.why


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table role=presentation><tr><th>a", ("layout", "role")),
        ("<table role=grid><tr><td>a", ("data", "role")),
        ("<table role=heading><tr><th>a", ("unknown", "")),
        ("<table datatable=0><tr><th>a", ("layout", "datatable")),
        ("<table><tr><td>a", ("layout", "cell")),
        ("<table><tr><th>a", ("data", "markup")),
        ("<table><caption>x</caption><tr><td>a<td>b", ("data", "markup")),
        ("<table summary='레이아웃 표'><tr><td>a<td>b", ("layout", "single")),
        ("<table summary='Fees'><tr><td>a<td>b", ("data", "markup")),
        ("<table summary='Page'><tr><td><nav>a</nav><td>b", ("layout", "skeleton")),
        ("<table><thead><tr><td>a<td>b</thead><tr><td>c<td>d", ("data", "markup")),
        ("<table><tr><td scope=row>a<td>b", ("data", "markup")),
        ("<table><tr><td><table><tr><td>x</table><td>b", ("layout", "nested")),
        ("<table><tr><td>a<td>b", ("layout", "single")),
        ("<table><tr><td>a<tr><td>b", ("layout", "single")),
        ("<table><tr><td><h2>a</h2><td><ul></ul><tr><td>c<td>d", ("layout", "blocks")),
        ("<table border=1><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f", ("data", "border")),
        (f"{STYLED}<table class=t><tr><td>a<td>b<tr><td>c<td>d", ("data", "looks")),
        ("<table><tr><td>a<td>b<tr><td>c<td>d", ("unknown", "")),
        ("<table border=1><tr><td>a<td><input><tr><td>c<td><input>", ("unknown", "")),
        ("<link rel=stylesheet href=x.css><table><tr><td>a<td>b<tr><td>c<td>d", ("unknown", "")),
    ],
)
def test_a_table_holds_data_or_is_layout(markup: str, expected: tuple[str, str]) -> None:
    assert purpose(markup) == expected


MANY = 8_000
HOSTILE = {
    "nested tables": "<table><tr><td>x" * (MANY // 8),
    "nested headers": "<table><caption>x</caption><tr><th scope=col>x" * (MANY // 8),
    "nested lists": "<ul><ul>x" * (MANY // 4),
    "nested description lists": "<dl><div>x" * (MANY // 4),
    "nested blocks": "<div>1. x<br>" * (MANY // 4),
    "many tables": "<table><tr><th>a<td headers=x>b</table>" * (MANY // 4),
    "a wide table": "<table><tr>" + "<th>a" * MANY + "<tr>" + "<td headers=a>b" * MANY,
    "a tall table": "<table>" + "<tr><th>a<td>b" * MANY,
    "cells that claim everything": "<table>" + "<tr><td rowspan=65534 colspan=1000>x" * MANY,
    "rows of roles": "<div role=grid>" + "<p role=row><b role=columnheader>a" * (MANY // 2),
    "grids in grids": "<div role=grid><div role=row>" * (MANY // 4),
    "items outside": "<div><li>a</div>" * MANY,
    "single lists": "<ul><li>a</ul><p>b</p>" * (MANY // 2),
    "lists in a row": "<ul><li>a</ul>" * (MANY // 2),
    "empty lists": "<ul></ul>" * MANY,
    "lines": "<p>" + "- a<br>" * MANY,
    "numbers": "".join(f"<p>{n % 999}. a</p>" for n in range(1, MANY)),
    "nested pre": "<pre>a   b   c\n" * (MANY // 2),
    "paragraphs": "<p>a\u00a0\u00a0b</p>" * MANY,
    "scopes": "<table><tr>" + "<td scope=colx>a" * MANY,
}


@pytest.mark.slow
@pytest.mark.parametrize("page", HOSTILE)
def test_the_rules_end_on_a_hostile_page(page: str) -> None:
    document = parse_text(f"<!doctype html><body>{HOSTILE[page]}")
    for judgement in Dispatcher(RULES).run(source_page(document, profile="kr")):
        assert judgement.rule in RULES
