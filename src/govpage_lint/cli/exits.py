"""Decides the exit code that a report gives."""

from __future__ import annotations

from typing import Literal

from govpage_lint.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED
from govpage_lint.findings import LEVELS, FailOn, Report


def exit_code(
    report: Report,
    fail_on: FailOn,
    *,
    max_warnings: int | None = None,
    unreachable: Literal["error", "warning"] = "error",
    nothing_fails: bool = False,
) -> int:
    """3 where a page could not be checked, 1 for findings from the level on that fails, else 0.

    More warnings than ``max_warnings`` fail too, and faults of the baseline that are gone.
    ``nothing_fails`` is the person's wish that findings never do; that a page could not be checked
    is no finding. ``unreachable`` "warning" lets some pages be missing, never all: a run that has
    checked nothing has not passed.
    """
    if report.unchecked and (unreachable == "error" or report.unchecked == report.looked_at):
        return EXIT_UNCHECKED
    if nothing_fails:
        return EXIT_CLEAN
    if max_warnings is not None and report.count("warning") > max_warnings:
        return EXIT_FINDINGS
    if fail_on == "never":
        return EXIT_CLEAN
    if report.stale:
        # What is mended could come back unseen while the baseline knows it.
        return EXIT_FINDINGS
    failing = LEVELS[LEVELS.index(fail_on) :]
    return EXIT_FINDINGS if any(report.count(level) for level in failing) else EXIT_CLEAN
