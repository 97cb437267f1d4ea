"""Decides what --fix and --diff do with each target, and what is said about it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext, redirect_stdout
from typing import TYPE_CHECKING

from govpage_lint.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED
from govpage_lint.engine.fixing.difference import difference
from govpage_lint.engine.fixing.files import Outcome, Wanted, mended, mended_files
from govpage_lint.engine.fixing.rounds import Mending, mend
from govpage_lint.engine.many import RunStart, all_of
from govpage_lint.engine.run import Run
from govpage_lint.engine.schedule import Frontier, Listed
from govpage_lint.fetch import FetchError
from govpage_lint.findings import Fixed, Report
from govpage_lint.logs import log
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, field, replace
from govpage_lint.reports.escape import visible
from govpage_lint.targets import MissingTarget, Target

if TYPE_CHECKING:
    from govpage_lint.site.crawl import Links


@dataclass(slots=True)
class Fixing:
    """The mending of all targets of a run: counts, and the names of those that could not be.

    ``printed`` tells that a mended page has gone to standard output.
    """

    run: Run
    start: RunStart
    unsafe: bool
    jobs: int | None = None
    faults: int = 0
    files: int = 0
    printed: bool = False
    failed: list[str] = field(default_factory=list)

    def before(self, targets: Frontier) -> Frontier:
        """The same targets, mended before they are checked: all at first where they are known,
        else each as it is taken. What can't be read is left to the check, which tells it."""
        if not isinstance(targets, Listed) or targets.expected is None:
            return _MendedFirst(targets, self)
        known = list(all_of(targets))
        for target, outcome in mended_files(self.run, self.start, known, self._wanted, self.jobs):
            self._take(target, outcome)
        again = Listed(known)
        again.notes = targets.notes
        return again

    def fix(self, target: Target) -> None:
        """Mend a file where it is, and give standard input back mended on standard output."""
        self._take(
            target, mended(self.run, target, self._wanted) if target.kind == "file" else None
        )

    def diff(self, targets: Frontier) -> int:
        """Print what mending would change, as unified diffs, and return the exit code."""
        wanted = replace(self._wanted, diff=True, readable=sys.stdout.isatty())
        known = list(all_of(targets))
        for target, outcome in mended_files(self.run, self.start, known, wanted, self.jobs):
            if isinstance(target, MissingTarget):
                self._fail(target.name, str(target.error))
            elif outcome is not None:
                self._tell(target, outcome)
                self.files += outcome.changed
                _print(outcome.difference)
                if outcome.unread is not None:
                    self._fail(target.name, outcome.unread)
            else:
                mending = self._mended(target, diffing=True)
                if mending is not None and mending.changed:
                    self.files += 1
                    _print(difference(target.name, mending, readable=wanted.readable))
        if self.failed:
            return EXIT_UNCHECKED
        return EXIT_FINDINGS if self.files else EXIT_CLEAN

    def told(self, report: Report) -> Report:
        """A report that tells what was mended."""
        return replace(report, fixed=Fixed(self.faults, self.files, self.unsafe))

    def beside(self) -> AbstractContextManager[object]:
        """Where reports go to standard error, as the page itself has gone to standard output."""
        return redirect_stdout(sys.stderr) if self.printed else nullcontext()

    @property
    def _wanted(self) -> Wanted:
        return Wanted(self.unsafe)

    def _take(self, target: Target | MissingTarget, outcome: Outcome | None) -> None:
        """Count what came of a target, and mend what is no file."""
        if isinstance(target, MissingTarget):
            return
        if outcome is not None:
            self._tell(target, outcome)
            self.faults += outcome.faults
            self.files += outcome.changed
            return
        mending = self._mended(target, diffing=False)
        if mending is not None:
            self.printed = True
            _print([mending.after.data])
            self.faults += len(mending.fixed)
            self.files += mending.changed

    def _tell(self, target: Target, outcome: Outcome) -> None:
        if outcome.failed is not None:
            self._fail(target.name, outcome.failed)
        if outcome.refused is not None:
            log.info("%s: some faults are not mended: %s", visible(target.name), outcome.refused)

    def _mended(self, target: Target, *, diffing: bool) -> Mending | None:
        """What mending makes of standard input; None for what can't be read, and for addresses."""
        if target.kind == "url":
            log.info("%s: addresses are checked and not mended", visible(target.name))
            return None
        try:
            data = self.run.read(target)
            mending = mend(
                self.run.examine(target, data),
                lambda now: self.run.examine(target, now),
                unsafe=self.unsafe,
            )
        except FetchError as error:
            if diffing:
                self._fail(target.name, str(error.problem))
            return None
        except Exception as error:
            # Whatever is wrong with one file, the others are mended.
            log.debug("while mending %s", target.name, exc_info=True)
            self._fail(target.name, f"is not mended: {type(error).__name__}: {error}")
            return None
        if mending.refused is not None:
            log.info("%s: some faults are not mended: %s", visible(target.name), mending.refused)
        self.run.hold(target, mending.after.data)
        return mending

    def _fail(self, name: str, why: str) -> None:
        self.failed.append(name)
        log.error("%s: %s", visible(name), visible(" ".join(why.split())[:300]))


class _MendedFirst:
    """The targets of a run, each of which is mended as it is taken."""

    def __init__(self, targets: Frontier, fixing: Fixing) -> None:
        self._targets = targets
        self._fixing = fixing
        self.follows = targets.follows
        self.expected = targets.expected

    def take(self) -> Target | MissingTarget | None:
        target = self._targets.take()
        if isinstance(target, Target):
            self._fixing.fix(target)
        return target

    def accepts(self, target: Target, place: str, canonical: str | None) -> bool:
        return self._targets.accepts(target, place, canonical)

    def is_no_page(self, target: Target, code: str) -> bool:
        return self._targets.is_no_page(target, code)

    def learn(self, target: Target, links: Links | None) -> None:
        self._targets.learn(target, links)

    def found_on(self, target: Target) -> str | None:
        return self._targets.found_on(target)

    @property
    def notes(self) -> tuple[Problem, ...]:
        return self._targets.notes


def _print(lines: Iterable[bytes]) -> None:
    sys.stdout.flush()
    sys.stdout.buffer.writelines(lines)
    sys.stdout.buffer.flush()
