"""Decides which file of a repository a finding belongs to, for formats that annotate files."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from govpage_lint.findings import Location, PageResult
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.reports.view import View

_ADDRESS: Final = regex(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_INDEX: Final = "index.html"


@dataclass(frozen=True, slots=True)
class Place:
    """A file, named from the root of the repository with ``/``.

    ``is_anchor`` says that the page has no file there, and this one only stands for it.
    """

    path: str
    is_anchor: bool = False


class Places:
    """The files of pages, under a view."""

    def __init__(self, view: View) -> None:
        self._root = (view.root or Path.cwd()).absolute()
        self._folder = (view.folder or Path.cwd()).absolute()
        # The longest beginning wins.
        self._map = sorted(view.source_map, key=lambda pair: -len(pair[0]))
        self._anchor = Place(view.anchor, is_anchor=True)
        self._known: dict[tuple[str, str | None], Place] = {}

    def of(self, page: PageResult) -> Place:
        """The file of a page, or the anchor."""
        key = (page.target, page.url)
        if key not in self._known:
            self._known[key] = self._find(page)
        return self._known[key]

    def region(self, page: PageResult, location: Location | None) -> Location | None:
        """The location, where it is one of the page's own file."""
        return None if self.of(page).is_anchor else location

    def _find(self, page: PageResult) -> Place:
        if page.target == "-":
            return self._anchor
        if page.url is None and not _ADDRESS.match(page.target):
            return self._file(page.target)
        return self._mapped(page.target) or self._mapped(page.url or "") or self._anchor

    def _file(self, target: str) -> Place:
        path = Path(os.path.normpath(self._folder / target.replace("\\", os.sep)))
        if not path.is_relative_to(self._root):
            return self._anchor
        name = path.relative_to(self._root).as_posix()
        return self._anchor if name == "." else Place(name)

    def _mapped(self, address: str) -> Place | None:
        for start, folder in self._map:
            if address.startswith(start):
                parts = urlsplit(address[len(start) :])
                return self._mapped_file(folder, unquote(parts.path))
        return None

    def _mapped_file(self, folder: str, rest: str) -> Place | None:
        """The file that a web server would take for the rest of an address.

        An address may name anything, so nothing outside the folder is taken.
        """
        base = os.path.normpath(folder).replace(os.sep, "/")
        names = [name for name in rest.split("/") if name not in ("", ".")]
        if ".." in names or "\0" in rest or base.startswith(("..", "/")):
            return None
        path = "/".join((*([] if base == "." else [base]), *names))
        if rest.endswith("/") or not names:
            return Place(f"{path}/{_INDEX}".lstrip("/"))
        if "." not in names[-1]:
            for candidate in (f"{path}.html", f"{path}/{_INDEX}"):
                if (self._root / candidate).is_file():
                    return Place(candidate)
        return Place(path)
