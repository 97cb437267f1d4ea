"""Decides what several windows say of one page: a fault is told once, with the windows that have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from govpage_lint.findings import Finding, PageResult, RuleOutcomes, Suppressed, in_order
from govpage_lint.records import replace

# Said of what was found nowhere: only what no window found is found nowhere.
_ABSENCES: Final = frozenset(("suppression-unused",))

type _Key = tuple[object, ...]


def merged(views: Sequence[tuple[str, PageResult]]) -> PageResult:
    """One result for a page from those of its windows, the first of which leads.

    A finding that not all windows have names those that do. A window in which the page could not be
    checked makes that the page's result, with what the others found.
    """
    first = views[0][1]
    if len(views) == 1:
        return first
    names = tuple(name for name, _ in views)
    errors = [f"{name}: {page.error}" for name, page in views if page.status == "error"]
    pages = [page for _, page in views]
    return replace(
        first,
        status="error" if errors else "checked",
        error="; ".join(errors) or None,
        findings=tuple(_findings(names, [page.findings for page in pages])),
        suppressed=tuple(_suppressed(names, pages)),
        outcomes=_outcomes(pages),
        timings=_sums(pages),
        notes=tuple(dict.fromkeys(note for page in pages for note in page.notes)),
        ran=tuple(sorted({name for page in pages for name in page.ran})),
    )


def _findings(names: Sequence[str], views: Iterable[Iterable[Finding]]) -> Iterable[Finding]:
    found: dict[_Key, Finding] = {}
    where: dict[_Key, list[str]] = {}
    for name, findings in zip(names, views, strict=True):
        times: Counter[_Key] = Counter()
        for finding in findings:
            place: _Key = (finding.rule, finding.location, finding.selector)
            times[place] += 1
            key = (*place, times[place])
            known = found.get(key)
            found[key] = finding if known is None else _both(known, finding)
            where.setdefault(key, []).append(name)
    for key, finding in found.items():
        everywhere = len(where[key]) == len(names)
        if everywhere:
            yield finding
        elif finding.rule not in _ABSENCES:
            yield replace(finding, viewports=tuple(where[key]))


def _both(known: Finding, more: Finding) -> Finding:
    return replace(
        known,
        observers=in_order((*known.observers, *more.observers)),
        axe=tuple(dict.fromkeys((*known.axe, *more.axe))),
    )


def _suppressed(names: Sequence[str], pages: Sequence[PageResult]) -> Iterable[Suppressed]:
    told = {
        (one.finding.rule, one.finding.location, one.finding.selector): one
        for page in reversed(pages)
        for one in page.suppressed
    }
    views = [[one.finding for one in page.suppressed] for page in pages]
    for finding in _findings(names, views):
        one = told[(finding.rule, finding.location, finding.selector)]
        yield replace(one, finding=finding)


def _outcomes(pages: Sequence[PageResult]) -> dict[str, RuleOutcomes]:
    """Of each rule the outcomes in the window that it fails most in."""
    found: dict[str, RuleOutcomes] = {}
    for page in pages:
        for rule, more in page.outcomes.items():
            known = found.get(rule)
            if known is None or (more.failed, more.cant_tell) > (known.failed, known.cant_tell):
                found[rule] = more
    return found


def _sums(pages: Sequence[PageResult]) -> dict[str, float]:
    names = dict.fromkeys(name for page in pages for name in page.timings)
    return {name: round(sum(page.timings.get(name, 0.0) for page in pages), 4) for name in names}
