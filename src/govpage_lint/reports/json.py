"""Decides the JSON report: the contract with other programs, version 1; later versions only add."""

from __future__ import annotations

import json
from typing import Any

from govpage_lint.findings import (
    BaselineUse,
    Excerpt,
    Finding,
    Fix,
    Location,
    PageResult,
    Report,
    RuleOutcomes,
    Suppressed,
)
from govpage_lint.reports.view import View

SCHEMA = 1


def render(report: Report, view: View) -> str:
    """The report as JSON, in UTF-8 text, ``rules/schema/report.schema.json``."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    tool = report.tool
    rulesets = _rulesets(report)
    return {
        "schema": SCHEMA,
        "created": report.created or None,
        "tool": {
            "name": tool.name,
            "version": tool.version,
            "axe": tool.axe,
            "browser": tool.browser,
        },
        "lang": report.language,
        "pages": [_page(page, rulesets) for page in report.pages],
        "rules": {
            rule.id: {"title": rule.title, "why": rule.why, "how": rule.how}
            for rule in report.rules.values()
        },
        "criteria": {
            key: {"label": text.label, "name": text.name, "level": text.level, "url": text.url}
            for key, text in report.criteria.items()
        },
        "grounds": {
            name: {"act": list(ground.act), "wcag": list(ground.wcag)}
            for name, ground in report.grounds.items()
        },
        "rulesets": [list(ruleset) for ruleset in rulesets],
        "notes": list(report.notes),
        "fixed": None
        if report.fixed is None
        else {
            "faults": report.fixed.faults,
            "files": report.fixed.files,
            "unsafe": report.fixed.unsafe,
        },
        "baseline": _baseline(report.baseline),
        "summary": summary(report),
    }


def _baseline(use: BaselineUse | None) -> dict[str, Any] | None:
    if use is None:
        return None
    gone = [{"rule": one.rule, "page": one.page, "count": one.count} for one in use.gone]
    return {"file": use.file, "gone": gone, "allowed": use.allowed}


def summary(report: Report) -> dict[str, int]:
    """The counts of a report."""
    return {
        "pages": report.looked_at,
        "unchecked": report.unchecked,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "info": report.count("info"),
        "review": report.to_review,
        "fixable": report.fixable,
        "unsafe_fixable": report.unsafe_fixable,
        "baselined": report.suppressed("baseline"),
        "suppressed": report.suppressed("inline", "config"),
    }


def _ruleset(page: PageResult) -> tuple[str, ...]:
    """The rules that ran on a page, but for those of axe, of which only outcomes tell."""
    return tuple(name for name in page.ran if name not in page.outcomes or name[:4] != "axe-")


def _rulesets(report: Report) -> dict[tuple[str, ...], int]:
    """Which rules ran, told once for all pages on which the same did, with their numbers."""
    sets: dict[tuple[str, ...], int] = {}
    for page in report.pages:
        sets.setdefault(_ruleset(page), len(sets))
    return sets


def _page(page: PageResult, rulesets: dict[tuple[str, ...], int]) -> dict[str, Any]:
    return {
        "target": page.target,
        "url": page.url,
        "status": page.status,
        "error": page.error,
        "profile": page.profile,
        "language": page.language,
        "findings": [as_finding(finding) for finding in page.findings],
        "outcomes": {rule: _outcomes(outcomes) for rule, outcomes in sorted(page.outcomes.items())},
        "timings": dict(page.timings),
        "notes": list(page.notes),
        "ruleset": rulesets[_ruleset(page)],
        "suppressed": [_suppressed(one) for one in page.suppressed],
        "screenshot": page.screenshot,
        "kind": page.kind,
    }


def _suppressed(one: Suppressed) -> dict[str, Any]:
    return {"by": one.by, "reason": one.reason, "finding": as_finding(one.finding)}


def _outcomes(outcomes: RuleOutcomes) -> dict[str, Any]:
    return {
        "passed": outcomes.passed,
        "failed": outcomes.failed,
        "cantTell": outcomes.cant_tell,
        "observers": list(outcomes.observers),
    }


def as_finding(finding: Finding) -> dict[str, Any]:
    """A finding as plain data."""
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
        "fix": _fix(finding.fix),
        "viewports": list(finding.viewports),
        "screenshot": finding.screenshot,
    }


def _fix(fix: Fix | None) -> dict[str, Any] | None:
    if fix is None:
        return None
    edits = [
        {
            "start": edit.start,
            "end": edit.end,
            "text": edit.text,
            "location": _location(edit.location),
        }
        for edit in fix.edits
    ]
    return {"title": fix.title, "safe": fix.safe, "edits": edits}


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
