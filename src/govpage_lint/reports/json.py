"""Decides the JSON report: the contract with other programs, version 1; later versions only add."""

from __future__ import annotations

import json
from typing import Any

from govpage_lint.findings import Excerpt, Finding, Location, PageResult, Report, RuleOutcomes

SCHEMA = 1


def render(report: Report) -> str:
    """The report as JSON, in UTF-8 text, ``rules/schema/report.schema.json``."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    tool = report.tool
    return {
        "schema": SCHEMA,
        "tool": {
            "name": tool.name,
            "version": tool.version,
            "axe": tool.axe,
            "browser": tool.browser,
        },
        "lang": report.language,
        "pages": [_page(page) for page in report.pages],
        "rules": {
            rule.id: {"title": rule.title, "why": rule.why, "how": rule.how}
            for rule in report.rules.values()
        },
        "criteria": {
            key: {"label": text.label, "name": text.name, "level": text.level, "url": text.url}
            for key, text in report.criteria.items()
        },
        "notes": list(report.notes),
        "summary": {
            "pages": len(report.pages),
            "unchecked": report.unchecked,
            "errors": report.count("error"),
            "warnings": report.count("warning"),
            "info": report.count("info"),
            "review": report.to_review,
        },
    }


def _page(page: PageResult) -> dict[str, Any]:
    return {
        "target": page.target,
        "url": page.url,
        "status": page.status,
        "error": page.error,
        "profile": page.profile,
        "language": page.language,
        "findings": [_finding(finding) for finding in page.findings],
        "outcomes": {rule: _outcomes(outcomes) for rule, outcomes in sorted(page.outcomes.items())},
        "timings": dict(page.timings),
        "notes": list(page.notes),
    }


def _outcomes(outcomes: RuleOutcomes) -> dict[str, Any]:
    return {
        "passed": outcomes.passed,
        "failed": outcomes.failed,
        "cantTell": outcomes.cant_tell,
        "observers": list(outcomes.observers),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "certainty": finding.certainty,
        "impact": finding.impact,
        "message": finding.message,
        "location": _location(finding.location),
        "selector": finding.selector,
        "snippet": finding.snippet,
        "criteria": list(finding.criteria),
        "act": list(finding.act),
        "observers": list(finding.observers),
        "axe": list(finding.axe),
        "fixable": finding.fixable,
        "fingerprint": finding.fingerprint,
        "how": finding.how,
        "excerpt": _excerpt(finding.excerpt),
    }


def _location(location: Location | None) -> dict[str, int] | None:
    if location is None:
        return None
    return {
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }


def _excerpt(excerpt: Excerpt | None) -> dict[str, Any] | None:
    if excerpt is None:
        return None
    return {"line": excerpt.line, "text": excerpt.text, "start": excerpt.start, "end": excerpt.end}
