"""Decides what is chosen for a target, from the layers of its configuration to names of rules that exist."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import cast

from govpage_lint.config import Config, ConfigError, Selection
from govpage_lint.config.layers import Layer
from govpage_lint.config.stack import Stack
from govpage_lint.config.values import Suppression
from govpage_lint.document.selectors import SelectorError, compile_selector
from govpage_lint.engine.choices import (
    Choices,
    OptionValue,
    sorted_levels,
    sorted_options,
)
from govpage_lint.engine.suppressing.entries import ConfigEntry
from govpage_lint.records import dataclass, replace
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.naming import EXACT, Meaning, RuleNames, UnknownName
from govpage_lint.rulebook.options import OptionError, check_option
from govpage_lint.rulebook.profiles import ProfileLevel, nearest
from govpage_lint.targets import Target


@dataclass(frozen=True, slots=True)
class _Rules:
    """Which rules run, and by which layer each was named one by one."""

    select: frozenset[str] | None
    extend: frozenset[str]
    ignore: frozenset[str]
    asked: Mapping[str, Layer]


class Chooser:
    """Makes the ``Choices`` of each target; those of targets under the same configuration are one value.

    ``stdin_name`` is what the file on standard input is called: it is under the configuration of its
    place.
    """

    def __init__(self, stack: Stack, book: Rulebook, stdin_name: str | None = None) -> None:
        self._stack = stack
        self._stdin = Path(stdin_name) if stdin_name else None
        self._book = book
        self._names = RuleNames(book)
        # By the identity of configurations, which the stack keeps.
        self._made: dict[int, Choices] = {}
        self._suppressions: dict[str, tuple[Suppression, ConfigEntry]] = {}

    def __call__(self, target: Target) -> Choices:
        """What is chosen for a target. Raises ConfigError."""
        config = self.config(target)
        choices = self.choices(config)
        entries = tuple(self._entries(config, target)) if config.suppress else ()
        return replace(choices, suppress=entries) if entries else choices

    def suppressions(self) -> list[tuple[Suppression, ConfigEntry]]:
        """The entries of ``[[suppress]]`` of all configurations that were asked for, each once."""
        return list(self._suppressions.values())

    def _entries(self, config: Config, target: Target) -> Iterator[ConfigEntry]:
        address = target.name if target.kind == "url" else None
        for one in config.suppress:
            if one.place.has(self._path(target), address):
                yield self._suppressions[str(one.origin)][1]

    def _learn(self, config: Config) -> None:
        for one in config.suppress:
            key = str(one.origin)
            if key in self._suppressions:
                continue
            if one.selector is not None:
                try:
                    compile_selector(one.selector)
                except SelectorError as error:
                    raise ConfigError(f"{key}.selector: {error}") from error
            entry = ConfigEntry(key, one.rules, one.reason, one.until, one.selector)
            self._suppressions[key] = (one, entry)

    def config(self, target: Target) -> Config:
        """The configuration of a target. Raises ConfigError."""
        address = target.name if target.kind == "url" else None
        place = self._stdin if target.kind == "stdin" else target.path
        return self._stack.config_for(place, address)

    def _path(self, target: Target) -> Path | None:
        """Where the file of a target is, or where that on standard input belongs; None for others."""
        place = self._stdin if target.kind == "stdin" else target.path
        return Path(os.path.abspath(place)) if place is not None else None  # noqa: PTH100

    def choices(self, config: Config) -> Choices:
        """What a configuration chooses. Raises ConfigError, with where the wrong name stands."""
        if id(config) not in self._made:
            self._learn(config)
            self._made[id(config)] = self._make(config)
        return self._made[id(config)]

    def check(self, file: Path | None, targets: Iterable[Target]) -> None:
        """Raises ConfigError for a name that means nothing, in what holds for a target or in any override
        of the run's configuration, before a page is looked at."""
        self.choices(self._stack.config(file))
        folders = set()
        for target in targets:
            self(target)
            if target.path is not None:
                folders.add(os.path.dirname(target.path))  # noqa: PTH120
        files = {file, *(self._stack.file_for(Path(os.path.abspath(one))) for one in folders)}  # noqa: PTH100
        for one in files:
            for number in range(len(self._stack.overrides(one))):
                self.choices(self._stack.config(one, (number,)))

    def _make(self, config: Config) -> Choices:
        if config.profile is not None and config.profile not in self._book.profiles:
            known = list(self._book.profiles)
            hint = nearest(config.profile, known)
            raise config.error(
                "profile",
                f"there is no profile {config.profile}{hint} (known: auto, {', '.join(known)})",
            )
        rules = self._rules(config.selections)
        foreign = self._foreign(config)
        return Choices(
            profile=config.profile,
            select=None if rules.select is None else rules.select - foreign,
            extend=rules.extend - foreign,
            ignore=rules.ignore | foreign if rules.select is None else rules.ignore,
            asked=frozenset(rules.asked),
            levels=sorted_levels(self._levels(config, rules.asked)),
            options=sorted_options(self._options(config)),
            templates=_templates(config),
        )

    def _rules(self, selections: Iterable[Selection]) -> _Rules:
        select: set[str] | None = None
        extend: set[str] = set()
        ignore: set[str] = set()
        asked: dict[str, Layer] = {}
        for one in selections:
            decided, named = self._decided(one)
            on = {rule for rule, wanted in decided.items() if wanted}
            off = decided.keys() - on
            if one.select is not None:
                # Whoever selects begins anew.
                select, extend, ignore, asked = on, set(), set(), {}
            elif select is not None:
                select = (select | on) - off
            extend = (extend | on) - off
            ignore = (ignore | off) - on
            asked = {rule: layer for rule, layer in asked.items() if rule not in off}
            asked.update(dict.fromkeys(named & on, one.layer))
        if select is not None:
            return _Rules(frozenset(select), frozenset(), frozenset(), asked)
        return _Rules(None, frozenset(extend), frozenset(ignore), asked)

    def _decided(self, one: Selection) -> tuple[dict[str, bool], set[str]]:
        """Each rule that a layer speaks of: on or off, the narrower name winning; and those named by id."""
        marks = []
        for key, names in (("select", one.select or ()), ("extend-select", one.extend)):
            for number, name in enumerate(names):
                meaning = self._meaning(one.layer, key, number, name)
                marks.append((meaning.narrowness, 0, meaning.on, True))
        for number, name in enumerate(one.ignore):
            own = len(one.layer.values.get("ignore", ()))
            key, at = ("ignore", number) if number < own else ("extend-ignore", number - own)
            meaning = self._meaning(one.layer, key, at, name)
            marks.append((meaning.narrowness, 1, meaning.rules, False))
        decided: dict[str, bool] = {}
        named: set[str] = set()
        for narrowness, _, rules, wanted in sorted(marks, key=lambda mark: mark[:2]):
            decided.update(dict.fromkeys(rules, wanted))
            if wanted and narrowness == EXACT:
                named |= rules
        return decided, named

    def _meaning(self, layer: Layer, key: str, number: int, name: str) -> Meaning:
        try:
            return self._names.meaning(name)
        except UnknownName as error:
            path = (key,) if layer.file is None else (key, number)
            raise layer.error(path, str(error)) from error

    def _levels(self, config: Config, asked: Mapping[str, Layer]) -> dict[str, ProfileLevel]:
        order = {id(layer): number for number, layer in enumerate(config.merged.layers)}
        found: dict[str, ProfileLevel] = {}
        for key, setting in config.levels.items():
            name, _, case = key.partition(":")
            rule = self._names.rule(name)
            if rule is None:
                message = f"there is no rule {name}{self._names.nearest_rule(name)}"
                raise setting.layer.error(setting.path, message)
            cases = list(self._book.rules[rule].cases) if rule in self._book.rules else []
            if case and case not in cases:
                raise setting.layer.error(
                    setting.path, f"{name} has no case {case}{nearest(case, cases)}"
                )
            later = rule in asked and order[id(asked[rule])] > order[id(setting.layer)]
            # Who selects a rule by name wants to hear of it, whatever a weaker layer says.
            if not (setting.value == "off" and later):
                found[f"{rule}:{case}" if case else rule] = cast(ProfileLevel, setting.value)
        return found

    def _options(self, config: Config) -> Iterable[tuple[str, str, OptionValue]]:
        for (name, option), setting in config.options.items():
            rule = self._book.resolve(name)
            if rule is None:
                hint = nearest(name, list(self._book.rules))
                raise setting.layer.error(setting.path[:2], f"there is no rule {name}{hint}")
            try:
                check_option(self._book.rules[rule], option, setting.value)
            except OptionError as error:
                raise setting.layer.error(setting.path, str(error)) from error
            value = setting.value
            yield rule, option, tuple(value) if isinstance(value, list) else value

    def _foreign(self, config: Config) -> frozenset[str]:
        """House rules of other configurations, which do not hold here."""
        own = config.rules
        return frozenset(
            rule.id
            for rule in self._book.house_rules
            if not any(rule.file.is_relative_to(folder) for folder in own)
        )


def _templates(config: Config) -> tuple[tuple[str, str], ...]:
    """Template languages by suffix. Raises ConfigError for one that there is not."""
    if not config.templates:
        return ()
    from govpage_lint.document.templates.languages import ALIASES, LANGUAGES, PLAIN

    known = (*LANGUAGES, *ALIASES, PLAIN)
    for suffix, language in config.templates.items():
        if language not in known:
            setting = config.merged.settings[("templates",)]
            message = f"there is no template language {language}{nearest(language, known)}"
            raise setting.layer.error(
                (*setting.path, suffix), f"{message} (known: {', '.join(known)})"
            )
    return tuple(sorted(config.templates.items()))
