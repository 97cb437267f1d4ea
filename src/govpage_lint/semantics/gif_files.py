"""Decides whether a GIF in a file moves, how long for, and how large it is."""

from __future__ import annotations

import struct
from typing import BinaryIO, Final

from govpage_lint.records import dataclass

_MAX_BYTES: Final = 5_000_000
_MAX_FRAMES: Final = 2_000
# Browsers show a frame that wants to be shorter for so long.
_SHORTEST: Final = 0.1
_HEADER: Final = 13


@dataclass(frozen=True, slots=True)
class GifFile:
    """``seconds`` is how long one round takes, ``rounds`` how many there are; None without end."""

    width: int
    height: int
    frames: int
    seconds: float
    rounds: int | None

    @property
    def moves_for(self) -> float:
        """How long it moves, in seconds; infinity without end."""
        if self.frames < 2:
            return 0.0
        return float("inf") if self.rounds is None else self.seconds * self.rounds


def read_gif(file: BinaryIO) -> GifFile | None:
    """What a GIF says; None for another kind of file, or one that ends before it is plain."""
    data = file.read(_MAX_BYTES)
    if data[:6] not in (b"GIF87a", b"GIF89a") or len(data) < _HEADER:
        return None
    reading = _Reading(data)
    try:
        reading.read()
    except (IndexError, struct.error):
        # What moves without end does so whatever follows.
        if reading.rounds is not None or reading.frames < 2:
            return None
    width, height = struct.unpack("<HH", data[6:10])
    return GifFile(width, height, reading.frames, reading.seconds, reading.rounds)


class _Reading:
    """The frames of a GIF, counted one by one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._delay = _SHORTEST
        self.frames = 0
        self.seconds = 0.0
        self.rounds: int | None = 1

    def read(self) -> None:
        """Read to the end; raises where the file ends before."""
        data = self._data
        place = _HEADER + _colors(data[10])
        while self.frames < _MAX_FRAMES and data[place] != 0x3B:
            if data[place] == 0x21:
                self._extension(place)
                place = _after_blocks(data, place + 2)
            elif data[place] == 0x2C:
                self.frames, self.seconds = self.frames + 1, self.seconds + self._delay
                self._delay = _SHORTEST
                place = _after_blocks(data, place + 11 + _colors(data[place + 9]))
            else:
                return

    def _extension(self, place: int) -> None:
        data, label = self._data, self._data[place + 1]
        if label == 0xF9:
            hundredths = struct.unpack("<H", data[place + 4 : place + 6])[0]
            self._delay = hundredths / 100 if hundredths > 1 else _SHORTEST
        elif label == 0xFF and data[place + 3 : place + 14] == b"NETSCAPE2.0":
            again = struct.unpack("<H", data[place + 16 : place + 18])[0]
            self.rounds = None if again == 0 else again + 1


def _colors(flags: int) -> int:
    """How many bytes a table of colours takes, by the flags that announce it."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    """The place after a chain of blocks, each with its length before it."""
    while data[place]:
        place += data[place] + 1
    return place + 1
