"""Decides what ``govpage-lint baseline`` does: create, update, prune and show known faults."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govpage_lint.cli import EXIT_CLEAN, EXIT_UNCHECKED, UsageError
from govpage_lint.cli.arguments import check_parser
from govpage_lint.cli.command import words_of
from govpage_lint.cli.known import DEFAULT_BASELINE, baseline_file, key_for, shown
from govpage_lint.cli.progress import ProgressLine
from govpage_lint.cli.settings import Settings, read_stack, settings_of
from govpage_lint.cli.sieving import named_targets
from govpage_lint.cli.sites import frontier_of
from govpage_lint.engine.baseline.entries import Baseline, Entry, Known
from govpage_lint.engine.baseline.files import BaselineError, read_baseline, write_baseline
from govpage_lint.engine.baseline.recording import Recording
from govpage_lint.engine.browsing import BrowserMissing
from govpage_lint.engine.many import RunStart
from govpage_lint.engine.many import pages as check_pages
from govpage_lint.engine.run import Run
from govpage_lint.findings import Language
from govpage_lint.logs import log
from govpage_lint.reports.escape import visible
from govpage_lint.rulebook.profiles import nearest
from govpage_lint.targets import MissingTarget, Target

if TYPE_CHECKING:
    from govpage_lint.cli.parsing import Parser

ACTIONS: Final = ("create", "update", "prune", "show")
_EPILOG: Final = """\
  create   a new file of all faults that the targets have now
  update   takes in new faults of the targets, and takes out those that are gone
  prune    takes out faults that are gone, and takes in none
  show     what the file holds

What is not among the targets, or cannot be checked, stays as it is. All options of the check are
options here; give the same ones as for the checks.
"""


def baseline(words: Sequence[str]) -> int:
    """Run an action on a baseline; returns the exit code. Raises UsageError."""
    if words and words[0] in ("-h", "--help"):
        _parser("ACTION").print_help()
        return EXIT_CLEAN
    known = ", ".join(ACTIONS)
    if not words or words[0].startswith("-"):
        raise UsageError(f"baseline needs one of {known} (govpage-lint baseline --help)")
    action = words[0]
    if action not in ACTIONS:
        raise UsageError(f"baseline has no {action}{nearest(action, ACTIONS)} (known: {known})")
    given = _parser(action).parse_args(list(words[1:]))
    if given.no_baseline:
        raise UsageError(
            f"baseline {action} is about a baseline, and --no-baseline says to use none"
        )
    if action == "show":
        return _show(given)
    return _record(action, given)


def _parser(action: str) -> Parser:
    parser = check_parser()
    parser.prog = f"govpage-lint baseline {action}"
    parser.usage = f"govpage-lint baseline {action} [OPTIONS] TARGET…"
    parser.description = "Keeps known faults in a file, so that only new ones fail a check."
    parser.epilog = _EPILOG
    parser.add_argument(
        "--force", action="store_true", help="create: replace the file that is there"
    )
    return parser


def _record(action: str, given: argparse.Namespace) -> int:
    log.show(quiet=given.quiet, debug=given.debug)
    stack = read_stack(given)
    named = named_targets(words_of(given, stack), stack)
    settings = settings_of(given, stack, named)
    file = baseline_file(given, settings) or Path(DEFAULT_BASELINE)
    old = None
    try:
        if action != "create":
            old = read_baseline(file)
        elif file.exists() and not given.force:
            raise UsageError(
                f"{file}: is there already; bring it up to date with govpage-lint baseline update, "
                "or replace it with --force"
            )
        today = settings.run.today.isoformat()
        recording = Recording(old, key_for(file), today, add=action != "prune")
        unchecked = _look(given, named, settings, recording)
        folder = Path.cwd() / file.parent
        new = recording.baseline(is_there=lambda key: "://" in key or (folder / key).exists())
        write_baseline(new, file)
    except BaselineError as error:
        raise UsageError(str(error)) from error
    print(visible(_summary(shown(file), old, new, settings.run.language)))
    if unchecked:
        print(_unchecked(unchecked, settings.run.language))
    return EXIT_UNCHECKED if unchecked else EXIT_CLEAN


def _look(
    given: argparse.Namespace,
    named: Sequence[Target | MissingTarget],
    settings: Settings,
    recording: Recording,
) -> int:
    """Check the targets into the recording; returns how many could not be checked."""
    unchecked = 0
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
        for page in check_pages(
            run, start, targets, jobs=settings.config.jobs, progress=progress.show
        ):
            recording.add(page)
            unchecked += page.status == "error"
    return unchecked


def _summary(file: str, old: Baseline | None, new: Baseline, language: Language) -> str:
    after = Known(new)
    before = after if old is None else Known(old)
    faults = added = removed = 0
    for page in sorted(before.pages | after.pages):
        now = {entry.fingerprint: entry.count for entry in after.on(page)}
        then = {entry.fingerprint: entry.count for entry in before.on(page)}
        faults += sum(now.values())
        added += sum(max(0, count - then.get(mark, 0)) for mark, count in now.items())
        removed += sum(max(0, count - now.get(mark, 0)) for mark, count in then.items())
    entries, pages = len(new.entries), len(new.pages)
    if language == "ko":
        change = "" if old is None else f" 추가 {added:,}건, 삭제 {removed:,}건."
        return f"{file}: 페이지 {pages:,}개의 결함 {faults:,}건, 항목 {entries:,}개.{change}"
    change = "" if old is None else f"; {added:,} added, {removed:,} removed"
    return (
        f"{file}: {_many(faults, 'fault', 'faults')} on {_many(pages, 'page', 'pages')} "
        f"in {_many(entries, 'entry', 'entries')}{change}."
    )


def _many(number: int, one: str, more: str) -> str:
    return f"{number:,} {one if number == 1 else more}"


def _unchecked(number: int, language: Language) -> str:
    if language == "ko":
        return f"{number:,}개 대상은 검사하지 못해 그대로 두었습니다."
    return f"{_many(number, 'target', 'targets')} could not be checked, and stayed as before."


def _show(given: argparse.Namespace) -> int:
    if given.targets:
        raise UsageError("baseline show takes no targets; name the file with --baseline FILE")
    settings = settings_of(given, read_stack(given), ())
    file = baseline_file(given, settings) or Path(DEFAULT_BASELINE)
    try:
        found = read_baseline(file)
    except BaselineError as error:
        raise UsageError(str(error)) from error
    language = settings.run.language
    by_rule: dict[str, list[Entry]] = {}
    for entry in found.entries:
        by_rule.setdefault(entry.rule, []).append(entry)
    order = Counter({rule: len(entries) for rule, entries in by_rule.items()})
    for rule, _ in sorted(order.items(), key=lambda item: (-item[1], item[0])):
        known = settings.book.rules.get(settings.book.resolve(rule) or "")
        title = f"  {known.title[language]}" if known is not None else ""
        print(visible(f"{rule}{title}"))
        for entry in by_rule[rule]:
            print(visible(_entry_line(entry, language)))
    print(visible(_summary(shown(file), None, found, language)))
    return EXIT_CLEAN


def _entry_line(entry: Entry, language: Language) -> str:
    times = f" ×{entry.count}" if entry.count > 1 else ""
    since = f"{entry.since}부터" if language == "ko" else f"since {entry.since}"
    but = ""
    if entry.absent:
        number = len(entry.absent)
        but = (
            f", 제외 {number:,}개"
            if language == "ko"
            else f", but for {_many(number, 'page', 'pages')}"
        )
    return f"  {entry.page}  {entry.selector}{times}  ({since}{but})"
