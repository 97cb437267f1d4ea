"""Decides what a baseline holds, and how often it knows a fault on a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govpage_lint.engine.baseline.keys import ANY, folders_of
from govpage_lint.findings import Observer
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A known fault: ``count`` times on a page, or on each page of a folder.

    ``page`` is the key of a page; of a folder it ends in ``**``, and ``absent`` are the pages in it
    that were known then and had no such fault. ``since`` is the day it came into the baseline, as
    year-month-day.
    """

    rule: str
    page: str
    count: int
    since: str
    selector: str
    observers: tuple[Observer, ...]
    fingerprint: str
    absent: tuple[str, ...] = ()

    @property
    def folder(self) -> str | None:
        """The folder whose pages it is about; None where it is about one page."""
        return self.page.removesuffix(ANY) if self.page.endswith(ANY) else None

    @property
    def order(self) -> tuple[str, ...]:
        """What entries are sorted by: those of a page stand together."""
        return (self.page, self.rule, self.selector, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Known faults, and the pages that were looked at for them: in a ``browser``, or their source
    alone."""

    browser: bool
    pages: tuple[str, ...]
    entries: tuple[Entry, ...]


class Known:
    """A baseline, made ready for questions."""

    def __init__(self, baseline: Baseline) -> None:
        self.baseline = baseline
        self.pages = frozenset(baseline.pages)
        self._on_page: dict[str, dict[str, Entry]] = {}
        self._in_folder: dict[str, dict[str, Entry]] = {}
        self._absent: dict[str, set[tuple[str, str]]] = {}
        for entry in baseline.entries:
            folder = entry.folder
            if folder is None:
                self._on_page.setdefault(entry.page, {})[entry.fingerprint] = entry
                continue
            self._in_folder.setdefault(folder, {})[entry.fingerprint] = entry
            for page in entry.absent:
                self._absent.setdefault(page, set()).add((folder, entry.fingerprint))

    def find(self, page: str, fingerprint: str) -> Entry | None:
        """The entry that knows this fault on this page: the narrowest."""
        own = self._on_page.get(page, {}).get(fingerprint)
        if own is not None:
            return own
        found = None
        for folder in folders_of(page):
            entry = self._in_folder.get(folder, {}).get(fingerprint)
            if entry is not None:
                absent = (folder, fingerprint) in self._absent.get(page, ())
                found = None if absent else entry
        return found

    def on(self, page: str) -> Iterator[Entry]:
        """The entries that a page had when it was looked at; none for a page that is new."""
        if page not in self.pages:
            return
        own = self._on_page.get(page, {})
        yield from own.values()
        done = set(own)
        for folder in reversed(list(folders_of(page))):
            for mark, entry in self._in_folder.get(folder, {}).items():
                if mark not in done:
                    done.add(mark)
                    if (folder, mark) not in self._absent.get(page, ()):
                        yield entry


def sorted_baseline(browser: bool, pages: Iterable[str], entries: Iterable[Entry]) -> Baseline:
    """A baseline in the order that files have."""
    return Baseline(
        browser, tuple(sorted(set(pages))), tuple(sorted(entries, key=lambda one: one.order))
    )
