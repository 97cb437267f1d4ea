"""Decides which local files the address in a page leads to: those beside the page, and no others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit


class Witness(Protocol):
    """Who wants to know which files are asked for."""

    def asked(self, path: Path) -> None:
        """A path is tried, and what is there may be read."""


class LocalFiles:
    """What a page in a file may read of the files around it.

    Addresses count from the page's folder, or from ``root`` when they begin with a slash. Nothing
    outside ``root`` and the page's folder is found. A ``witness`` is told of every path that is tried.
    """

    def __init__(self, page: Path, root: Path, witness: Witness | None = None) -> None:
        folder, root = page.resolve().parent, root.resolve()
        self._folder = folder
        self._witness = witness
        self._bounds = (folder, root) if folder.is_relative_to(root) else (folder,)
        # As texts: a path is asked for its place several times for each address of a page.
        texts = [os.path.normcase(bound) for bound in self._bounds]
        self._limits = [(text, f"{text.rstrip(os.sep)}{os.sep}") for text in texts]

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
            found = self._resolved(start / path.lstrip("/"))
            if not self._within(found):
                return None
            if found.is_dir():
                inside = (self._resolved(found / name) for name in indexes)
                found = next((file for file in inside if file.is_file()), found)
            return found if found.is_file() and self._within(found) else None
        except (OSError, ValueError):
            return None

    def _resolved(self, path: Path) -> Path:
        if self._witness is not None:
            self._witness.asked(path)
        return path.resolve()

    def _within(self, file: Path) -> bool:
        path = os.path.normcase(file)
        return any(path == bound or path.startswith(inside) for bound, inside in self._limits)
