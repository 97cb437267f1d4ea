"""Decides which linked style sheets a source document may read: local files beside the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit

from govpage_lint.document.encoding import decode

_MAX_BYTES: Final = 5_000_000


def sheet_loader(page: Path | None, root: Path) -> Callable[[str], str | None]:
    """A function that reads a sheet by the address a page gives it; None for what is out of reach.

    Addresses count from the page's folder, or from ``root`` when they begin with a slash. Nothing
    outside ``root`` and the page's folder is read.
    """
    if page is None:
        return lambda address: None
    folder = page.resolve().parent
    root = root.resolve()
    bounds = (folder, root) if folder.is_relative_to(root) else (folder,)

    def load(address: str) -> str | None:
        try:
            parts = urlsplit(address)
            if parts.scheme or parts.netloc or not parts.path:
                return None
            path = unquote(parts.path)
            file = (
                (bounds[-1] / path.lstrip("/")) if path.startswith("/") else folder / path
            ).resolve()
            if not any(file.is_relative_to(bound) for bound in bounds) or not file.is_file():
                return None
            if file.stat().st_size > _MAX_BYTES:
                return None
            return decode(file.read_bytes())[0]
        except (OSError, ValueError):
            return None

    return load
