"""Decides how several reports become one."""

from __future__ import annotations

from collections.abc import Sequence

from govpage_lint.findings import BaselineUse, PageResult, Report
from govpage_lint.records import replace


def in_time(reports: Sequence[Report]) -> list[Report]:
    """Reports from the oldest to the newest; those without a time keep their places before them."""
    return sorted(reports, key=lambda report: report.created)


def merged(reports: Sequence[Report]) -> Report:
    """One report of all pages, in order; of a page that is in several, what the newest says.

    The words are those of the newest report; there must be at least one.
    """
    ordered = in_time(reports)
    newest = ordered[-1]
    pages: dict[str, list[PageResult]] = {}
    for report in ordered:
        own: dict[str, list[PageResult]] = {}
        for page in report.pages:
            own.setdefault(page.target, []).append(page)
        pages |= own
    tool = replace(
        newest.tool,
        axe=next((one.tool.axe for one in reversed(ordered) if one.tool.axe), None),
        browser=next((one.tool.browser for one in reversed(ordered) if one.tool.browser), None),
    )
    return replace(
        newest,
        tool=tool,
        pages=tuple(page for found in pages.values() for page in found),
        rules={name: text for one in ordered for name, text in one.rules.items()},
        criteria={key: text for one in ordered for key, text in one.criteria.items()},
        notes=tuple(dict.fromkeys(note for one in ordered for note in one.notes)),
        baseline=_baseline(ordered),
        grounds={name: ground for one in ordered for name, ground in one.grounds.items()},
    )


def _baseline(reports: Sequence[Report]) -> BaselineUse | None:
    """What came of the comparisons of all reports; the newest names the file."""
    uses = [report.baseline for report in reports if report.baseline is not None]
    if not uses:
        return None
    gone = {(one.rule, one.page): one for use in uses for one in use.gone}
    return replace(uses[-1], gone=tuple(gone.values()), allowed=all(use.allowed for use in uses))
