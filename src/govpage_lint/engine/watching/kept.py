"""Decides which of the watched pages still have the result that they had."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from govpage_lint.engine.cache.witness import seen_at
from govpage_lint.engine.watching.checking import Looked
from govpage_lint.engine.watching.marks import Mark, Seen, renewed
from govpage_lint.findings import PageResult
from govpage_lint.records import dataclass

type Changes = frozenset[tuple[str, Seen]]
NO_CHANGES: Final[Changes] = frozenset()


@dataclass(frozen=True, slots=True)
class _Kept:
    key: str
    looked: Looked


class WatchedPages:
    """The results of the watched pages, each with what it depends on."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    def changes(self, passed_over: Collection[str] = ()) -> Changes:
        """The files that are no longer as they were when a page read them, as they are now.

        ``passed_over`` are paths that do not count: those that we write ourselves.
        """
        memo: dict[tuple[str, Mark], Mark | None] = {}
        kept = self._kept.values()
        found = {name for one in kept for name in _changed(one.looked.marks, memo)}
        return frozenset((name, seen_at(name)) for name in found if name not in passed_over)

    def stale(self, keys: Mapping[str, str], passed_over: Collection[str] = ()) -> frozenset[str]:
        """Which of these pages are to be checked: new ones, changed ones, those that hold under another
        key than before. ``keys`` say by name what a result depends on beside files."""
        memo: dict[tuple[str, Mark], Mark | None] = {}
        good = {
            name
            for name, key in keys.items()
            if (kept := self._kept.get(name)) is not None
            and kept.key == key
            and all(one in passed_over for one in _changed(kept.looked.marks, memo))
        }
        return frozenset(keys.keys() - good)

    def take(self, keys: Mapping[str, str], anew: Mapping[str, Looked]) -> list[PageResult]:
        """The results of these pages, in order, with those that were checked anew; all others are
        forgotten."""
        self._kept = {
            name: _Kept(key, anew[name]) if name in anew else self._kept[name]
            for name, key in keys.items()
        }
        return [one.looked.result for one in self._kept.values()]


def changes(marks: dict[str, Mark]) -> Changes:
    """The files that are no longer as their marks say, as they are now."""
    return frozenset((name, seen_at(name)) for name in _changed(marks, {}))


def _changed(marks: dict[str, Mark], memo: dict[tuple[str, Mark], Mark | None]) -> Iterator[str]:
    """The names that have changed; what is known better of the others is noted in the marks.

    ``memo`` holds what was found out already: many pages read the same sheet.
    """
    for name, mark in list(marks.items()):
        if (name, mark) not in memo:
            memo[name, mark] = renewed(name, mark)
        now = memo[name, mark]
        if now is None:
            yield name
        else:
            marks[name] = now
