"""Decides what a baseline says after pages were looked at: made anew, brought up to date, or pruned."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterator

from govpage_lint.engine.baseline.entries import Baseline, Entry, Known, sorted_baseline
from govpage_lint.engine.baseline.grouping import Fault, Grouping
from govpage_lint.engine.baseline.looking import Look, seen_in_browser
from govpage_lint.engine.fingerprints import base_of
from govpage_lint.engine.suppressing.names import is_about_suppressions
from govpage_lint.findings import Finding, PageResult


class Recording:
    """Gathers what the pages of a run have. One page after the other; none is kept.

    ``old`` is the baseline that was there, None for a new one. ``add`` says whether faults that it
    does not know are taken in; ``today`` is their day, as year-month-day.
    """

    def __init__(
        self, old: Baseline | None, key: Callable[[PageResult], str], today: str, *, add: bool
    ) -> None:
        self._old = Known(old or Baseline(False, (), ()))
        self._key = key
        self._today = today
        self._add = add
        self._faults: dict[str, Fault] = {}
        # By fingerprint, numbers of pages and counts in turn: numbers, since there may be millions.
        self._counts: dict[str, array[int]] = {}
        self._pages: list[str] = []
        self._done: set[str] = set()
        self._browser = old is not None and old.browser

    def add(self, page: PageResult) -> None:
        """Take a page in. One that could not be checked stays as the baseline has it."""
        if page.status != "checked":
            return
        key = self._key(page)
        if key in self._done or (not self._add and key not in self._old.pages):
            return
        number = self._number(key)
        if self._add:
            self._browser = self._browser or seen_in_browser(page)
        now: Counter[str] = Counter()
        for finding in page.findings:
            if is_about_suppressions(finding.rule):
                continue
            mark = base_of(finding.fingerprint)
            now[mark] += 1
            if mark not in self._faults:
                self._faults[mark] = _fault(finding, mark)
        look = Look(page, baseline_in_browser=self._old.baseline.browser)
        for entry in self._old.on(key):
            mark = entry.fingerprint
            if not look.would_show(entry):
                now[mark] = max(now[mark], entry.count)
            if not self._add:
                now[mark] = min(now[mark], entry.count)
            self._faults[mark] = _known_fault(entry)
        if not self._add:
            known = {entry.fingerprint for entry in self._old.on(key)}
            now = Counter({mark: count for mark, count in now.items() if mark in known})
        self._count(number, now)

    def _number(self, key: str) -> int:
        self._done.add(key)
        self._pages.append(key)
        return len(self._pages) - 1

    def _count(self, number: int, counts: Counter[str]) -> None:
        for mark, count in counts.items():
            if count > 0:
                self._counts.setdefault(mark, array("L")).extend((number, count))

    def baseline(self, is_there: Callable[[str], bool]) -> Baseline:
        """The baseline now. Pages that were not in this run stay as they were, while they are there."""
        for key in self._old.baseline.pages:
            if key not in self._done and is_there(key):
                number = self._number(key)
                counts: Counter[str] = Counter()
                for entry in self._old.on(key):
                    counts[entry.fingerprint] = entry.count
                    self._faults.setdefault(entry.fingerprint, _known_fault(entry))
                self._count(number, counts)
        return sorted_baseline(self._browser, self._pages, self._entries())

    def _entries(self) -> Iterator[Entry]:
        grouping = Grouping(self._pages)
        for mark, flat in self._counts.items():
            counts = {self._pages[flat[i]]: flat[i + 1] for i in range(0, len(flat), 2)}
            since = {page: self._since(page, mark) for page in counts}
            yield from grouping.entries(self._faults[mark], counts, since)

    def _since(self, page: str, mark: str) -> str:
        entry = self._old.find(page, mark)
        return self._today if entry is None else entry.since


def _fault(finding: Finding, mark: str) -> Fault:
    return Fault(finding.rule, mark, finding.selector, finding.observers)


def _known_fault(entry: Entry) -> Fault:
    return Fault(entry.rule, entry.fingerprint, entry.selector, entry.observers)
