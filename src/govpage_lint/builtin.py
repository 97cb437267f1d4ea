"""Decides how the built-in data files are read fast: once as TOML, from then on as compiled JSON.

Reading TOML takes longer than checking a page. What the files of ``rules/`` hold is therefore kept
in one JSON file in the person's cache folder, under a key of their names, sizes and times. Where it
cannot be written, or is not right, the files are read as they are: nothing depends on it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from govpage_lint import __version__
from govpage_lint.datafiles import rules_folder
from govpage_lint.digests import sha256
from govpage_lint.storage import cache_folder

# Rules are kept without their examples, which only tests and explanations read.
EXAMPLES: Final = "\n[[example]]"
# Read by few runs, and large: these stay as they are.
_RARE: Final = frozenset(("axe.toml",))
_RARE_FOLDERS: Final = frozenset(("schema", "language_models"))
# A desk, a hook and a project may each have a version of their own; none shall compile at every turn.
_MOST_KEPT: Final = 4


def read_builtin(name: str) -> Mapping[str, Any]:
    """The contents of a file of ``rules/``, by its path with slashes ("data/networks.toml").

    Rules come without their examples.
    """
    found = _compiled().get(name)
    return _parse(rules_folder() / name) if found is None else found


def builtin_names(folder: str | None = None) -> list[str]:
    """The paths of the data files below ``rules/``, or of one of its folders, in order."""
    return sorted(name for name in _compiled() if folder is None or name.startswith(f"{folder}/"))


def _parse(file: Path) -> dict[str, Any]:
    # Not where the compiled files are there, which is nearly always.
    import tomllib

    head, _, _ = file.read_text(encoding="utf-8").partition(EXAMPLES)
    return tomllib.loads(head)


def builtin_stamp() -> str:
    """A text that is another one when a data file is."""
    return _found()[0]


@cache
def _found() -> tuple[str, list[str]]:
    """The stamp of the data files, and their names."""
    root = rules_folder()
    stats = sorted(_stats(root))
    stamp = sha256(f"{__version__} {root} {stats}".encode()).hexdigest()[:24]
    return stamp, [name for name, *_ in stats]


@cache
def _compiled() -> Mapping[str, Mapping[str, Any]]:
    root = rules_folder()
    key, names = _found()
    folder = cache_folder()
    file = folder / f"rules-{key}.json" if folder is not None else None
    kept = _read(file)
    if kept is not None:
        return kept
    compiled = {name: _parse(root / name) for name in names}
    if file is not None:
        _keep(file, compiled)
    return compiled


def _stats(root: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of each data file."""
    folders = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir():
                    if entry.name not in _RARE_FOLDERS:
                        folders.append((Path(entry.path), f"{prefix}{entry.name}/"))
                elif (
                    entry.name.endswith(".toml")
                    and entry.name not in _RARE
                    and entry.name[0] != "_"
                ):
                    stat = entry.stat()
                    yield f"{prefix}{entry.name}", stat.st_size, stat.st_mtime_ns


def _read(file: Path | None) -> Mapping[str, Mapping[str, Any]] | None:
    if file is None:
        return None
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
    good = isinstance(data, dict) and all(isinstance(table, dict) for table in data.values())
    return data if good and data else None


def _keep(file: Path, compiled: Mapping[str, Any]) -> None:
    """Write the compiled files whole or not at all, and drop those that were written longest ago."""
    from govpage_lint.placing import put_whole

    # A full disk, a read-only home, or a TOML date: it works without.
    with suppress(OSError, TypeError):
        text = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))
        put_whole(file, text.encode("utf-8"), lasting=False)
        written = sorted(file.parent.glob("rules-*.json"), key=lambda one: -one.stat().st_mtime_ns)
        for old in written[_MOST_KEPT:]:
            old.unlink(missing_ok=True)
