"""Decides how it is told that entries of ``[[suppress]]`` are unused, expired or unknown: at their place
in the configuration, which is listed among the pages for it."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from govpage_lint.cli.settings import Settings
from govpage_lint.config.values import Suppression
from govpage_lint.engine.fingerprints import fingerprint, numbered
from govpage_lint.engine.suppressing.configured import EntriesUse
from govpage_lint.engine.suppressing.directives import Fault
from govpage_lint.engine.suppressing.entries import ConfigEntry
from govpage_lint.engine.suppressing.names import RuleNames
from govpage_lint.engine.wording import fill, shorten
from govpage_lint.findings import Excerpt, Finding, Level, Location, PageResult
from govpage_lint.targets import Target

_MAX_LINE = 160


class Exceptions:
    """The exceptions of a run's configuration, followed through its pages."""

    def __init__(self, given: argparse.Namespace, settings: Settings) -> None:
        self._settings = settings
        self._whole = _names_a_whole(given)
        rules = settings.book.rules
        self._use = EntriesUse(RuleNames(settings.book), rules, settings.run.today)

    def seen(self, page: PageResult) -> PageResult:
        """The page as it is, which is remembered."""
        choices = self._settings.choose(_target_of(page))
        if choices.suppress:
            self._use.seen(page, choices.suppress)
        return page

    def told(self) -> Iterator[PageResult]:
        """A result for each configuration file with entries that something is wrong with."""
        by_file: dict[str, list[Finding]] = {}
        for written, entry in self._settings.choose.suppressions():
            for fault in self._use.faults(entry, whole=self._whole):
                finding = self._finding(written, entry, fault)
                if finding is not None:
                    by_file.setdefault(_shown(written), []).append(finding)
        for file, findings in by_file.items():
            told, _ = numbered(sorted(findings, key=_line_of), ())
            yield PageResult(file, None, "checked", findings=told, kind="configuration")

    def _finding(self, written: Suppression, entry: ConfigEntry, fault: Fault) -> Finding | None:
        rule = self._settings.book.rules[fault.rule]
        language = self._settings.run.language
        level = self._level(fault)
        if level is None:
            return None
        line = written.origin.line
        text = _line(written)
        number = line or 1
        mark = " ".join((*entry.rules, entry.selector or "", entry.reason))
        return Finding(
            rule=rule.id,
            level=level,
            certainty=rule.certainty_of(fault.case),
            impact=rule.impact,
            message=fill(rule.message_of(fault.case, language), fault.values),
            location=Location(number, 1, number, len(text) + 1),
            selector="",
            snippet=shorten(text, _MAX_LINE),
            criteria=(),
            act=(),
            observers=("source",),
            axe=(),
            fingerprint=fingerprint(rule.id, None, mark),
            how=rule.how_of(fault.case, language),
            excerpt=Excerpt(number, text[:_MAX_LINE], 0, min(len(text), _MAX_LINE)),
        )

    def _level(self, fault: Fault) -> Level | None:
        """The level of what is wrong, None where nobody wants to hear of it."""
        rule = self._settings.book.rules[fault.rule]
        choices = self._settings.run.choices
        if not choices.wants(rule.id, runs=True):
            return None
        levels: Mapping[str, str] = dict(choices.levels)
        own = levels.get(f"{rule.id}:{fault.case}") or levels.get(rule.id)
        levels_of: dict[str | None, Level | None] = {
            None: rule.level_of(fault.case),
            "off": None,
            "error": "error",
            "warning": "warning",
            "info": "info",
        }
        return levels_of[own]


def _names_a_whole(given: argparse.Namespace) -> bool:
    """Whether the targets are a site or folders, not pages that are named one by one, as hooks do."""
    if given.urls_from or given.sitemap or given.crawl:
        return True
    return any(_is_many(word) for word in given.targets)


def _is_many(word: str) -> bool:
    try:
        path = Path(word)
        return path.is_dir() or (any(sign in word for sign in "*?[") and not path.exists())
    except (OSError, ValueError):
        return False


def _target_of(page: PageResult) -> Target:
    if "://" in page.target:
        return Target("url", page.target)
    if page.target == "-":
        return Target("stdin", page.target)
    return Target("file", page.target, Path(page.target))


def _shown(written: Suppression) -> str:
    """What the place of an entry is called: its file from here, or what it was said by."""
    if written.origin.kind != "file":
        return written.origin.name
    path, here = Path(written.origin.name), Path.cwd()
    return (path.relative_to(here) if path.is_relative_to(here) else path).as_posix()


def _line(written: Suppression) -> str:
    """The line of the configuration that an entry begins on."""
    line = written.origin.line
    if written.origin.kind != "file" or line is None:
        return str(written.origin)
    try:
        lines: Sequence[str] = Path(written.origin.name).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    return lines[line - 1] if line <= len(lines) else ""


def _line_of(finding: Finding) -> int:
    return finding.location.line if finding.location is not None else 0


def with_told(pages: Iterable[PageResult], exceptions: Exceptions) -> list[PageResult]:
    """All pages, and after them what is to be told of the configuration."""
    return [*map(exceptions.seen, pages), *exceptions.told()]
