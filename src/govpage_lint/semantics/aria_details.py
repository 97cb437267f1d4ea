"""Decides what ARIA says of each role and attribute in detail; read when a rule asks for it.

The tables are ``rules/data/aria-details.toml``; what is inherited is worked out here.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.tables import read_table, words

_INTEGER: Final = regex(r"[+-]?[0-9]+")
_NUMBER: Final = regex(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class RoleDetails:
    """What ARIA says of a role.

    ``superclasses`` are all of them, abstract ones too. ``supported`` are the attributes that it
    takes beyond the global ones, inherited ones and the required ones included; ``prohibited``
    those that it does not take though they are global. ``required_focused`` and
    ``required_expanded`` are required while it takes the focus, or ``aria-expanded`` is true.
    ``context`` are the roles one of which must be around it, ``owns`` those one of which it must
    own; empty where nothing is asked. ``may_own`` is what else may stand among them.
    """

    name: str
    superclasses: frozenset[str]
    supported: frozenset[str]
    prohibited: frozenset[str]
    required: frozenset[str]
    required_focused: frozenset[str]
    required_expanded: frozenset[str]
    context: frozenset[str]
    owns: frozenset[str]
    may_own: frozenset[str]
    deprecated: bool


@dataclass(frozen=True, slots=True)
class AttributeDetails:
    """What ARIA says of a state or property.

    ``kind`` is "boolean", "boolean-undefined", "tristate", "token", "tokens", "idref", "idrefs",
    "integer", "number" or "string"; ``values`` the tokens; ``least`` the lowest integer. ``draft``:
    only ARIA 1.3 has it. ``globally_deprecated``: global, but on roles that support it only, by
    the advice of ARIA 1.2.
    """

    name: str
    kind: str
    values: frozenset[str]
    least: int | None
    is_global: bool
    globally_deprecated: bool
    deprecated: bool
    draft: bool

    def is_valid(self, value: str) -> bool:
        """Whether a value is of its type (ARIA 1.2, 6.2.4); ids are not looked up.

        The empty value is not looked at: it is as if the attribute was not there.
        """
        value = value.strip()
        if not value or self.kind in ("string", "idref", "idrefs"):
            return self.kind != "idref" or len(value.split()) <= 1
        if self.kind == "integer":
            least = self.least
            found = _INTEGER.fullmatch(value)
            return found is not None and (least is None or len(value) > 9 or int(value) >= least)
        if self.kind == "number":
            return _NUMBER.fullmatch(value) is not None
        if self.kind == "tokens":
            return all(token in self.values for token in value.lower().split())
        return value.lower() in self.values


@cache
def attributes() -> dict[str, AttributeDetails]:
    """The states and properties of ARIA 1.2 and of the draft of 1.3, by name."""
    found = {}
    for name, entry in _tables()["attributes"].items():
        kind = entry["type"]
        values = "true false" if kind == "boolean" else entry.get("values", "")
        found[name] = AttributeDetails(
            name=name,
            kind=kind,
            values=words(values),
            least=entry.get("least"),
            is_global=entry.get("global", False),
            globally_deprecated=entry.get("not_global", False),
            deprecated=entry.get("deprecated", False),
            draft=entry.get("draft", False),
        )
    return found


@cache
def role_details(role: str) -> RoleDetails | None:
    """What ARIA says of a role; None for what is none."""
    entries = _tables()["roles"]
    entry = entries.get(role)
    if entry is None:
        return None
    superclasses = _superclasses(entries, role)
    lines = [entries[name] for name in (role, *superclasses)]

    def own(key: str) -> frozenset[str]:
        return words(entry.get(key, ""))

    inherited = (words(line.get("supports", "") + " " + line.get("requires", "")) for line in lines)
    prohibited = own("prohibits")
    required_expanded = own("requires_expanded")
    return RoleDetails(
        name=role,
        superclasses=frozenset(superclasses),
        supported=frozenset().union(*inherited, required_expanded, _of_module(role)) - prohibited,
        prohibited=prohibited,
        required=own("requires"),
        required_focused=own("requires_focused"),
        required_expanded=required_expanded,
        context=own("context"),
        owns=own("owns"),
        may_own=own("may_own"),
        deprecated=entry.get("deprecated", False),
    )


def _superclasses(entries: Mapping[str, Any], role: str) -> list[str]:
    found: list[str] = []
    waiting = entries[role].get("super", "").split()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            waiting.extend(entries[name].get("super", "").split())
    return found


def _of_module(role: str) -> frozenset[str]:
    module, dash, _ = role.partition("-")
    return words(_tables()["modules"].get(module, "")) if dash else frozenset()


@cache
def _tables() -> Mapping[str, Any]:
    return read_table("aria-details.toml")
