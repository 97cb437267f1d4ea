"""Decides how a check uses a baseline: what it calls pages, and what it says when faults are gone."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govpage_lint.cli import UsageError
from govpage_lint.cli.settings import Settings
from govpage_lint.findings import BaselineUse, Gone, Language, PageResult, Report
from govpage_lint.records import replace

if TYPE_CHECKING:
    from govpage_lint.engine.baseline.comparing import Comparison

DEFAULT_BASELINE: Final = "govpage-lint-baseline.json"
_NAMED: Final = 3


def key_for(file: Path) -> Callable[[PageResult], str]:
    """What a baseline in that file calls a page."""
    from govpage_lint.engine.baseline.keys import page_key

    here = Path.cwd()
    folder = here / file.parent
    return lambda page: page_key(page, folder, here)


def baseline_file(given: argparse.Namespace, settings: Settings) -> Path | None:
    """The baseline that a person means; None where none is named."""
    named = settings.config.baseline
    return Path(DEFAULT_BASELINE) if named is None and given.new_only else named


def known_faults(given: argparse.Namespace, settings: Settings) -> KnownFaults | None:
    """The baseline of a check, None where it uses none. Raises UsageError."""
    file = None if given.no_baseline else baseline_file(given, settings)
    if file is None:
        return None
    # Most runs have none.
    from govpage_lint.engine.baseline.comparing import Comparison
    from govpage_lint.engine.baseline.files import BaselineError, read_baseline

    try:
        baseline = read_baseline(file)
    except BaselineError as error:
        raise UsageError(str(error)) from error
    language = settings.run.language
    return KnownFaults(Comparison(baseline, key_for(file), language), file, given.allow_stale)


def shown(file: Path) -> str:
    """What a baseline's file is called: its path from here, where it is below."""
    here = Path.cwd()
    return (file.relative_to(here) if file.is_relative_to(here) else file).as_posix()


class KnownFaults:
    """A baseline in use."""

    def __init__(self, comparison: Comparison, file: Path, allow_stale: bool) -> None:
        self.compared = comparison.compared
        self._comparison = comparison
        self._file = file
        self._allowed = allow_stale

    def told(self, report: Report) -> Report:
        """The report with what came of the comparison."""
        gone = tuple(sorted(self._comparison.gone, key=lambda one: (one.page, one.rule)))
        use = BaselineUse(shown(self._file), gone, self._allowed)
        notes = (_note(use, report.language),) if gone else ()
        return replace(report, baseline=use, notes=(*report.notes, *notes))


def _note(use: BaselineUse, language: Language) -> str:
    number = sum(one.count for one in use.gone)
    listed = ", ".join(_place(one, language) for one in use.gone[:_NAMED])
    more = len(use.gone) - _NAMED
    if language == "ko":
        rest = f" 외 {more:,}곳" if more > 0 else ""
        fails = (
            "" if use.allowed else " 정리할 때까지 검사는 실패로 끝납니다(--allow-stale로 통과)."
        )
        return (
            f"{use.file}에 있는 결함 {number:,}건이 더 이상 없습니다: {listed}{rest}. "
            f"govpage-lint baseline prune으로 정리합니다.{fails}"
        )
    rest = f" and {more:,} more" if more > 0 else ""
    faults = "1 known fault is" if number == 1 else f"{number:,} known faults are"
    fails = "" if use.allowed else " Until then the check fails; --allow-stale lets it pass."
    return (
        f"{faults} gone and still in {use.file}: {listed}{rest}. "
        f"Take them out with govpage-lint baseline prune.{fails}"
    )


def _place(gone: Gone, language: Language) -> str:
    times = f" ×{gone.count}" if gone.count > 1 else ""
    if language == "ko":
        return f"{gone.page}의 {gone.rule}{times}"
    return f"{gone.rule}{times} in {gone.page}"
