"""Decides which rules run at which level, and for whom: the profiles of ``rules/profiles``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from govpage_lint.findings import LEVELS, Level
from govpage_lint.records import dataclass, field
from govpage_lint.rulebook.model import LocalText, Rule
from govpage_lint.rulebook.standards import Standards
from govpage_lint.spelling import get_close_matches

type ProfileLevel = Literal["error", "warning", "info", "off"]


@dataclass(frozen=True, slots=True)
class Profile:
    """A set of expectations: levels by rule id or ``rule:case``, and whose criteria are named.

    ``standards`` are ids of ``rules/standards``, the most important first. ``hosts`` are host names
    with ``*`` that the profile is the default for. ``beyond`` is the highest level of a fault against
    WCAG that the first standard does not ask to be mended; None sets no bound.
    """

    id: str
    title: LocalText
    standards: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    levels: Mapping[str, ProfileLevel] = field(default_factory=dict)
    beyond: Level | None = None

    def level(self, rule: Rule, case: str | None) -> Level | None:
        """The level of a finding of a rule, None where the profile has it off or it is silent."""
        own = self.levels.get(f"{rule.id}:{case}") if case else None
        own = own or self.levels.get(rule.id)
        if own == "off" or (own is None and rule.silent):
            return None
        return own or rule.level_of(case)

    def sets(self, rule: str, case: str | None = None) -> bool:
        """Whether the profile, or the person's configuration in it, gives a rule a level of its own."""
        return rule in self.levels or (case is not None and f"{rule}:{case}" in self.levels)

    def bounded(self, level: Level, wcag: Sequence[str], standards: Standards) -> Level:
        """A level that a rule about these WCAG criteria may have: not above ``beyond`` where the first
        standard has none of them."""
        if self.beyond is None or not wcag or standards.asks(self.standards[0], wcag):
            return level
        return min(level, self.beyond, key=LEVELS.index)

    def runs(self, rule: Rule) -> bool:
        """Whether the profile runs a rule, unless a person selects otherwise."""
        own = self.levels.get(rule.id)
        return own != "off" and (rule.default or own is not None)


def build_profile(data: Mapping[str, Any], file: Path) -> Profile:
    """A Profile from the data of its file, which is named ``<id>.toml``."""
    assert data["id"] == file.stem, file
    return Profile(
        id=data["id"],
        title=data["title"],
        standards=tuple(data["standards"]),
        hosts=tuple(data.get("hosts", ())),
        levels=data.get("levels", {}),
        beyond=data.get("beyond"),
    )


def profile_for(url: str | None, profiles: Sequence[Profile], default: str) -> Profile:
    """The profile of the page's host: the first whose ``hosts`` match it, otherwise ``default``."""
    host = (urlsplit(url).hostname or "") if url else ""
    for profile in profiles:
        if host and any(fnmatchcase(host, pattern) for pattern in profile.hosts):
            return profile
    return next(profile for profile in profiles if profile.id == default)


def nearest(name: str, known: Sequence[str]) -> str:
    """A hint that names what a person may have meant."""
    near = get_close_matches(name, known, 1)
    return f"; did you mean {near[0]}?" if near else ""
