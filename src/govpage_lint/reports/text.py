"""Decides the report that a person reads in a terminal or a log.

Each finding shows where it is, the source line with the fault underlined, what is wrong, the
criteria it breaks and how to mend it; why it matters is told once a rule. Findings that only a
person can judge are counted, and listed last. Colours are added by ``reports.terminal``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from govpage_lint.findings import Excerpt, Finding, Language, PageResult, Report
from govpage_lint.reports.escape import visible, width
from govpage_lint.reports.grouping import MANY, Fault, shared_faults, written_place
from govpage_lint.reports.phrases import on_pages, phrase
from govpage_lint.reports.styled import Line, Piece, Style
from govpage_lint.reports.summary import fixed_line, summary_line
from govpage_lint.reports.tables import statistics_lines, trend_lines
from govpage_lint.reports.view import View

# How many places of a fault that is on many pages are named.
_SHOWN: Final = 3


def render(report: Report, view: View) -> str:
    """The report as plain text."""
    rows = lines(report, view)
    return "".join(["".join([text for text, _ in line]).rstrip() + "\n" for line in rows])


def lines(report: Report, view: View) -> Iterator[Line]:
    """The lines of the report, each a list of styled pieces."""
    if view.statistics:
        yield from _unchecked_lines(report)
        yield from statistics_lines(report)
    else:
        yield from _Pages(report).lines()
    if view.trend:
        yield from trend_lines(view.trend, report.language)
    for note in report.notes:
        yield [(f"{phrase('note', report.language)}: {visible(note)}", "dim")]
    if report.fixed is not None:
        yield [(fixed_line(report.fixed, report.language), "good")]
    totals = report.totals
    clean = not totals.levels["error"] and not report.unchecked
    yield [(summary_line(report, totals), "good" if clean else "title")]


def _unchecked_lines(report: Report) -> Iterator[Line]:
    for page in report.pages:
        if page.status == "error":
            yield _unchecked(page, report.language)


def _unchecked(page: PageResult, language: Language) -> Line:
    words: Line = [(visible(page.target), "place"), (": ", "")]
    words.append((phrase("unchecked", language), "error"))
    return [*words, (f": {visible(page.error or '')}", "")]


class _Words(NamedTuple):
    """What many findings say: what follows the place, what they break and who saw it, and the way
    to mend them."""

    head: Line
    ground: str
    how: str


class _Pages:
    """Tells the pages in order: what is on many pages once, where it first is."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._shared = shared_faults(report)
        # By identity, as those shared.
        self._told: set[int] = set()
        # Rules whose reason has been given.
        self._reasons: set[str] = set()
        # Thousands of findings say the same beside their place.
        self._words: dict[tuple[object, ...], _Words] = {}
        # Whether lines stand that the next block must be set apart from.
        self._open = False
        self._notes = Counter(note for page in report.pages for note in set(page.notes))

    def lines(self) -> Iterator[Line]:
        """The lines of all pages."""
        for page in self._report.pages:
            yield from self._page(page)
        yield from self._close()
        for note, number in self._notes.items():
            if number >= MANY:
                where = on_pages(number, self._report.language)
                words = phrase("note", self._report.language)
                yield [(f"{words} ({where}): {visible(note)}", "dim")]

    def _close(self) -> list[Line]:
        if self._open:
            self._open = False
            return [[]]
        return []

    def _page(self, page: PageResult) -> list[Line]:
        report, target = self._report, visible(page.target)
        told: list[Line] = []
        if page.status == "error":
            told += [*self._close(), _unchecked(page, report.language), []]
        review = []
        for finding in page.findings:
            shared = self._shared.get(id(finding))
            if shared is not None:
                if id(shared) in self._told:
                    continue
                self._told.add(id(shared))
            place = _place(target, finding, report.language)
            if finding.certainty == "review":
                review.append(_review_line(report.language, place, finding, shared))
            else:
                told += self._close()
                told += self._finding(place, finding, shared)
        self._open = self._open or bool(review)
        told += review
        for note in page.notes:
            if self._notes[note] < MANY:
                words = phrase("note", report.language)
                told.append([(f"{target}: {words}: {visible(note)}", "dim")])
        return told

    def _finding(self, place: str, finding: Finding, shared: Fault | None) -> list[Line]:
        language = self._report.language
        words = self._words_of(finding)
        excerpt = finding.excerpt
        gutter = " " * (len(str(excerpt.line)) if excerpt is not None else 2)
        bar: Piece = (f"{gutter} │ ", "dim")
        told: list[Line] = [[(place, "place"), *words.head]]
        if excerpt is not None:
            told += _excerpt_lines(excerpt, bar, finding.level)
        else:
            told.append([bar, (visible(finding.snippet), "")])
        told.append([bar, (visible(finding.message), "")])
        if shared is not None:
            told.append([(f"{gutter} = ", "dim"), (visible(_spread(shared, language)), "title")])
        if words.ground:
            told.append([(f"{gutter} = {words.ground}", "dim")])
        if finding.viewports:
            windows = visible(", ".join(finding.viewports))
            told.append([(f"{gutter} = {phrase('only in windows', language)}: {windows}", "dim")])
        if finding.screenshot:
            path = visible(finding.screenshot)
            told.append([(f"{gutter} = {phrase('picture', language)}: {path}", "dim")])
        if words.how:
            way = f"{gutter} = {phrase('fix', language)}: "
            told.append([(way, "dim"), (words.how, "")])
        if finding.rule not in self._reasons:
            self._reasons.add(finding.rule)
            if why := self._report.rules[finding.rule].why:
                told.append([(f"{gutter} = {phrase('why', language)}: {visible(why)}", "dim")])
        told.append([])
        return told

    def _words_of(self, finding: Finding) -> _Words:
        key = (finding.rule, finding.level, finding.criteria, finding.observers, finding.how)
        words = self._words.get(key)
        if words is None:
            words = self._words[key] = _words_of(self._report, finding)
        return words


def _words_of(report: Report, finding: Finding) -> _Words:
    language = report.language
    criteria = " · ".join(_criterion(report, key) for key in finding.criteria)
    evidence = ", ".join(
        phrase(name, language) for name in finding.observers if name in ("axe", "probe")
    )
    seen = f" · {phrase('seen by', language)} {evidence}" if evidence else ""
    head: Line = [
        (": ", ""),
        (phrase(finding.level, language), finding.level),
        (": ", ""),
        (visible(report.rules[finding.rule].title), "title"),
        (f"  [{visible(finding.rule)}]", "dim"),
    ]
    return _Words(head, (criteria + seen).removeprefix(" · "), visible(finding.how))


def _place(target: str, finding: Finding, language: Language) -> str:
    if (location := finding.location) is None:
        return f"{target} ({phrase('rendered', language)}: {visible(finding.selector)})"
    return f"{target}:{location.line}:{location.column}"


def _excerpt_lines(excerpt: Excerpt, bar: Piece, style: Style) -> tuple[Line, Line]:
    text, start, end = excerpt.text, excerpt.start, excerpt.end
    lead = text[:start]
    before, fault, after = lead.lstrip(), text[start:end], text[end:]
    if not text.isprintable():
        before, fault, after = visible(before), visible(fault), visible(after)
    marks = "^" * max(1, width(fault))
    return (
        [(f"{excerpt.line} │ ", "dim"), (before, ""), (fault, style), (after, "")],
        [bar, (" " * width(before), ""), (marks, style)],
    )


def _criterion(report: Report, key: str) -> str:
    text = report.criteria[key]
    level = f" ({text.level})" if text.level else ""
    return visible(f"{text.label} {text.name}{level}".rstrip())


def _review_line(language: Language, place: str, finding: Finding, shared: Fault | None) -> Line:
    """What a person has to look at, in a line: nobody knows yet whether it is a fault."""
    where = f" ({on_pages(shared.pages, language)})" if shared is not None else ""
    return [
        (place, "place"),
        (": ", ""),
        (phrase("review", language), "review"),
        (f": {visible(finding.message)}{where}", ""),
        (f"  [{visible(finding.rule)}]", "dim"),
    ]


def _spread(fault: Fault, language: Language) -> str:
    """On how many pages a fault is, and where it is first."""
    shown = ", ".join(map(written_place, fault.where[:_SHOWN]))
    more = fault.count - _SHOWN
    if language == "ko":
        rest = f" 외 {more:,}곳" if more > 0 else ""
        return f"{on_pages(fault.pages, language)}에 같은 문제가 있습니다: {shown}{rest}"
    rest = f" and {more:,} more" if more > 0 else ""
    return f"The same {on_pages(fault.pages, language)}: {shown}{rest}"
