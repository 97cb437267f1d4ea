"""Decides the annotations of a GitHub Actions run: workflow commands on standard output.

GitHub shows the first ten errors and the first ten warnings of a step, so the worst come first and
the last line counts. Everything from a page is escaped: a page must not command the runner.
"""

from __future__ import annotations

import re

from govpage_lint.findings import Finding, PageResult, Report
from govpage_lint.regexes import regex
from govpage_lint.reports.escape import visible
from govpage_lint.reports.places import Places
from govpage_lint.reports.summary import summary_line
from govpage_lint.reports.view import View

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
_COMMAND = regex(r"^\s*::|##\[", re.MULTILINE)
_IMPACTS = ("critical", "serious", "moderate", "minor")


def render(report: Report, view: View) -> str:
    """One workflow command a finding and a page that could not be checked, then the count."""
    places = Places(view)
    lines = [_unchecked(places, page) for page in report.pages if page.status == "error"]
    findings = [(page, finding) for page in report.pages for finding in page.findings]
    findings.sort(
        key=lambda item: (list(_COMMANDS).index(item[1].level), _IMPACTS.index(item[1].impact))
    )
    lines += [_annotation(report, places, page, finding) for page, finding in findings]
    lines += [f"::notice::{_data(note)}" for note in report.notes]
    lines.append(_plain(summary_line(report)))
    return "\n".join(lines) + "\n"


def _unchecked(places: Places, page: PageResult) -> str:
    return _command(
        "error", {"file": _file(places, page), "title": page.target}, f"{page.target}: {page.error}"
    )


def _annotation(report: Report, places: Places, page: PageResult, finding: Finding) -> str:
    rule = report.rules[finding.rule]
    criteria = ", ".join(report.criteria[key].label for key in finding.criteria)
    message = f"{finding.message} {finding.how}".rstrip()
    if criteria:
        message += f" ({criteria})"
    properties: dict[str, str | None] = {"file": _file(places, page)}
    if properties["file"] is None:
        message = f"{page.target}: {message}"
    elif finding.location is not None:
        location = finding.location
        properties |= {"line": str(location.line), "endLine": str(location.end_line)}
        if location.line == location.end_line:
            # GitHub reads columns only within one line.
            properties |= {"col": str(location.column), "endColumn": str(location.end_column)}
    properties["title"] = f"{rule.title} ({finding.rule})"
    return _command(_COMMANDS[finding.level], properties, message)


def _file(places: Places, page: PageResult) -> str | None:
    """The path to annotate; None for what is no file of the repository."""
    place = places.of(page)
    return None if place.is_anchor else place.path


def _command(name: str, properties: dict[str, str | None], message: str) -> str:
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{name} {given}::{_data(message)}" if given else f"::{name}::{_data(message)}"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(text: str) -> str:
    """A line of the log that can't be taken for a command."""
    return text.replace("::", ":\u200b:")


def inert(text: str) -> str:
    """A log of which a runner takes no line for a command; people see no difference.

    It obeys ``::command::`` at the beginning of a line, and ``##[command]`` anywhere.
    """
    return _COMMAND.sub(lambda match: f"{match[0][:-1]}\u200b{match[0][-1]}", text)
