"""Decides how a repair is told in SARIF: regions of the file and what goes in their place."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from govpage_lint.findings import Edit, Finding, Location
from govpage_lint.reports.escape import visible

ROOT: Final = "%SRCROOT%"


def uri(path: str) -> str:
    """A path as a relative reference."""
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        # No name of a file, but a saved report may say anything.
        data = path.encode("utf-8", "replace")
    # A first part with a colon would be read as a scheme; quoting the colon keeps it a name.
    return quote(data, safe="/-._~!$&'()*+,;=@")


def fixes_of(finding: Finding, path: str) -> list[dict[str, Any]]:
    """The fixes of a finding; none where a place is not known by lines and columns."""
    if finding.fix is None or not finding.fix.edits:
        return []
    replacements = []
    for edit in finding.fix.edits:
        if edit.location is None:
            return []
        replacements.append(_replacement(edit, edit.location))
    change = {
        "artifactLocation": {"uri": uri(path), "uriBaseId": ROOT},
        "replacements": replacements,
    }
    return [
        {
            "description": {"text": visible(finding.fix.title)},
            "artifactChanges": [change],
            "properties": {"safe": finding.fix.safe},
        }
    ]


def _replacement(edit: Edit, place: Location) -> dict[str, Any]:
    region = {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": max(place.line, place.end_line),
        "endColumn": place.end_column
        if place.end_line > place.line
        else max(place.column, place.end_column),
    }
    data: dict[str, Any] = {"deletedRegion": region}
    if edit.text:
        data["insertedContent"] = {"text": edit.text}
    return data
