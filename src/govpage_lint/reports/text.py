"""Decides the report that a person reads in a terminal or a log.

Each finding shows where it is, the source line with the fault underlined, what is wrong, the
criteria it breaks and how to mend it; why it matters is told once a rule. Findings that only a
person can judge are counted, and listed last. Colours are added by ``reports.terminal``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from govpage_lint.findings import Excerpt, Finding, Fixed, Language, PageResult, Report
from govpage_lint.reports.escape import visible, width
from govpage_lint.reports.phrases import count, phrase
from govpage_lint.reports.view import View

type Style = Literal["", "error", "warning", "info", "review", "place", "dim", "title", "good"]
type Line = list[tuple[str, Style]]


def render(report: Report, view: View) -> str:
    """The report as plain text."""
    return "".join("".join(text for text, _ in line).rstrip() + "\n" for line in lines(report))


def lines(report: Report) -> Iterator[Line]:
    """The lines of the report, each a list of styled pieces."""
    told: set[str] = set()
    for page in report.pages:
        yield from page_lines(report, page, told)
    yield from closing_lines(report)


def page_lines(report: Report, page: PageResult, told: set[str]) -> Iterator[Line]:
    """The lines of one page. ``told`` are rules whose reason has been given; it is added to."""
    language = report.language
    if page.status == "error":
        where = visible(page.target)
        yield [
            (where, "place"),
            (": ", ""),
            (phrase("unchecked", language), "error"),
            (f": {visible(page.error or '')}", ""),
        ]
        yield []
    for finding in page.findings:
        if finding.certainty != "review":
            yield from _finding_lines(report, page, finding, told)
    yield from _review_lines(report, page)
    for note in page.notes:
        yield [(f"{visible(page.target)}: {phrase('note', language)}: {visible(note)}", "dim")]


def closing_lines(report: Report) -> Iterator[Line]:
    """What concerns the run, and the line that counts."""
    for note in report.notes:
        yield [(f"{phrase('note', report.language)}: {visible(note)}", "dim")]
    if report.fixed is not None:
        yield [(fixed_line(report.fixed, report.language), "good")]
    clean = not report.count("error") and not report.unchecked
    yield [(summary_line(report), "good" if clean else "title")]


def _finding_lines(
    report: Report, page: PageResult, finding: Finding, told: set[str]
) -> Iterator[Line]:
    language = report.language
    rule = report.rules[finding.rule]
    level: Style = finding.level
    yield [
        (_place(page, finding, language), "place"),
        (": ", ""),
        (phrase(finding.level, language), level),
        (": ", ""),
        (rule.title, "title"),
        (f"  [{finding.rule}]", "dim"),
    ]
    gutter = " " * (len(str(finding.excerpt.line)) if finding.excerpt else 2)
    if finding.excerpt is not None:
        yield from _excerpt_lines(finding.excerpt, level)
    else:
        yield [(f"{gutter} │ ", "dim"), (visible(finding.snippet), "")]
    yield [(f"{gutter} │ ", "dim"), (visible(finding.message), "")]
    criteria = " · ".join(_criterion(report, key) for key in finding.criteria)
    evidence = ", ".join(
        phrase(name, language) for name in finding.observers if name in ("axe", "probe")
    )
    if criteria or evidence:
        seen = f" · {phrase('seen by', language)} {evidence}" if evidence else ""
        yield [(f"{gutter} = {(criteria + seen).removeprefix(' · ')}", "dim")]
    if finding.how:
        yield [(f"{gutter} = {phrase('fix', language)}: ", "dim"), (finding.how, "")]
    if rule.why and finding.rule not in told:
        told.add(finding.rule)
        yield [(f"{gutter} = {phrase('why', language)}: {rule.why}", "dim")]
    yield []


def _place(page: PageResult, finding: Finding, language: Language) -> str:
    where = visible(page.target)
    if finding.location is None:
        return f"{where} ({phrase('rendered', language)}: {visible(finding.selector)})"
    return f"{where}:{finding.location.line}:{finding.location.column}"


def _excerpt_lines(excerpt: Excerpt, style: Style) -> Iterator[Line]:
    number = str(excerpt.line)
    lead = excerpt.text[: excerpt.start]
    stripped = len(lead) - len(lead.lstrip())
    before = visible(excerpt.text[stripped : excerpt.start])
    fault = visible(excerpt.text[excerpt.start : excerpt.end])
    after = visible(excerpt.text[excerpt.end :])
    yield [(f"{number} │ ", "dim"), (before, ""), (fault, style), (after, "")]
    marks = "^" * max(1, width(fault))
    yield [(f"{' ' * len(number)} │ ", "dim"), (" " * width(before), ""), (marks, style)]


def _criterion(report: Report, key: str) -> str:
    text = report.criteria[key]
    level = f" ({text.level})" if text.level else ""
    return f"{text.label} {text.name}{level}".rstrip()


def _review_lines(report: Report, page: PageResult) -> Iterator[Line]:
    """What a person has to look at: a line each, since nobody knows yet whether it is a fault."""
    language = report.language
    found = False
    for finding in page.findings:
        if finding.certainty == "review":
            found = True
            yield [
                (_place(page, finding, language), "place"),
                (": ", ""),
                (phrase("review", language), "review"),
                (f": {visible(finding.message)}", ""),
                (f"  [{finding.rule}]", "dim"),
            ]
    if found:
        yield []


def fixed_line(fixed: Fixed, language: Language) -> str:
    """What was mended: "Fixed 3 faults in 2 files."."""
    if language == "ko":
        return f"파일 {fixed.files:,}개에서 {fixed.faults:,}건을 고쳤습니다."
    faults = f"{fixed.faults:,} fault{'' if fixed.faults == 1 else 's'}"
    return f"Fixed {faults} in {fixed.files:,} file{'' if fixed.files == 1 else 's'}."


def summary_line(report: Report) -> str:
    """The last line: what was found, on how many pages, and what could not be checked."""
    language = report.language
    parts = [
        count(report.count("error"), "error", language),
        count(report.count("warning"), "warning", language),
    ]
    if advice := report.count("info"):
        parts.append(count(advice, "info", language))
    if report.to_review:
        parts.append(count(report.to_review, "review", language))
    asides = ", ".join(_asides(report))
    pages = count(len(report.pages), "page", language)
    found = ", ".join(parts)
    line = f"{pages}: {found}" if language == "ko" else f"Found {found} in {pages}"
    return f"{line} ({asides})." if asides else f"{line}."


def _asides(report: Report) -> Iterator[str]:
    """What the last line adds in brackets."""
    language = report.language
    counts = (
        ("fixable", report.fixable),
        ("baselined", report.suppressed("baseline")),
        ("suppressed", report.suppressed("inline", "config")),
    )
    for noun, number in counts:
        if number:
            yield count(number, noun, language)
    if report.unchecked:
        pages = count(report.unchecked, "page", language)
        yield f"검사하지 못한 {pages}" if language == "ko" else f"{pages} could not be checked"
