"""Which browser and which driver will be used, without starting either.

An environment variable that names one wins, then what is installed. A driver that does not fit the
browser is passed over for one that does; with none, Selenium Manager may bring one at the start.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from govpage_lint.browser.errors import BrowserUnavailable
from govpage_lint.browser.families import FAMILIES, BrowserName, Family, family, install_hint
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_VERSION = regex(r"\d+(?:\.\d+)+")
_VERSION_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class BrowserChoice:
    """A browser that can be started, and its driver.

    `binary` is None when Selenium Manager is to bring the browser too, `driver` is None when it is
    to bring the driver. The versions are None when they were not asked for or could not be told.
    `note` says what else a person should know about the choice; it may be empty.
    """

    name: BrowserName
    binary: Path | None
    driver: Path | None
    version: str | None
    driver_version: str | None
    note: str

    @property
    def fits(self) -> bool | None:
        """Whether the versions of browser and driver belong together; None if that is unknown.

        Chromium's driver must have the major version of its browser; geckodriver counts its own.
        """
        if self.name == "firefox" or self.version is None or self.driver_version is None:
            return None
        return _major(self.version) == _major(self.driver_version)


def find_browser(
    preferred: str | None,
    *,
    binary: Path | None = None,
    versions: bool = True,
    download: bool = False,
    environ: Mapping[str, str] | None = None,
) -> BrowserChoice:
    """The browser to use: `preferred` or, for None, the first of those that can be driven.

    `binary` is a browser's program the person named. `versions` runs both programs with
    `--version` (a quarter of a second) and leaves out a driver that does not fit. `download`
    allows a choice without any installed browser, which Selenium Manager then brings.

    Raises BrowserUnavailable, with a hint what to install, and ValueError for an unknown name.
    """
    environ = os.environ if environ is None else environ
    notes: list[str] = []
    if binary is not None:
        found: tuple[Family, Path] | None = _named(binary, preferred)
    else:
        wanted = FAMILIES if preferred is None else (family(preferred),)
        found = next(_installed(wanted, environ, notes), None)
    if found is None:
        if not download:
            raise _unavailable(preferred, environ)
        chosen = family(preferred or "chrome")
        notes.append(f"No browser is installed; Selenium Manager is to bring {chosen.title}.")
        return BrowserChoice(chosen.name, None, None, None, None, " ".join(notes))
    return _with_driver(*found, environ, versions, notes)


def _named(binary: Path, preferred: str | None) -> tuple[Family, Path]:
    if not _is_program(binary):
        raise BrowserUnavailable(
            "binary-missing", f"There is no program {binary} to use as the browser."
        )
    return (family(preferred) if preferred else _guess(binary)), binary


def _guess(binary: Path) -> Family:
    """The family of a program, by its name; anything unknown is taken for a Chromium."""
    name = binary.name.lower()
    for mark, known in (("firefox", "firefox"), ("edge", "edge"), ("chromium", "chromium")):
        if mark in name:
            return family(known)
    return family("chrome" if "chrome" in name else "chromium")


def _installed(
    wanted: Iterable[Family], environ: Mapping[str, str], notes: list[str]
) -> Iterator[tuple[Family, Path]]:
    """Every wanted browser that is there, those from the environment first."""
    wanted = tuple(wanted)
    seen: set[str] = set()
    for candidate in wanted:
        for variable in candidate.binary_variables:
            value = environ.get(variable)
            if not value or variable in seen:
                continue
            seen.add(variable)
            path = Path(value)
            if not _is_program(path):
                notes.append(f"{variable} names {value}, which is no program.")
            elif _guess(path) in wanted:
                yield _guess(path), path
    for candidate in wanted:
        yield from ((candidate, path) for path in _places(candidate, environ))


def _places(candidate: Family, environ: Mapping[str, str]) -> Iterator[Path]:
    for name in candidate.programs:
        found = _on_path(name, environ)
        if found:
            yield found
    roots: list[Path] = []
    if sys.platform == "darwin":
        roots = [Path("/Applications"), Path.home() / "Applications"]
    elif sys.platform == "win32":
        names = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        roots = [Path(environ[name]) for name in names if environ.get(name)]
    below = candidate.mac if sys.platform == "darwin" else candidate.windows
    for root in roots:
        yield from (root / place for place in below if _is_program(root / place))


def _with_driver(
    chosen: Family, binary: Path, environ: Mapping[str, str], versions: bool, notes: list[str]
) -> BrowserChoice:
    version = program_version(binary) if versions else None
    misfits: list[tuple[Path, str]] = []
    for driver in _drivers(chosen, binary, environ):
        driver_version = program_version(driver) if versions else None
        choice = BrowserChoice(
            chosen.name, binary, driver, version, driver_version, " ".join(notes)
        )
        if choice.fits is not False:
            return choice
        misfits.append((driver, driver_version or "?"))
    for driver, driver_version in misfits:
        notes.append(
            f"{driver} is version {driver_version} and does not fit"
            f" {chosen.title} {version}; one of version {_major(version or '')} is needed."
        )
    notes.append(f"Without a fitting {chosen.driver}, Selenium Manager is asked to bring one.")
    return BrowserChoice(chosen.name, binary, None, version, None, " ".join(notes))


def _drivers(chosen: Family, binary: Path, environ: Mapping[str, str]) -> Iterator[Path]:
    """Every driver for the browser that is there, best first, each once."""
    file_name = chosen.driver + (".exe" if sys.platform == "win32" else "")
    places = [Path(environ[name]) for name in chosen.driver_variables if environ.get(name)]
    places += [
        Path(environ[name], file_name) for name in chosen.driver_folders if environ.get(name)
    ]
    on_path = _on_path(chosen.driver, environ)
    places += [on_path] if on_path else []
    places += [binary.resolve().parent / file_name, *map(Path, chosen.driver_places)]
    seen: set[Path] = set()
    for place in places:
        if _is_program(place) and place.resolve() not in seen:
            seen.add(place.resolve())
            yield place


def program_version(program: Path) -> str | None:
    """The version a browser or driver says it has, such as "126.0.6478.114"; None if it does not.

    On Windows a browser asked for its version would open a window: the name of the folder beside
    it tells.
    """
    if sys.platform == "win32" and "driver" not in program.name.lower():
        names = [each.name for each in program.parent.iterdir() if _VERSION.fullmatch(each.name)]
        return max(names, key=lambda name: [int(part) for part in name.split(".")], default=None)
    import subprocess

    try:
        ran = subprocess.run(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_VERSION_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(ran.stdout.decode("utf-8", "replace"))
    return found.group() if found else None


def _unavailable(preferred: str | None, environ: Mapping[str, str]) -> BrowserUnavailable:
    if preferred is None:
        return BrowserUnavailable(
            "no-browser",
            "No Chromium, Chrome, Edge or Firefox is installed.",
            hint=install_hint("chromium"),
        )
    chosen = family(preferred)
    message = f"{chosen.title} is not installed."
    others = {found.name: path for found, path in _installed(FAMILIES, environ, [])}
    if others:
        name, path = next(iter(others.items()))
        message += f" {family(name).title} is, at {path}."
    return BrowserUnavailable("no-browser", message, hint=install_hint(chosen.name))


def _on_path(name: str, environ: Mapping[str, str]) -> Path | None:
    from shutil import which

    found = which(name, path=environ.get("PATH", ""))
    return Path(found) if found else None


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)


def _major(version: str) -> str:
    return version.split(".", 1)[0]
