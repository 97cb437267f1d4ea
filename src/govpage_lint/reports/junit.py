"""Decides the JUnit report: a suite a page, a case a rule, for the test views of build servers.

Rules that a page passes are cases too, so that a graph over builds has both sides.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Final

from govpage_lint.findings import LEVELS, Finding, PageResult, Report
from govpage_lint.regexes import regex
from govpage_lint.reports.escape import visible
from govpage_lint.reports.phrases import count, phrase
from govpage_lint.reports.places import Places
from govpage_lint.reports.view import View

# What XML 1.0 has no way to write.
_ILLEGAL: Final = regex("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(report: Report, view: View) -> str:
    """The report as JUnit's XML. A finding that fails the build fails its case; one that only a
    person can judge skips it; others pass, and are told in the case's output."""
    places = Places(view)
    root = ET.Element("testsuites", name=report.tool.name)
    for page in report.pages:
        root.append(_suite(report, view, places, page))
    _count(root, "testsuite")
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def legal(text: str) -> str:
    """A text on one line that XML can hold."""
    return _ILLEGAL.sub("\ufffd", visible(text))


def _suite(report: Report, view: View, places: Places, page: PageResult) -> ET.Element:
    suite = ET.Element("testsuite", name=legal(page.target))
    if report.created:
        suite.set("timestamp", report.created.removesuffix("Z"))
    suite.set("time", f"{sum(page.timings.values()):.3f}")
    if page.status == "error":
        case = _case(places, page, "page", None)
        words = legal(page.error or "")
        ET.SubElement(case, "error", message=words, type="unchecked").text = words
        suite.append(case)
    by_rule: dict[str, list[Finding]] = {}
    for finding in page.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for name in sorted({*page.outcomes, *by_rule}):
        outcomes = page.outcomes.get(name)
        found = by_rule.get(name, [])
        if not found and outcomes is not None and not (outcomes.passed or outcomes.cant_tell):
            # Failed only where that is suppressed: in force it neither passes nor fails.
            continue
        case = _case(places, page, name, found[0] if found else None)
        _judge(report, view, case, page, found)
        if not found and outcomes is not None and not outcomes.passed:
            words = count(outcomes.cant_tell, "review", report.language)
            ET.SubElement(case, "skipped", message=words)
        suite.append(case)
    _count(suite, "testcase")
    return suite


def _case(places: Places, page: PageResult, name: str, finding: Finding | None) -> ET.Element:
    case = ET.Element("testcase", classname=legal(page.target), name=legal(name))
    if not places.of(page).is_anchor:
        case.set("file", legal(places.of(page).path))
        if finding is not None and finding.location is not None:
            case.set("line", str(finding.location.line))
    return case


def _judge(
    report: Report, view: View, case: ET.Element, page: PageResult, found: list[Finding]
) -> None:
    failing = [finding for finding in found if fails(finding, view)]
    review = [finding for finding in found if finding.certainty == "review"]
    if failing:
        rule = report.rules.get(failing[0].rule)
        title = rule.title if rule is not None else failing[0].rule
        message = legal(f"{title}: {failing[0].message}")
        element = ET.SubElement(case, "failure", message=message, type=failing[0].level)
        element.text = "\n".join(_lines(report, page, failing))
    elif found and len(review) == len(found):
        message = count(len(review), "review", report.language)
        ET.SubElement(case, "skipped", message=message)
    others = [finding for finding in found if finding not in failing]
    if others:
        ET.SubElement(case, "system-out").text = "\n".join(_lines(report, page, others))


def fails(finding: Finding, view: View) -> bool:
    """Whether a finding fails the build."""
    if view.fail_on == "never" or finding.certainty == "review":
        return False
    return LEVELS.index(finding.level) >= LEVELS.index(view.fail_on)


def _lines(report: Report, page: PageResult, found: list[Finding]) -> Iterator[str]:
    for finding in found:
        place = page.target
        if finding.location is not None:
            place += f":{finding.location.line}:{finding.location.column}"
        kind = "review" if finding.certainty == "review" else finding.level
        yield legal(f"{place}: {phrase(kind, report.language)}: {finding.message}")
        yield legal(f"  {finding.snippet or finding.selector}")
        if finding.how:
            yield legal(f"  {phrase('fix', report.language)}: {finding.how}")


def _count(element: ET.Element, tag: str) -> None:
    """Write how many cases an element has, how many failed, broke and were skipped."""
    for name, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        if tag == "testcase":
            number = sum(case.find(child) is not None for case in element)
        else:
            number = sum(int(suite.get(name, "0")) for suite in element)
        element.set(name, str(number))
    tests = len(element)
    if tag == "testsuite":
        tests = sum(int(suite.get("tests", "0")) for suite in element)
    element.set("tests", str(tests))
