"""Decides which entries stand for what was found: one for a template's fault, however many pages.

A fault that most pages of a folder have, equally often, is one entry of the folder: the widest folder
of which that is true. Pages in it that have it more or less often have entries of their own, and
those without it are named, so that on pages that were looked at no fault is known that was not there.
What a page that is made later has in common with the folder's pages is known on it, too.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from govpage_lint.engine.baseline.entries import Entry
from govpage_lint.engine.baseline.keys import ANY, folders_of, within
from govpage_lint.findings import Observer
from govpage_lint.records import dataclass

# Fewer pages prove no template.
_MIN_PAGES: Final = 3
# Of how many pages with the fault one may be without it.
_PER_ABSENT: Final = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """What an entry says of a fault, wherever it is."""

    rule: str
    fingerprint: str
    selector: str
    observers: tuple[Observer, ...]


class Grouping:
    """The folders of the pages that were looked at."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._pages = sorted(pages)
        self._sizes = Counter(folder for page in pages for folder in folders_of(page))
        # A folder with nothing in it but one folder is not where a template ends.
        self._outer = {
            folder
            for page in pages
            for folder, inner in pairwise(folders_of(page))
            if self._sizes[folder] == self._sizes[inner]
        }

    def entries(
        self, fault: Fault, counts: Mapping[str, int], since: Mapping[str, str]
    ) -> Iterator[Entry]:
        """The entries for a fault with its count, and its day, on each page that has it."""
        left = dict(counts)
        for folder, count in self._folders(counts) if len(counts) >= _MIN_PAGES else ():
            inside = [page for page in left if within(page, folder)]
            same = [page for page in inside if left[page] == count]
            if len(same) < _MIN_PAGES:
                # A wider folder has them already.
                continue
            absent = [page for page in self._in(folder) if page not in counts]
            yield _entry(fault, folder + ANY, count, min(since[page] for page in same), absent)
            for page in same:
                del left[page]
        for page, count in left.items():
            yield _entry(fault, page, count, since[page], ())

    def _folders(self, counts: Mapping[str, int]) -> list[tuple[str, int]]:
        """Folders whose pages have the fault, the widest first, and how often most of them do."""
        tally: dict[str, Counter[int]] = {}
        for page, count in counts.items():
            for folder in self._own(page):
                tally.setdefault(folder, Counter())[count] += 1
        found: list[tuple[str, int]] = []
        for folder in sorted(tally, key=lambda name: (len(name), name)):
            if any(within(folder, wider) for wider, _ in found):
                continue
            count, pages = tally[folder].most_common(1)[0]
            others = self._sizes[folder] - pages
            if pages >= _MIN_PAGES and others * _PER_ABSENT <= pages:
                found.append((folder, count))
        return found

    def _own(self, page: str) -> Iterator[str]:
        return (folder for folder in folders_of(page) if folder not in self._outer)

    def _in(self, folder: str) -> Iterator[str]:
        place = bisect_left(self._pages, folder)
        while place < len(self._pages) and self._pages[place].startswith(folder):
            if within(self._pages[place], folder):
                yield self._pages[place]
            place += 1


def _entry(fault: Fault, page: str, count: int, since: str, absent: Sequence[str]) -> Entry:
    return Entry(
        rule=fault.rule,
        page=page,
        count=count,
        since=since,
        selector=fault.selector,
        observers=fault.observers,
        fingerprint=fault.fingerprint,
        absent=tuple(absent),
    )
