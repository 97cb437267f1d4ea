"""Decides what is in force when several layers speak: the later wins, lists that add up add up.

Each value remembers the layer that it is from, so that errors and ``--show-config`` can say where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, NamedTuple

from govpage_lint.config.errors import ConfigError, KeyPath, dotted
from govpage_lint.records import dataclass, field

type LayerKind = Literal["default", "profile", "file", "variable", "flag"]

# Of these every layer's entries are in force, in the order of the layers.
ADDED: Final = ("overrides", "suppress", "rules", "extend-exclude")
# Of these each entry has its own origin, and a later layer replaces entries of the same name.
TABLES: Final = ("levels", "options", "source-map")
# What these four come to depends on all of them, layer by layer.
SELECTING: Final = ("select", "extend-select", "ignore", "extend-ignore")

DEFAULTS: Final[Mapping[str, Any]] = {
    "force-exclude": False,
    "respect-gitignore": True,
    "templates": "auto",
    "fail-on": "error",
    "unreachable": "error",
    "format": ["text"],
    "lang": "en",
    "jobs": "auto",
    "cache": True,
    "browser": "auto",
    "page-timeout": 30,
    "neighbours": True,
    "pictures": "auto",
}


class Origin(NamedTuple):
    """Where a value is from: the kind of layer, its name (a path, a variable, a flag), key and line."""

    kind: LayerKind
    name: str
    key: str = ""
    line: int | None = None

    def __str__(self) -> str:
        if self.kind == "file":
            line = f":{self.line}" if self.line is not None else ""
            return f"{self.name}{line}: {self.key}"
        return self.name


@dataclass(frozen=True, slots=True)
class Layer:
    """One voice: the values by their top-level keys, shaped as the schema says.

    ``folder`` is what paths and patterns count from. ``inside`` is where the values lie in the file,
    such as an override. ``names`` are the flags or variables by key.
    """

    kind: LayerKind
    values: Mapping[str, Any]
    folder: Path = field(default_factory=Path)
    file: Path | None = None
    text: str = field(default="", repr=False)
    inside: KeyPath = ()
    names: Mapping[str, str] = field(default_factory=dict)

    def origin(self, path: KeyPath) -> Origin:
        """Where the value at a path below this layer is from."""
        if self.file is None:
            name = self.names.get(str(path[0]), "") if path else ""
            return Origin(self.kind, name or self.kind, dotted(path))
        # Only errors and who asks for origins read the text of a file for its lines.
        from govpage_lint.config.lines import line_of

        shown = tuple(part for part in self.inside if part not in ("tool", "govpage-lint"))
        line = line_of(self.text, (*self.inside, *path))
        return Origin(self.kind, str(self.file), dotted((*shown, *path)), line)

    def error(self, path: KeyPath, message: str) -> ConfigError:
        """The error for the value at a path."""
        return ConfigError(f"{self.origin(path)}: {message}")

    def part(self, *path: str | int) -> Layer:
        """The layer of a table in this one."""
        values: Any = self.values
        for step in path:
            values = values[step]
        inside = (*self.inside, *path)
        return Layer(self.kind, values, self.folder, self.file, self.text, inside, self.names)


class Setting(NamedTuple):
    """A value in force, and the layer and path that it is from."""

    value: Any
    layer: Layer
    path: KeyPath

    @property
    def origin(self) -> Origin:
        """Where it is from."""
        return self.layer.origin(self.path)


@dataclass(frozen=True, slots=True)
class Merged:
    """What layers come to: settings by key, those of tables by key and name, those that add up as lists."""

    layers: tuple[Layer, ...]
    settings: Mapping[KeyPath, Setting]
    added: Mapping[str, tuple[Setting, ...]]

    def value(self, key: str) -> Any:
        """The value of a key that one layer decides; None where none has it."""
        found = self.settings.get((key,))
        return None if found is None else found.value

    def table(self, key: str) -> dict[str, Any]:
        """The entries of a table, by name."""
        return {str(path[1]): one.value for path, one in self.settings.items() if path[0] == key}


def default_layer() -> Layer:
    """What holds where nobody says anything."""
    return Layer("default", DEFAULTS)


def merge(layers: Iterable[Layer]) -> Merged:
    """Lay later layers over earlier ones."""
    layers = tuple(layers)
    settings: dict[KeyPath, Setting] = {}
    added: dict[str, list[Setting]] = {key: [] for key in ADDED}
    for layer in layers:
        for key, value in layer.values.items():
            if key in added:
                added[key] += (Setting(one, layer, (key, n)) for n, one in enumerate(value))
            elif key not in SELECTING and key != "extend":
                settings.update((one.path, one) for one in _entries(layer, key, value))
    return Merged(layers, settings, {key: tuple(found) for key, found in added.items()})


def _entries(layer: Layer, key: str, value: Any) -> Iterator[Setting]:
    if key not in TABLES:
        yield Setting(value, layer, (key,))
        return
    for name, inner in value.items():
        if key == "options":
            for option, one in inner.items():
                yield Setting(one, layer, (key, name, option))
        else:
            yield Setting(inner, layer, (key, name))


def selecting(layers: Sequence[Layer]) -> Iterator[Layer]:
    """The layers that say anything on which rules run."""
    return (layer for layer in layers if any(key in layer.values for key in SELECTING))
