"""Decides the SARIF report: version 2.1.0, within what GitHub's code scanning asks for and bears.

Every result has a place in a file of the repository, since one without makes GitHub refuse the
whole report: a page that is no file there is told at one file that stands for it, with its address.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final, Literal

from govpage_lint.digests import sha256
from govpage_lint.findings import Finding, Location, PageResult, Report, Suppressed
from govpage_lint.reports.escape import visible
from govpage_lint.reports.grouping import rank
from govpage_lint.reports.places import Places
from govpage_lint.reports.sarif_fixes import ROOT, fixes_of, uri
from govpage_lint.reports.sarif_limits import cut
from govpage_lint.reports.sarif_rules import HOME, Rules, sentence
from govpage_lint.reports.view import View

_SCHEMA: Final = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_UNCHECKED: Final = "page-not-checked"
_NOTE: Final = "run-note"
_CUT: Final = "results-left-out"
_KINDS: Final[dict[str, Literal["inSource", "external"]]] = {
    "inline": "inSource",
    "config": "external",
    "baseline": "external",
}
_REASONS: Final = {
    "config": "suppressed by the configuration",
    "baseline": "in the baseline",
}


def render(report: Report, view: View) -> str:
    """The report as SARIF, in UTF-8 text."""
    return cut(lambda most: _log(report, view, most))


def _log(report: Report, view: View, most: int) -> tuple[str, int]:
    """The text with at most so many results, the worst first, and how many there are in all."""
    run = _Run(report, view)
    found = run.found()
    results = [run.result(*one) for one in found[:most]]
    data = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [run.as_data(results, len(found) - len(results))],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n", len(found)


class _Run:
    """One run: its results, and the rules that they name by number."""

    def __init__(self, report: Report, view: View) -> None:
        self._report = report
        self._places = Places(view)
        self._rules = Rules(report)
        self._prints: set[str] = set()

    def found(self) -> list[tuple[PageResult, Finding, Suppressed | None]]:
        """All findings, the worst first, those that are not told last."""
        pages = self._report.pages
        told = [(page, finding, None) for page in pages for finding in page.findings]
        held = [(page, one.finding, one) for page in pages for one in page.suppressed]
        return [
            *sorted(told, key=lambda one: rank(one[1])),
            *sorted(held, key=lambda one: rank(one[1])),
        ]

    def as_data(self, results: list[dict[str, Any]], left_out: int) -> dict[str, Any]:
        """The run. What it says of rules depends on the results, so they are made first."""
        report = self._report
        invocation: dict[str, Any] = {
            "executionSuccessful": not report.unchecked,
            "toolExecutionNotifications": list(self._notifications(left_out)),
        }
        if report.created:
            invocation["endTimeUtc"] = report.created
        tool: dict[str, Any] = {
            "name": report.tool.name,
            "version": report.tool.version,
            "semanticVersion": report.tool.version,
            "informationUri": HOME,
            "language": report.language,
            "rules": self._rules.as_data(),
            "notifications": _NOTIFICATIONS,
        }
        return {
            "tool": {"driver": tool},
            "language": report.language,
            "automationDetails": {"id": "govpage-lint/"},
            "originalUriBaseIds": {ROOT: {"description": {"text": "The root of the repository."}}},
            "columnKind": "unicodeCodePoints",
            "invocations": [invocation],
            "results": results,
        }

    def _notifications(self, left_out: int) -> Iterator[dict[str, Any]]:
        for page in self._report.pages:
            if page.status == "error":
                text = f"{page.target} could not be checked: {page.error}"
                location = self._location(page, None)
                yield {**_notification(_UNCHECKED, "error", text), "locations": [location]}
        for page in self._report.pages:
            for note in page.notes:
                yield _notification(_NOTE, "note", f"{page.target}: {note}")
        for note in self._report.notes:
            yield _notification(_NOTE, "note", note)
        if left_out:
            text = f"{left_out:,} results are left out, the least serious ones: the report would be too large."
            yield _notification(_CUT, "warning", text)

    def result(self, page: PageResult, finding: Finding, held: Suppressed | None) -> dict[str, Any]:
        """One result."""
        review = finding.certainty == "review"
        text = finding.message
        if self._places.of(page).is_anchor:
            text = f"{page.target}: {text}"
        data: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._rules.index(finding.rule),
            # What only a person can judge has no level, says the standard.
            "kind": "review" if review else "fail",
            "level": "none" if review else _LEVELS[finding.level],
            "message": {"text": message(text)},
            "locations": [self._location(page, finding)],
            "partialFingerprints": self._fingerprints(page, finding),
            "properties": _properties(finding),
        }
        if held is not None:
            reason = held.reason or _REASONS.get(held.by, "")
            suppression = {"kind": _KINDS[held.by], "status": "accepted"}
            data["suppressions"] = [
                {**suppression, "justification": visible(reason)} if reason else suppression
            ]
        place = self._places.of(page)
        if not place.is_anchor and (fixes := fixes_of(finding, place.path)):
            data["fixes"] = fixes
        return data

    def _fingerprints(self, page: PageResult, finding: Finding) -> dict[str, str]:
        """What tells the result from others, and survives moved lines.

        GitHub compares by the second, which it would else compute from the line: on a page that is
        one long line, or told at a file that stands for it, all would be the same.
        """
        number = 1
        while True:
            key = f"{page.target}\0{finding.rule}\0{finding.fingerprint}"
            digest = sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
            found = f"{digest}:{number}"
            if found not in self._prints:
                self._prints.add(found)
                return {"govpageLint/v1": finding.fingerprint, "primaryLocationLineHash": found}
            number += 1

    def _location(self, page: PageResult, finding: Finding | None) -> dict[str, Any]:
        place = self._places.of(page)
        physical: dict[str, Any] = {
            "artifactLocation": {"uri": uri(place.path), "uriBaseId": ROOT},
            "region": {"startLine": 1},
        }
        if finding is not None and not place.is_anchor and finding.location is not None:
            physical["region"] = _region(finding, finding.location)
            if (context := _context(finding)) is not None:
                physical["contextRegion"] = context
        data: dict[str, Any] = {"physicalLocation": physical}
        logical = []
        if page.url is not None or place.is_anchor:
            address = visible(page.url or page.target)
            logical.append({"name": address, "fullyQualifiedName": address, "kind": "resource"})
        if finding is not None and finding.selector:
            selector = visible(finding.selector)
            logical.append({"name": selector, "kind": "element"})
        if logical:
            data["logicalLocations"] = logical
        return data


def _region(finding: Finding, location: Location) -> dict[str, Any]:
    region: dict[str, Any] = {
        "startLine": location.line,
        "startColumn": location.column,
        "endLine": max(location.line, location.end_line),
        "endColumn": location.end_column,
    }
    if location.line == location.end_line:
        region["endColumn"] = max(location.column, location.end_column)
        # Only what is quoted whole is the text of the region.
        if len(finding.snippet) == location.end_column - location.column and finding.snippet:
            region["snippet"] = {"text": finding.snippet}
    return region


def _context(finding: Finding) -> dict[str, Any] | None:
    """The line of the finding, if it is quoted whole."""
    excerpt, location = finding.excerpt, finding.location
    if excerpt is None or location is None or not excerpt.text.strip():
        return None
    if excerpt.text.startswith("…") or excerpt.text.endswith("…"):
        return None
    if not excerpt.line == location.line == location.end_line:
        return None
    if len(excerpt.text) + 1 < location.end_column:
        return None
    return {"startLine": excerpt.line, "snippet": {"text": excerpt.text}}


def _properties(finding: Finding) -> dict[str, Any]:
    return {
        "certainty": finding.certainty,
        "impact": finding.impact,
        "observers": list(finding.observers),
        "criteria": list(finding.criteria),
    }


def message(text: str) -> str:
    """A text in which SARIF sees no link."""
    return sentence(visible(text).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]"))


def _notification(name: str, level: str, text: str) -> dict[str, Any]:
    index = [one["id"] for one in _NOTIFICATIONS].index(name)
    return {
        "descriptor": {"id": name, "index": index},
        "level": level,
        "message": {"text": message(text)},
    }


def _kind(name: str, pascal: str, level: str, text: str) -> dict[str, Any]:
    return {
        "id": name,
        "name": pascal,
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": text, "markdown": text},
        "helpUri": HOME,
        "defaultConfiguration": {"level": level},
        "properties": {"tags": ["accessibility"], "precision": "very-high"},
    }


_NOTIFICATIONS: Final = [
    _kind(_UNCHECKED, "PageNotChecked", "error", "A page could not be checked."),
    _kind(_NOTE, "RunNote", "note", "Something that concerns how pages were checked."),
    _kind(_CUT, "ResultsLeftOut", "warning", "Code scanning takes no more results than these."),
]
