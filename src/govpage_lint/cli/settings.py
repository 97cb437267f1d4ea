"""Decides what is in force for a run: flags over configuration file over defaults."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from govpage_lint import __version__
from govpage_lint.cli import UsageError
from govpage_lint.cli.arguments import names
from govpage_lint.cli.output import Output, outputs_of
from govpage_lint.cli.sites import base_of
from govpage_lint.config import Config, ConfigError, find_config, load_config
from govpage_lint.engine.browsing import BrowsingOptions
from govpage_lint.engine.reading import PicturesUse
from govpage_lint.engine.run import BrowserUse, RunOptions
from govpage_lint.findings import FailOn, Language
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.model import RuleError
from govpage_lint.rulebook.profiles import ProfileLevel, nearest

USER_AGENT = f"govpage-lint/{__version__} (accessibility check; +https://github.com/govpage-lint/govpage-lint)"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that a check needs to know."""

    book: Rulebook
    run: RunOptions
    outputs: tuple[Output, ...]
    fail_on: FailOn


def settings_of(given: argparse.Namespace) -> Settings:
    """The settings of a check. Raises UsageError, naming what is wrong and the nearest name."""
    config = read_config(given)
    book = open_book((*config.rules, *(given.rules or ())))
    known = rule_names(book)
    profile = given.profile or config.profile
    if profile is not None and profile not in book.profiles:
        raise UsageError(
            f"there is no profile {profile}{nearest(profile, list(book.profiles))} (known: {', '.join(book.profiles)})"
        )
    select = names(given.select) if given.select is not None else config.select
    run = RunOptions(
        language=cast(Language, given.lang or config.lang or "en"),
        profile=profile,
        base=base_of(given),
        select=None if select is None else _rules(book, select, known, "select"),
        ignore=_rules(book, [*config.ignore, *names(given.ignore)], known, "ignore"),
        levels=_levels(book, config, known),
        neighbours=given.neighbours,
        browser=cast(BrowserUse, given.browser or config.browser or "auto"),
        browsing=_browsing(given, config),
        user_agent=USER_AGENT,
        suppressions=given.suppressions,
        pictures=cast(PicturesUse, given.pictures or config.pictures or "auto"),
    )
    fail_on = cast(FailOn, given.fail_on or config.fail_on or "error")
    return Settings(book, run, outputs_of(given.format), fail_on)


def read_config(given: argparse.Namespace) -> Config:
    """The configuration in force. Raises UsageError."""
    if given.isolated and given.config is not None:
        raise UsageError("--isolated and --config exclude each other")
    try:
        if given.config is not None:
            return load_config(given.config.resolve())
        found = None if given.isolated else find_config(Path.cwd())
        return load_config(found) if found is not None else Config()
    except ConfigError as error:
        raise UsageError(str(error)) from error


def open_book(house: Iterable[Path]) -> Rulebook:
    """The rules, with house rules. Raises UsageError for a house rule that is broken."""
    try:
        return Rulebook(house)
    except RuleError as error:
        raise UsageError(str(error)) from error


def rule_names(book: Rulebook) -> list[str]:
    """All names that a finding can have: our rules', and axe's own."""
    return [*book.rules, *(f"axe-{name}" for name in book.axe)]


def _rules(book: Rulebook, wanted: Sequence[str], known: Sequence[str], key: str) -> frozenset[str]:
    found = set()
    for name in wanted:
        identifier = book.resolve(name) or (name if name in known else None)
        if identifier is None:
            raise UsageError(f"{key}: there is no rule {name}{nearest(name, known)}")
        found.add(identifier)
    return frozenset(found)


def _levels(book: Rulebook, config: Config, known: Sequence[str]) -> Mapping[str, ProfileLevel]:
    for key in config.levels:
        name, _, case = key.partition(":")
        identifier = book.resolve(name) or name
        if identifier not in known:
            raise UsageError(
                f"{config.file}: levels.{key}: there is no rule {name}{nearest(name, known)}"
            )
        if case and case not in book.rules[identifier].cases:
            cases = list(book.rules[identifier].cases)
            raise UsageError(
                f"{config.file}: levels.{key}: {name} has no case {case}{nearest(case, cases)}"
            )
    return cast(Mapping[str, ProfileLevel], config.levels)


def _browsing(given: argparse.Namespace, config: Config) -> BrowsingOptions:
    source = given.axe_source or config.axe_source
    if source is not None and not source.is_file():
        raise UsageError(f"--axe-source: {source}: no such file")
    if given.browser == "never" and source is not None and given.axe_source is not None:
        raise UsageError("--axe-source needs a browser, and --no-browser says not to use one")
    return BrowsingOptions(
        browser=given.use_browser,
        axe_source=source,
        page_timeout=given.page_timeout or 30.0,
        host_rules=given.host_rules,
    )
