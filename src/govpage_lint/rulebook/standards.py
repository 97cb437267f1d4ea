"""Decides what a criterion is called, and which criteria of other standards follow from WCAG's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from govpage_lint.records import dataclass
from govpage_lint.rulebook.model import LocalText


@dataclass(frozen=True, slots=True)
class Criterion:
    """One requirement of a standard.

    ``wcag`` are its counterparts, itself in WCAG's own file; breaking one of them breaks it too,
    but for those in ``partly``, which ask for more than it does.
    """

    standard: str
    prefix: str
    id: str
    name: LocalText
    level: str | None
    url: str | None
    handle: str | None
    wcag: tuple[str, ...]
    partly: tuple[str, ...] = ()
    since: str | None = None
    removed: str | None = None

    @property
    def key(self) -> str:
        """How findings name it: ``kwcag:6.4.1``."""
        return f"{self.prefix}:{self.id}"


@dataclass(frozen=True, slots=True)
class Standard:
    """A standard with its criteria, by id."""

    id: str
    prefix: str
    label: str
    title: LocalText
    criteria: Mapping[str, Criterion]


class Standards:
    """All standards known, and the way from WCAG's criteria to theirs."""

    def __init__(self, standards: Iterable[Standard]) -> None:
        self.by_id = {standard.id: standard for standard in standards}
        self._counterparts = {
            standard.id: _counterparts(standard) for standard in self.by_id.values()
        }
        self._asked = {standard.id: _asked(standard) for standard in self.by_id.values()}

    def find(self, key: str) -> Criterion | None:
        """The criterion behind ``prefix:number``; None when no standard here has it."""
        prefix, _, number = key.partition(":")
        for standard in self.by_id.values():
            if standard.prefix == prefix and number in standard.criteria:
                return standard.criteria[number]
        return None

    def asks(self, standard: str, wcag: Iterable[str]) -> bool:
        """Whether a standard asks for what one of these WCAG criteria does, be it only in a part or
        spread over several of its own criteria."""
        return any(number in self._asked[standard] for number in wcag)

    def label(self, key: str) -> str:
        """A criterion as people write it: "WCAG 2.4.1"."""
        prefix, _, number = key.partition(":")
        standard = next((s for s in self.by_id.values() if s.prefix == prefix), None)
        return f"{standard.label if standard else prefix.upper()} {number}"

    def criteria(
        self, wcag: Sequence[str], own: Sequence[str], standards: Sequence[str]
    ) -> tuple[str, ...]:
        """The keys of the criteria that a rule breaks, of these standards and in their order.

        ``wcag`` are WCAG numbers, from which the others follow; ``own`` are keys that the rule
        names itself.
        """
        found: list[str] = []
        for identifier in standards:
            standard = self.by_id[identifier]
            counterparts = self._counterparts[identifier]
            for number in wcag:
                found += [key for key in counterparts.get(number, ()) if key not in found]
            found += [
                key for key in own if key.startswith(standard.prefix + ":") and key not in found
            ]
        return tuple(found)


def _counterparts(standard: Standard) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for criterion in standard.criteria.values():
        for number in criterion.wcag:
            if number in criterion.partly or criterion.removed is not None:
                continue
            found.setdefault(number, []).append(criterion.key)
    return found


def _asked(standard: Standard) -> frozenset[str]:
    standing = (one for one in standard.criteria.values() if one.removed is None)
    return frozenset(number for criterion in standing for number in criterion.wcag)


def _included(base: Criterion, includes: Mapping[str, Any]) -> bool:
    """Whether a standard that takes over another's criteria has this one: by level and version.

    ``since`` lists the versions it knows; without it, it takes what still stands.
    """
    if "levels" in includes and base.level not in includes["levels"]:
        return False
    versions = includes.get("since")
    if versions is None:
        return base.removed is None
    return base.since in versions and base.removed not in versions


def build_standards(files: Iterable[Mapping[str, Any]]) -> Standards:
    """The standards of the data of their files; those that include another's criteria come last."""
    plain: dict[str, Standard] = {}
    for data in sorted(files, key=lambda data: "includes" in data):
        prefix, identifier = data["prefix"], data["id"]
        criteria = {}
        if includes := data.get("includes"):
            for base in plain[includes["standard"]].criteria.values():
                if _included(base, includes):
                    number = includes.get("id_pattern", "{id}").replace("{id}", base.id)
                    criteria[number] = Criterion(
                        identifier, prefix, number, base.name, base.level, None, None, (base.id,)
                    )
        for entry in data.get("criterion", ()):
            criteria[entry["id"]] = Criterion(
                identifier,
                prefix,
                entry["id"],
                entry["name"],
                entry.get("level"),
                entry.get("url"),
                entry.get("handle"),
                tuple(entry.get("wcag", (entry["id"],) if prefix == "wcag" else ())),
                tuple(entry.get("partly", ())),
                entry.get("since"),
                entry.get("removed"),
            )
        label = data.get("label", prefix.upper())
        plain[identifier] = Standard(identifier, prefix, label, data["title"], criteria)
    return Standards(plain.values())
