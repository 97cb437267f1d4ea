"""Decides which files of a folder or glob are looked at: include and exclude of the nearest configuration,
and .gitignore."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from govpage_lint.cli import UsageError
from govpage_lint.config import Config, ConfigError
from govpage_lint.config.gitignore import GitIgnore
from govpage_lint.config.stack import Stack
from govpage_lint.targets import MissingTarget, Target, expand


def named_targets(words: Iterable[str], stack: Stack) -> list[Target | MissingTarget]:
    """The pages that words name, without those that the configuration passes over. Raises UsageError."""
    try:
        return list(expand(words, FileSieve(stack)))
    except ConfigError as error:
        raise UsageError(str(error)) from error


class FileSieve:
    """What ``targets.expand`` asks of each file and folder. Raises ConfigError for a configuration that
    it comes upon and cannot use."""

    def __init__(self, stack: Stack) -> None:
        self._stack = stack
        self._git = GitIgnore()

    def drops(self, path: Path, *, folder: bool = False) -> bool:
        """Whether a file or folder that was found is passed over."""
        config = self._config(path)
        path = _absolute(path)
        if any(place.covers(path, folder=folder) for place in config.exclude):
            return True
        return config.respect_gitignore and self._git.ignores(path, folder=folder)

    def refuses(self, path: Path) -> bool:
        """Whether a file that was named is passed over: only where exclude is to be obeyed by force."""
        config = self._config(path)
        path = _absolute(path)
        return config.force_exclude and any(place.covers(path) for place in config.exclude)

    def includes(self, path: Path) -> bool | None:
        """Whether a file is a page by the configuration; None where it leaves that to the suffix."""
        config = self._config(path)
        if config.include is not None:
            return config.include.covers(_absolute(path))
        # Who says which language a suffix is means its files.
        name = path.name.lower()
        suffixes = (suffix.lower() for suffix in config.templates or ())
        return True if any(map(name.endswith, suffixes)) else None

    def _config(self, path: Path) -> Config:
        return self._stack.config(self._stack.file_beside(path))


def _absolute(path: Path) -> Path:
    # Not resolve: a link lies where the person sees it.
    return Path(os.path.abspath(path))  # noqa: PTH100
