"""Decides which results are kept for runs like this one, and which of them still hold.

They lie in segments, files that are written whole or not at all and never changed: two runs may write
into one folder at once. Each result says by itself what it depends on, so that it does not matter
which run wrote it, or whether there is a newer one of the same page. What is torn, foreign or out of
reach is as good as absent.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from govpage_lint.engine.cache.folder import drop, fresh, segments_in, write_segment
from govpage_lint.engine.cache.keys import page_key
from govpage_lint.engine.cache.segments import Entry, Segment
from govpage_lint.engine.cache.witness import DAY, State, renewed
from govpage_lint.findings import Finding
from govpage_lint.targets import Target

if TYPE_CHECKING:
    from govpage_lint.engine.cache.seeing import Witnessed
    from govpage_lint.engine.choices import Choices

# Results are written when there are so many pages, or findings that differ: to read one of them, all
# the findings of its segment have to be looked through.
_FULL_PAGES: Final = 2_000
_FULL_FINDINGS: Final = 12_000
# A page with more is checked each time.
_MOST_FINDINGS: Final = 50_000
# Segments below this size are small, and made one when there are so many.
_SMALL: Final = 500_000
_MANY_SMALL: Final = 12
# So many results may lie there that others have taken the place of.
_MOST_PASSED: Final = 100

# What a path was found to be, by what it had been: it is looked at once for all pages.
type _Seen = dict[str, tuple[State, State | None]]


class PageCache:
    """The results that are kept for runs like this one, in a folder of their own. A context manager:
    at its end they are written. Nothing that it finds in the folder makes it raise, and nothing that
    it cannot do there. ``today`` is the day of the run, as year-month-day.
    """

    def __init__(self, folder: Path, key: str, today: str) -> None:
        self.folder = folder
        self._run = key
        self._today = today
        self._segments: list[Segment] | None = None
        self._pending = _Pending()
        # Choices are few, and looked up for every page.
        self._fingerprints: dict[Choices, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def find(self, wanted: Iterable[tuple[Target, Choices]]) -> dict[str, Entry]:
        """What is kept of files and still holds, by the names of targets: nothing that it depends on
        has changed."""
        asked = {self._key(*one): one[0].name for one in wanted}
        found: dict[str, Entry] = {}
        seen: _Seen = {}
        with _no_garbage():
            # The newest first: they are the likeliest to hold.
            for segment in self._known()[::-1]:
                for key, entry in self._holding(segment, asked.keys() - found.keys(), seen).items():
                    if entry.result.target == asked[key]:
                        found[key] = entry
        return {asked[key]: entry for key, entry in found.items()}

    def keep(self, target: Target, choices: Choices, found: Witnessed) -> None:
        """Keep what came of a file that was checked now, where it says what it depends on."""
        result = found.result
        if target.path is None or not found.states or result.status != "checked":
            return
        if len(result.findings) <= _MOST_FINDINGS:
            self._pending.add(self._key(target, choices), Entry(result, found.states))
        if self._pending.full:
            self.flush()

    def flush(self) -> None:
        """Write what is to be kept."""
        self._known().extend(self._written(self._pending.taken()))

    def close(self) -> None:
        """Write what is to be kept, and put the folder in order."""
        self.flush()
        segments = self._known()
        listed = sum(len(segment.keys) for segment in segments)
        different = len({key for segment in segments for key in segment.keys})
        small = [segment for segment in segments if segment.size < _SMALL]
        if listed - different > different + _MOST_PASSED:
            self._merge(segments)
        elif len(small) > _MANY_SMALL:
            self._merge(small)
        self._segments = None

    # -- segments ----------------------------------------------------------------------------------

    def _key(self, target: Target, choices: Choices) -> str:
        if choices not in self._fingerprints:
            self._fingerprints[choices] = choices.fingerprint
        path = target.path or Path(target.name)
        return page_key(self._run, target.name, path, self._fingerprints[choices])

    def _known(self) -> list[Segment]:
        """The segments that there are, the oldest first."""
        if self._segments is None:
            self._segments = segments_in(self.folder)
        return self._segments

    def _holding(self, segment: Segment, keys: Iterable[str], seen: _Seen) -> dict[str, Entry]:
        """The entries of a segment that have these keys and still hold."""
        wanted = frozenset(keys)
        files: dict[int, dict[str, State]] = {}
        anew = set()
        try:
            for place, key in enumerate(segment.keys):
                if key in wanted:
                    before = dict(segment.files(place))
                    now = self._now(before, seen)
                    if now:
                        files[place] = now
                        if now != before:
                            anew.add(place)
            if not files:
                return {}
            results = segment.results(list(files))
        except OSError:
            return {}
        except ValueError:
            drop([segment.file])
            self._known().remove(segment)
            return {}
        fresh(segment.file)
        found = {}
        for (place, states), result in zip(files.items(), results, strict=True):
            key = segment.keys[place]
            found[key] = entry = Entry(result, states)
            if place in anew:
                # The next run need not read these files.
                self._pending.add(key, entry)
        return found

    def _now(self, before: Mapping[str, State], seen: _Seen) -> dict[str, State] | None:
        """The states of files that are as they were; None where there are none, or one has changed."""
        found: dict[str, State] = {}
        for name, state in before.items():
            known = seen.get(name)
            if known is None or known[0] != state:
                now = renewed(name, state) if name != DAY else self._same_day(state)
                known = seen[name] = state, now
            if known[1] is None:
                return None
            found[name] = known[1]
        return found or None

    def _same_day(self, state: State) -> State | None:
        return state if state == self._today else None

    def _written(self, entries: Mapping[str, Entry]) -> list[Segment]:
        segment = write_segment(self.folder, entries) if entries else None
        return [] if segment is None else [segment]

    def _merge(self, segments: list[Segment]) -> None:
        """Make few segments of many, and drop results that others have taken the place of."""
        newest = {key: segment for segment in segments for key in segment.keys}
        pending = _Pending()
        for segment in segments:
            places = [n for n, key in enumerate(segment.keys) if newest[key] is segment]
            try:
                results = segment.results(places) if places else ()
                for place, result in zip(places, results, strict=True):
                    pending.add(segment.keys[place], Entry(result, dict(segment.files(place))))
            except (OSError, ValueError):
                continue
            if pending.full and not self._written(pending.taken()):
                return
        rest = pending.taken()
        if not rest or self._written(rest):
            drop(segment.file for segment in segments)


@contextmanager
def _no_garbage() -> Iterator[None]:
    """For work that makes many values and no circles of them: they are not looked through meanwhile."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Pending:
    """Entries that are to be written together."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._findings: set[Finding] = set()

    @property
    def full(self) -> bool:
        """Whether no more should be in one segment."""
        return len(self._entries) >= _FULL_PAGES or len(self._findings) >= _FULL_FINDINGS

    def add(self, key: str, entry: Entry) -> None:
        """Take an entry in."""
        self._entries[key] = entry
        self._findings.update(entry.result.findings)

    def taken(self) -> dict[str, Entry]:
        """All entries; there are none afterwards."""
        entries, self._entries, self._findings = self._entries, {}, set()
        return entries
