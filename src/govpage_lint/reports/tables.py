"""Decides the tables of the text report: counts by rule, and how a series of reports developed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govpage_lint.findings import Language, Report
from govpage_lint.reports.escape import visible, width
from govpage_lint.reports.grouping import RuleCount, rule_counts
from govpage_lint.reports.phrases import count, on_pages, phrase
from govpage_lint.reports.styled import Line, Style
from govpage_lint.reports.trend import Trend


def statistics_lines(report: Report) -> Iterator[Line]:
    """A line a rule: how many findings, how bad, which rule, on how many pages."""
    counts = rule_counts(report)
    language = report.language
    rows = [
        (
            f"{one.findings:,}",
            phrase(kind_of(one), language),
            visible(one.rule),
            visible(report.rules[one.rule].title),
            _aside(one, language),
        )
        for one in counts
    ]
    styles: list[Style] = [kind_of(one) for one in counts]
    widths = [max((width(row[column]) for row in rows), default=0) for column in range(3)]
    for row, style in zip(rows, styles, strict=True):
        yield [
            (_right(row[0], widths[0]), "title"),
            (f"  {_left(row[1], widths[1])}", style),
            (f"  {_left(row[2], widths[2])}", ""),
            (f"  {row[3]}", ""),
            (f"  {row[4]}", "dim"),
        ]
    if rows:
        yield []


def kind_of(one: RuleCount) -> Style:
    """The kind of the worst finding of a rule."""
    return "review" if one.worst.certainty == "review" else one.worst.level


def _aside(one: RuleCount, language: Language) -> str:
    parts = [on_pages(one.pages, language)]
    if one.fixable:
        parts.append(count(one.fixable, "fixable", language))
    return f"({', '.join(parts)})"


def trend_lines(trend: Trend, language: Language) -> Iterator[Line]:
    """A table with a line a report, the newest last."""
    names = ("when", "pages", "errors", "warnings", "new", "fixed", "pages unchecked")
    rows = [tuple(phrase(name, language) for name in names)]
    rows += [trend_row(number, trend, language) for number in range(len(trend))]
    widths = [max(width(row[column]) for row in rows) for column in range(len(names))]
    yield [(phrase("trend", language), "title")]
    for number, row in enumerate(rows):
        cells = [_left(row[0], widths[0])]
        cells += [_right(cell, size) for cell, size in zip(row[1:], widths[1:], strict=True)]
        yield [("  ".join(cells), "" if number else "dim")]
    yield []


def trend_row(number: int, trend: Trend, language: Language) -> tuple[str, ...]:
    """The cells of one report of a series: when, pages, errors, warnings, new, fixed, unchecked."""
    point = trend[number]
    counts: Sequence[int | None] = (
        *(point.pages, point.errors, point.warnings),
        *(point.new, point.fixed, point.unchecked),
    )
    cells = ("–" if value is None else f"{value:,}" for value in counts)
    return (when(point.created) or f"{number + 1}", *cells)


def when(created: str) -> str:
    """A time to the minute, as people read it in UTC."""
    return visible(created[:16].replace("T", " "))


def _left(text: str, size: int) -> str:
    return text + " " * (size - width(text))


def _right(text: str, size: int) -> str:
    return " " * (size - width(text)) + text
