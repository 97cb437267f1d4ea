"""Decides what is in force for a run: all rules, profiles, standards and axe's map, read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from govpage_lint.builtin import builtin_names, read_builtin
from govpage_lint.datafiles import rules_folder
from govpage_lint.records import dataclass
from govpage_lint.rulebook.loading import check_unique, load_house_rules, load_rules
from govpage_lint.rulebook.model import LocalText, Rule
from govpage_lint.rulebook.profiles import Profile, build_profile
from govpage_lint.rulebook.standards import Standards, build_standards

DEFAULT_PROFILE = "wcag-aa"


@dataclass(frozen=True, slots=True)
class AxeRule:
    """What we say about a rule of axe-core: our words, its criteria, and our rule for that fault.

    ``ours_decides``: where our rule finds an element right, axe is not heard.
    """

    id: str
    title: LocalText
    message: LocalText
    how: LocalText
    why: LocalText
    wcag: tuple[str, ...]
    criteria: tuple[str, ...]
    act: tuple[str, ...]
    best_practice: bool
    rule: str | None
    ours_decides: bool


class Rulebook:
    """Rules, profiles, standards and axe's map. ``house`` are files or folders of foreign rules.

    Raises RuleError for a foreign rule that is broken or has the id of another.
    """

    def __init__(self, house: Iterable[Path] = ()) -> None:
        self.folder = rules_folder()
        self.house = tuple(house)
        rules = load_rules()
        self.house_rules = tuple(rule for path in self.house for rule in load_house_rules(path))
        rules += self.house_rules
        check_unique(rules)
        self.rules: Mapping[str, Rule] = {rule.id: rule for rule in rules}
        self._aliases = {alias: rule.id for rule in rules for alias in rule.aliases}

    @cached_property
    def profiles(self) -> Mapping[str, Profile]:
        """All profiles by id, in order of their ids."""
        names = builtin_names("profiles")
        found = [build_profile(read_builtin(name), self.folder / name) for name in names]
        return {profile.id: profile for profile in found}

    @cached_property
    def standards(self) -> Standards:
        """All standards."""
        return build_standards(read_builtin(name) for name in builtin_names("standards"))

    @cached_property
    def axe(self) -> Mapping[str, AxeRule]:
        """What we know of axe's rules, by their ids."""
        entries: Sequence[Mapping[str, Any]] = read_builtin("axe.toml")["rule"]
        return {entry["id"]: _axe_rule(entry) for entry in entries}

    @cached_property
    def seen_by_axe(self) -> Mapping[str, tuple[str, ...]]:
        """axe's rule id → our rules that see a fault which it sees."""
        found: dict[str, tuple[str, ...]] = {}
        for rule in self.rules.values():
            for name in rule.axe:
                found[name] = (*found.get(name, ()), rule.id)
        return found

    def resolve(self, name: str) -> str | None:
        """The id of the rule that a person means: an id, or one that it had before."""
        return name if name in self.rules else self._aliases.get(name)


def _axe_rule(data: Mapping[str, Any]) -> AxeRule:
    return AxeRule(
        id=data["id"],
        title=data["title"],
        message=data["message"],
        how=data["how"],
        why=data["why"],
        wcag=tuple(data.get("wcag", ())),
        criteria=tuple(data.get("criteria", ())),
        act=tuple(data.get("act", ())),
        best_practice=data.get("best_practice", False),
        rule=data.get("rule"),
        ours_decides=data.get("ours_decides", False),
    )


@cache
def data_table(name: str) -> Mapping[str, Any]:
    """A table of ``rules/data``, read when a check first asks for it."""
    return read_builtin(f"data/{name}.toml")
