"""Decides which rules a name in ``select`` or ``ignore`` means: a rule, a topic, a criterion, a pattern, all.

Narrow names win over broad ones, as with ruff: ``select = ["skip-link-missing"]`` beside ``ignore =
["navigation"]`` runs that one rule. A broad name takes the rules that run unless said otherwise;
those that are off by default are taken by their ids, by ``pedantic`` and by ``all``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Final, NamedTuple

from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.profiles import nearest

ALL: Final = "all"
PEDANTIC: Final = "pedantic"
# What findings of axe that no rule of ours sees are called.
AXE: Final = "axe"
EXACT: Final = 4


class Meaning(NamedTuple):
    """The rules behind a name, those of them that are on by default, and how narrow the name is."""

    rules: frozenset[str]
    on: frozenset[str]
    narrowness: int


class UnknownName(ValueError):
    """A name that means no rule; ``str()`` says so, with the nearest that does."""


class RuleNames:
    """What names mean in a book of rules. axe's table is read only where a name may be in it."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._meanings: dict[str, Meaning] = {}

    def meaning(self, name: str) -> Meaning:
        """The rules behind a name. Raises UnknownName."""
        if name not in self._meanings:
            self._meanings[name] = self._find(name)
        return self._meanings[name]

    def rule(self, name: str) -> str | None:
        """The id of the one rule that a name means, ours or axe's."""
        found = self._book.resolve(name)
        if found is None and name.startswith(f"{AXE}-") and name in self._axe:
            return name
        return found

    def nearest_rule(self, name: str) -> str:
        """A hint that names the rule that was meant."""
        return nearest(name, [*self._book.rules, *self._axe])

    @cached_property
    def topics(self) -> Mapping[str, frozenset[str]]:
        """The families of rules, by name."""
        found: dict[str, set[str]] = {}
        for rule in self._book.rules.values():
            found.setdefault(rule.topic, set()).add(rule.id)
        return {topic: frozenset(rules) for topic, rules in sorted(found.items())}

    def _find(self, name: str) -> Meaning:
        one = self.rule(name)
        if one is not None:
            # Who names a rule means it, whether it is on by default or not.
            return Meaning(frozenset((one,)), frozenset((one,)), EXACT)
        if name == ALL:
            rules = frozenset((*self._book.rules, *self._axe))
            return Meaning(rules, rules, 0)
        if name == PEDANTIC:
            rules = frozenset(rule.id for rule in self._book.rules.values() if not rule.default)
            return Meaning(rules, rules, 1)
        if name == AXE:
            return self._broad(frozenset(self._axe), 1)
        if name in self.topics:
            return self._broad(self.topics[name], 1)
        if ":" in name:
            return self._broad(frozenset(self._by_criterion(name)), 2)
        if any(sign in name for sign in "*?["):
            return self._broad(frozenset(self._by_pattern(name)), 3)
        words = [*self._book.rules, *self.topics, ALL, PEDANTIC, AXE]
        hint = nearest(name, words) or nearest(name, list(self._axe))
        raise UnknownName(f"there is no rule {name}{hint}")

    def _broad(self, rules: frozenset[str], narrowness: int) -> Meaning:
        book = self._book.rules
        on = frozenset(name for name in rules if name not in book or book[name].default)
        return Meaning(rules, on, narrowness)

    def _by_pattern(self, pattern: str) -> Iterator[str]:
        names = [*self._book.rules, *(self._axe if pattern[:1] in "a*?[" else ())]
        found = [name for name in names if fnmatchcase(name, pattern)]
        if not found:
            raise UnknownName(f"the pattern {pattern} means no rule")
        yield from found

    def _by_criterion(self, key: str) -> Iterator[str]:
        standards = self._book.standards
        if standards.find(key) is None:
            known = [one.key for each in standards.by_id.values() for one in each.criteria.values()]
            rule = key.partition(":")[0]
            if self.rule(rule) is not None:
                raise UnknownName(
                    f"{key} is a case of a rule; cases have levels, and are not selected"
                )
            raise UnknownName(f"there is no criterion {key}{nearest(key, known)}")
        every = list(standards.by_id)
        for rule_id, one in self._book.rules.items():
            if key in standards.criteria(one.wcag, one.all_criteria, every):
                yield rule_id
        for axe in self._book.axe.values():
            if key in standards.criteria(axe.wcag, axe.criteria, every):
                yield f"{AXE}-{axe.id}"

    @cached_property
    def _axe(self) -> tuple[str, ...]:
        return tuple(f"{AXE}-{name}" for name in self._book.axe)
