"""Decides which findings the configuration suppresses, and what is wrong with its entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from typing import Final

from govpage_lint.document.selectors import compile_selector
from govpage_lint.document.tree import Element
from govpage_lint.engine.check import Placed
from govpage_lint.engine.suppressing.directives import (
    EXPIRED,
    REASON_MISSING,
    UNUSED,
    Fault,
    says_something,
)
from govpage_lint.engine.suppressing.entries import ConfigEntry
from govpage_lint.engine.suppressing.names import (
    RuleNames,
    is_about_suppressions,
    names_of,
    names_of_finding,
    unknown_name,
)
from govpage_lint.findings import PageResult, Suppressed
from govpage_lint.rulebook.model import Rule

_MAX_CLIMB: Final = 1_000
_NOWHERE: Final = (0, 0)


def apply_entries(
    entries: Iterable[ConfigEntry], placed: Iterable[Placed], names: RuleNames, today: date
) -> tuple[list[Placed], list[Suppressed]]:
    """The findings that the entries leave, and those that they suppress."""
    by_name: dict[str, list[ConfigEntry]] = {}
    for entry in entries:
        if not has_expired(entry, today):
            for name in _known(entry, names):
                by_name.setdefault(name, []).append(entry)
    kept: list[Placed] = []
    suppressed: list[Suppressed] = []
    for one in placed:
        found = _suppressing(one, by_name)
        if found is None:
            kept.append(one)
        else:
            suppressed.append(Suppressed(one.finding, "config", found.reason, found.key))
    return kept, suppressed


def has_expired(entry: ConfigEntry, today: date) -> bool:
    """Whether the last day of an entry is over."""
    return entry.until is not None and entry.until < today


def _known(entry: ConfigEntry, names: RuleNames) -> Iterator[str]:
    for text in entry.rules:
        name = names.resolve(text)
        if name is not None and not is_about_suppressions(name):
            yield name


def _suppressing(one: Placed, by_name: Mapping[str, Sequence[ConfigEntry]]) -> ConfigEntry | None:
    for name in names_of(one):
        for entry in by_name.get(name, ()):
            if entry.selector is None or _is_in(one.element, entry.selector):
                return entry
    return None


def _is_in(element: Element | None, selector: str) -> bool:
    if element is None:
        return False
    tests = [part.test for part in compile_selector(selector)]
    nodes = chain((element,), islice(element.ancestors, _MAX_CLIMB))
    return any(test(node) for node in nodes for test in tests)


class EntriesUse:
    """Follows the entries of a configuration through a run, to tell in the end what is wrong with them."""

    def __init__(self, names: RuleNames, rules: Mapping[str, Rule], today: date) -> None:
        self._names = names
        self._rules = rules
        self._today = today
        self._looked: set[tuple[str, str]] = set()
        self._used: set[tuple[str, str]] = set()

    def seen(self, page: PageResult, entries: Iterable[ConfigEntry]) -> None:
        """Take in a page, with the entries that hold for it."""
        if page.status != "checked":
            return
        axe = any(outcome.observers == ("axe",) for outcome in page.outcomes.values())
        ran = frozenset(page.ran)
        for entry in entries:
            for name in _known(entry, self._names):
                if self._has_looked(name.partition(":")[0], page, ran, axe):
                    self._looked.add((entry.key, name))
        for one in page.suppressed:
            if one.by == "config":
                self._used.update((one.entry, name) for name in names_of_finding(one.finding))

    def _has_looked(self, rule: str, page: PageResult, ran: frozenset[str], axe: bool) -> bool:
        if rule.startswith("axe-"):
            return axe
        known = self._rules.get(rule)
        if known is not None and known.probe is not None:
            # What needs a trial may not have been tried: only targets prove it.
            return rule in page.outcomes
        return rule in ran

    def faults(self, entry: ConfigEntry, *, whole: bool) -> Iterator[Fault]:
        """What is wrong with an entry. ``whole`` says that all pages which it may be about were seen."""
        for text in entry.rules:
            fault = unknown_name(text, _NOWHERE, self._names)
            if fault is not None:
                yield fault
        if not says_something(entry.reason):
            yield Fault(REASON_MISSING, _NOWHERE)
        if has_expired(entry, self._today):
            assert entry.until is not None
            yield Fault(EXPIRED, _NOWHERE, None, {"date": entry.until.isoformat()})
        elif whole:
            idle = [name for name in _known(entry, self._names) if self._is_idle(entry, name)]
            if idle:
                yield Fault(UNUSED, _NOWHERE, "configured", {"value": ", ".join(idle)})

    def _is_idle(self, entry: ConfigEntry, name: str) -> bool:
        rule = name.partition(":")[0]
        return (entry.key, name) in self._looked and (entry.key, rule) not in self._used
