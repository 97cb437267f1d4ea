"""Decides how findings look in an editor: marks in the text, and what a pointer over them shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from lsprotocol import types

from govpage_lint.findings import Finding, PageResult, Report
from govpage_lint.lsp.places import Places
from govpage_lint.regexes import regex
from govpage_lint.reports.phrases import phrase

SOURCE: Final = "govpage-lint"
_SEVERITY: Final = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}
# What Markdown would read as its own.
_MARKDOWN: Final = regex(r"([\\`*_{}\[\]<>()#+\-.!|~&@:])")


def diagnostics(result: PageResult, places: Places) -> list[types.Diagnostic]:
    """The marks for a page's findings; one at its start where it could not be checked."""
    if result.status == "error":
        start = types.Range(types.Position(0, 0), types.Position(0, 0))
        return [
            types.Diagnostic(
                start, result.error or "", severity=types.DiagnosticSeverity.Warning, source=SOURCE
            )
        ]
    return [diagnostic(finding, places) for finding in result.findings if finding.location]


def diagnostic(finding: Finding, places: Places) -> types.Diagnostic:
    """The mark for a finding that has a place in the source."""
    assert finding.location is not None
    severity = _SEVERITY[finding.level]
    if finding.certainty == "review":
        severity = types.DiagnosticSeverity.Hint
    return types.Diagnostic(
        range=places.range_of(finding.location),
        message=finding.message,
        severity=severity,
        code=finding.rule,
        source=SOURCE,
        data={"fingerprint": finding.fingerprint},
    )


def hover(findings: Iterable[Finding], report: Report) -> str:
    """What is said of the findings under the pointer, in Markdown."""
    return "\n\n---\n\n".join(_explained(finding, report) for finding in findings)


def _explained(finding: Finding, report: Report) -> str:
    rule, language = report.rules[finding.rule], report.language
    lines = [
        f"**{plain(rule.title)}** `{finding.rule}`",
        plain(finding.message),
        f"*{phrase('fix', language)}:* {plain(finding.how)}",
    ]
    if rule.why:
        lines.append(f"*{phrase('why', language)}:* {plain(rule.why)}")
    if finding.criteria:
        lines.append(" · ".join(_criterion(report, key) for key in finding.criteria))
    return "\n\n".join(lines)


def _criterion(report: Report, key: str) -> str:
    text = report.criteria[key]
    level = f" ({text.level})" if text.level else ""
    words = plain(f"{text.label} {text.name}{level}")
    return f"[{words}]({text.url})" if text.url else words


def plain(text: str) -> str:
    """A text that Markdown shows as it is."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
