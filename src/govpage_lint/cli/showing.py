"""Decides what ``--show-config`` prints: each value in force for a target, and where it comes from."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from govpage_lint.cli import EXIT_CLEAN, UsageError
from govpage_lint.cli.choosing import Chooser
from govpage_lint.cli.output import print_text
from govpage_lint.cli.settings import Settings, read_stack, settings_of
from govpage_lint.cli.sieving import named_targets
from govpage_lint.config import Config, ConfigError
from govpage_lint.config.layers import ADDED, SELECTING, Origin
from govpage_lint.config.shape import config_schema
from govpage_lint.config.stack import Stack
from govpage_lint.engine.chosen import Chosen, choose
from govpage_lint.findings import Language
from govpage_lint.records import dataclass
from govpage_lint.reports.escape import visible
from govpage_lint.rulebook.book import DEFAULT_PROFILE
from govpage_lint.rulebook.profiles import profile_for
from govpage_lint.targets import Target

# What can differ from page to page; all else is said once for a run.
_OF_A_PAGE: Final = frozenset(
    (*SELECTING, "profile", "levels", "options", "suppress", "include", "exclude", "extend-exclude")
)
_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "run": {"en": "the run", "ko": "실행 전체"},
    "files": {"en": "configured by", "ko": "설정 파일:"},
    "no files": {"en": "no configuration file", "ko": "설정 파일 없음"},
    "rules": {"en": "{count} rules run", "ko": "규칙 {count}개 실행"},
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A value in force: its key with dots, the value, and where it is from."""

    key: str
    value: Any
    origin: Origin


def show(given: argparse.Namespace) -> int:
    """Print what is in force for the targets of a command. Raises UsageError."""
    if given.format not in (None, ["json"], ["text"]):
        raise UsageError("--show-config prints --format text or json")
    form = given.format[0] if given.format else "text"
    # The format is that of what is printed now, and says nothing of reports.
    given.format = None
    stack = read_stack(given)
    settings = settings_of(given, stack, named_targets(given.targets, stack))
    try:
        print_text(show_config(settings, stack, given.targets, form))
    except ConfigError as error:
        raise UsageError(str(error)) from error
    return EXIT_CLEAN


def show_config(settings: Settings, stack: Stack, words: Sequence[str], form: str) -> str:
    """The text that is printed for targets, or for the run where none is named. ``form`` is "json" or
    "text". Raises ConfigError."""
    chooser = Chooser(stack, settings.book)
    found = []
    for word in words or ("",):
        config, address = _config_of(chooser, stack, settings, word)
        chosen = _chosen(chooser, settings, config, address)
        found.append((word, config, chosen, list(_values(settings.config, config, chosen))))
    if form == "json":
        data = [_as_data(word, config, chosen, shown) for word, config, chosen, shown in found]
        return json.dumps({"schema": 1, "targets": data}, indent=2, default=_plain) + "\n"
    language = settings.config.lang
    blocks = (
        "\n".join(map(visible, _as_lines(word, config, chosen, shown, language)))
        for word, config, chosen, shown in found
    )
    return "\n\n".join(blocks) + "\n"


def _config_of(
    chooser: Chooser, stack: Stack, settings: Settings, word: str
) -> tuple[Config, str | None]:
    if not word:
        return settings.config, None
    if "://" in word:
        return chooser.config(Target("url", word)), word
    if word == "-":
        return chooser.config(Target("stdin", word)), None
    path = Path(os.path.abspath(word))  # noqa: PTH100
    if path.is_dir():
        return stack.config(stack.file_for(path)), None
    return chooser.config(Target("file", word, path)), None


def _chosen(chooser: Chooser, settings: Settings, config: Config, address: str | None) -> Chosen:
    choices = chooser.choices(config)
    profiles = settings.book.profiles
    if choices.profile is not None:
        profile = profiles[choices.profile]
    else:
        profile = profile_for(address, list(profiles.values()), DEFAULT_PROFILE)
    return choose(settings.book, profile, choices, config.lang)


def _values(run: Config, page: Config, chosen: Chosen) -> Iterator[Shown]:
    """Every value in force, in the order in which the schema has the keys."""
    for key in config_schema()["properties"]:
        config = page if key in _OF_A_PAGE else run
        if key == "profile":
            yield _profile(config, chosen)
        elif key in SELECTING:
            for layer in config.merged.layers:
                if key in layer.values:
                    yield Shown(key, layer.values[key], layer.origin((key,)))
        elif key in ADDED:
            if key != "overrides":
                for number, setting in enumerate(config.merged.added[key]):
                    yield Shown(f"{key}[{number}]", setting.value, setting.origin)
        else:
            yield from _settings(config, key)
        if key == "levels":
            yield from _profile_levels(config, chosen)


def _settings(config: Config, key: str) -> Iterator[Shown]:
    for path, setting in config.merged.settings.items():
        if path[0] == key:
            # Keys of tables are quoted where TOML wants that.
            name = ".".join(_quoted(str(part)) for part in path)
            yield Shown(name, setting.value, setting.origin)


def _profile(config: Config, chosen: Chosen) -> Shown:
    setting = config.merged.settings.get(("profile",))
    if setting is not None and setting.value != "auto":
        return Shown("profile", setting.value, setting.origin)
    return Shown("profile", chosen.profile.id, Origin("default", "default, by the host"))


def _profile_levels(config: Config, chosen: Chosen) -> Iterator[Shown]:
    own = dict(chosen.choices.levels)
    for name, level in chosen.profile.levels.items():
        if name not in own:
            yield Shown(
                f"levels.{_quoted(name)}", level, Origin("profile", f"profile {chosen.profile.id}")
            )


def _as_data(word: str, config: Config, chosen: Chosen, shown: Sequence[Shown]) -> dict[str, Any]:
    return {
        "target": word or None,
        "files": _files(config),
        "settings": [
            {
                "key": one.key,
                "value": one.value,
                "origin": {
                    "kind": one.origin.kind,
                    "name": one.origin.name,
                    "key": one.origin.key or None,
                    "line": one.origin.line,
                },
            }
            for one in shown
        ],
        "rules": {rule.id: chosen.profile.level(rule, None) or "off" for rule in chosen.rules},
    }


def _as_lines(
    word: str, config: Config, chosen: Chosen, shown: Sequence[Shown], language: Language
) -> Iterator[str]:
    files = _files(config)
    yield f"# {word or _WORDS['run'][language]}"
    where = f"{_WORDS['files'][language]} {', '.join(files)}"
    yield f"# {where if files else _WORDS['no files'][language]}"
    texts = [f"{one.key} = {_toml(one.value)}" for one in shown]
    width = min(60, max(map(len, texts), default=0))
    for text, one in zip(texts, shown, strict=True):
        yield f"{text:{width}}  # {one.origin}"
    yield f"# {_WORDS['rules'][language].format(count=len(chosen.rules))}"


def _files(config: Config) -> list[str]:
    files = (str(layer.file) for layer in config.merged.layers if layer.file is not None)
    return list(dict.fromkeys(files))


def _quoted(name: str) -> str:
    bare = name and all(c.isascii() and (c.isalnum() or c in "-_") for c in name)
    return name if bare else json.dumps(name, ensure_ascii=False)


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_quoted(key)} = {_toml(one)}" for key, one in value.items())
        return f"{{ {inner} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, date):
        return value.isoformat()
    return json.dumps(value, ensure_ascii=False)


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
