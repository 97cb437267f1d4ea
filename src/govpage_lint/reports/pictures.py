"""Decides which pictures of faults a report holds itself, so that they are there wherever it goes.

A saved report may come from anybody and name any file: only what lies within the folders that it was
written beside is read, and only what begins as a PNG.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from govpage_lint.records import dataclass

# In bytes, before they are written as text, which makes a third more of them.
MAX_ONE: Final = 2_000_000
MAX_ALL: Final = 12_000_000
_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_MAX_SIDE: Final = 20_000


@dataclass(frozen=True, slots=True)
class Embedded:
    """A picture as an address that holds it, and its size in pixels."""

    address: str
    width: int
    height: int


class Album:
    """The pictures of one report, up to a size of all; ``folders`` are those that they may lie in,
    absolute. Names that are not absolute are looked for in each of them."""

    def __init__(self, folders: Sequence[Path], most: int = MAX_ALL) -> None:
        self._folders = [os.path.realpath(folder) for folder in folders]
        self._left = most

    def picture(self, name: str) -> Embedded | None:
        """The picture of a name; None where it is not there, not ours to read, none, or too much."""
        for folder in self._folders:
            data = self._read(os.path.join(folder, name))  # noqa: PTH118
            size = _size(data)
            if size is not None and len(data) <= self._most:
                self._left -= len(data)
                text = base64.b64encode(data).decode("ascii")
                return Embedded(f"data:image/png;base64,{text}", *size)
        return None

    @property
    def _most(self) -> int:
        return min(MAX_ONE, self._left)

    def _read(self, name: str) -> bytes:
        """What a file within the folders begins with; nothing of any other."""
        try:
            path = Path(os.path.realpath(name))
            if not any(map(path.is_relative_to, self._folders)) or not path.is_file():
                return b""
            with path.open("rb") as file:
                return file.read(self._most + 1)
        except (OSError, ValueError):
            return b""


def _size(data: bytes) -> tuple[int, int] | None:
    """The width and height of a PNG; None for anything else."""
    if data[:8] != _SIGNATURE or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height = (int.from_bytes(data[start : start + 4]) for start in (16, 20))
    return (width, height) if 0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE else None
