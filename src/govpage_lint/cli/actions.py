"""Decides what a file of actions says: what is done in the browser before pages are checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin

from govpage_lint.cli import UsageError
from govpage_lint.engine.visiting import PageAction, Visiting
from govpage_lint.records import dataclass
from govpage_lint.rulebook.loading import read_toml
from govpage_lint.rulebook.model import RuleError
from govpage_lint.site.mapping import BaseMap

if TYPE_CHECKING:
    from govpage_lint.browser.actions import Action

_NEEDS_VALUE: Final = ("fill", "select")
_MOST_SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class _Where:
    """Where actions are: for messages, and to resolve addresses."""

    file: Path
    site: str | None
    base: BaseMap
    environ: Mapping[str, str]


def read_actions(
    file: Path, named: Iterable[str], base: BaseMap, environ: Mapping[str, str]
) -> tuple[Visiting, tuple[str, ...]]:
    """The actions in a file, and the secrets among their values. Raises UsageError.

    ``named`` are the addresses that the person named: paths are of the site of the first.
    """
    from govpage_lint.rulebook.validation import validate

    try:
        data = read_toml(file)
        validate(data, "actions", file)
    except RuleError as error:
        raise UsageError(str(error)) from error
    site = next((text for text in named if "://" in text), None)
    where = _Where(file, site, base, environ)
    secrets: list[str] = []
    once = [_action(one, f"action[{n}]", where, secrets) for n, one in _numbered(data, "action")]
    each = [
        PageAction(_action(one, f"page-action[{n}]", where, secrets), _on(one, n, where))
        for n, one in _numbered(data, "page-action")
    ]
    if not once and not each:
        raise UsageError(f"{file}: holds no action; write [[action]] or [[page-action]]")
    return Visiting(tuple(once), tuple(each), str(file)), tuple(secrets)


def _numbered(data: Mapping[str, Any], key: str) -> Iterable[tuple[int, Mapping[str, Any]]]:
    return enumerate(data.get(key, ()))


def _action(one: Mapping[str, Any], key: str, where: _Where, secrets: list[str]) -> Action:
    from govpage_lint.browser.actions import KINDS, Action, known_key

    if "expect-url" in one and "expect" not in one:
        one = {**one, "expect": ""}
    kinds = [kind for kind in KINDS if kind in one]
    if len(kinds) != 1:
        words = f"has {', '.join(kinds)}" if kinds else "says nothing to do"
        raise UsageError(f"{where.file}: {key}: {words}; it takes one of {', '.join(KINDS)}")
    kind = kinds[0]
    target, seconds = one[kind], float(one.get("seconds", 10.0))
    if not isinstance(target, str):
        if not 0 < target <= _MOST_SECONDS:
            raise UsageError(f"{where.file}: {key}.wait: {target} is not from 0 to 120 seconds")
        target, seconds = "", float(target)
    if kind == "press" and not known_key(target):
        raise UsageError(
            f"{where.file}: {key}.press: there is no key {target}; it takes Enter, Tab, Escape, "
            "Space, ArrowDown … or one character"
        )
    if kind == "go":
        target = _address(target, key, where)
    value = _value(one, kind, key, where, secrets)
    return Action(
        kind,
        target,
        value,
        text=one.get("text", ""),
        url=one.get("expect-url", ""),
        seconds=seconds,
        optional=one.get("optional", False),
    )


def _address(target: str, key: str, where: _Where) -> str:
    if "://" not in target:
        if where.site is None:
            raise UsageError(f"{where.file}: {key}.go: {target} is of no site; write the address")
        target = urljoin(where.site, target)
    return where.base.place(target)


def _value(one: Mapping[str, Any], kind: str, key: str, where: _Where, secrets: list[str]) -> str:
    name = one.get("value-env")
    if name is None:
        if kind in _NEEDS_VALUE and "value" not in one:
            raise UsageError(f"{where.file}: {key}: {kind} needs value or value-env")
        return str(one.get("value", ""))
    if "value" in one:
        raise UsageError(f"{where.file}: {key}: value and value-env exclude each other")
    value = where.environ.get(name)
    if not value:
        raise UsageError(
            f"{where.file}: {key}.value-env: the environment variable {name} is not set"
        )
    if one.get("secret", True):
        secrets.append(value)
    return value


def _on(one: Mapping[str, Any], number: int, where: _Where) -> re.Pattern[str] | None:
    if "on" not in one:
        return None
    try:
        return re.compile(one["on"])
    except (re.error, RecursionError) as error:
        raise UsageError(
            f"{where.file}: page-action[{number}].on: {one['on']} is no regular expression: {error}"
        ) from error
