"""Decides which findings are one fault: what a template repeats on many pages is told once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from govpage_lint.findings import Finding, Location, PageResult, Report
from govpage_lint.records import dataclass

# Below this many pages each is told with its own lines, which is what people look for.
MANY: Final = 4
_RANKS: Final = {"error": 0, "warning": 1, "info": 2}
_IMPACTS: Final = {"critical": 0, "serious": 1, "moderate": 2, "minor": 3}

type Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a fault is: a page, and the place in it if it is in the source."""

    page: PageResult
    location: Location | None

    def __str__(self) -> str:
        """As people write it: ``page.html:4:13``."""
        if self.location is None:
            return self.page.target
        return f"{self.page.target}:{self.location.line}:{self.location.column}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault with all its places; ``finding`` is the first of its findings, ``pictured`` the page
    and the path of the first picture of it."""

    finding: Finding
    places: tuple[Place, ...]
    pictured: tuple[str, str] | None = None

    @property
    def pages(self) -> int:
        """On how many pages it is."""
        return len({place.page.target for place in self.places})


def key_of(finding: Finding) -> Key:
    """What findings have in common that are the same fault on several pages."""
    return (
        finding.rule,
        finding.level,
        finding.certainty,
        finding.message,
        finding.fingerprint,
    )


def faults(report: Report) -> list[Fault]:
    """The faults of a report, the worst first, of equal ones that on the most pages; those that
    only a person can judge last."""
    grouped = _grouped(report.pages)
    return sorted(grouped.values(), key=lambda one: (*rank(one.finding), -len(one.places)))


def shared_faults(report: Report) -> dict[Key, Fault]:
    """The faults that are on many pages."""
    grouped = _grouped(report.pages)
    return {key: fault for key, fault in grouped.items() if fault.pages >= MANY}


def _grouped(pages: Iterable[PageResult]) -> dict[Key, Fault]:
    first: dict[Key, Finding] = {}
    places: dict[Key, list[Place]] = {}
    pictured: dict[Key, tuple[str, str]] = {}
    for page in pages:
        for finding in page.findings:
            key = key_of(finding)
            first.setdefault(key, finding)
            places.setdefault(key, []).append(Place(page, finding.location))
            if finding.screenshot:
                pictured.setdefault(key, (page.target, finding.screenshot))
    return {
        key: Fault(finding, tuple(places[key]), pictured.get(key)) for key, finding in first.items()
    }


def rank(finding: Finding) -> tuple[bool, int, int]:
    """What puts the worst findings first, and last those that only a person can judge."""
    review = finding.certainty == "review"
    return (review, _RANKS[finding.level], _IMPACTS[finding.impact])


@dataclass(frozen=True, slots=True)
class RuleCount:
    """How often a rule is broken, on how many pages, and how many of its findings can be mended."""

    rule: str
    worst: Finding
    findings: int
    pages: int
    fixable: int


def rule_counts(report: Report) -> list[RuleCount]:
    """The rules that findings name, the worst first; the most broken first among equals."""
    by_rule: dict[str, list[tuple[str, Finding]]] = {}
    for page in report.pages:
        for finding in page.findings:
            by_rule.setdefault(finding.rule, []).append((page.target, finding))
    counts = [
        RuleCount(
            name,
            min((finding for _, finding in found), key=rank),
            len(found),
            len({target for target, _ in found}),
            sum(finding.fixable for _, finding in found),
        )
        for name, found in by_rule.items()
    ]
    return sorted(counts, key=lambda one: (*rank(one.worst)[:2], -one.findings))
