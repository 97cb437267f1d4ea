"""Decides the concise report: one line a finding, for editors, grep and long lists."""

from __future__ import annotations

from govpage_lint.findings import Finding, PageResult, Report
from govpage_lint.reports.escape import visible
from govpage_lint.reports.phrases import phrase
from govpage_lint.reports.summary import summary_line
from govpage_lint.reports.view import View


def render(report: Report, view: View) -> str:
    """``file:line:column: level: message [rule]`` a finding, then the line that counts."""
    lines = []
    for page in report.pages:
        if page.status == "error":
            words = phrase("unchecked", report.language)
            lines.append(f"{visible(page.target)}: {words}: {visible(page.error or '')}")
        lines += [_line(report, page, finding) for finding in page.findings]
    if report.baseline is not None and report.baseline.gone:
        # The check may fail for that and for no finding.
        lines += [f"{phrase('note', report.language)}: {visible(note)}" for note in report.notes]
    lines.append(summary_line(report))
    return "\n".join(lines) + "\n"


def _line(report: Report, page: PageResult, finding: Finding) -> str:
    place = visible(page.target)
    end = ""
    if finding.location is not None:
        place += f":{finding.location.line}:{finding.location.column}"
    elif finding.selector:
        end = f" ({visible(finding.selector)})"
    kind = "review" if finding.certainty == "review" else finding.level
    words = phrase(kind, report.language)
    return f"{place}: {words}: {visible(finding.message)} [{visible(finding.rule)}]{end}"
