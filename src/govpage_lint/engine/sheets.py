"""Decides which linked style sheets a source document may read: local files beside the page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from govpage_lint.document.encoding import decode
from govpage_lint.engine.localfiles import LocalFiles, Witness

_MAX_BYTES: Final = 5_000_000


def sheet_loader(
    page: Path | None, root: Path, witness: Witness | None = None
) -> Callable[[str], str | None]:
    """A function that reads a sheet by the address a page gives it; None for what is out of reach
    (see ``LocalFiles``)."""
    if page is None:
        return lambda address: None
    files = LocalFiles(page, root, witness)

    def load(address: str) -> str | None:
        file = files.find(address)
        try:
            if file is None or file.stat().st_size > _MAX_BYTES:
                return None
            return decode(file.read_bytes())[0]
        except OSError:
            return None

    return load
