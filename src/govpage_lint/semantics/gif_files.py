"""Decides whether a GIF in a file moves, how long for, and how large it is."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

_MAX_BYTES: Final = 5_000_000
_MAX_FRAMES: Final = 2_000
# Browsers show a frame that wants to be shorter for so long.
_SHORTEST: Final = 0.1


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
    """What a GIF says; None for another kind of file or a broken one."""
    data = file.read(_MAX_BYTES)
    if data[:6] not in (b"GIF87a", b"GIF89a"):
        return None
    try:
        return _read(data)
    except (IndexError, struct.error):
        return None


def _read(data: bytes) -> GifFile:
    width, height, flags = struct.unpack("<HHB", data[6:11])
    place = 13 + _colors(flags)
    frames, seconds, rounds, delay = 0, 0.0, 1, _SHORTEST
    endless = False
    while frames < _MAX_FRAMES and place < len(data) and data[place] != 0x3B:
        if data[place] == 0x21:
            label = data[place + 1]
            if label == 0xF9:
                hundredths = struct.unpack("<H", data[place + 4 : place + 6])[0]
                delay = hundredths / 100 if hundredths > 1 else _SHORTEST
            elif label == 0xFF and data[place + 3 : place + 14] == b"NETSCAPE2.0":
                again = struct.unpack("<H", data[place + 16 : place + 18])[0]
                endless, rounds = again == 0, again + 1
            place = _after_blocks(data, place + 2)
        elif data[place] == 0x2C:
            frames, seconds, delay = frames + 1, seconds + delay, _SHORTEST
            place = _after_blocks(data, place + 11 + _colors(data[place + 9]))
        else:
            break
    return GifFile(width, height, frames, seconds, None if endless else rounds)


def _colors(flags: int) -> int:
    """How many bytes a table of colours takes, by the flags that announce it."""
    return 3 << ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    """The place after a chain of blocks, each with its length before it."""
    while data[place]:
        place += data[place] + 1
    return place + 1
