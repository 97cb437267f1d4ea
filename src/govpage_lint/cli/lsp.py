"""Decides how ``govpage-lint lsp`` serves an editor: over standard input and output."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence
from pathlib import Path

from govpage_lint.cli import EXIT_CLEAN, UsageError
from govpage_lint.cli.arguments import check_parser
from govpage_lint.cli.settings import settings_of
from govpage_lint.config import find_config
from govpage_lint.engine.run import Run


def lsp(words: Sequence[str]) -> int:
    """Serve an editor until it goes away; the words are options of the check."""
    given = check_parser().parse_args([*words, "--no-browser"])
    if given.targets:
        raise UsageError(f"lsp takes no targets ({given.targets[0]}); the editor names the pages")
    try:
        from govpage_lint.lsp.server import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError(
            "the server for editors needs the extra lsp: pip install 'govpage-lint[lsp]'"
        ) from error
    # Standard output belongs to the protocol, and pygls tells every message at INFO.
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING)
    server, editor = make_server(_Runs(words))
    try:
        server.start_io()
    finally:
        editor.close()
    return EXIT_CLEAN


class _Runs:
    """The runs of an editor's pages, one for each configuration, made anew when that changes."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [*words, "--no-browser"]
        self._known: dict[Path | None, tuple[int, Run]] = {}

    def __call__(self, page: Path) -> Run:
        """The run for a page. Raises UsageError for a configuration that cannot be used."""
        given = check_parser().parse_args(self._words)
        file = given.config
        if file is None and not given.isolated:
            file = given.config = find_config(page.resolve().parent)
        if file is None:
            given.isolated = True
        stamp = _changed(file)
        known = self._known.get(file)
        if known is None or known[0] != stamp:
            settings = settings_of(given)
            known = self._known[file] = (stamp, Run(settings.book, settings.run))
        return known[1]


def _changed(file: Path | None) -> int:
    """When a file was last written, in nanoseconds; 0 for one that is not there."""
    try:
        return file.stat().st_mtime_ns if file is not None else 0
    except OSError:
        return 0
