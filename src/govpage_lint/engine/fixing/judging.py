"""Decides whether a page with some fixes holds, and which of them are to blame where it does not.

A fix holds when the page parses to the same tree but for the mended spots, its fault is gone, and
no fault that is as bad or worse has come. Blame is a guess that saves trials: what is blamed is left out
first, and tried by itself later.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from govpage_lint.document.parse import in_world
from govpage_lint.document.rewriting import Change
from govpage_lint.document.source import Span
from govpage_lint.document.tree import Document
from govpage_lint.engine.fingerprints import base_of
from govpage_lint.engine.fixing.proof import Moved, first_difference
from govpage_lint.findings import Finding
from govpage_lint.records import dataclass

_MAX_WORLDS: Final = 12


@dataclass(frozen=True, slots=True)
class Examined:
    """A page's bytes, parsed and checked by its source."""

    data: bytes
    document: Document
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Whether some fixes hold together. ``idle`` are those whose fault is still there, ``near`` those
    that stand where something went wrong; nothing is known where both are empty."""

    holds: bool
    idle: tuple[Finding, ...] = ()
    near: tuple[Finding, ...] = ()


def judge(
    before: Examined, after: Examined, fixed: Sequence[Finding], changes: Sequence[Change]
) -> Judged:
    """What comes of a page with some fixes; ``changes`` are what they write, in order."""
    old, new = before.document, after.document
    if (old.encoding.name, old.encoding.bom) != (new.encoding.name, new.encoding.bom):
        return Judged(False)
    comparison = _Comparison(before, after, fixed, changes)
    worse = comparison.worse()
    if worse:
        return Judged(False, *comparison.blamed(worse))
    place = _difference(old, new, changes)
    return Judged(True) if place is None else Judged(False, near=comparison.before(place))


def _difference(old: Document, new: Document, changes: Sequence[Change]) -> int | None:
    """Where two trees differ elsewhere than in the changes, in the new source."""
    if old.template is None or new.template is None:
        return first_difference(old, new, changes) if old.template is new.template else 0
    # In all the pages that a template may become.
    worlds = islice(zip(old.template.worlds(), new.template.worlds(), strict=False), _MAX_WORLDS)
    places = (
        first_difference(in_world(old, one)[0], in_world(new, other)[0], changes)
        for one, other in worlds
    )
    return next((place for place in places if place is not None), None)


class _Comparison:
    """The findings of a page before and after some fixes."""

    def __init__(
        self,
        before: Examined,
        after: Examined,
        fixed: Sequence[Finding],
        changes: Sequence[Change],
    ) -> None:
        self._before, self._after, self._fixed = before, after, fixed
        self._moved = Moved(changes)
        self._told = {_mark(after, one): one for one in after.findings}

    def worse(self) -> list[str]:
        """The rules whose fault is still there that was to be mended, or that tell new faults, where those
        are as bad as what was mended."""
        least = min(map(weight, self._fixed))
        mended = Counter(one.rule for one in self._fixed)
        were = Counter(one.rule for one in self._before.findings)
        are = Counter(one.rule for one in self._after.findings)
        weights: dict[str, int] = {}
        for one in self._after.findings:
            weights[one.rule] = max(weights.get(one.rule, 0), weight(one))
        found = []
        for rule, number in are.items():
            if number <= were[rule] - mended[rule]:
                continue
            # A rule that tells one fault at a time goes on to the next.
            if rule in mended and number <= were[rule] and not any(self._idle([rule])):
                continue
            if rule in mended or weights[rule] >= least:
                found.append(rule)
        return found

    def _idle(self, rules: Iterable[str]) -> Iterator[Finding]:
        """The faults of some rules that fixes have not mended: told again, here or elsewhere."""
        for one in self._fixed:
            if one.rule in rules:
                rule, name, _ = mark = self._moved_mark(one)
                if mark in self._told or (rule, name) in self._elsewhere:
                    yield one

    @cached_property
    def _elsewhere(self) -> frozenset[tuple[str, str]]:
        """What faults are known by that are told of places where none was told before."""
        known = {self._moved_mark(one) for one in self._before.findings}
        return frozenset(mark[:2] for mark in self._told if mark not in known)

    def blamed(self, worse: Sequence[str]) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
        """The fixes that have not mended their faults, and those that stand near new faults."""
        idle = tuple(self._idle(worse))
        if idle:
            return idle, ()
        known = {self._moved_mark(one) for one in self._before.findings}
        near: dict[int, Finding] = {}
        for mark, one in self._told.items():
            if one.rule in worse and mark not in known and one.location is not None:
                span = _span(self._after, one)
                for fix in self._within(span) or self.before(span[0]):
                    near[id(fix)] = fix
        return (), tuple(near.values())

    def _within(self, span: Span) -> tuple[Finding, ...]:
        """The fixes that have written in a part of the new source."""
        return tuple(one for place, one in self._places if span[0] <= place <= span[1])

    def before(self, place: int) -> tuple[Finding, ...]:
        """The fix whose change comes last before a place of the new source, if any does."""
        found = bisect_right([start for start, _ in self._places], place) - 1
        return (self._places[found][1],) if found >= 0 else ()

    @cached_property
    def _places(self) -> list[tuple[int, Finding]]:
        places = [
            (self._moved.start(edit.start), one)
            for one in self._fixed
            if one.fix is not None
            for edit in one.fix.edits
        ]
        return sorted(places, key=lambda place: place[0])

    def _moved_mark(self, finding: Finding) -> _Mark:
        rule, name, place = _mark(self._before, finding)
        return rule, name, None if place is None else self._moved.place(place)


type _Mark = tuple[str, str, int | None]


def _mark(page: Examined, finding: Finding) -> _Mark:
    """What a fault is known by: not by the number that it has among others that look the same."""
    if finding.location is None:
        return finding.rule, finding.fingerprint, None
    return finding.rule, base_of(finding.fingerprint), _span(page, finding)[0]


def _span(page: Examined, finding: Finding) -> Span:
    assert finding.location is not None
    starts, where = page.document.source.line_starts, finding.location
    return (
        starts[where.line - 1] + where.column - 1,
        starts[where.end_line - 1] + where.end_column - 1,
    )


def weight(finding: Finding) -> int:
    """How grave a fault is: what mends it may bring lighter ones only."""
    if finding.certainty == "review":
        return 0
    return {"info": 1, "warning": 2, "error": 3}[finding.level]
