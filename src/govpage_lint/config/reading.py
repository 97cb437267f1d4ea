"""Decides which configuration file holds for a folder, and reads it with those that it builds on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from govpage_lint.config.errors import ConfigError, KeyPath
from govpage_lint.config.layers import Layer

FILE_NAME: Final = "govpage-lint.toml"
PROJECT_NAME: Final = "pyproject.toml"
TABLE: Final = ("tool", "govpage-lint")
_MAX_BYTES: Final = 1_000_000
_MAX_EXTENDED: Final = 20


def find_config(folder: Path) -> Path | None:
    """The nearest ``govpage-lint.toml``, or ``pyproject.toml`` with our table, at or above a folder."""
    for place in (folder, *folder.parents):
        found = config_in(place)
        if found is not None:
            return found
    return None


def config_in(folder: Path) -> Path | None:
    """The configuration file that lies in a folder itself."""
    own = folder / FILE_NAME
    if own.is_file():
        return own
    project = folder / PROJECT_NAME
    # Looking for our name first saves parsing the projects of others.
    if project.is_file() and b"govpage-lint" in _bytes(project):
        return project if _table(_parsed(project, _text(project))) is not None else None
    return None


def read_config(file: Path) -> tuple[Layer, ...]:
    """The layers of a file: those that it builds on first, itself last. Raises ConfigError."""
    layers: list[Layer] = []
    seen: list[Path] = []
    next_file: Path | None = file
    while next_file is not None:
        layer = _read_one(next_file)
        seen.append(next_file)
        layers.append(layer)
        extended = layer.values.get("extend")
        if extended is None:
            break
        next_file = (layer.folder / Path(extended).expanduser()).resolve()
        if next_file in [one.resolve() for one in seen]:
            raise layer.error(("extend",), f"{extended} builds on this file, round in a circle")
        if len(seen) >= _MAX_EXTENDED:
            raise layer.error(("extend",), f"more than {_MAX_EXTENDED} files build on each other")
        if not next_file.is_file():
            raise layer.error(("extend",), f"{extended}: no such file")
    return tuple(reversed(layers))


def read_inline(text: str) -> Layer:
    """The layer of ``--config 'key = value'``. Raises ConfigError."""
    import tomllib

    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(
            f"--config: {text[:80]}: neither a file that is there nor TOML such as 'lang = \"ko\"': {error}"
        ) from error
    layer = Layer("flag", values, names=dict.fromkeys(values, f"--config '{text[:80]}'"))
    check_shape(layer)
    if "extend" in values:
        raise ConfigError("--config: extend belongs in a file; name that file instead")
    return layer


def check_shape(layer: Layer) -> None:
    """Raises ConfigError for the first value of a layer that the schema does not allow."""
    # Imported here: who has no configuration does not read its schema.
    from govpage_lint.config.shape import first_fault

    fault = first_fault(layer.values)
    if fault is not None:
        raise layer.error(fault.path, fault.message)


def _read_one(file: Path) -> Layer:
    text = _text(file)
    data: Mapping[str, Any] = _parsed(file, text)
    inside: KeyPath = ()
    if file.name == PROJECT_NAME:
        table = _table(data)
        if table is None:
            raise ConfigError(f"{file}: has no table [tool.govpage-lint]")
        data, inside = table, TABLE
    layer = Layer("file", data, file.parent, file, text, inside)
    check_shape(layer)
    return layer


def _text(file: Path) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(_MAX_BYTES + 1)
    except OSError as error:
        raise ConfigError(f"{file}: cannot be read: {error.strerror or error}") from error
    if len(data) > _MAX_BYTES:
        raise ConfigError(f"{file}: is larger than {_MAX_BYTES:,} bytes")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{file}:{line}: is not UTF-8") from error


def _parsed(file: Path, text: str) -> dict[str, Any]:
    # Many runs have no configuration to read.
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column \d+\)", str(error))
        line = f":{place[1]}" if place else ""
        raise ConfigError(f"{file}{line}: is not valid TOML: {error}") from error
    except RecursionError as error:
        raise ConfigError(f"{file}: is nested too deep") from error


def _table(data: Mapping[str, Any]) -> dict[str, Any] | None:
    found: Any = data
    for name in TABLE:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, dict) else None


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(_MAX_BYTES + 1)
    except OSError:
        return b""
