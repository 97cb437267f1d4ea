"""Decides the JSON Lines report: one object a line, for programs that read as it comes."""

from __future__ import annotations

import json
from typing import Any, Final

from govpage_lint.findings import Report
from govpage_lint.reports.json import as_finding, summary
from govpage_lint.reports.view import View

# Line ends to some readers of lines, though not to JSON.
_SEPARATORS: Final = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def render(report: Report, view: View) -> str:
    """A line for each finding, each page that could not be checked, and last the counts.

    ``kind`` is "finding", "unchecked" or "summary"; a finding's other keys are those of the JSON
    report, with ``target`` and ``url`` of its page.
    """
    lines: list[dict[str, Any]] = []
    for page in report.pages:
        place: dict[str, Any] = {"target": page.target, "url": page.url}
        if page.status == "error":
            lines.append({"kind": "unchecked", **place, "error": page.error})
        lines += [{"kind": "finding", **place, **as_finding(finding)} for finding in page.findings]
    lines.append({"kind": "summary", **summary(report)})
    return "".join(f"{_line(data)}\n" for data in lines)


def _line(data: dict[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False)
    for separator, code in _SEPARATORS.items():
        text = text.replace(separator, code)
    return text
