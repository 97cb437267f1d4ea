"""Decides the GitLab Code Quality report: what the merge request's widget lists and annotates."""

from __future__ import annotations

import json
from typing import Any, Final

from govpage_lint.digests import sha256
from govpage_lint.findings import Finding, PageResult, Report
from govpage_lint.reports.escape import visible
from govpage_lint.reports.places import Places
from govpage_lint.reports.view import View

_MINOR: Final = {"warning": "minor", "info": "info"}


def render(report: Report, view: View) -> str:
    """The report as GitLab reads it: a JSON array of findings, no two with the same fingerprint."""
    places = Places(view)
    used: set[str] = set()
    entries = []
    for page in report.pages:
        if page.status == "error":
            text = f"{page.target}: {page.error}"
            entries.append(_entry(places, page, None, "page-not-checked", text, "blocker", used))
        entries += [_finding(report, places, page, finding, used) for finding in page.findings]
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


def _finding(
    report: Report, places: Places, page: PageResult, finding: Finding, used: set[str]
) -> dict[str, Any]:
    criteria = ", ".join(report.criteria[key].label for key in finding.criteria)
    text = f"{finding.message} {finding.how}".rstrip() + (f" ({criteria})" if criteria else "")
    if places.of(page).is_anchor:
        # Without a file of its own the page is known by its address alone.
        text = f"{page.target}: {text}"
    return _entry(places, page, finding, finding.rule, text, severity(finding), used)


def severity(finding: Finding) -> str:
    """GitLab's word for how bad a finding is."""
    if finding.certainty == "review":
        return "info"
    if finding.level == "error":
        return "critical" if finding.impact == "critical" else "major"
    return _MINOR[finding.level]


def _entry(
    places: Places,
    page: PageResult,
    finding: Finding | None,
    name: str,
    text: str,
    weight: str,
    used: set[str],
) -> dict[str, Any]:
    location = places.region(page, finding.location if finding is not None else None)
    print_ = finding.fingerprint if finding is not None else "unchecked"
    return {
        "description": visible(text),
        "check_name": name,
        "fingerprint": _unique(f"{page.target}\0{print_}", used),
        "severity": weight,
        "location": {
            "path": places.of(page).path,
            "lines": {"begin": location.line, "end": location.end_line}
            if location is not None
            else {"begin": 1},
        },
    }


def _unique(key: str, used: set[str]) -> str:
    """A hash of the key that none before has: GitLab drops what comes twice."""
    number = 0
    while True:
        text = f"{key}\0{number}" if number else key
        found = sha256(text.encode("utf-8", "replace")).hexdigest()[:40]
        if found not in used:
            used.add(found)
            return found
        number += 1
