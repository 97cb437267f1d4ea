"""Decides which options of a rule a person may set, what values they take, and the rule that comes of it.

A rule's file says its options: the numbers, truths and lists that its check gets, or the bounds and
patterns of its matcher. A person sets these to a value of the same type. What a rule is about stays as
it is: its selectors, and the words by which a check knows what to look at.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from govpage_lint.builtin import read_builtin
from govpage_lint.datafiles import rules_folder
from govpage_lint.records import replace
from govpage_lint.rulebook.loading import read_toml
from govpage_lint.rulebook.matchers import KINDS, MatcherError, build_matcher, find_check
from govpage_lint.rulebook.model import Rule
from govpage_lint.spelling import get_close_matches

# What a declarative matcher looks at is what its rule is about.
_FIXED: Final = frozenset(("selector", "of", "within", "name"))
# No size, count or ratio on a page is larger: what is, is a slip of the keyboard.
_LARGEST: Final = 1_000_000
_WORDS_OF_TYPES: Final = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "text",
    list: "a list of texts",
}


class OptionError(ValueError):
    """An option that cannot be set so; ``str()`` says why, with what is allowed."""


def options_to_set(rule: Rule) -> dict[str, Any]:
    """The options of a rule that a person may set, with the values that its file has."""
    table = _table(_data(rule))
    if rule_kind(rule) == "check":
        return {key: value for key, value in table.items() if not isinstance(value, str)}
    return {key: value for key, value in table.items() if key not in _FIXED}


def check_option(rule: Rule, name: str, value: object) -> None:
    """Raises OptionError when a rule has no such option, or it takes no such value."""
    known = options_to_set(rule)
    if name not in known:
        if name in _table(_data(rule)):
            raise OptionError(f"says what {rule.id} is about, and cannot be set")
        near = get_close_matches(name, known, 1)
        takes = f"it takes {', '.join(known)}" if known else "it has no options to set"
        hint = f"did you mean {near[0]}?" if near else takes
        raise OptionError(f"{rule.id} has no such option; {hint}")
    _check_value(rule, name, known[name], value)


def with_options(rule: Rule, options: Mapping[str, Any]) -> Rule:
    """The rule with other values of its options. Raises OptionError for a pattern that does not parse."""
    data = _data(rule)
    kind = rule_kind(rule)
    key = "options" if kind == "check" else kind
    values = {
        name: list(value) if isinstance(value, tuple) else value for name, value in options.items()
    }
    try:
        matcher = build_matcher({**data, key: {**data.get(key, {}), **values}}, trusted=True)
    except MatcherError as error:
        raise OptionError(str(error)) from error
    return replace(rule, matcher=matcher)


def rule_kind(rule: Rule) -> str:
    """The kind of a rule's matcher: "check", "count" and so on."""
    data = _data(rule)
    return next(kind for kind in KINDS if kind in data)


def _check_value(rule: Rule, name: str, declared: object, value: object) -> None:
    kind = type(declared)
    if kind is int and rule_kind(rule) == "check" and _takes_fractions(rule, name):
        kind = float
    fits = (
        isinstance(value, bool)
        if kind is bool
        else not isinstance(value, bool)
        and (isinstance(value, int | float) if kind is float else isinstance(value, kind))
    )
    if not fits:
        wanted = _WORDS_OF_TYPES[kind]
        raise OptionError(f"{_short(value)} is not {wanted}; the rule has {_short(declared)}")
    if isinstance(value, int | float) and not isinstance(value, bool):
        least = 0 if isinstance(declared, int | float) and declared >= 0 else -_LARGEST
        if not math.isfinite(value) or not least <= value <= _LARGEST:
            raise OptionError(f"{_short(value)} is out of range; it takes {least} to {_LARGEST}")
    if rule_kind(rule) != "check":
        with_options(rule, {name: value})


def _takes_fractions(rule: Rule, name: str) -> bool:
    check = find_check(_data(rule)["check"])
    return "float" in str(getattr(check, "__annotations__", {}).get(name, ""))


def _data(rule: Rule) -> Mapping[str, Any]:
    folder = rules_folder()
    if rule.file.is_relative_to(folder):
        return read_builtin(rule.file.relative_to(folder).as_posix())
    return read_toml(rule.file)


def _table(data: Mapping[str, Any]) -> Mapping[str, Any]:
    kind = next(kind for kind in KINDS if kind in data)
    found: Mapping[str, Any] = data.get("options", {}) if kind == "check" else data[kind]
    return found


def _short(value: object) -> str:
    text = "true" if value is True else "false" if value is False else repr(value)
    return text if len(text) <= 60 else text[:59] + "…"
