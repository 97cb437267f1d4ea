"""Decides which findings are one fault: what a template repeats on many pages is told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        return written_place((self.page, self.location))


def written_place(where: tuple[PageResult, Location | None]) -> str:
    """A place as people write it: ``page.html:4:13``."""
    page, location = where
    return page.target if location is None else f"{page.target}:{location.line}:{location.column}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault, and where it is; ``finding`` is the first of its findings, ``pictured`` the page and the
    path of the first picture of it."""

    finding: Finding
    where: Sequence[tuple[PageResult, Location | None]]
    pictured: tuple[str, str] | None = None

    @property
    def count(self) -> int:
        """How many findings it has."""
        return len(self.where)

    @property
    def places(self) -> list[Place]:
        """All its places."""
        return self.first(self.count)

    def first(self, number: int) -> list[Place]:
        """The first of its places."""
        return [Place(page, location) for page, location in self.where[:number]]

    @property
    def pages(self) -> int:
        """On how many pages it is."""
        return len({page.target for page, _ in self.where})


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
    found = {id(fault): fault for fault in _grouped(report.pages).values()}
    return sorted(found.values(), key=lambda one: (*rank(one.finding), -one.count))


def shared_faults(report: Report) -> dict[int, Fault]:
    """The faults that are on many pages, by the identities of all their findings."""
    grouped = _grouped(report.pages)
    shared = {id(fault): fault.count >= MANY and fault.pages >= MANY for fault in grouped.values()}
    return {number: fault for number, fault in grouped.items() if shared[id(fault)]}


def _grouped(pages: Iterable[PageResult]) -> dict[int, Fault]:
    """The faults by the identities of their findings.

    Pages that have not changed since they were checked share findings: then it is the same fault
    without a look at it.
    """
    by_key: dict[Key, tuple[Finding, list[tuple[PageResult, Location | None]]]] = {}
    keys: dict[int, Key] = {}
    pictured: dict[Key, tuple[str, str]] = {}
    where: dict[int, list[tuple[PageResult, Location | None]]] = {}
    for page in pages:
        for finding in page.findings:
            number = id(finding)
            places = where.get(number)
            if places is None:
                keys[number] = key = key_of(finding)
                _, places = by_key.setdefault(key, (finding, []))
                where[number] = places
                if finding.screenshot:
                    pictured.setdefault(key, (page.target, finding.screenshot))
            places.append((page, finding.location))
    faults = {key: Fault(*found, pictured.get(key)) for key, found in by_key.items()}
    return {number: faults[key] for number, key in keys.items()}


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
