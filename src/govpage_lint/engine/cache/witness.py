"""Decides what a page's result depends on beside the page: the files that were asked for, there or not."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from time import time_ns
from typing import Any, Final

from govpage_lint.digests import sha256

# A file may change twice within the time that a file system tells apart: one that has changed just
# now is known by its contents alone.
_TOO_FRESH: Final = 2_000_000_000
# Larger ones, films for instance, are known by size and time.
MAX_HASHED: Final = 20_000_000

# Stands among the files for the day: some results hold for one.
DAY: Final = "day"

# A state of a path, as JSON has it: "absent", "folder", or [times and numbers or None, hash or None].
type State = Any


class Witness:
    """Notes the files that are asked for while a page is checked, as they were before they were read."""

    def __init__(self) -> None:
        self._began = time_ns()
        self._asked: dict[str, tuple[int, ...] | str] = {}
        # The day of the run, as year-month-day, where the result depends on it.
        self.day: str | None = None

    def asked(self, path: Path) -> None:
        """Somebody wants to know whether there is a file at a path, and may read it."""
        name = str(path)
        if name not in self._asked:
            self._asked[name] = seen_at(name)

    @property
    def before(self) -> Mapping[str, tuple[int, ...] | str]:
        """The files that were asked for, as they were before that."""
        return self._asked

    def states(self) -> dict[str, State] | None:
        """The files that were asked for, and their states; None if one of them has changed since."""
        found: dict[str, State] = {} if self.day is None else {DAY: self.day}
        for name, before in self._asked.items():
            if isinstance(before, str):
                found[name] = before
                continue
            content = digest_of(name, before)
            if seen_at(name) != before:
                return None
            found[name] = state_of(before, content, self._began)
        return found


def state_of(seen: tuple[int, ...], content: str | None, now: int) -> State:
    """The state of a file that was seen at a time in nanoseconds."""
    written = max(seen[0], seen[-1])
    return [list(seen) if written < now - _TOO_FRESH else None, content]


def renewed(name: str, state: State) -> State | None:
    """The state of a path that is as it was; None for one that has changed. Never raises, whatever a
    state is.

    It is another one than before where contents had to be read to tell, and need not be the next time.
    """
    began = time_ns()
    seen = seen_at(name)
    if isinstance(seen, str):
        return state if seen == state else None
    if type(state) is not list or len(state) != 2:
        return None
    numbers, content = state
    if numbers == list(seen):
        return state
    if not isinstance(content, str) or content != digest_of(name, seen):
        return None
    # It may have been written while it was read.
    return state_of(seen, content, began) if seen_at(name) == seen else None


def digest(data: bytes) -> str:
    """What contents are known by."""
    return sha256(data).hexdigest()


def digest_of(name: str, seen: tuple[int, ...]) -> str | None:
    """What the contents of a file are known by; None where it is too large or cannot be read."""
    if seen[1] > MAX_HASHED:
        return None
    from hashlib import file_digest

    try:
        with open(name, "rb") as file:  # noqa: PTH123
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def seen_now(path: Path) -> tuple[int, ...] | None:
    """Times of change, size and place of a regular file; None for anything else."""
    seen = seen_at(str(path))
    return None if isinstance(seen, str) else seen


def seen_at(name: str) -> tuple[int, ...] | str:
    """Times of change, size and place of a regular file; else what there is, in a word.

    The second time is that of the file system itself, which programs can't set: contents that were put
    in place with an old date have a new one.
    """
    try:
        found = os.stat(name)  # noqa: PTH116
    except (OSError, ValueError):
        return "absent"
    if stat.S_ISREG(found.st_mode):
        return (
            *(found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev),
            _changed(found),
        )
    return "folder" if stat.S_ISDIR(found.st_mode) else "other"


def _changed(found: os.stat_result) -> int:
    # On Windows it is when the file was made.
    return 0 if sys.platform == "win32" else found.st_ctime_ns
