"""Decides what is in force for a run: from the layers of its configuration to what the engine is told."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from govpage_lint import __version__
from govpage_lint.browser.window import Window
from govpage_lint.cli import UsageError
from govpage_lint.cli.choosing import Chooser
from govpage_lint.cli.configured import fill_in, set_aside
from govpage_lint.cli.flags import stack_of
from govpage_lint.cli.output import Output, outputs_of
from govpage_lint.cli.sites import base_of
from govpage_lint.cli.views import View, view_of
from govpage_lint.cli.visitor import Visitor, visitor_of
from govpage_lint.config import Config, ConfigError
from govpage_lint.config.environment import misspelled
from govpage_lint.config.stack import Stack
from govpage_lint.engine.browsing import BrowsingOptions
from govpage_lint.engine.options import RunOptions
from govpage_lint.findings import FailOn
from govpage_lint.logs import log
from govpage_lint.records import dataclass, replace
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.model import RuleError
from govpage_lint.targets import MissingTarget, Target

USER_AGENT = f"govpage-lint/{__version__} (accessibility check; +https://github.com/govpage-lint/govpage-lint)"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a check needs to know. ``choose`` says what holds for each target."""

    book: Rulebook
    config: Config
    run: RunOptions
    choose: Chooser
    outputs: tuple[Output, ...]

    @property
    def fail_on(self) -> FailOn:
        """The level that makes the exit code 1."""
        return self.config.fail_on


def read_stack(given: argparse.Namespace, *, again: bool = False) -> Stack:
    """The layers of the configuration, before any target is known. Raises UsageError.

    What is read ``again`` has been warned of.
    """
    for name, near in () if again else misspelled(os.environ):
        log.warning("the variable %s means nothing; did you mean %s?", name, near)
    try:
        stack = stack_of(given, os.environ)
        fill_in(given, stack.config(stack.run_file()))
    except ConfigError as error:
        raise UsageError(str(error)) from error
    return stack


def configured_targets(stack: Stack) -> tuple[str, ...]:
    """What is checked where nothing is named. Raises UsageError."""
    try:
        return stack.config(stack.run_file()).targets
    except ConfigError as error:
        raise UsageError(str(error)) from error


def settings_of(
    given: argparse.Namespace, stack: Stack, targets: Sequence[Target | MissingTarget]
) -> Settings:
    """The settings of a check. Raises UsageError, naming what is wrong and the nearest name."""
    pages = [target for target in targets if isinstance(target, Target)]
    try:
        file = stack.run_file(_folders(pages))
        config = stack.config(file)
        book = open_book(_house(stack, file, pages))
        chooser = Chooser(stack, book, given.stdin_filename)
        chooser.check(file, pages)
        outputs = _outputs(config)
        addresses = any(page.kind == "url" for page in pages) or bool(given.sitemap)
        set_aside(given, config, addresses=addresses)
        base = base_of(given)
        visitor = visitor_of(given, [page.name for page in pages], base, os.environ)
        view = view_of(given)
        browsing = _browsing(given, config, visitor, view)
    except ConfigError as error:
        raise UsageError(str(error)) from error
    run = RunOptions(
        language=config.lang,
        choices=chooser.choices(config),
        base=base,
        secrets=visitor.secrets,
        elements=view.elements,
        pictures_of=view.pictures,
        neighbours=config.neighbours,
        # Who has something done in a browser demands one.
        browser="always" if visitor.visiting.file or view.needs_browser else config.browser,
        browsing=browsing,
        user_agent=given.user_agent or USER_AGENT,
        suppressions=given.suppressions,
        stdin_name=given.stdin_filename,
        pictures=config.pictures,
    )
    return Settings(book, config, run, chooser, outputs)


def open_book(house: Iterable[Path]) -> Rulebook:
    """The rules, with house rules. Raises UsageError for a house rule that is broken."""
    try:
        return Rulebook(house)
    except RuleError as error:
        raise UsageError(str(error)) from error


def rule_names(book: Rulebook) -> list[str]:
    """All names that a finding can have: our rules', and axe's own."""
    return [*book.rules, *(f"axe-{name}" for name in book.axe)]


def _folders(targets: Iterable[Target]) -> list[Path]:
    # Few folders have many files.
    names = {os.path.dirname(one.path) for one in targets if one.path is not None}  # noqa: PTH120
    return sorted({_absolute(Path(name)) for name in names})


def _absolute(path: Path) -> Path:
    # Not resolve: a link lies where the person sees it.
    return Path(os.path.abspath(path))  # noqa: PTH100


def _house(stack: Stack, file: Path | None, targets: Iterable[Target]) -> list[Path]:
    """The house rules of all configurations that have a part in the run, each once."""
    files = dict.fromkeys((file, *(stack.file_for(folder) for folder in _folders(targets))))
    found = (path for one in files for path in stack.config(one).rules)
    return list(dict.fromkeys(found))


def _outputs(config: Config) -> tuple[Output, ...]:
    origin = config.merged.settings[("format",)].origin
    if origin.kind == "default":
        return outputs_of(None)
    try:
        return outputs_of(config.formats)
    except UsageError as error:
        # Who reads of a format wants to know where it was asked for.
        message = str(error).removeprefix("--format").lstrip(": ")
        raise UsageError(f"{origin}: {message}") from error


def _browsing(
    given: argparse.Namespace, config: Config, visitor: Visitor, view: View
) -> BrowsingOptions:
    source = config.axe_source
    if source is not None and not source.is_file():
        raise config.error("axe-source", f"{source}: no such file")
    if config.browser == "never" and given.axe_source is not None:
        raise UsageError("--axe-source needs a browser, and --no-browser says not to use one")
    return BrowsingOptions(
        browser=config.use_browser,
        axe_source=source,
        page_timeout=config.page_timeout,
        host_rules=config.host_rules,
        visiting=replace(visitor.visiting, windows_matter=bool(view.windows)),
        windows=view.windows or (Window(),),
        retries=view.retries,
        ready=view.ready,
        hidden=view.elements.hidden,
        user_agent=given.user_agent,
    )
