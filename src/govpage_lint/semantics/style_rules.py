"""Decides what a style rule declares, group by group, and what its nesting and its layer mean."""

from functools import cached_property
from itertools import count
from typing import Final

from govpage_lint.semantics.style_declared import expanded, longhands_of, quirky
from govpage_lint.semantics.style_properties import PROPERTIES
from govpage_lint.semantics.style_shorthands import Longhands
from govpage_lint.semantics.style_syntax import split_declaration, split_top

# Custom properties are a group of their own: they are asked for by var() only.
CUSTOM: Final = "custom"
_LONGEST_NESTED: Final = 4000
_DEEPEST_LAYER: Final = 32
_AFTER_PARENT: Final = ("", " ", ".", "#", ":", "[", ">", "+", "~", "\n", "\t")
_NOTHING: Final[Longhands] = {}
_GROUPS: dict[str, frozenset[str]] = {}


def groups_of(name: str) -> frozenset[str]:
    """The groups of the longhands that a declared property sets."""
    known = _GROUPS.get(name)
    if known is None:
        known = frozenset(PROPERTIES[longhand].group for longhand in longhands_of(name))
        if len(_GROUPS) < 10_000:
            _GROUPS[name] = known
    return known


class RuleText:
    """Declarations as text, each possibly with more than one in it (an unsplit block)."""

    __slots__ = ("_parts",)

    def __init__(self, *parts: str) -> None:
        self._parts = parts

    def declarations(self) -> list[tuple[str, str, bool]]:
        """Name, value and importance of each."""
        found = []
        for part in self._parts:
            for piece in split_top(part, ";") if ";" in part else (part,):
                if (one := split_declaration(piece)) is not None:
                    found.append(one)
        return found

    def names(self) -> list[str]:
        """The longhands that a block of keyframes touches: by name alone, whatever the values."""
        names: list[str] = []
        for part in self._parts:
            for piece in part.replace("{", ";").replace("}", ";").split(";"):
                declaration = split_declaration(piece)
                if declaration is not None:
                    names += longhands_of(declaration[0])
        return names


class Block:
    """The declarations of a rule or a ``style`` attribute, taken apart when they are asked for."""

    def __init__(self, text: RuleText, *, quirks: bool = False) -> None:
        self._quirks = quirks
        self.declarations = text.declarations()
        groups: set[str] = set()
        for name, _, _ in self.declarations:
            if name.startswith("--"):
                groups.add(CUSTOM)
            else:
                groups |= groups_of(name)
        self.groups = frozenset(groups)
        self._normal: dict[str, Longhands] = {}
        self._important: dict[str, Longhands] = {}

    @cached_property
    def has_important(self) -> bool:
        """Whether one of them is important."""
        return any(important for _, _, important in self.declarations)

    def normal(self, group: str) -> Longhands:
        """The longhands of a group that it sets, without those set importantly."""
        if group not in self._normal:
            self._expand(group)
        return self._normal[group]

    def important(self, group: str) -> Longhands:
        """The longhands of a group that it sets importantly."""
        if group not in self._important:
            self._expand(group)
        return self._important[group]

    def _longhands(self, name: str, value: str) -> Longhands:
        found = expanded(name, value)
        if found is None and self._quirks:
            found = quirky(name, value)
        return found or _NOTHING

    def _expand(self, group: str) -> None:
        sets: tuple[Longhands, Longhands] = ({}, {})
        for name, value, important in self.declarations:
            into = sets[important]
            if name.startswith("--"):
                if group == CUSTOM:
                    into.pop(name, None)
                    into[name] = value
                continue
            if group not in groups_of(name):
                continue
            for longhand, one in self._longhands(name, value).items():
                if PROPERTIES[longhand].group == group:
                    into[longhand] = one
        self._normal[group], self._important[group] = sets


class Layers:
    """The cascade layers of a page, in the order in which they were first named."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], int] = {(): 0}
        self._anonymous = count()

    def within(self, around: tuple[str, ...], name: str) -> tuple[str, ...]:
        """The path of a layer that is named inside another; one without a name is like no other.

        Layers deeper than anyone nests them count as the one around them.
        """
        name = name.strip()
        parts = name.split(".", _DEEPEST_LAYER) if name else [f"\0{next(self._anonymous)}"]
        return (*around, *(part.strip() for part in parts))[:_DEEPEST_LAYER]

    def declare(self, path: tuple[str, ...]) -> None:
        """Give a layer, and those around it, their places if they have none."""
        for length in range(1, len(path) + 1):
            self._numbers.setdefault(path[:length], len(self._numbers))

    def ranks(self) -> dict[tuple[str, ...], int]:
        """The strength of each layer; the strongest is what stands in no layer."""
        last = float("inf")

        def key(path: tuple[str, ...]) -> tuple[float, ...]:
            return (*(self._numbers[path[:length]] for length in range(1, len(path) + 1)), last)

        return {path: rank for rank, path in enumerate(sorted(self._numbers, key=key))}


def nested_selectors(parent: str | None, selectors: str) -> str | None:
    """What a nested rule's selectors mean outside of its parent (CSS Nesting 1); None when too long."""
    if parent is None:
        return None
    single = "," not in parent and "::" not in parent
    inside = f":is({parent})"
    found = []
    for one in split_top(selectors, ","):
        one = one.strip()
        if "&" not in one:
            found.append(f"{parent if single else inside} {one}")
        elif single and one.count("&") == 1 and one.startswith("&") and one[1:2] in _AFTER_PARENT:
            found.append(parent + one[1:])
        else:
            found.append(_replaced(one, inside))
        if sum(map(len, found)) > _LONGEST_NESTED:
            return None
    return ", ".join(found)


def _replaced(selector: str, inside: str) -> str:
    """``&`` replaced by the parent; a type selector after it goes before, as CSS wants it."""
    parts = selector.split("&")
    text = parts[0]
    for part in parts[1:]:
        name = 0
        while name < len(part) and (part[name].isalnum() or part[name] in "-_"):
            name += 1
        text += part[:name] + inside + part[name:]
    return text
