"""Decides the CSV report: a row a finding, for people who work in spreadsheets.

It begins with a byte order mark, without which Excel takes UTF-8 for something else, and no cell
can begin a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from govpage_lint.findings import Finding, Language, PageResult, Report
from govpage_lint.reports.escape import visible
from govpage_lint.reports.phrases import phrase
from govpage_lint.reports.view import View

_HEADER: Final[dict[Language, tuple[str, ...]]] = {
    "en": (
        *("page", "address", "line", "column", "level", "certainty", "impact", "rule", "title"),
        *("message", "how to fix", "criteria", "selector", "source", "seen by", "fixable"),
        *("state", "reason", "fingerprint"),
    ),
    "ko": (
        *("페이지", "주소", "줄", "열", "수준", "확실성", "영향", "규칙", "제목"),
        *("내용", "고치는 법", "지침 항목", "선택자", "소스", "발견", "자동 수정"),
        *("상태", "사유", "지문"),
    ),
}
# Excel and others take what begins so for a formula; in East Asian settings the wide forms too.
_FORMULA: Final = ("=", "+", "-", "@", "|", "%", "＝", "＋", "－", "＠")


def render(report: Report, view: View) -> str:
    """The report as CSV after RFC 4180: a header, then a row a finding, the suppressed ones last."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text)
    writer.writerow(_HEADER[report.language])
    for page in report.pages:
        writer.writerows([cell(value) for value in row] for row in _rows(report, page))
    return text.getvalue()


def cell(text: str) -> str:
    """A text that a spreadsheet shows as it is: an apostrophe goes before what it would compute."""
    shown = visible(text)
    return f"'{shown}" if shown.lstrip().startswith(_FORMULA) else shown


def _rows(report: Report, page: PageResult) -> Iterator[tuple[str, ...]]:
    language = report.language
    if page.status == "error":
        words = phrase("unchecked", language)
        blank = ("",) * (len(_HEADER[language]) - 10)
        yield (
            *(page.target, page.url or "", "", "", words, "", "", "", "", page.error or ""),
            *blank,
        )
    for finding in page.findings:
        yield _row(report, page, finding, phrase("in force", language), "")
    for one in page.suppressed:
        yield _row(report, page, one.finding, phrase(f"by {one.by}", language), one.reason)


def _row(
    report: Report, page: PageResult, finding: Finding, state: str, reason: str
) -> tuple[str, ...]:
    language = report.language
    place = finding.location
    rule = report.rules.get(finding.rule)
    criteria = (report.criteria[key] for key in finding.criteria)
    return (
        page.target,
        page.url or "",
        str(place.line) if place is not None else "",
        str(place.column) if place is not None else "",
        phrase(finding.level, language),
        phrase(finding.certainty, language),
        phrase(finding.impact, language),
        finding.rule,
        rule.title if rule is not None else "",
        finding.message,
        finding.how,
        "; ".join(f"{text.label} {text.name}".rstrip() for text in criteria),
        finding.selector,
        finding.snippet,
        ", ".join(phrase(name, language) for name in finding.observers),
        phrase("yes" if finding.fixable else "no", language),
        state,
        reason,
        finding.fingerprint,
    )
