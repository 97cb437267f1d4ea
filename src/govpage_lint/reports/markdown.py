"""Decides the Markdown report: for the summary of a build and the comment on a pull request.

It begins with a mark that nobody sees, by which a comment is found again and written anew instead
of added to. It keeps to what a comment can hold, which is less than a summary can, and says what
is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.findings import Language, PageResult, Report
from govpage_lint.reports.grouping import Fault, faults, rule_counts
from govpage_lint.reports.markdown_text import code, link, plain
from govpage_lint.reports.phrases import capital, on_pages, phrase
from govpage_lint.reports.summary import fixed_line, summary_line
from govpage_lint.reports.tables import trend_row
from govpage_lint.reports.trend import Trend
from govpage_lint.reports.view import View

MARK: Final = "<!-- govpage-lint report -->"
# A comment holds 65,536 characters, a summary 1 MiB.
MAX_CHARACTERS: Final = 65_000
_ROOM: Final = 1_000
_ROWS: Final = 25
_PLACES: Final = 5
_SIGNS: Final = {"error": "❌", "warning": "⚠️", "info": "💡", "review": "🔎"}
_LEFT_OUT: Final[dict[Language, str]] = {
    "en": "This report is cut: {number} more faults are left out. The other formats hold them all.",
    "ko": "보고서가 길어 줄였습니다. 문제 {number}개를 생략했으며, 다른 형식의 보고서에는 모두 있습니다.",
}


def render(report: Report, view: View) -> str:
    """The report as Markdown of GitHub and GitLab."""
    text = "\n\n".join(_head(report, view))
    blocks = [_fault(report, fault) for fault in faults(report)]
    if blocks:
        text += f"\n\n#### {phrase('findings', report.language)}"
    for number, block in enumerate(blocks):
        if len(text) + len(block) > MAX_CHARACTERS - _ROOM:
            left = f"{len(blocks) - number:,}"
            text += f"\n\n**{_LEFT_OUT[report.language].format(number=left)}**"
            break
        text += f"\n\n{block}"
    return f"{text}\n"


def _head(report: Report, view: View) -> Iterator[str]:
    language = report.language
    yield f"{MARK}\n### govpage-lint"
    yield f"**{plain(summary_line(report))}**"
    if report.fixed is not None:
        yield plain(fixed_line(report.fixed, language))
    if broken := [page for page in report.pages if page.status == "error"]:
        lines = [
            f"- {code(_short(page.target))}: {plain(_short(page.error or ''))}" for page in broken
        ]
        yield f"#### {phrase('pages unchecked', language)}\n\n" + _some(lines, language)
    if view.trend:
        yield f"#### {phrase('trend', language)}\n\n{_trend(view.trend, language)}"
    if table := _pages(report):
        yield table
    if table := _rules(report):
        yield table
    if report.notes:
        lines = [f"- {plain(_short(note))}" for note in report.notes]
        yield f"#### {phrase('note', language)}\n\n" + _some(lines, language)


def _some(lines: list[str], language: Language) -> str:
    """The first lines of a list, and how many more there are."""
    more = len(lines) - _ROWS
    rest = [f"- {_and_more(more, language)}"] if more > 0 else []
    return "\n".join([*lines[:_ROWS], *rest])


def _and_more(number: int, language: Language) -> str:
    return f"외 {number:,}개" if language == "ko" else f"and {number:,} more"


def _pages(report: Report) -> str:
    language = report.language
    rows = [(page, _levels(page)) for page in report.pages if page.findings and page.kind == "page"]
    rows.sort(key=lambda row: [-number for number in row[1]])
    if not rows:
        return ""
    names = ("page", "errors", "warnings", "info", "review")
    head = [f"| {' | '.join(capital(phrase(name, language)) for name in names)} |"]
    head.append("| --- | ---: | ---: | ---: | ---: |")
    lines = [
        f"| {code(_short(page.target))} | {' | '.join(f'{number:,}' for number in levels)} |"
        for page, levels in rows[:_ROWS]
    ]
    more = len(rows) - _ROWS
    rest = [f"| {_and_more(more, language)} | | | | |"] if more > 0 else []
    return "\n".join([*head, *lines, *rest])


def _levels(page: PageResult) -> list[int]:
    kinds = [
        "review" if finding.certainty == "review" else finding.level for finding in page.findings
    ]
    return [kinds.count(kind) for kind in ("error", "warning", "info", "review")]


def _rules(report: Report) -> str:
    language = report.language
    counts = rule_counts(report)
    if len(counts) < 2:
        return ""
    names = ("rule", "findings", "pages")
    head = [f"| | {' | '.join(capital(phrase(name, language)) for name in names)} |"]
    head.append("| --- | --- | ---: | ---: |")
    lines = []
    for one in counts[:_ROWS]:
        kind = "review" if one.worst.certainty == "review" else one.worst.level
        title = plain(_short(report.rules[one.rule].title))
        sign = _SIGNS[kind]
        lines.append(
            f"| {sign} | {title} {code(_short(one.rule))} | {one.findings:,} | {one.pages:,} |"
        )
    more = len(counts) - _ROWS
    rest = [f"| | {_and_more(more, language)} | | |"] if more > 0 else []
    return "\n".join([*head, *lines, *rest])


def _trend(trend: Trend, language: Language) -> str:
    names = ("when", "pages", "errors", "warnings", "new", "fixed", "pages unchecked")
    lines = [f"| {' | '.join(capital(phrase(name, language)) for name in names)} |"]
    lines.append("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    first = max(0, len(trend) - _ROWS)
    for number in range(first, len(trend)):
        cells = (plain(cell) for cell in trend_row(number, trend, language))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def _fault(report: Report, fault: Fault) -> str:
    language = report.language
    finding = fault.finding
    kind = "review" if finding.certainty == "review" else finding.level
    title = plain(_short(report.rules[finding.rule].title))
    where = f" · {on_pages(fault.pages, language)}" if fault.pages > 1 else ""
    lines = [
        f"{_SIGNS[kind]} **{phrase(kind, language)}: {title}** {code(_short(finding.rule))}{where}",
        f"> {plain(_short(finding.message, 500))}",
    ]
    places = ", ".join(code(_short(str(place))) for place in fault.first(_PLACES))
    more = fault.count - _PLACES
    lines.append(f"{places} {_and_more(more, language)}" if more > 0 else places)
    if finding.snippet:
        lines.append(code(_short(finding.snippet, 240)))
    if finding.how:
        lines.append(f"{phrase('fix', language)}: {plain(_short(finding.how, 500))}")
    if finding.criteria:
        keys = [report.criteria[key] for key in finding.criteria]
        names = (link(_short(f"{key.label} {key.name}".rstrip()), key.url) for key in keys)
        lines.append(" · ".join(names))
    return "\n\n".join(lines)


def _short(text: str, length: int = 160) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
