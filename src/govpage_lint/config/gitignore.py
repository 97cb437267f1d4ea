"""Decides what git leaves out: the .gitignore files from the root of a repository down to a path."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from govpage_lint.config.patterns import PathPatterns, PatternError, compile_path_pattern

_MAX_BYTES: Final = 1_000_000


class GitIgnore:
    """The .gitignore files of repositories, each read once. What they cannot say is left in."""

    def __init__(self) -> None:
        self._roots: dict[Path, Path | None] = {}
        self._patterns: dict[Path, PathPatterns] = {}

    def ignores(self, path: Path, *, folder: bool = False) -> bool:
        """Whether a path, given absolutely, is left out by a line that means itself.

        Whoever walks a tree does not enter folders that are left out; what a person names in one is
        meant.
        """
        root = self._root(path.parent)
        if root is None:
            return False
        for place in path.parents:
            patterns = self._read(place)
            decided = patterns.decision(path.relative_to(place).as_posix(), folder=folder)
            if decided is not None:
                return decided
            if place == root:
                break
        return False

    def _root(self, folder: Path) -> Path | None:
        """The root of the repository that a folder is in."""
        if folder not in self._roots:
            if (folder / ".git").exists():
                self._roots[folder] = folder
            elif folder.parent == folder:
                self._roots[folder] = None
            else:
                self._roots[folder] = self._root(folder.parent)
        return self._roots[folder]

    def _read(self, folder: Path) -> PathPatterns:
        if folder not in self._patterns:
            self._patterns[folder] = PathPatterns(_lines(folder / ".gitignore"))
        return self._patterns[folder]


def _lines(file: Path) -> tuple[str, ...]:
    try:
        with file.open("rb") as opened:
            data = opened.read(_MAX_BYTES)
    except OSError:
        return ()
    lines = (_line(line) for line in data.decode("utf-8", "replace").splitlines())
    return tuple(line for line in lines if line and _makes_sense(line))


def _line(line: str) -> str:
    if line.startswith("#"):
        return ""
    # A space at the end counts only behind a backslash.
    return line if line.endswith("\\ ") else line.rstrip()


def _makes_sense(line: str) -> bool:
    try:
        compile_path_pattern(line)
    except PatternError:
        return False
    return True
