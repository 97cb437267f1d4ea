"""Which axe-core will run: the one that axe-selenium-python carries, or a file of the person's."""

from pathlib import Path

from govpage_lint.browser.errors import AxeError
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_HEADER = regex(r"/\*!\s*axe v(\d+\.\d+\.\d+[\w.-]*)")
_ASSIGNED = regex(r"\baxe\.version\s*=\s*[\"'](\d+\.\d+\.\d+[\w.-]*)[\"']")
_HEAD_BYTES = 400
_MAX_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class AxeSource:
    """The text of an axe-core and the version that it says it has."""

    path: Path
    version: str
    text: str


def bundled_axe() -> Path | None:
    """Where the axe of axe-selenium-python lies; None when the package is not installed."""
    from importlib.util import find_spec

    package = find_spec("axe_selenium_python")
    for place in (package and package.submodule_search_locations) or ():
        file = Path(place, "node_modules", "axe-core", "axe.min.js")
        if file.is_file():
            return file
    return None


def axe_version(source: Path | None = None) -> str | None:
    """The version of an axe file (None: the bundled one), from its first bytes.

    None when there is no such file, or it does not begin as axe does.
    """
    path = source or bundled_axe()
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return None
    found = _HEADER.search(head)
    return found.group(1) if found else None


def read_axe(source: Path | None = None) -> AxeSource:
    """The axe to run. Raises AxeError when the file cannot be read or is not axe-core."""
    path = source or bundled_axe()
    if path is None:
        raise AxeError(
            "axe-missing", "axe-selenium-python, which carries axe-core, is not installed."
        )
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise AxeError("axe-source", f"{path} is not axe-core: it is too large.", path=path)
        text = path.read_text("utf-8-sig")
    except OSError as error:
        reason = error.strerror or str(error)
        raise AxeError("axe-source", f"{path} cannot be read: {reason}.", path=path) from error
    except UnicodeDecodeError as error:
        raise AxeError(
            "axe-source", f"{path} is not axe-core: it is not UTF-8 text.", path=path
        ) from error
    found = _HEADER.search(text[:_HEAD_BYTES]) or _ASSIGNED.search(text)
    if found is None:
        raise AxeError(
            "axe-source", f"{path} is not axe-core: it does not say a version of axe.", path=path
        )
    return AxeSource(path, found.group(1), text)
