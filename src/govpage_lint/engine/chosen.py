"""Decides which rules look at a page and what its findings weigh: a profile as the person's choices have it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from govpage_lint.engine.check import Inspector, Placed
from govpage_lint.engine.choices import Choices
from govpage_lint.fetch import Resource
from govpage_lint.findings import Language
from govpage_lint.records import dataclass, replace
from govpage_lint.rulebook.book import DEFAULT_PROFILE, Rulebook
from govpage_lint.rulebook.model import Rule
from govpage_lint.rulebook.profiles import Profile, ProfileLevel, profile_for


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """What looks at the pages of one profile and one choice. ``inspector`` has the profile in force."""

    choices: Choices
    rules: tuple[Rule, ...]
    inspector: Inspector

    @property
    def profile(self) -> Profile:
        """The profile, with the levels that the person gave."""
        return self.inspector.profile

    @property
    def active(self) -> frozenset[str]:
        """The ids of the rules that run."""
        return frozenset(rule.id for rule in self.rules)

    def told(self, placed: Iterable[Placed]) -> Iterator[Placed]:
        """The findings that were asked for."""
        select = self.choices.select
        return (one for one in placed if select is None or one.finding.rule in select)


class Inspectors:
    """What looks at pages, made once for pages of one profile and one choice.

    ``name_of`` is what the page of an address is called where its site is another environment.
    """

    def __init__(
        self, book: Rulebook, name_of: Callable[[str | None], str | None], language: Language
    ) -> None:
        self._book = book
        self._name_of = name_of
        self._language = language
        self._made: dict[tuple[str, Choices], Chosen] = {}

    def for_page(self, resource: Resource, choices: Choices) -> Chosen:
        """What looks at a page: with the profile that was chosen, or else that of its host."""
        profiles = self._book.profiles
        if choices.profile is not None:
            profile = profiles[choices.profile]
        else:
            name = self._name_of(resource.url)
            profile = profile_for(name, list(profiles.values()), DEFAULT_PROFILE)
        # What is suppressed differs from page to page more often than the rules that look at it.
        shared = replace(choices, suppress=()) if choices.suppress else choices
        key = (profile.id, shared)
        if key not in self._made:
            self._made[key] = choose(self._book, profile, shared, self._language)
        found = self._made[key]
        return replace(found, choices=choices) if choices.suppress else found


def choose(book: Rulebook, profile: Profile, choices: Choices, language: Language) -> Chosen:
    """The rules and the profile in force for pages of this profile."""
    levels = {**profile.levels, **_heard(book, profile, choices), **dict(choices.levels)}
    profile = replace(profile, levels=levels)
    rules = tuple(
        rule for rule in book.rules.values() if choices.wants(rule.id, profile.runs(rule))
    )
    if choices.options:
        # Few people set options: only they import what it takes.
        from govpage_lint.rulebook.options import with_options

        options = {name: dict(values) for name, values in choices.options}
        rules = tuple(
            with_options(rule, options[rule.id]) if rule.id in options else rule for rule in rules
        )
    return Chosen(choices, rules, Inspector(rules, profile, book.standards, language))


def _heard(book: Rulebook, profile: Profile, choices: Choices) -> Mapping[str, ProfileLevel]:
    """Levels of rules that the person names, though they are silent or off in the profile."""
    rules = (book.rules[name] for name in choices.asked if name in book.rules)
    return {
        rule.id: rule.level
        for rule in rules
        if profile.levels.get(rule.id) == "off" or (rule.silent and rule.id not in profile.levels)
    }
