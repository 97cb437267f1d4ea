"""Decides what a person means by a target: an address, a file, a folder, a glob or standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal, Protocol

from govpage_lint.problems import Problem
from govpage_lint.records import dataclass

PAGE_SUFFIXES: Final = frozenset((".html", ".htm", ".xhtml"))
# Of these there are pages with template code in them, and parts of pages.
TEMPLATE_SUFFIXES: Final = frozenset(
    """.jsp .jspf .jspx .tag .tagx .php .phtml .jinja .jinja2 .j2 .njk .nunjucks .twig .liquid .erb
    .rhtml .ejs .hbs .handlebars .mustache .cshtml .vue .svelte""".split()
)
# In folders where there is other code, too, only these stand for pages.
_MAYBE_CODE: Final = {".php": "</", ".tag": "<%", ".erb": "<"}
_SNIFFED: Final = 200_000
_SKIPPED_FOLDERS: Final = frozenset(("node_modules", "__pycache__", "venv", "site-packages"))
_MAX_LIST_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """One page to check. ``name`` is what reports call it; ``path`` is set for files.

    ``address`` is where a page of the web is opened, when it is not where its name says.
    """

    kind: Literal["url", "file", "stdin"]
    name: str
    path: Path | None = None
    address: str | None = None

    @property
    def place(self) -> str:
        """Where a page of the web is opened."""
        return self.address or self.name


@dataclass(frozen=True, slots=True)
class MissingTarget:
    """Something asked for that is not there: a target that could not be checked, and why."""

    name: str
    error: Problem


class Sieve(Protocol):
    """What a person has configured on which files are looked at."""

    def drops(self, path: Path, *, folder: bool = False) -> bool:
        """Whether a file or folder that was found in a folder or by a glob is passed over."""

    def refuses(self, path: Path) -> bool:
        """Whether a file is passed over though it was named."""

    def includes(self, path: Path) -> bool | None:
        """Whether a file in a folder is a page; None where its suffix tells."""


class _All:
    """Nothing is passed over."""

    def drops(self, path: Path, *, folder: bool = False) -> bool:
        return False

    def refuses(self, path: Path) -> bool:
        return False

    def includes(self, path: Path) -> bool | None:
        return None


_ALL: Final = _All()


def expand(targets: Iterable[str], sieve: Sieve = _ALL) -> Iterator[Target | MissingTarget]:
    """The pages behind the targets, each once, in the order given; folders in order of name."""
    seen: set[str] = set()
    for text in targets:
        for target in _expand_one(text, sieve):
            if target.name not in seen:
                seen.add(target.name)
                yield target


def _expand_one(text: str, sieve: Sieve) -> Iterator[Target | MissingTarget]:
    if text == "-":
        yield Target("stdin", "-")
        return
    if "://" in text:
        scheme = text.partition("://")[0].lower()
        if scheme not in ("http", "https"):
            words = f"addresses of kind {scheme}: are not opened; use http or https, or a path"
            yield MissingTarget(text, Problem("scheme-target", words, scheme=scheme))
            return
        yield Target("url", text)
        return
    path = Path(text)
    try:
        if path.is_dir():
            yield from _pages_in(path, sieve)
        elif path.exists():
            if not sieve.refuses(path):
                yield Target("file", text, path)
        elif any(character in text for character in "*?["):
            yield from _globbed(text, sieve)
        else:
            yield MissingTarget(text, _missing(text))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        problem = Problem("not-opened", f"cannot be opened: {reason}", reason=reason)
        yield MissingTarget(text, problem)


def _missing(text: str) -> Problem:
    looks_like_host = (
        "." in text.split("/")[0]
        and not text.startswith((".", "/"))
        and Path(text).suffix.lower() not in PAGE_SUFFIXES
    )
    if looks_like_host:
        words = f"no such file or folder; for an address write https://{text}"
        return Problem("missing-target", words, hint=f" (주소라면 https://{text})")
    return Problem("missing-target", "no such file or folder", hint="")


def _pages_in(folder: Path, sieve: Sieve) -> Iterator[Target | MissingTarget]:
    found = False
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if name not in _SKIPPED_FOLDERS
            and not name.startswith(".")
            and not sieve.drops(Path(parent, name), folder=True)
        )
        for name in sorted(files):
            path = Path(parent, name)
            page = sieve.includes(path)
            if page is None:
                page = _looks_like_a_page(path)
            if page and not sieve.drops(path):
                found = True
                yield Target("file", str(path), path)
    if not found:
        words = "the folder holds no pages (*.html, *.htm, *.xhtml) and no templates of pages"
        yield MissingTarget(str(folder), Problem("no-pages", words))


def _looks_like_a_page(path: Path) -> bool:
    suffix = path.suffix.lower()
    return suffix in PAGE_SUFFIXES or (suffix in TEMPLATE_SUFFIXES and _is_markup(path))


def _is_markup(path: Path) -> bool:
    """Whether a file of a template's suffix has markup: a .php may be a program, a .j2 a config."""
    inner = Path(path.stem).suffix.lower()
    if inner and inner not in PAGE_SUFFIXES and inner in _OTHER_TEXTS:
        return False
    sign = _MAYBE_CODE.get(path.suffix.lower())
    if sign is None:
        return True
    try:
        with path.open("rb") as file:
            return sign.encode() in file.read(_SNIFFED)
    except OSError:
        # It is told as a page that can't be read.
        return True


# app.js.erb, site.conf.j2: what is made of them is no page.
_OTHER_TEXTS: Final = frozenset(
    """.js .json .css .scss .txt .text .xml .atom .rss .csv .yml .yaml .conf .cfg .ini .sh .py .sql .md
    .toml .env .service .svg .builder .rsb .api .pdf""".split()
)


def _globbed(pattern: str, sieve: Sieve) -> Iterator[Target | MissingTarget]:
    # Not Path.glob: a pattern may begin anywhere, at a root or a parent folder.
    paths = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207
    files = [path for path in paths if Path(path).is_file()]
    if not files:
        yield MissingTarget(pattern, Problem("no-match", "the pattern matches no file"))
    for path in files:
        if not sieve.drops(Path(path)):
            yield Target("file", path, Path(path))


def read_list(text: str) -> list[str]:
    """The targets of a list, one a line; blank lines and lines that begin with # are passed over."""
    lines = (line.strip() for line in text.removeprefix("\ufeff").splitlines())
    return [line for line in lines if line and not line.startswith("#")]
