"""Decides which texts are tables that are typed by hand: columns set with spaces, tabs or lines."""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from govpage_lint.checks.icons.inside import inner
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

# Between columns: a tab, a line, or more white space than between words.
_GAP_IN_PRE: Final = regex(r"\t+| {2,}| *[|│┃║] *")
_GAP_IN_TEXT: Final = regex(r"[\u00a0\u3000](?:[\s\u00a0\u3000]*[\u00a0\u3000])+|\t+")
_RULE: Final = regex(r"[\s+|=_│┃║─━┼-]*\Z")
_CODE: Final = regex(r"[{};<>]|=>|\(\)|^\s*(?:\$|#|//)|[\w\]]\s*=\s*\S", re.MULTILINE)
_CODE_WORDS: Final = frozenset(("code", "kbd", "pre", "samp"))
_LEAST_ROWS: Final = 3
_LEAST_COLUMNS: Final = 3
_LONGEST: Final = 200_000
_LONGEST_CELL: Final = 60


@check
def typed_by_hand(page: Page, element: Element) -> Iterator[Verdict]:
    """Text in columns is a table (WCAG F34, F48). Asked of ``pre``, and of what holds paragraphs.

    Cases: "pre" ({rows} lines of {columns} columns), "spaces" (paragraphs with spaces that do not
    break in the middle).
    """
    if not page.semantics.presumed_exposed(element):
        return
    if element.local_name == "pre":
        if any(e.local_name in _CODE_WORDS for e in inner(element)):
            return
        text = element.text_content[:_LONGEST]
        if _CODE.search(text):
            return
        found = _rows(_columns(text.split("\n"), _GAP_IN_PRE), _LEAST_COLUMNS)
        if found is not None:
            yield failed(element, "pre", rows=found[0], columns=found[1])
        return
    if element.previous is not None and element.previous.local_name == "p":
        return
    run = list(_paragraphs(element))
    if len(run) < _LEAST_ROWS:
        return
    lines = [p.text_content[: _LONGEST_CELL * 6] if not p.element_children else "" for p in run]
    counts = list(_columns(lines, _GAP_IN_TEXT))
    found = _rows(counts, 2)
    if found is not None:
        place = _first_of_run(counts, found[1])
        yield failed(run[place], "spaces", rows=found[0], text=" ".join(lines[place].split()))


def _paragraphs(first: Element) -> Iterator[Element]:
    """A paragraph and those that follow it at once."""
    siblings = first.parent.element_children if first.parent is not None else [first]
    place = first.index
    while place < len(siblings) and siblings[place].local_name == "p":
        yield siblings[place]
        place += 1


def _columns(lines: Iterable[str], gap: re.Pattern[str]) -> Iterator[int]:
    """How many columns each line has: 0 for one that is none of a table. Ruled lines are left out."""
    for line in lines:
        if line.strip() and _RULE.match(line):
            continue
        cells = [cell for cell in gap.split(line.strip(" \t|│┃║\u00a0\u3000")) if cell.strip()]
        yield 0 if any(len(cell) > _LONGEST_CELL for cell in cells) else len(cells)


def _rows(counts: Iterable[int], least: int) -> tuple[int, int] | None:
    """The longest run of lines with as many columns, if that is a table: its rows and columns."""
    runs = [(sum(1 for _ in run), columns) for columns, run in groupby(counts)]
    tables = [(rows, columns) for rows, columns in runs if columns >= least and rows >= _LEAST_ROWS]
    return max(tables, default=None)


def _first_of_run(counts: list[int], columns: int) -> int:
    """Where the first run of enough lines of so many columns begins."""
    place = 0
    for found, run in groupby(counts):
        length = sum(1 for _ in run)
        if found == columns and length >= _LEAST_ROWS:
            return place
        place += length
    return 0
