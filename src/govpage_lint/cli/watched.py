"""Decides what a round of watching goes by: settings and targets, and the files that say so."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Final

from govpage_lint.cli import UsageError
from govpage_lint.cli.command import words_of
from govpage_lint.cli.keeping import kept_results
from govpage_lint.cli.known import baseline_file, known_faults
from govpage_lint.cli.settings import Settings, read_stack, settings_of
from govpage_lint.cli.sieving import named_targets
from govpage_lint.cli.visitor import keep_secret
from govpage_lint.config.reading import FILE_NAME, PROJECT_NAME
from govpage_lint.config.stack import Stack
from govpage_lint.engine.cache import PageCache
from govpage_lint.engine.cache.keys import Unkeyed, run_key
from govpage_lint.engine.watching.marks import Mark, marked
from govpage_lint.records import dataclass
from govpage_lint.rulebook.loading import house_rule_files
from govpage_lint.rulebook.model import RuleError
from govpage_lint.targets import MissingTarget, Target

type Targets = tuple[Target | MissingTarget, ...]
_NUMBERS: Final = count()


@dataclass(frozen=True, slots=True)
class Plan:
    """What is checked, and how. ``given`` are the words with what is configured filled in.

    ``key`` is the same for plans under which a page has the same result. ``marks`` are the files that
    the plan was read from, or would have been; ``house`` are those of house rules; ``written`` are the
    files that reports go to.
    """

    given: argparse.Namespace
    stack: Stack
    settings: Settings
    targets: Targets
    cache: PageCache | None
    key: str
    marks: dict[str, Mark]
    house: tuple[str, ...]
    written: frozenset[str]

    @property
    def shown(self) -> bool:
        """Whether a report goes to standard output."""
        return any(output.path is None for output in self.settings.outputs)


def read_plan(words: argparse.Namespace, before: Plan | None = None) -> Plan:
    """The plan as it is now. Raises UsageError for what cannot be, or cannot be watched.

    ``before`` is the plan that it takes the place of.
    """
    # A file that changes while the plan is read is seen to have changed.
    marks = marked(before.marks) if before is not None else {}
    # What is configured is filled in, and may be another thing the next time.
    given = argparse.Namespace(**vars(words))
    stack = read_stack(given, again=before is not None)
    targets = tuple(named_targets(words_of(given, stack), stack))
    settings = settings_of(given, stack, targets)
    _refuse(given, settings, targets)
    # It is read for each round; a broken one is no plan.
    known_faults(given, settings)
    keep_secret(settings.run.secrets)
    written = frozenset(_written(settings))
    house = tuple(house_now(settings))
    names = list(dict.fromkeys((*_files(given, stack, settings, targets), *house)))
    return Plan(
        given=given,
        stack=stack,
        settings=settings,
        targets=_not_written(targets, written),
        cache=kept_results(given, settings),
        key=_key(settings),
        marks=marked(name for name in names if name not in marks)
        | {name: marks[name] for name in names if name in marks},
        house=house,
        written=written,
    )


def targets_now(words: argparse.Namespace, plan: Plan) -> Targets:
    """The targets as they are now, under the configuration of a plan. Raises UsageError."""
    given = argparse.Namespace(**vars(words))
    found = named_targets(words_of(given, plan.stack), plan.stack)
    return _not_written(found, plan.written)


def _not_written(targets: Iterable[Target | MissingTarget], written: frozenset[str]) -> Targets:
    """The targets without our own reports: each would make the next round."""
    return tuple(one for one in targets if os.path.realpath(one.name) not in written)


def _refuse(
    given: argparse.Namespace, settings: Settings, targets: Sequence[Target | MissingTarget]
) -> None:
    for option in ("sitemap", "crawl"):
        if getattr(given, option):
            raise UsageError(f"--watch watches files; it does not go with --{option}")
    if any(isinstance(one, Target) and one.kind == "stdin" for one in targets):
        raise UsageError("--watch watches files; standard input is read only once")
    if settings.run.browser == "always":
        raise UsageError(
            "--watch keeps to the source of files, since nobody can tell which files a browser reads; "
            "leave --browser away, or add --no-browser where the configuration demands one"
        )
    if targets and all(is_address(one) for one in targets):
        raise UsageError(
            "--watch watches files, and only addresses are named; name the files behind them"
        )


def is_address(target: Target | MissingTarget) -> bool:
    """Whether a target is no file and can't be one later."""
    return "://" in target.name if isinstance(target, MissingTarget) else target.kind == "url"


def _files(
    given: argparse.Namespace,
    stack: Stack,
    settings: Settings,
    targets: Iterable[Target | MissingTarget],
) -> Iterator[str]:
    """The files that decide what is in force: configurations, lists, the baseline."""
    found: dict[str, None] = {}
    folders = {Path(os.path.abspath(one.name)).parent for one in targets if not is_address(one)}  # noqa: PTH100
    folders |= {stack.start, *(Path(os.path.abspath(word)) for word in given.targets)}  # noqa: PTH100
    if not stack.isolated:
        places = {place for folder in folders for place in (folder, *folder.parents)}
        if stack.file is None:
            found.update((str(one / name), None) for one in places for name in _NAMES)
        for file in {stack.file, *map(stack.file_for, folders)}:
            found.update((str(layer.file), None) for layer in stack.layers(file) if layer.file)
    baseline = None if given.no_baseline else baseline_file(given, settings)
    named = (given.urls_from, given.actions, given.axe_source, baseline)
    found.update((os.path.abspath(one), None) for one in named if one)  # noqa: PTH100
    return iter(found)


_NAMES: Final = (FILE_NAME, PROJECT_NAME)


def house_now(settings: Settings) -> Iterator[str]:
    """The files of house rules that there are now."""
    for path in settings.book.house:
        # A folder that is gone, or empty, may come back.
        with suppress(RuleError, OSError):
            yield from map(str, house_rule_files(path))


def _written(settings: Settings) -> Iterator[str]:
    for output in settings.outputs:
        if output.path is not None:
            yield os.path.abspath(output.path)  # noqa: PTH100
            yield os.path.realpath(output.path)


def _key(settings: Settings) -> str:
    try:
        return f"{run_key(settings.run, settings.book.house)} {settings.run.today}"
    except (Unkeyed, OSError, RuleError):
        # Nobody can tell whether it is the same as another.
        return f"plan {next(_NUMBERS)}"
