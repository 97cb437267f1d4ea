"""Decides the EARL report: what each rule said of each page, in W3C's vocabulary for test results.

JSON-LD after EARL 1.0 (https://www.w3.org/TR/EARL10-Schema/) in the shape that implementations of
the W3C ACT rules hand in: one TestSubject a page, one assertion for each rule that ran on it.
"""

from __future__ import annotations

import json
from typing import Any, Final, Literal

from govpage_lint.findings import PageResult, Report, RuleGround, RuleOutcomes, Tool
from govpage_lint.reports.view import View

type EarlOutcome = Literal["passed", "failed", "cantTell", "inapplicable"]

_CONTEXT: Final = {
    "@vocab": "http://www.w3.org/ns/earl#",
    "earl": "http://www.w3.org/ns/earl#",
    "dct": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "WCAG2": "https://www.w3.org/TR/WCAG22/#",
    "ACT": "https://www.w3.org/WAI/standards-guidelines/act/rules/",
    "source": "dct:source",
    "title": "dct:title",
    "description": "dct:description",
    "name": "doap:name",
    "release": "doap:release",
    "revision": "doap:revision",
    "assertions": {"@reverse": "subject"},
    "isPartOf": {"@id": "dct:isPartOf", "@type": "@id"},
    "outcome": {"@type": "@id"},
    "mode": {"@type": "@id"},
}
_ASSERTOR: Final = "urn:tool:govpage-lint"


def render(report: Report, view: View) -> str:
    """The report as JSON-LD, in UTF-8 text."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=1) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data. A page that could not be checked has no assertions, and what is wrong
    with the configuration says nothing about a page."""
    subjects = [_subject(report, page) for page in report.pages if page.kind == "page"]
    return {"@context": _CONTEXT, "@graph": subjects}


def _subject(report: Report, page: PageResult) -> dict[str, Any]:
    subject: dict[str, Any] = {"@type": "TestSubject", "source": page.target}
    if page.error is not None:
        subject["description"] = page.error
    # What was seen of a page before it failed is no statement about the page.
    ran = page.ran if page.status == "checked" else ()
    ours = _implemented(report, ran)
    assertions = [_assertion(report, page, name, ours) for name in ran]
    if assertions:
        # Told in full once a page; in the others its identifier stands for it.
        assertions[0]["assertedBy"] = _assertor(report.tool)
    subject["assertions"] = assertions
    return subject


def _implemented(report: Report, ran: tuple[str, ...]) -> frozenset[str]:
    """The ACT rules that our own rules speak for: axe's outcomes are evidence beside theirs."""
    own = (report.grounds[name] for name in ran if not name.startswith("axe-"))
    return frozenset(act for ground in own for act in ground.act)


def _assertor(tool: Tool) -> dict[str, Any]:
    release = {"@type": "doap:Version", "revision": tool.version}
    return {
        "@id": _ASSERTOR,
        "@type": ["Assertor", "Software"],
        "name": tool.name,
        "release": release,
    }


def _assertion(report: Report, page: PageResult, name: str, ours: frozenset[str]) -> dict[str, Any]:
    ground = report.grounds[name]
    if name.startswith("axe-"):
        ground = RuleGround(tuple(act for act in ground.act if act not in ours), ground.wcag)
    outcomes = page.outcomes.get(name)
    return {
        "@type": "Assertion",
        "assertedBy": {"@id": _ASSERTOR},
        "mode": "earl:automatic",
        "test": {
            "@type": "TestCriterion",
            "title": name,
            "isPartOf": [
                *(f"ACT:{identifier}" for identifier in ground.act),
                *(f"WCAG2:{handle}" for handle in ground.wcag),
            ],
        },
        "result": {"@type": "TestResult", "outcome": f"earl:{outcome_of(outcomes)}"},
    }


def outcome_of(outcomes: RuleOutcomes | None) -> EarlOutcome:
    """What the outcomes of a rule's targets on a page come to: the worst of them that is sure."""
    if outcomes is None:
        return "inapplicable"
    if outcomes.failed:
        return "failed"
    if outcomes.cant_tell:
        return "cantTell"
    return "passed" if outcomes.passed else "inapplicable"
