"""Decides how the results of many pages lie in one file, a segment, and how some of them are read from it.

A segment has a first line with the length and the checksum of each of its parts: the keys of its
pages, the files that these depend on, and their results. Each part is read when it is wanted: most
often a look at the keys shows that a page is not there, or a look at the files that it has changed. What
is torn or foreign raises ValueError, whichever part of it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from govpage_lint.digests import sha256
from govpage_lint.engine.cache.codec import results_data, results_from
from govpage_lint.engine.cache.witness import State
from govpage_lint.findings import PageResult
from govpage_lint.records import dataclass

KEY_LENGTH: Final = 40
# Nothing that we write is larger.
MOST_BYTES: Final = 128_000_000
_MAGIC: Final = b"govpage-lint results 3"
_FIRST_LINE: Final = 400


@dataclass(frozen=True, slots=True)
class Entry:
    """What is kept of a page: its result, and the states of the files that it depends on, by name."""

    result: PageResult
    files: Mapping[str, State]


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    length: int
    checksum: str

    def is_of(self, data: bytes) -> bool:
        """Whether these are the bytes of the part, all of them."""
        return len(data) == self.length and _checksum(data) == self.checksum


def segment_bytes(entries: Mapping[str, Entry]) -> bytes:
    """A segment with these entries, by their keys."""
    files: dict[str, int] = {}
    lists = []
    for entry in entries.values():
        pairs = (_packed([name, state]) for name, state in entry.files.items())
        lists.append([files.setdefault(pair, len(files)) for pair in pairs])
    states = f"[[{','.join(files)}],{_packed(lists)}]"
    results = _packed(results_data([entry.result for entry in entries.values()]))
    parts = [part.encode("ascii") for part in ("".join(entries), states, results)]
    words = [word for part in parts for word in (b"%d" % len(part), _checksum(part).encode())]
    return b"".join((b" ".join((_MAGIC, *words)), b"\n", *parts))


class Segment:
    """A file with entries. Raises OSError, and ValueError for what is no segment."""

    def __init__(self, file: Path) -> None:
        self.file = file
        with file.open("rb") as stream:
            first = stream.readline(_FIRST_LINE)
            self._keys, self._states, self._results = parts = _parts(first)
            keys = stream.read(self._keys.length)
        _demand(self._keys.is_of(keys) and len(keys) % KEY_LENGTH == 0)
        text = keys.decode("ascii")
        # The keys of its entries, in order.
        self.keys = [text[at : at + KEY_LENGTH] for at in range(0, len(text), KEY_LENGTH)]
        self.size = parts[-1].start + parts[-1].length
        self._known: tuple[list[Any], list[Any]] | None = None

    def files(self, place: int) -> list[tuple[str, State]]:
        """The files that an entry depends on. Raises OSError and ValueError."""
        if self._known is None:
            files, lists = _list(self._read(self._states), 2)
            pairs = [_list(pair, 2) for pair in _list(files)]
            _demand(all(type(name) is str for name, _ in pairs))
            self._known = pairs, _list(lists, len(self.keys))
        pairs, lists = self._known
        numbers = _list(lists[place])
        _demand(all(type(number) is int and 0 <= number < len(pairs) for number in numbers))
        return [(pairs[number][0], pairs[number][1]) for number in numbers]

    def results(self, places: Sequence[int]) -> Sequence[PageResult]:
        """The results of entries, at rising places. Raises OSError and ValueError."""
        data = self._read(self._results)
        wanted = None if len(places) == len(self.keys) else places
        try:
            return results_from(data, len(self.keys), wanted)
        except (TypeError, LookupError) as error:
            raise ValueError("not what a result holds") from error

    def _read(self, part: _Part) -> Any:
        with self.file.open("rb") as stream:
            stream.seek(part.start)
            data = stream.read(part.length)
        _demand(part.is_of(data))
        try:
            return json.loads(data.decode("ascii"))
        except RecursionError as error:
            raise ValueError("nested") from error


def _parts(line: bytes) -> tuple[_Part, _Part, _Part]:
    magic, _, rest = line.removesuffix(b"\n").rpartition(_MAGIC + b" ")
    words = rest.decode("ascii").split(" ")
    _demand(not magic and line.endswith(b"\n") and len(words) == 6)
    at, parts = len(line), []
    for number, checksum in zip(words[::2], words[1::2], strict=True):
        _demand(number.isdecimal() and len(number) < 12 and number == str(int(number)))
        parts.append(_Part(at, int(number), checksum))
        at += int(number)
    _demand(at <= MOST_BYTES)
    return parts[0], parts[1], parts[2]


def _packed(data: Any) -> str:
    return json.dumps(data, separators=(",", ":"))


def _checksum(data: bytes) -> str:
    return sha256(data).hexdigest()


def _list(data: Any, length: int | None = None) -> list[Any]:
    _demand(type(data) is list and length in (None, len(data)))
    found: list[Any] = data
    return found


def _demand(good: bool) -> None:
    if not good:
        raise ValueError("no segment of ours")
