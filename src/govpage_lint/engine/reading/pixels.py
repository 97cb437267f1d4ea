"""Decides whether a picture has anything but the words in it, going by its pixels."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from govpage_lint.semantics.rendered import Rect

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_CHANNELS: Final = {2: 3, 6: 4}
_MAX_PIXELS: Final = 450_000
# How far a pixel of the ground may be from its colour: JPEG blurs what stands beside letters.
_TOLERANCE: Final = 48
_MARGIN: Final = 6


def is_bare(png: bytes, words: Sequence[Rect]) -> bool:
    """Whether a picture is of one colour but for some words; false where it cannot be told."""
    try:
        rows = _rows(png)
        return _is_bare(rows, words)
    except (ValueError, IndexError, zlib.error):
        return False


def _is_bare(rows: Iterator[tuple[int, bytes]], words: Sequence[Rect]) -> bool:
    ground: bytes | None = None
    for y, (channels, row) in enumerate(rows):
        ground = ground or row[:channels]
        width = len(row) // channels
        for start, end in _gaps(y, width, words):
            part = row[start * channels : end * channels]
            for channel in range(channels):
                values = part[channel::channels]
                least, most = ground[channel] - _TOLERANCE, ground[channel] + _TOLERANCE
                if min(values) < least or max(values) > most:
                    return False
    return ground is not None


def _gaps(y: int, width: int, words: Sequence[Rect]) -> Iterator[tuple[int, int]]:
    """The parts of a row of pixels that no word stands in."""
    edges = [(0, 0)]
    edges += sorted(
        (max(0, round(box.x) - _MARGIN), min(width, round(box.right) + _MARGIN))
        for box in words
        if box.y - _MARGIN <= y < box.bottom + _MARGIN
    )
    edges.append((width, width))
    reached = 0
    for (_, end), (start, _) in pairwise(edges):
        reached = max(reached, end)
        if start > reached:
            yield reached, start


def _rows(png: bytes) -> Iterator[tuple[int, bytes]]:
    """The rows of a PNG of true colours, each with how many bytes a pixel takes.

    Raises ValueError, IndexError or zlib.error for any other.
    """
    if png[:8] != _SIGNATURE:
        raise ValueError
    width, height = int.from_bytes(png[16:20]), int.from_bytes(png[20:24])
    depth, colour, _, _, interlaced = png[24:29]
    if depth != 8 or interlaced or width * height > _MAX_PIXELS or colour not in _CHANNELS:
        raise ValueError
    channels = _CHANNELS[colour]
    length = width * channels
    packed = zlib.decompressobj().decompress(_data(png), height * (length + 1))
    above = bytes(length)
    for y in range(height):
        start = y * (length + 1)
        above = _unfiltered(packed[start], packed[start + 1 : start + 1 + length], above, channels)
        if len(above) != length:
            raise ValueError
        yield channels, above


def _data(png: bytes) -> bytes:
    """What the chunks of its pixels hold, put together."""
    parts = []
    at = 8
    while at + 8 <= len(png):
        length, kind = int.from_bytes(png[at : at + 4]), png[at + 4 : at + 8]
        if kind == b"IDAT":
            parts.append(png[at + 8 : at + 8 + length])
        at += length + 12
    return b"".join(parts)


def _unfiltered(kind: int, row: bytes, above: bytes, step: int) -> bytes:
    """A row as it was before PNG wrote down differences only."""
    if kind == 0:
        return row
    if kind == 2:
        return bytes((one + up) & 255 for one, up in zip(row, above, strict=True))
    if kind not in (1, 3, 4):
        raise ValueError
    out = bytearray(step) + bytearray(len(row))
    upper = bytes(step) + above
    for at, one in enumerate(row, step):
        left, up = out[at - step], upper[at]
        if kind == 1:
            near = left
        elif kind == 3:
            near = (left + up) // 2
        else:
            near = _paeth(left, up, upper[at - step])
        out[at] = (one + near) & 255
    return bytes(out[step:])


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    by_left, by_up, by_corner = abs(guess - left), abs(guess - up), abs(guess - corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner
