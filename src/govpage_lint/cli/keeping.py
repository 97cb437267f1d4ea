"""Decides whether results of unchanged files are kept and used, and where; and forgets them."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import Final

from govpage_lint.cli import EXIT_CLEAN, UsageError
from govpage_lint.cli.settings import Settings
from govpage_lint.engine.cache import PageCache, open_cache

# For those who start the tool from somewhere else and cannot give an option.
_OFF: Final = "GOVPAGE_LINT_NO_CACHE"


def kept_results(given: argparse.Namespace, settings: Settings) -> PageCache | None:
    """The results of earlier runs like this one; None where they are not wanted, or nowhere to keep.

    What a browser sees is never kept: there is more to it than files. Raises UsageError.
    """
    if given.no_cache and given.cache_dir is not None:
        raise UsageError("--no-cache and --cache-dir exclude each other")
    if given.no_cache or os.environ.get(_OFF) or settings.run.browser == "always":
        return None
    return open_cache(settings.run, settings.book.house, given.cache_dir)


def forget(words: Sequence[str]) -> int:
    """``govpage-lint clean``: drop what is kept. Raises UsageError."""
    from govpage_lint.cli.others import clean_parser
    from govpage_lint.engine.cache import clean

    given = clean_parser().parse_args(words)
    try:
        folder = clean(given.cache_dir)
    except OSError as error:
        raise UsageError(f"{error.filename}: cannot be removed: {error.strerror}") from error
    print("Nothing is kept." if folder is None else f"Forgot what was kept in {folder}.")
    return EXIT_CLEAN
