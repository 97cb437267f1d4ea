"""Decides where results of pages are kept, and that a run never suffers from what it finds there.

They lie in the person's cache folder and not in the project: what a stranger puts into a project
must not be able to say that its pages are good. Each entry is one file, written whole or not at all,
with a checksum; two runs may write the same one at once, and the last one wins. What is torn, foreign or
out of reach is as good as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from time import time
from typing import Any, Final

from govpage_lint.engine.cache.codec import result_data, result_from
from govpage_lint.engine.cache.keys import Unkeyed, page_key, run_key
from govpage_lint.engine.cache.seeing import Witnessed, witnessed
from govpage_lint.engine.cache.witness import State, still_holds
from govpage_lint.engine.choices import Choices
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Run
from govpage_lint.findings import PageResult
from govpage_lint.records import dataclass
from govpage_lint.rulebook.model import RuleError
from govpage_lint.storage import cache_folder
from govpage_lint.targets import Target

_FOLDER: Final = "pages"
_MAX_ENTRY: Final = 20_000_000
_MAX_TOTAL: Final = 256_000_000
_DAY: Final = 86_400.0
_KEPT_DAYS: Final = 30


@dataclass(frozen=True, slots=True)
class PageCache:
    """The results that are kept for runs like this one. It can be pickled."""

    folder: Path
    key: str

    def find(self, target: Target, choices: Choices) -> PageResult | None:
        """The kept result of a file, if nothing that it depends on has changed. Never raises."""
        held = self.held(target, choices)
        return None if held is None else held[0]

    def held(
        self, target: Target, choices: Choices
    ) -> tuple[PageResult, Mapping[str, State]] | None:
        """The kept result of a file, and the files that it depends on. Never raises."""
        if target.path is None:
            return None
        file = self._file(target, target.path, choices)
        try:
            entry = _read(file)
            files = dict(entry["files"])
            if not files or not all(still_holds(name, state) for name, state in files.items()):
                return None
            result = result_from(entry["result"])
            _touch(file)
        except (OSError, ValueError, TypeError, KeyError, LookupError, RecursionError):
            return None
        return (result, files) if result.target == target.name else None

    def check(self, run: Run, target: Target, choices: Choices) -> PageResult:
        """The result of a file, checked now, and kept for the next time where that is possible."""
        return self.keep(target, choices, witnessed(run, target)).result

    def keep(self, target: Target, choices: Choices, found: Witnessed) -> Witnessed:
        """Keep what came of a file that was checked now, where it says what it depends on."""
        if target.path is not None and found.states and found.result.status == "checked":
            entry = {"files": found.states, "result": result_data(found.result)}
            self._keep(self._file(target, target.path, choices), entry)
        return found

    def prune(self) -> None:
        """Once a day, drop what nobody has asked for in a month, and the oldest of too much."""
        mark = self.folder / "pruned"
        with suppress(OSError):
            if mark.exists() and time() - mark.stat().st_mtime < _DAY:
                return
            mark.touch()
            _prune(self.folder)

    def _file(self, target: Target, path: Path, choices: Choices) -> Path:
        key = page_key(self.key, target.name, path, choices.fingerprint)
        return self.folder / key[:2] / f"{key}.json"

    def _keep(self, file: Path, entry: dict[str, Any]) -> None:
        temporary = file.with_name(f"{file.name}.{os.getpid()}.tmp")
        try:
            text = json.dumps(entry, separators=(",", ":"))
            if len(text) > _MAX_ENTRY:
                return
            file.parent.mkdir(exist_ok=True)
            data = text.encode("ascii")
            temporary.write_bytes(_checksum(data) + b"\n" + data)
            temporary.replace(file)
        except (OSError, ValueError):
            # A full disk or a folder that is gone: the next run checks the page again.
            with suppress(OSError):
                temporary.unlink()


def open_cache(
    options: RunOptions, house: Iterable[Path], folder: Path | None = None
) -> PageCache | None:
    """The cache for a run, in the person's cache folder or the one named; None where there is none."""
    root = folder if folder is not None else cache_folder()
    if root is None:
        return None
    try:
        key = run_key(options, house)
        place = root / _FOLDER
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not _is_ours(place):
            return None
        if folder is not None:
            _mark(root)
    except (OSError, Unkeyed, RuleError):
        return None
    return PageCache(place, key)


def clean(folder: Path | None = None) -> Path | None:
    """Drop all that is kept; the folder it was in, None where there is none. Raises OSError."""
    root = folder if folder is not None else cache_folder()
    if root is None or not root.is_dir():
        return None
    if (root / _FOLDER).is_dir():
        shutil.rmtree(root / _FOLDER)
    for file in root.glob("rules-*.json"):
        file.unlink(missing_ok=True)
    return root


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


def _checksum(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def _read(file: Path) -> dict[str, Any]:
    """An entry. Raises OSError and ValueError."""
    with file.open("rb") as stream:
        data = stream.read(_MAX_ENTRY + 100)
    sum_, _, rest = data.partition(b"\n")
    if _checksum(rest) != sum_:
        raise ValueError("torn")
    entry = json.loads(rest.decode("ascii"))
    if not isinstance(entry, dict):
        raise ValueError("no entry")
    return entry


def _touch(file: Path) -> None:
    """Note that an entry is in use, once a day."""
    with suppress(OSError):
        if time() - file.stat().st_mtime > _DAY:
            os.utime(file)


def _prune(folder: Path) -> None:
    entries = []
    for file in folder.glob("*/*"):
        with suppress(OSError):
            found = file.stat()
            entries.append((found.st_mtime, found.st_size, file))
    entries.sort(reverse=True)
    total = 0
    for changed, size, file in entries:
        total += size
        if total > _MAX_TOTAL or time() - changed > _KEPT_DAYS * _DAY:
            with suppress(OSError):
                file.unlink()
