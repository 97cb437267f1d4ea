"""Decides how a check runs from its words to its reports and exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from govpage_lint import __version__
from govpage_lint.cli import EXIT_CLEAN, EXIT_UNCHECKED, UsageError
from govpage_lint.cli.arguments import check_parser
from govpage_lint.cli.configured import naming_origins
from govpage_lint.cli.exits import exit_code
from govpage_lint.cli.keeping import kept_results
from govpage_lint.cli.known import known_faults
from govpage_lint.cli.output import now, write_reports
from govpage_lint.cli.parser_choice import use_parser
from govpage_lint.cli.parsing import sub_command
from govpage_lint.cli.progress import ProgressLine
from govpage_lint.cli.repository import view_of
from govpage_lint.cli.settings import Settings, configured_targets, read_stack, settings_of
from govpage_lint.cli.sieving import named_targets
from govpage_lint.cli.sites import frontier_of
from govpage_lint.cli.visitor import keep_secret
from govpage_lint.config.stack import Stack
from govpage_lint.engine.browsing import BrowserMissing
from govpage_lint.engine.many import RunStart
from govpage_lint.engine.many import pages as check_pages
from govpage_lint.engine.run import Run
from govpage_lint.fetch import FetchLimits
from govpage_lint.findings import PageResult, Tool
from govpage_lint.logs import log
from govpage_lint.records import replace
from govpage_lint.targets import read_list

if TYPE_CHECKING:
    from govpage_lint.cli.fixing import Fixing


def run(words: Sequence[str]) -> int:
    """Run a sub-command and return the exit code. Raises UsageError."""
    name, rest = sub_command(words)
    if name == "check":
        return check(check_parser().parse_args(rest))
    # Each sub-command imports what it needs alone.
    if name == "explain":
        from govpage_lint.cli.explain import explain

        return explain(rest)
    if name == "report":
        from govpage_lint.cli.report import report

        return report(rest)
    if name == "rules":
        from govpage_lint.cli.rules import rules

        return rules(rest)
    if name == "baseline":
        from govpage_lint.cli.baseline import baseline

        return baseline(rest)
    if name == "clean":
        from govpage_lint.cli.keeping import forget

        return forget(rest)
    if name == "lsp":
        from govpage_lint.cli.lsp import lsp

        return lsp(rest)
    if name == "init":
        from govpage_lint.cli.init import init

        return init(rest)
    if name == "config":
        from govpage_lint.cli.config import config

        return config(rest)
    from govpage_lint.cli.doctor import doctor

    return doctor(rest)


def check(given: argparse.Namespace) -> int:
    """Check the targets and write the reports."""
    if given.version:
        print(f"govpage-lint {__version__}")
        return EXIT_CLEAN
    log.show(quiet=given.quiet, debug=given.debug)
    if given.show_config:
        from govpage_lint.cli.showing import show

        return show(given)
    use_parser(given.parser)
    if given.watch:
        from govpage_lint.cli.watching import watch

        return watch(given)
    stack = read_stack(given)
    named = named_targets(words_of(given, stack), stack)
    with naming_origins(given):
        settings = settings_of(given, stack, named)
        keep_secret(settings.run.secrets)
        known = known_faults(given, settings)
        targets = frontier_of(given, named, settings.run)
    with (
        ProgressLine(targets.expected, settings.run.language, quiet=given.quiet) as progress,
        Run(settings.book, settings.run, progress.show, settings.choose) as run,
    ):
        if settings.run.browser == "always":
            try:
                run.demand_browser()
            except BrowserMissing as error:
                raise UsageError(str(error)) from error
        start = RunStart(settings.book.house, settings.run, settings.book)
        fixing = _fixing(given, run, start, settings.config.jobs)
        if fixing is not None:
            if given.diff:
                return fixing.diff(targets)
            targets = fixing.before(targets)
        with kept_results(given, settings) or nullcontext() as cache:
            found = check_pages(
                run,
                start,
                targets,
                cache=cache,
                jobs=settings.config.jobs,
                browsers=given.concurrency or 1,
                progress=progress.show,
            )
            compared = map(known.compared, found) if known is not None else found
            pages = with_exceptions(given, settings, compared)
        report = replace(
            run.report(pages, Tool("govpage-lint", __version__, *run.browser_used)), created=now()
        )
    if known is not None:
        report = known.told(report)
    if fixing is not None:
        report = fixing.told(report)
    with fixing.beside() if fixing is not None else nullcontext():
        write_reports(
            report, settings.outputs, view_of(settings.config, given, stack.run_file()), given.color
        )
    if fixing is not None and fixing.failed:
        return EXIT_UNCHECKED
    return exit_code(
        report,
        settings.fail_on,
        max_warnings=settings.config.max_warnings,
        unreachable=settings.config.unreachable,
        nothing_fails=given.exit_zero,
    )


def with_exceptions(
    given: argparse.Namespace, settings: Settings, pages: Iterable[PageResult]
) -> list[PageResult]:
    """All pages, and what is wrong with the exceptions of the configuration."""
    if not settings.run.suppressions or not settings.choose.suppressions():
        return list(pages)
    # Most configurations have none.
    from govpage_lint.cli.exceptions import Exceptions, with_told

    return with_told(pages, Exceptions(given, settings))


def _fixing(
    given: argparse.Namespace, run: Run, start: RunStart, jobs: int | None
) -> Fixing | None:
    if not given.fix and not given.diff:
        if given.unsafe_fixes:
            log.info("--unsafe-fixes mends nothing by itself: add --fix or --diff")
        return None
    # Most runs mend nothing.
    from govpage_lint.cli.fixing import Fixing

    return Fixing(run, start, given.unsafe_fixes, jobs)


def words_of(given: argparse.Namespace, stack: Stack) -> list[str]:
    """The targets that are named, on the command line, in lists, or else in the configuration.

    Raises UsageError.
    """
    words = list(given.targets)
    if given.urls_from is not None:
        words += _listed(given.urls_from, words)
    if not words and not given.sitemap and given.urls_from is None:
        words += configured_targets(stack)
    if not words and not given.sitemap:
        if given.urls_from is not None:
            raise UsageError(f"--urls-from {given.urls_from}: the list names no target")
        raise UsageError(
            "no target is named; give an address, a file, a folder or -, or put targets into the configuration "
            "(govpage-lint --help)"
        )
    return words


def _listed(name: str, words: Sequence[str]) -> list[str]:
    if name == "-":
        if "-" in words:
            raise UsageError("standard input cannot be both a page and the list of targets")
        data = sys.stdin.buffer.read(FetchLimits().size)
    else:
        try:
            data = Path(name).read_bytes()
        except OSError as error:
            raise UsageError(f"--urls-from: {name}: {error.strerror or error}") from error
    try:
        return read_list(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise UsageError(f"--urls-from: {name}: is not UTF-8 text") from error
