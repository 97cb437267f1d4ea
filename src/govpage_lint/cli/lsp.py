"""Decides how ``govpage-lint lsp`` serves an editor: over standard input and output."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from govpage_lint.cli import EXIT_CLEAN, UsageError
from govpage_lint.cli.arguments import check_parser
from govpage_lint.cli.settings import read_stack, settings_of
from govpage_lint.config import ConfigError
from govpage_lint.engine.run import Run
from govpage_lint.records import dataclass
from govpage_lint.targets import Target


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


@dataclass(frozen=True, slots=True)
class _Known:
    """A run, the files that configured it, and when these were last written."""

    run: Run
    files: tuple[Path, ...]
    stamps: tuple[int, ...]


class _Runs:
    """The runs of an editor's pages, one for each configuration, made anew when that changes."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [*words, "--no-browser"]
        self._known: dict[Path | None, _Known] = {}

    def __call__(self, page: Path) -> Run:
        """The run for a page. Raises UsageError for a configuration that cannot be used."""
        given = check_parser().parse_args(self._words)
        stack = read_stack(given)
        # The folder that the editor was started in says nothing about its pages.
        stack.start = page.resolve().parent
        try:
            file = stack.file_for(stack.start)
        except ConfigError as error:
            raise UsageError(str(error)) from error
        known = self._known.get(file)
        if known is None or known.stamps != _changed(known.files):
            settings = settings_of(given, stack, (Target("file", str(page), page),))
            files = tuple(layer.file for layer in stack.layers(file) if layer.file is not None)
            run = Run(settings.book, settings.run, choose=settings.choose)
            known = self._known[file] = _Known(run, files, _changed(files))
        return known.run


def _changed(files: Iterable[Path]) -> tuple[int, ...]:
    """When files were last written, in nanoseconds; 0 for one that is not there."""
    return tuple(map(_written, files))


def _written(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:
        return 0
