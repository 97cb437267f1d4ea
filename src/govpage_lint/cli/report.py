"""Decides what ``govpage-lint report`` makes of saved reports: one, in any format, with a trend."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from govpage_lint.cli import UsageError
from govpage_lint.cli.exits import exit_code
from govpage_lint.cli.others import report_parser
from govpage_lint.cli.output import outputs_of, write_reports
from govpage_lint.cli.repository import view_of
from govpage_lint.cli.settings import open_book, read_stack
from govpage_lint.config import ConfigError
from govpage_lint.config.stack import Stack
from govpage_lint.config.values import Config
from govpage_lint.engine.words import criterion_text, rule_text
from govpage_lint.findings import Finding, Language, Report
from govpage_lint.records import replace
from govpage_lint.reports.merging import in_time, merged
from govpage_lint.reports.reading import MAX_BYTES, ReportError, read_report
from govpage_lint.reports.trend import trend_of
from govpage_lint.rulebook.book import Rulebook

_MAX_FILES: Final = 1_000
_MADE_IN: Final[dict[Language, str]] = {
    "en": "Messages are in the language that the report was made in ({language}).",
    "ko": "각 항목의 내용은 보고서를 만든 언어({language})로 표시됩니다.",
}


def report(words: Sequence[str]) -> int:
    """Render saved reports; the exit code is that of a check that found the same."""
    given = report_parser().parse_args(words)
    outputs = outputs_of(given.format)
    reports = [_read(name) for name in _files(given)]
    # A series is of the same pages at different times: the newest is what holds today.
    whole = in_time(reports)[-1] if given.trend else merged(reports)
    stack = read_stack(given)
    config = _config(stack)
    if given.lang is not None and given.lang != whole.language:
        whole = translated(whole, given.lang, open_book(config.rules))
    view = replace(
        view_of(config, given, stack.run_file()),
        trend=trend_of(reports) if given.trend else (),
    )
    write_reports(whole, outputs, view, given.color)
    return exit_code(
        whole,
        config.fail_on,
        max_warnings=config.max_warnings,
        unreachable=config.unreachable,
        nothing_fails=given.exit_zero,
    )


def _config(stack: Stack) -> Config:
    """What is configured for the folder that the command runs in. Raises UsageError."""
    try:
        return stack.config(stack.run_file())
    except ConfigError as error:
        raise UsageError(str(error)) from error


def _files(given: argparse.Namespace) -> list[str]:
    names: list[str] = given.files
    if len(names) > _MAX_FILES:
        raise UsageError(
            f"{len(names)} reports are named; at most {_MAX_FILES} can be read at once"
        )
    if names.count("-") > 1:
        raise UsageError("standard input can be one report only")
    return names


def _read(name: str) -> Report:
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_BYTES + 1)
        else:
            with Path(name).open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        return read_report(data)
    except OSError as error:
        raise UsageError(f"{name}: cannot be read: {error.strerror or error}") from error
    except ReportError as error:
        raise UsageError(f"{name}: {error}") from error


def translated(report: Report, language: Language, book: Rulebook) -> Report:
    """The report in another language, as far as its words are ours and not quoted from pages."""
    rules = dict(report.rules)
    plain: dict[tuple[str, str], str] = {}
    for name in report.rules:
        found, old = rule_text(book, name, language), rule_text(book, name, report.language)
        if found is not None and old is not None:
            rules[name] = found
            plain[name, old.how] = found.how
    criteria = {
        key: criterion_text(book, key, language) or text for key, text in report.criteria.items()
    }

    def retold(finding: Finding) -> Finding:
        return replace(finding, how=plain.get((finding.rule, finding.how), finding.how))

    pages = tuple(
        replace(
            page,
            findings=tuple(map(retold, page.findings)),
            suppressed=tuple(replace(one, finding=retold(one.finding)) for one in page.suppressed),
        )
        for page in report.pages
    )
    note = _MADE_IN[language].format(language=report.language)
    return replace(
        report,
        language=language,
        pages=pages,
        rules=rules,
        criteria=criteria,
        notes=(*report.notes, note),
    )
