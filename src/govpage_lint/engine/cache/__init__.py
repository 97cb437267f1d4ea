"""Decides which pages need not be checked again: those whose result is kept and still holds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govpage_lint.engine.cache.folder import clean, prune, results_folder
from govpage_lint.engine.cache.keys import Unkeyed, run_key
from govpage_lint.engine.cache.store import PageCache
from govpage_lint.rulebook.model import RuleError

if TYPE_CHECKING:
    from govpage_lint.engine.options import RunOptions

__all__ = ["PageCache", "clean", "open_cache"]


def open_cache(
    options: RunOptions, house: Iterable[Path], folder: Path | None = None
) -> PageCache | None:
    """The cache for a run, in the person's cache folder or the one named; None where there is none."""
    try:
        place = results_folder(folder)
        if place is None:
            return None
        key = run_key(options, house)
        prune(place)
    except (OSError, Unkeyed, RuleError):
        return None
    return PageCache(place / key[:32], key, options.today.isoformat())
