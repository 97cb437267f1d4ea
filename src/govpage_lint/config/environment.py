"""Decides what variables of the environment configure: ``GOVPAGE_LINT_FAIL_ON`` for ``fail-on``, and so on."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, Final

from govpage_lint.config.layers import Layer

PREFIX: Final = "GOVPAGE_LINT_"
_LISTS: Final = (
    "select",
    "extend-select",
    "ignore",
    "extend-ignore",
    "rules",
    "include",
    "exclude",
    "extend-exclude",
    "format",
)
_WORDS: Final = (
    "profile",
    "lang",
    "fail-on",
    "unreachable",
    "baseline",
    "browser",
    "use-browser",
    "axe-source",
    "host-rules",
    "pictures",
)
_TRUTHS: Final = ("force-exclude", "respect-gitignore", "neighbours")
_NUMBERS: Final = ("max-warnings", "jobs", "page-timeout")
KEYS: Final = (*_LISTS, *_WORDS, *_TRUTHS, *_NUMBERS)
_TRUE: Final = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}


def variable(key: str) -> str:
    """The name of the variable for a key."""
    return PREFIX + key.upper().replace("-", "_")


def environment_layer(environment: Mapping[str, str]) -> Layer | None:
    """The layer of the variables that are set and not empty. Raises ConfigError, naming the variable."""
    # Most environments have none: nothing more is looked at then.
    if not any(name.startswith(PREFIX) for name in environment):
        return None
    texts = {key: environment.get(variable(key), "").strip() for key in KEYS}
    values = {key: _value(key, text) for key, text in texts.items() if text}
    if not values:
        return None
    layer = Layer("variable", values, names={key: variable(key) for key in values})
    from govpage_lint.config.reading import check_shape

    check_shape(layer)
    return layer


def misspelled(environment: Mapping[str, str]) -> list[tuple[str, str]]:
    """Variables that look like ours and are none, with the nearest that is."""
    known = [variable(key) for key in (*KEYS, "config")]
    found = []
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, 1, cutoff=0.9)
            found += [(name, near[0])] if near else []
    return found


def _value(key: str, text: str) -> Any:
    if key in _LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    if key in _TRUTHS:
        return _TRUE.get(text.lower(), text)
    if key in _NUMBERS:
        return _number(text)
    return text


def _number(text: str) -> int | float | str:
    for kind in (int, float):
        try:
            return kind(text)
        except ValueError:
            continue
    return text
