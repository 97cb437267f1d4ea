"""Decides what a configuration file says: found upwards from a folder, checked by its schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from govpage_lint.rulebook.loading import read_toml
from govpage_lint.rulebook.model import RuleError

FILE_NAME: Final = "govpage-lint.toml"
_TABLE: Final = "govpage-lint"


class ConfigError(Exception):
    """A configuration that cannot be used: one line that names the file, the key and the remedy."""


@dataclass(frozen=True, slots=True)
class Config:
    """What the file says; None or empty where it is silent. Paths are absolute.

    ``rules`` are files or folders of house rules, ``levels`` levels by rule id.
    """

    file: Path | None = None
    profile: str | None = None
    lang: str | None = None
    fail_on: str | None = None
    browser: str | None = None
    pictures: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    rules: tuple[Path, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    axe_source: Path | None = None


def find_config(folder: Path) -> Path | None:
    """The nearest ``govpage-lint.toml``, or ``pyproject.toml`` with our table, at or above a folder."""
    for place in (folder, *folder.parents):
        own = place / FILE_NAME
        if own.is_file():
            return own
        project = place / "pyproject.toml"
        # Looking for the table's name first saves parsing the projects of others.
        if (
            project.is_file()
            and f"tool.{_TABLE}".encode() in _bytes(project)
            and _table(project) is not None
        ):
            return project
    return None


def load_config(file: Path) -> Config:
    """The configuration in a file. Raises ConfigError."""
    try:
        data = _table(file) if file.name == "pyproject.toml" else read_toml(file)
        if data is None:
            raise ConfigError(f"{file}: has no table [tool.{_TABLE}]")
        # Only who has a configuration pays for the import of jsonschema.
        from govpage_lint.rulebook.validation import validate

        validate(data, "config", file)
    except RuleError as error:
        raise ConfigError(str(error)) from error
    base = file.parent
    select = data.get("select")
    axe = data.get("axe-source")
    return Config(
        file=file,
        profile=data.get("profile"),
        lang=data.get("lang"),
        fail_on=data.get("fail-on"),
        browser=data.get("browser"),
        pictures=data.get("pictures"),
        select=None if select is None else tuple(select),
        ignore=tuple(data.get("ignore", ())),
        rules=_paths(base, data.get("rules", ())),
        levels=data.get("levels", {}),
        axe_source=None if axe is None else base / axe,
    )


def _paths(base: Path, names: Iterable[str]) -> tuple[Path, ...]:
    return tuple(base / name for name in names)


def _table(project: Path) -> dict[str, Any] | None:
    try:
        found = read_toml(project).get("tool", {}).get(_TABLE)
    except RuleError as error:
        raise ConfigError(str(error)) from error
    return found if isinstance(found, dict) else None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""
