"""Decides the exit code that a report gives."""

from __future__ import annotations

from govpage_lint.cli import EXIT_CLEAN, EXIT_FINDINGS, EXIT_UNCHECKED
from govpage_lint.findings import LEVELS, FailOn, Report


def exit_code(report: Report, fail_on: FailOn) -> int:
    """3 where a page could not be checked, 1 for findings from the level on that fails, else 0."""
    if report.unchecked:
        return EXIT_UNCHECKED
    if fail_on == "never":
        return EXIT_CLEAN
    failing = LEVELS[LEVELS.index(fail_on) :]
    return EXIT_FINDINGS if any(report.count(level) for level in failing) else EXIT_CLEAN
