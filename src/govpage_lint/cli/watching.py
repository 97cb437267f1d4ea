"""Decides how ``--watch`` goes on: round after round, each when something has changed, until Ctrl-C."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from govpage_lint import __version__
from govpage_lint.cli import EXIT_FAULT, UsageError, complain
from govpage_lint.cli.command import with_exceptions
from govpage_lint.cli.exits import exit_code
from govpage_lint.cli.known import known_faults
from govpage_lint.cli.output import now, write_reports
from govpage_lint.cli.progress import ProgressLine
from govpage_lint.cli.repository import view_of
from govpage_lint.cli.sites import frontier_of
from govpage_lint.cli.watched import Plan, Targets, house_now, read_plan, targets_now
from govpage_lint.config import ConfigError
from govpage_lint.engine.cache.keys import page_key
from govpage_lint.engine.many import RunStart, all_of, is_file
from govpage_lint.engine.run import Run
from govpage_lint.engine.watching.checking import looked_at
from govpage_lint.engine.watching.kept import NO_CHANGES, Changes, WatchedPages, changes
from govpage_lint.engine.watching.pace import Clock, Ticker, next_change
from govpage_lint.findings import Language, Report, Tool
from govpage_lint.records import dataclass, replace
from govpage_lint.targets import MissingTarget, Target

_CLEAR: Final = "\x1b[2J\x1b[H"
_GOES_ON: Final[dict[Language, str]] = {
    "en": "until it is mended, what held before holds",
    "ko": "고칠 때까지 이전 설정으로 계속합니다.",
}


def watch(given: argparse.Namespace, ticker: Ticker | None = None) -> int:
    """Check, and check again what changes, until Ctrl-C; the exit code of the last round.

    Raises UsageError for what cannot be watched, and for what is at fault in the first round.
    """
    for option in ("fix", "diff"):
        if getattr(given, option):
            raise UsageError(
                f"--watch and --{option} exclude each other: files are mended by the one that edits them"
            )
    if given.urls_from == "-":
        raise UsageError("--watch reads its lists again; --urls-from - can be read only once")
    watching = Watching(given)
    try:
        watching.round()
        while True:
            watching.go_on(ticker or Clock())
    except KeyboardInterrupt:
        if watching.code is None:
            raise
        return watching.code


@dataclass(frozen=True, slots=True)
class Look:
    """What a look shows: the targets, the files of house rules, the files that have changed since they
    were read for the plan or for pages, and why the plan can't be read."""

    targets: Targets
    house: tuple[str, ...]
    rules: Changes = NO_CHANGES
    pages: Changes = NO_CHANGES
    fault: str | None = None


class Watching:
    """Watched pages, from round to round. Raises UsageError where there is no first one.

    ``code`` is the exit code of the last round whose reports are written, None before.
    """

    def __init__(self, given: argparse.Namespace) -> None:
        self.code: int | None = None
        self._words = given
        self._pages = WatchedPages()
        self._plan = read_plan(given)
        # Why the plan is an old one.
        self._fault: str | None = None

    def go_on(self, ticker: Ticker) -> None:
        """Wait for a change, and do what comes of it."""
        calm = Look(self._plan.targets, self._plan.house, fault=self._fault)
        seen = next_change(calm, self._look, ticker)
        if replace(seen, pages=calm.pages) != calm:
            self._plan_anew(seen)
        if self._fault is not None and seen.targets == calm.targets and not seen.pages:
            self._tell_fault()
            return
        try:
            self.round()
        except UsageError as error:
            # A full disk, for instance: the next round may do better.
            complain(str(error))
            self.code = EXIT_FAULT

    def _look(self) -> Look:
        plan = self._plan
        fault = self._fault_now() if self._fault is not None else None
        try:
            targets = targets_now(self._words, plan)
        except UsageError as error:
            targets = plan.targets
            fault = fault or str(error)
        # Where the plan could not be read, it is known by trying that something has changed.
        house, rules = plan.house, NO_CHANGES
        if self._fault is None:
            house, rules = tuple(house_now(plan.settings)), changes(plan.marks)
        return Look(targets, house, rules, self._pages.changes(plan.written), fault)

    def _fault_now(self) -> str | None:
        try:
            read_plan(self._words, self._plan)
        except UsageError as error:
            return str(error)
        return None

    def _plan_anew(self, seen: Look) -> None:
        """Take the plan as it is now; where it can't be read, the last one with the targets of now."""
        try:
            self._plan = read_plan(self._words, self._plan)
            self._fault = None
        except UsageError as error:
            self._plan = replace(self._plan, targets=seen.targets)
            self._fault = str(error)

    def _tell_fault(self) -> None:
        if self._fault is not None:
            complain(f"{self._fault}; {_GOES_ON[self._plan.settings.run.language]}")

    def round(self) -> None:
        """Check what has to be, and write the reports on all. Raises UsageError."""
        plan = self._plan
        report = self._report(plan)
        if plan.shown and _on_terminal():
            sys.stdout.write(_CLEAR)
            sys.stdout.flush()
        config, run_file = plan.settings.config, plan.stack.run_file()
        write_reports(
            report, plan.settings.outputs, view_of(config, plan.given, run_file), plan.given.color
        )
        # Before the line below is read: who sees it may press Ctrl-C at once.
        self.code = exit_code(
            report,
            plan.settings.fail_on,
            max_warnings=config.max_warnings,
            unreachable=config.unreachable,
            nothing_fails=plan.given.exit_zero,
        )
        if not plan.given.quiet:
            number = sum(map(is_file, plan.targets))
            print(_watching(number, report.language), file=sys.stderr, flush=True)
        self._tell_fault()

    def _report(self, plan: Plan) -> Report:
        given, settings = plan.given, plan.settings
        known = known_faults(given, settings)
        frontier = frontier_of(given, plan.targets, settings.run)
        targets = list(all_of(frontier))
        keys = _keys(plan, targets)
        stale = self._pages.stale(keys, plan.written)
        todo = [target for target in targets if target.name in stale]
        with (
            ProgressLine(len(todo), settings.run.language, quiet=given.quiet) as progress,
            Run(settings.book, settings.run, progress.show, settings.choose) as run,
        ):
            run.follow(frontier)
            start = RunStart(settings.book.house, settings.run, settings.book)
            looked = looked_at(
                run,
                start,
                todo,
                cache=plan.cache,
                jobs=settings.config.jobs,
                progress=progress.show,
            )
            anew = {target.name: one for target, one in zip(todo, looked, strict=True)}
            found = self._pages.take(keys, anew)
            compared = map(known.compared, found) if known is not None else found
            pages = with_exceptions(given, settings, compared)
            tool = Tool("govpage-lint", __version__, *run.browser_used)
            report = replace(run.report(pages, tool), created=now())
        return report if known is None else known.told(report)


def _keys(plan: Plan, targets: Iterable[Target | MissingTarget]) -> dict[str, str]:
    """What the result of each target depends on beside files, by name. Raises UsageError."""
    choose = plan.settings.choose
    keys = {}
    try:
        for target in targets:
            chosen = choose(target).fingerprint if isinstance(target, Target) else target.error
            keys[target.name] = page_key(plan.key, target.name, Path(target.name), chosen)
    except ConfigError as error:
        raise UsageError(str(error)) from error
    return keys


def _on_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def _watching(number: int, language: Language) -> str:
    if language == "ko":
        return f"파일 {number:,}개를 지켜보고 있습니다. 끝내려면 Ctrl-C를 누르세요."
    return f"Watching {number:,} file{'' if number == 1 else 's'}; Ctrl-C ends."
