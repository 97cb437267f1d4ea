"""Decides which layers speak for a target: the nearest file's, its overrides, then variables and flags.

Each file is under the configuration nearest to it, as with ruff; addresses and standard input are
under that of the working directory. What concerns a whole run (its language, reports, exit code) is
said by the configuration of the working directory, or, where it has none, by that of the folder
that all targets lie in.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from govpage_lint.config.layers import Layer, default_layer
from govpage_lint.config.reading import config_in, read_config
from govpage_lint.config.values import Config, Place, build_config, place_of
from govpage_lint.records import dataclass, field

_PLACE_KEYS = ("files", "addresses")


@dataclass(frozen=True, slots=True)
class Override:
    """An entry of ``[[overrides]]``: where it holds, and what it says."""

    place: Place
    layer: Layer


@dataclass(slots=True)
class Stack:
    """The layers of a run. ``file`` is the one that ``--config`` names; then no other is looked for.

    ``upper`` are the layers over all files: variables and flags. Everything is read once; plain data
    that can be pickled.
    """

    start: Path
    file: Path | None = None
    isolated: bool = False
    upper: tuple[Layer, ...] = ()
    _found: dict[Path, Path | None] = field(default_factory=dict)
    _beside: dict[str, Path | None] = field(default_factory=dict)
    _layers: dict[Path | None, tuple[Layer, ...]] = field(default_factory=dict)
    _overrides: dict[Path | None, tuple[Override, ...]] = field(default_factory=dict)
    _configs: dict[tuple[Path | None, tuple[int, ...]], Config] = field(default_factory=dict)

    def file_for(self, folder: Path) -> Path | None:
        """The configuration file of what lies in a folder, given absolutely. Raises ConfigError."""
        if self.file is not None or self.isolated:
            return self.file
        if folder in self._found:
            return self._found[folder]
        missed = []
        found = None
        for place in (folder, *folder.parents):
            if place in self._found:
                found = self._found[place]
                break
            missed.append(place)
            found = config_in(place)
            if found is not None:
                break
        self._found.update(dict.fromkeys(missed, found))
        return found

    def run_file(self, targets: Iterable[Path] = ()) -> Path | None:
        """The file that speaks for the run: the working directory's, else that of all targets."""
        found = self.file_for(self.start)
        folders = [str(path) for path in targets]
        if found is not None or not folders:
            return found
        try:
            return self.file_for(Path(os.path.commonpath(folders)))
        except ValueError:
            # On several drives.
            return None

    def layers(self, file: Path | None) -> tuple[Layer, ...]:
        """The layers of a file, those that it builds on first. Raises ConfigError."""
        if file not in self._layers:
            self._layers[file] = read_config(file) if file is not None else ()
        return self._layers[file]

    def overrides(self, file: Path | None) -> tuple[Override, ...]:
        """The overrides of a file and of those that it builds on, in order. Raises ConfigError."""
        if file not in self._overrides:
            self._overrides[file] = tuple(
                _override(layer, number)
                for layer in self.layers(file)
                for number in range(len(layer.values.get("overrides", ())))
            )
        return self._overrides[file]

    def config(self, file: Path | None, overrides: Sequence[int] = ()) -> Config:
        """What a file comes to with some of its overrides, by their numbers. Raises ConfigError."""
        key = (file, tuple(overrides))
        if key not in self._configs:
            chosen = [self.overrides(file)[number].layer for number in overrides]
            self._configs[key] = build_config(
                default_layer(), *self.layers(file), *chosen, *self.upper
            )
        return self._configs[key]

    def file_beside(self, path: Path) -> Path | None:
        """The configuration file of a file, and of all beside it, as it was named. Raises ConfigError."""
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in self._beside:
            # Not resolved: a link lies where the person sees it.
            self._beside[folder] = self.file_for(Path(os.path.abspath(folder)))  # noqa: PTH100
        return self._beside[folder]

    def config_for(self, path: Path | None, address: str | None) -> Config:
        """What holds for a file, or for an address. Raises ConfigError."""
        file = self.file_beside(path) if path is not None else self.file_for(self.start)
        overrides = self.overrides(file)
        if not overrides:
            return self.config(file)
        if path is not None:
            path = Path(os.path.abspath(path))  # noqa: PTH100
        holding = [n for n, one in enumerate(overrides) if one.place.has(path, address)]
        return self.config(file, holding)


def _override(layer: Layer, number: int) -> Override:
    part = layer.part("overrides", number)
    values = {key: value for key, value in part.values.items() if key not in _PLACE_KEYS}
    inside = Layer(part.kind, values, part.folder, part.file, part.text, part.inside)
    return Override(place_of(layer, part.values), inside)
