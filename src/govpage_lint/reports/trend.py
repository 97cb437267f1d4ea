"""Decides how a series of reports developed: the counts of each, what is new in it, what is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from govpage_lint.findings import Report
from govpage_lint.records import dataclass
from govpage_lint.reports.merging import in_time


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One report of a series. ``new`` and ``fixed`` compare it with the one before; None for the
    first. What only a person can judge is not counted in them."""

    created: str
    pages: int
    unchecked: int
    errors: int
    warnings: int
    info: int
    new: int | None
    fixed: int | None


type Trend = tuple[TrendPoint, ...]


def trend_of(reports: Sequence[Report]) -> Trend:
    """The development over reports, from the oldest to the newest."""
    points = []
    before: Report | None = None
    for report in in_time(reports):
        points.append(_point(report, before))
        before = report
    return tuple(points)


def _point(report: Report, before: Report | None) -> TrendPoint:
    new = fixed = None
    if before is not None:
        then, now = _faults(before), _faults(report)
        new = (now - then).total()
        # What stood on a page that was not looked at again may stand there still.
        looked = {page.target for page in report.pages if page.status == "checked"}
        fixed = sum(number for key, number in (then - now).items() if key[0] in looked)
    return TrendPoint(
        report.created,
        report.looked_at,
        report.unchecked,
        report.count("error"),
        report.count("warning"),
        report.count("info"),
        new,
        fixed,
    )


def _faults(report: Report) -> Counter[tuple[str, str]]:
    return Counter(
        (page.target, finding.fingerprint)
        for page in report.pages
        for finding in page.findings
        if finding.certainty != "review"
    )
