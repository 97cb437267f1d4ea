"""Decides where results of pages are kept, for how long, and that a run never suffers from that.

They lie in the person's cache folder and not in the project: what a stranger puts into a project
must not be able to say that its pages are good. Runs that have all in common but their pages have
a folder in there. A full disk, a folder that is gone or that nobody may write to: nothing is kept, and
the next run checks again.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Final

from govpage_lint.digests import sha256
from govpage_lint.engine.cache.segments import MOST_BYTES, Entry, Segment, segment_bytes
from govpage_lint.placing import put_whole
from govpage_lint.storage import cache_folder

_FOLDER: Final = "pages"
_SUFFIX: Final = ".results"
_MOST_TOTAL: Final = 256_000_000
_DAY: Final = 86_400.0
_KEPT_DAYS: Final = 30


def results_folder(folder: Path | None = None) -> Path | None:
    """The folder for all results, in the person's cache folder or the one named; None where there is
    none that nobody else can write to. Raises OSError."""
    root = folder if folder is not None else cache_folder()
    if root is None:
        return None
    place = root / _FOLDER
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not _is_ours(place):
        return None
    if folder is not None:
        _mark(root)
    return place


def clean(folder: Path | None = None) -> Path | None:
    """Drop all that is kept; the folder it was in, None where there is none. Raises OSError."""
    root = folder if folder is not None else cache_folder()
    if root is None or not root.is_dir():
        return None
    if (root / _FOLDER).is_dir():
        from shutil import rmtree

        rmtree(root / _FOLDER)
    for kept in ("rules-*.json", "regexes-*.bin"):
        for file in root.glob(kept):
            file.unlink(missing_ok=True)
    return root


def segments_in(folder: Path) -> list[Segment]:
    """The segments in a folder, the oldest first. What is none is dropped."""
    found = []
    with suppress(OSError):
        for file in folder.iterdir():
            if file.suffix == _SUFFIX:
                try:
                    found.append((file.stat().st_mtime, file.name, Segment(file)))
                except ValueError:
                    drop([file])
                except OSError:
                    continue
    return [segment for *_, segment in sorted(found, key=lambda one: one[:2])]


def write_segment(folder: Path, entries: Mapping[str, Entry]) -> Segment | None:
    """Write entries into a folder, whole or not at all; None where that can't be done."""
    data = segment_bytes(entries)
    if len(data) > MOST_BYTES:
        return None
    # Equal ones are one: two runs may do the same at once.
    file = folder / f"{sha256(data).hexdigest()[:32]}{_SUFFIX}"
    try:
        folder.mkdir(exist_ok=True, mode=0o700)
        put_whole(file, data, lasting=False)
        return Segment(file)
    except (OSError, ValueError):
        return None


def drop(files: Iterable[Path]) -> None:
    """Take files away, where that can be done."""
    for file in files:
        with suppress(OSError):
            file.unlink()


def fresh(file: Path) -> None:
    """Note that a file is in use, once a day."""
    with suppress(OSError):
        if time() - file.stat().st_mtime > _DAY:
            os.utime(file)


def prune(place: Path) -> None:
    """Once a day, drop what nobody has asked for in a month, and the oldest of too much."""
    mark = place / "pruned"
    with suppress(OSError):
        if mark.exists() and time() - mark.stat().st_mtime < _DAY:
            return
        mark.touch()
        _prune(place)


def _prune(place: Path) -> None:
    files = []
    for file in place.glob("*/*"):
        with suppress(OSError):
            found = file.stat()
            files.append((found.st_mtime, found.st_size, file))
    total = 0
    for changed, size, file in sorted(files, reverse=True):
        total += size
        days = 1 if file.suffix == ".tmp" else _KEPT_DAYS
        if total > _MOST_TOTAL or time() - changed > days * _DAY:
            drop([file])
    for folder in place.iterdir():
        # Fails for those with something in them, which is what we want.
        with suppress(OSError):
            folder.rmdir()


def _mark(root: Path) -> None:
    """Say to version control and backups that the folder is nothing to keep."""
    for name, text in (
        (".gitignore", "*\n"),
        ("CACHEDIR.TAG", "Signature: 8a477f597d28d172789f06886806bc55\n"),
    ):
        if not (root / name).exists():
            (root / name).write_text(text, encoding="ascii")


def _is_ours(folder: Path) -> bool:
    """Whether nobody else can put results there."""
    if sys.platform == "win32":
        return True
    found = folder.stat()
    return found.st_uid in (os.geteuid(), 0) and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
