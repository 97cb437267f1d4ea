"""Decides which local files the address in a page leads to: those beside the page, and no others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit


class LocalFiles:
    """What a page in a file may read of the files around it.

    Addresses count from the page's folder, or from ``root`` when they begin with a slash. Nothing
    outside ``root`` and the page's folder is found.
    """

    def __init__(self, page: Path, root: Path) -> None:
        folder, root = page.resolve().parent, root.resolve()
        self._folder = folder
        self._bounds = (folder, root) if folder.is_relative_to(root) else (folder,)

    def find(self, address: str, *, indexes: Iterable[str] = ()) -> Path | None:
        """The file at an address; None for what is out of reach or is no file.

        ``indexes`` are the names of the file that a folder stands for, the likeliest first.
        """
        try:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                return None
            path = unquote(parts.path)
            start = self._bounds[-1] if path.startswith("/") else self._folder
            found = (start / path.lstrip("/")).resolve()
            if not self._within(found):
                return None
            if found.is_dir():
                inside = ((found / name).resolve() for name in indexes)
                found = next((file for file in inside if file.is_file()), found)
            return found if found.is_file() and self._within(found) else None
        except (OSError, ValueError):
            return None

    def _within(self, file: Path) -> bool:
        return any(file.is_relative_to(bound) for bound in self._bounds)
