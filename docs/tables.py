"""Decides what the tables of the documentation say: made from the parsers, schemas and profiles themselves.

``scripts/readme`` writes them into the pages, so that they can be read on the web site of the repository as well.
English words stand beside what they explain; Korean ones, and those that stand nowhere else, in words.toml.
"""

from __future__ import annotations

import argparse
import json
import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from govpage_lint.cli.arguments import check_parser
from govpage_lint.findings import Language
from govpage_lint.reports import FORMATS
from govpage_lint.rulebook.book import Rulebook

ROOT: Final = Path(__file__).resolve().parent.parent
_SCHEMA: Final = ROOT / "rules" / "schema" / "config.schema.json"
EXITS: Final = ("0", "1", "2", "3")
# What a key of the schema takes, where its name for it says more than its type.
_REFERENCES: Final = {
    "selectors": "names",
    "patterns": "patterns",
    "addresses": "patterns",
    "words": "array",
}
_OPTION: Final = re.compile(r"(?<![\w-])--[a-z][a-z-]*")


class MissingWords(Exception):
    """Something that words.toml has no words for; it says what."""


@cache
def words() -> dict[str, dict[str, Any]]:
    """The words of words.toml, by table and name."""
    with (Path(__file__).parent / "words.toml").open("rb") as file:
        return tomllib.load(file)


def word(table: str, name: str, language: Language) -> str:
    """Words that stand in words.toml in both languages. Raises MissingWords."""
    try:
        return str(words()[table][name][language])
    except KeyError:
        raise MissingWords(f"docs/words.toml: [{table}] {name}, {language}") from None


def korean(table: str, name: str) -> str:
    """The Korean words for what has English ones in the code. Raises MissingWords."""
    try:
        return str(words()[table][name])
    except KeyError:
        raise MissingWords(f"docs/words.toml: [{table}] {name}") from None


def table(name: str, language: Language) -> str:
    """A table in Markdown, by the name that pages have for it."""
    return TABLES[name](language)


def options(language: Language) -> str:
    """The options of a check, with a heading a group."""
    parts = []
    for title, actions in option_groups():
        if language == "ko":
            title = korean("groups", title)
        rows = ((_flags(one), _meaning(one, language)) for one in actions)
        parts.append(f"### {title[0].upper()}{title[1:]}\n\n{_rows(language, 'option', rows)}")
    return "\n\n".join(parts)


def option_groups() -> Iterator[tuple[str, list[argparse.Action]]]:
    """The groups of the options of a check, with their titles."""
    for group in check_parser()._action_groups:
        actions = [one for one in group._group_actions if one.option_strings]
        if actions:
            yield str(group.title), actions


def option_name(action: argparse.Action) -> str:
    """The long form of an option, by which words.toml knows it."""
    return next(one for one in action.option_strings if one.startswith("--"))


def _flags(action: argparse.Action) -> str:
    """An option as it is typed; values that exclude each other part by commas: a bar would end the cell."""
    names = ", ".join(f"`{one}`" for one in action.option_strings)
    values = action.choices if action.choices is not None else str(action.metavar or "").split("|")
    shown = "`, `".join(map(str, values))
    return f"{names[:-1]} {shown}`" if shown else names


def _meaning(action: argparse.Action, language: Language) -> str:
    return plain(action.help or "" if language == "en" else korean("options", option_name(action)))


def schema() -> dict[str, Any]:
    """The schema of the configuration."""
    loaded: dict[str, Any] = json.loads(_SCHEMA.read_text("utf-8"))
    return loaded


def properties(of: str) -> dict[str, Any]:
    """The keys of the configuration, or of an entry of ``overrides`` or ``suppress``."""
    found: dict[str, Any] = schema()["properties"]
    if of != "keys":
        found = found[of]["items"]["properties"]
    return found


def _keys(of: str) -> Callable[[Language], str]:
    def made(language: Language) -> str:
        rows = (
            (f"`{name}`", _value(found, language), _description(of, name, found, language))
            for name, found in properties(of).items()
        )
        return _rows(language, "key", rows, middle="value")

    return made


def _description(of: str, name: str, found: Mapping[str, Any], language: Language) -> str:
    if language == "ko":
        return plain(korean(of, name))
    return plain(found.get("description") or _referred(found)["description"])


def _referred(found: Mapping[str, Any]) -> dict[str, Any]:
    where = schema()["$defs"].get(str(found.get("$ref", "")).rpartition("/")[2], {})
    return {**where, **found}


def _value(found: Mapping[str, Any], language: Language) -> str:
    """What a key takes, its default first."""
    reference = str(found.get("$ref", "")).rpartition("/")[2]
    if reference == "profile":
        kinds = [f"`{name}`" for name in ("auto", *Rulebook().profiles)]
    elif reference in _REFERENCES:
        kinds = [word("kinds", _REFERENCES[reference], language)]
    else:
        resolved = _referred(found)
        kinds = [
            kind for one in resolved.get("anyOf", [resolved]) for kind in _kinds(one, language)
        ]
    if "default" in found and not isinstance(found["default"], list):
        first = f"`{json.dumps(found['default']).strip(chr(34))}`"
        kinds = [first, *(kind for kind in kinds if kind != first)]
    return ", ".join(kinds)


def _kinds(found: Mapping[str, Any], language: Language) -> list[str]:
    if "enum" in found:
        return [f"`{one}`" for one in found["enum"]]
    if found["type"] == "boolean":
        return ["`true`", "`false`"]
    if found.get("format") == "date":
        return [word("kinds", "date", language)]
    if found["type"] == "array" and found["items"].get("type") == "object":
        return [word("kinds", "tables", language)]
    return [word("kinds", found["type"], language)]


def formats(language: Language) -> str:
    """The formats of reports."""
    return _rows(language, "format", ((f"`{n}`", word("formats", n, language)) for n in FORMATS))


def exits(language: Language) -> str:
    """The exit codes."""
    return _rows(language, "code", ((n, word("exits", n, language)) for n in EXITS))


def profiles(language: Language) -> str:
    """The profiles, and the hosts that they are the default of."""
    rows = (
        (
            f"`{one.id}`",
            plain(one.title[language]),
            ", ".join(f"`{host}`" for host in one.hosts) or "–",
        )
        for one in Rulebook().profiles.values()
    )
    header = [word("headers", name, language) for name in ("profile", "meaning", "hosts")]
    return _grid(header, rows)


def action(kind: str) -> dict[str, Any]:
    """The inputs or outputs of the GitHub Action."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))[kind]
    return found


def _inputs(language: Language) -> str:
    rows = (
        (
            f"`{name}`",
            f"`{one['default']}`" if one.get("default") else "–",
            _said("inputs", name, one, language),
        )
        for name, one in action("inputs").items()
    )
    return _rows(language, "input", rows, middle="default")


def _outputs(language: Language) -> str:
    rows = (
        (f"`{name}`", _said("outputs", name, one, language))
        for name, one in action("outputs").items()
    )
    return _rows(language, "output", rows)


def _said(kind: str, name: str, found: Mapping[str, Any], language: Language) -> str:
    return plain(found["description"] if language == "en" else korean(kind, name))


def plain(text: str) -> str:
    """A text that Markdown shows as it is, with options as code."""
    if "`" not in text:
        text = re.sub(r"([\\*_|<])", r"\\\1", text)
        text = _OPTION.sub(r"`\g<0>`", text)
    return " ".join(text.split())


def _rows(
    language: Language, first: str, rows: Iterable[tuple[str, ...]], middle: str | None = None
) -> str:
    names = [first, *([middle] if middle else []), "meaning"]
    return _grid([word("headers", name, language) for name in names], rows)


def _grid(header: Iterable[str], rows: Iterable[tuple[str, ...]]) -> str:
    header = list(header)
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


TABLES: Final[Mapping[str, Callable[[Language], str]]] = {
    "options": options,
    "keys": _keys("keys"),
    "override keys": _keys("overrides"),
    "suppress keys": _keys("suppress"),
    "formats": formats,
    "exits": exits,
    "profiles": profiles,
    "action inputs": _inputs,
    "action outputs": _outputs,
}
