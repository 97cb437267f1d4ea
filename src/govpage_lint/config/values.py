"""Decides what a configuration comes to: frozen values, whose paths lead from where the command runs.

The parts of a page's own choice (profile, rules, levels, options) are kept as the layers said them:
what their names mean is decided where the rules are known.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from govpage_lint.config.errors import ConfigError
from govpage_lint.config.layers import Layer, Merged, Origin, Setting, merge, selecting
from govpage_lint.config.patterns import PathPatterns, address_matches
from govpage_lint.records import dataclass, field

_NO_FILES: Final = PathPatterns()


@dataclass(frozen=True, slots=True)
class Place:
    """Which targets something holds for: files by patterns from a folder, addresses by patterns.

    With neither it holds everywhere; with both it holds for these files and for these addresses.
    """

    folder: Path
    files: PathPatterns = _NO_FILES
    addresses: tuple[str, ...] = ()

    def has(self, path: Path | None, address: str | None) -> bool:
        """Whether a target lies here: a file by its absolute path, a page by its address."""
        if not self.files and not self.addresses:
            return True
        if path is not None and self.files:
            return self.covers(path)
        return bool(address and self.addresses and address_matches(self.addresses, address))

    def covers(self, path: Path, *, folder: bool = False) -> bool:
        """Whether the patterns of files mean a file or folder, given by its absolute path."""
        if path.is_relative_to(self.folder):
            return self.files.matches(path.relative_to(self.folder).as_posix(), folder=folder)
        # A pattern without a slash means that name wherever it is.
        return self.files.anywhere().matches(path.as_posix().lstrip("/"), folder=folder)


@dataclass(frozen=True, slots=True)
class Suppression:
    """An entry of ``[[suppress]]``: findings of these rules, at this place, are known and not told.

    ``rules`` are as they are written: names that no rule has are for the suppressions to tell.
    ``until`` is the last day on which it holds. ``origin`` is where it stands.
    """

    rules: tuple[str, ...]
    reason: str
    place: Place
    selector: str | None
    until: date | None
    origin: Origin


@dataclass(frozen=True, slots=True)
class Selection:
    """What one layer says on which rules run, as it is written; None for select where it is silent."""

    select: tuple[str, ...] | None
    extend: tuple[str, ...]
    ignore: tuple[str, ...]
    layer: Layer


@dataclass(frozen=True, slots=True, eq=False)
class Config:
    """What is in force for a run. Paths are absolute, or as the person typed them in a flag.

    ``merged`` has every value with its origin. ``cache`` is a folder, or whether there is one.
    ``templates`` are template languages by suffix; None where they are found out.
    ``source_map`` has folders or files by the beginnings of addresses.
    """

    merged: Merged
    targets: tuple[str, ...]
    profile: str | None
    lang: Literal["en", "ko"]
    fail_on: Literal["error", "warning", "info", "never"]
    max_warnings: int | None
    unreachable: Literal["error", "warning"]
    formats: tuple[str, ...]
    baseline: Path | None
    source_map: Mapping[str, Path]
    jobs: int | None
    cache: bool | Path
    templates: Mapping[str, str] | None
    suppress: tuple[Suppression, ...]
    rules: tuple[Path, ...]
    include: Place | None
    exclude: tuple[Place, ...]
    force_exclude: bool
    respect_gitignore: bool
    browser: Literal["auto", "always", "never"]
    use_browser: str | None
    axe_source: Path | None
    page_timeout: float
    host_rules: str | None
    neighbours: bool
    pictures: Literal["auto", "always", "never"]
    selections: tuple[Selection, ...] = ()
    levels: Mapping[str, Setting] = field(default_factory=dict)
    options: Mapping[tuple[str, str], Setting] = field(default_factory=dict)

    @property
    def file(self) -> Path | None:
        """The configuration file that speaks last; None where there is none."""
        files = [layer.file for layer in self.merged.layers if layer.file is not None]
        return files[-1] if files else None

    def error(self, key: str, message: str) -> ConfigError:
        """The error for the value of a key, which names the file or flag that it is from."""
        setting = self.merged.settings[(key,)]
        return setting.layer.error(setting.path, message)


def build_config(*layers: Layer) -> Config:
    """The configuration that layers, the strongest last, come to."""
    merged = merge(layers)
    jobs = merged.value("jobs")
    templates = merged.value("templates")
    profile = merged.value("profile")
    return Config(
        merged=merged,
        targets=_targets(merged),
        profile=None if profile == "auto" else profile,
        lang=merged.value("lang"),
        fail_on=merged.value("fail-on"),
        max_warnings=merged.value("max-warnings"),
        unreachable=merged.value("unreachable"),
        formats=_formats(merged),
        baseline=_path(merged, "baseline"),
        source_map={
            str(path[1]): _beside(one)
            for path, one in merged.settings.items()
            if path[0] == "source-map"
        },
        jobs=None if jobs == "auto" else jobs,
        cache=_cache(merged),
        templates=None if templates == "auto" else templates,
        suppress=tuple(_suppression(one) for one in merged.added["suppress"]),
        rules=tuple(_beside(one) for one in merged.added["rules"]),
        include=_patterns(merged.settings.get(("include",))),
        exclude=_exclude(merged),
        force_exclude=merged.value("force-exclude"),
        respect_gitignore=merged.value("respect-gitignore"),
        browser=merged.value("browser"),
        use_browser=merged.value("use-browser"),
        axe_source=_path(merged, "axe-source"),
        page_timeout=float(merged.value("page-timeout")),
        host_rules=merged.value("host-rules"),
        neighbours=merged.value("neighbours"),
        pictures=merged.value("pictures"),
        selections=tuple(_selection(layer) for layer in selecting(merged.layers)),
        levels={str(path[1]): one for path, one in merged.settings.items() if path[0] == "levels"},
        options={
            (str(path[1]), str(path[2])): one
            for path, one in merged.settings.items()
            if path[0] == "options"
        },
    )


def place_of(layer: Layer, values: Mapping[str, Any]) -> Place:
    """Where a table with ``files`` and ``addresses`` holds."""
    files = PathPatterns(tuple(values.get("files", ())))
    return Place(layer.folder, files, tuple(values.get("addresses", ())))


def _selection(layer: Layer) -> Selection:
    values = layer.values
    select = values.get("select")
    return Selection(
        None if select is None else tuple(select),
        tuple(values.get("extend-select", ())),
        (*values.get("ignore", ()), *values.get("extend-ignore", ())),
        layer,
    )


def _patterns(setting: Setting | None) -> Place | None:
    if setting is None:
        return None
    values = [setting.value] if isinstance(setting.value, str) else setting.value
    return Place(_absolute(setting.layer), PathPatterns(tuple(values)))


def _exclude(merged: Merged) -> tuple[Place, ...]:
    """What is passed over; each extension counts from its own file's folder."""
    first = _patterns(merged.settings.get(("exclude",)))
    more: dict[Path, tuple[str, ...]] = {}
    for setting in merged.added["extend-exclude"]:
        folder = _absolute(setting.layer)
        more[folder] = (*more.get(folder, ()), setting.value)
    rest = (Place(folder, PathPatterns(lines)) for folder, lines in more.items())
    return (*((first,) if first is not None else ()), *rest)


def _absolute(layer: Layer) -> Path:
    # What is said in a flag or a variable counts from where the command runs.
    return layer.folder if layer.file is not None else Path.cwd()


def _suppression(setting: Setting) -> Suppression:
    values: Mapping[str, Any] = setting.value
    until = values.get("until")
    return Suppression(
        rules=tuple(values["rules"]),
        reason=values["reason"],
        place=place_of(setting.layer, values),
        selector=values.get("selector"),
        until=date.fromisoformat(until) if isinstance(until, str) else until,
        origin=setting.origin,
    )


def _targets(merged: Merged) -> tuple[str, ...]:
    """What is checked where nothing is named; paths as a person in the working directory types them."""
    setting = merged.settings.get(("targets",))
    if setting is None:
        return ()
    return tuple(
        name if "://" in name or name == "-" else _from_here(setting.layer.folder, name)
        for name in setting.value
    )


def _from_here(folder: Path, name: str) -> str:
    path = Path(os.path.abspath(folder / name))  # noqa: PTH100
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def _formats(merged: Merged) -> tuple[str, ...]:
    """The reports as FORMAT or FORMAT=PATH; paths from where they are written."""
    setting = merged.settings[("format",)]
    found = []
    for text in setting.value:
        name, equals, path = text.partition("=")
        found.append(f"{name}={setting.layer.folder / path}" if equals and path else text)
    return tuple(found)


def _cache(merged: Merged) -> bool | Path:
    value = merged.value("cache")
    return value if isinstance(value, bool) else _beside(merged.settings[("cache",)])


def _path(merged: Merged, key: str) -> Path | None:
    found = merged.settings.get((key,))
    return None if found is None else _beside(found)


def _beside(setting: Setting) -> Path:
    name: str = setting.value
    return setting.layer.folder / name
