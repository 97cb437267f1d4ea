"""Decides what variables of the environment configure: ``GOVPAGE_LINT_FAIL_ON`` for ``fail-on``, and so on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from govpage_lint.config.layers import Layer
from govpage_lint.spelling import get_close_matches

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
# Selectors, patterns, addresses and headers have commas themselves: these lists have line ends.
_LINES: Final = (
    "sitemap",
    "sitemap-exclude",
    "base-url",
    "crawl-include",
    "crawl-exclude",
    "header",
    "cookie",
    "send-to",
    "viewport",
    "hide",
    "include-elements",
    "exclude-elements",
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
    "sitemap-find",
    "sitemap-replace",
    "crawl-scope",
    "actions",
    "auth-env",
    "user-agent",
    "ready",
    "screenshot",
)
_TRUTHS: Final = (
    "force-exclude",
    "respect-gitignore",
    "neighbours",
    "crawl",
    "ignore-robots",
    "screenshot-pages",
)
_NUMBERS: Final = (
    "max-warnings",
    "jobs",
    "page-timeout",
    "max-pages",
    "max-depth",
    "max-alike",
    "concurrency",
    "retries",
)
KEYS: Final = (*_LISTS, *_LINES, *_WORDS, *_TRUTHS, *_NUMBERS)
# What the action, the job of GitLab and other parts of the tool have for themselves.
_OTHERS: Final = ("config", "cache", "parser", "action", "targets", "version", "python", "no-cache")
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
    known = [variable(key) for key in (*KEYS, *_OTHERS)]
    found = []
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in known:
            near = get_close_matches(name, known, 1, cutoff=0.9)
            found += [(name, near[0])] if near else []
    return found


def _value(key: str, text: str) -> Any:
    if key in _LISTS:
        return [part.strip() for part in text.split(",") if part.strip()]
    if key in _LINES:
        return [line.strip() for line in text.splitlines() if line.strip()]
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
