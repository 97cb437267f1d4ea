"""Decides what the flags of a check configure: the layer over all others, each value named by its flag."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from govpage_lint.cli import configured
from govpage_lint.config import ConfigError
from govpage_lint.config.environment import PREFIX, environment_layer
from govpage_lint.config.layers import Layer
from govpage_lint.config.reading import check_shape, read_inline
from govpage_lint.config.stack import Stack

# Flags that take names separated by commas, and flags that are said as the key is.
_LISTS: Final = ("select", "extend-select", "ignore", "extend-ignore")
_REPEATED: Final = ("exclude", "extend-exclude")
_PLAIN: Final = (
    "profile",
    "lang",
    "fail-on",
    "max-warnings",
    "unreachable",
    "format",
    "use-browser",
    "page-timeout",
    "host-rules",
    "pictures",
    "jobs",
)
_PATHS: Final = ("axe-source", "baseline")
_OF_SITES: Final = (*configured.PLAIN, *configured.REPEATED, *configured.TRUTHS)
_SPELLED: Final[Mapping[tuple[str, object], str]] = {
    ("browser", "always"): "--browser",
    ("browser", "never"): "--no-browser",
    ("neighbours", False): "--no-neighbours",
    ("respect-gitignore", False): "--no-respect-gitignore",
}


def stack_of(given: argparse.Namespace, environment: Mapping[str, str]) -> Stack:
    """The layers of a run, from its words and the environment. Raises ConfigError."""
    upper = [] if given.isolated else [environment_layer(environment)]
    file: Path | None = None
    inline = []
    words: Sequence[str] = given.config or ()
    named = environment.get(f"{PREFIX}CONFIG", "").strip()
    if not words and named and not given.isolated:
        words = (named,)
    for text in words:
        if "=" in text and not Path(text).is_file():
            inline.append(read_inline(text))
        elif file is not None:
            raise ConfigError(f"--config: both {file} and {text} are named; one file can hold")
        elif given.isolated:
            raise ConfigError("--isolated and --config FILE exclude each other")
        else:
            file = Path(text)
    flags = flag_layer(given)
    if flags is not None and any(key in flags.values for key in _REPEATED):
        check_shape(flags)
    layers = (*upper, *inline, flags)
    resolved = file.resolve() if file is not None else None
    return Stack(
        Path.cwd(), resolved, given.isolated, tuple(one for one in layers if one is not None)
    )


def flag_layer(given: argparse.Namespace) -> Layer | None:
    """The layer of the flags; None where none configures anything."""
    values: dict[str, Any] = {}
    for key in _LISTS:
        words: Sequence[str] | None = _given(given, key)
        if words is not None:
            values[key] = [name for text in words for name in _names(text)]
    for key in (*_PLAIN, *_REPEATED, "browser", *_OF_SITES):
        value = _given(given, key)
        if value is not None:
            values[key] = value
    for key in (*_PATHS, *configured.PATHS):
        path = _given(given, key)
        if path is not None:
            values[key] = str(path)
    if given.rules:
        values["rules"] = [str(path) for path in given.rules]
    for key, usual in (("neighbours", True), ("respect-gitignore", True), ("force-exclude", False)):
        value = _given(given, key)
        if value is not None and value != usual:
            values[key] = value
    if not values:
        return None
    names = {
        key: _SPELLED.get(
            (key, value) if isinstance(value, str | bool) else (key, None), f"--{key}"
        )
        for key, value in values.items()
    }
    return Layer("flag", values, names=names)


def _given(given: argparse.Namespace, key: str) -> Any:
    return getattr(given, key.replace("-", "_"), None)


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
