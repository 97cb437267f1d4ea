"""Decides the highest contrast of each letter of a line with the pixels around it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from govpage_lint.semantics.colors import Channels, luminance, ratio
from govpage_lint.semantics.rendered import Rect

if TYPE_CHECKING:
    from PIL.Image import Image

# About as wide as a letter, in heights of its line; and in what part of the line letters stand.
_LETTER: Final = 0.5
_BAND: Final = 0.7
_MOST_PARTS: Final = 120
# What changes less than that when the letters go is the noise of the screen.
_NOISE: Final = 12
# The strokes of small letters are thinner than a pixel, and so fainter than they are meant to be.
_THIN: Final = 1.15
# What is lower than that is a stop or a line, and no letter.
_SMALL: Final = 4

type _Box = tuple[int, int, int, int]


class Picture(NamedTuple):
    """A part of a page: where its corner is, how it looks without letters, and with them if needed."""

    x: int
    y: int
    ground: Image
    whole: Image | None


def decode(png: bytes) -> Image:
    """The pixels of a picture. Raises OSError for what is none."""
    # Imported here, since few pages need it.
    from PIL import Image

    with Image.open(io.BytesIO(png)) as image:
        return image.convert("RGB")


def line_contrasts(
    picture: Picture, line: Rect, ink: Channels | None, *, letters: bool = False
) -> list[float]:
    """The highest contrast with the ground of each part of a line that is about as wide as a letter.

    ``ink`` is the colour of the letters; where it is not known, it is seen from the two pictures.
    ``letters`` asks for the pixels right around each letter. Empty where the line is not in the
    picture, or shows no letters in it.
    """
    frame = _frame(picture, line)
    if frame is None:
        return []
    if ink is not None and not letters:
        light = {luminance(ink)}
        return [
            _highest(light, _lights(picture.ground.crop(box))) for box in _parts(frame, line.height)
        ]
    return list(_around_letters(picture, frame, line.height, ink))


def _highest(letters: set[float], ground: set[float]) -> float:
    return max(ratio(max(letters), min(ground)), ratio(max(ground), min(letters)))


def _frame(picture: Picture, line: Rect) -> _Box | None:
    """The box of a line in the picture: the part of its height that letters stand in."""
    top = round(line.y - picture.y + line.height * (1 - _BAND) / 2)
    bottom = round(line.y - picture.y + line.height * (1 + _BAND) / 2)
    left, right = round(line.x - picture.x), round(line.right - picture.x)
    width, height = picture.ground.size
    if top < 0 or left < 0 or bottom > height or right > width or bottom <= top or right <= left:
        return None
    return (left, top, right, bottom)


def _parts(frame: _Box, height: float) -> Iterator[_Box]:
    """A box cut into parts that are about as wide as letters of a line so high."""
    left, top, right, bottom = frame
    count = max(1, min(_MOST_PARTS, int((right - left) / max(4.0, height * _LETTER))))
    edges = [left + (right - left) * place // count for place in range(count + 1)]
    for start, end in pairwise(edges):
        if end > start:
            yield (start, top, end, bottom)


def _around_letters(
    picture: Picture, frame: _Box, height: float, ink: Channels | None
) -> Iterator[float]:
    """The highest contrast of each letter: between the pixels that change when it goes, or the ink,
    and those beside them in its box, which is one pixel larger than the letter."""
    from PIL import ImageChops

    if picture.whole is None:
        return
    left, top, right, bottom = frame
    width, tall = picture.ground.size
    outer = (
        max(0, left - 1),
        max(0, top - 1),
        min(width, right + 1),
        min(tall, bottom + 1),
    )
    whole, ground = picture.whole.crop(outer), picture.ground.crop(outer)
    changed = ImageChops.difference(whole, ground).convert("L").point(_is_change)
    for column in _runs(changed, max(6.0, height)):
        inked = changed.crop((column[0], 0, column[1], changed.height)).getbbox()
        if inked is None or inked[3] - inked[1] < _SMALL:
            continue
        # What is cropped beyond the edge of a picture is black.
        box = (
            max(0, column[0] - 1),
            max(0, inked[1] - 1),
            min(changed.width, column[1] + 1),
            min(changed.height, inked[3] + 1),
        )
        mask = changed.crop(box)
        beside = _lights(ground.crop(box), ImageChops.invert(mask))
        seen = {luminance(ink)} if ink is not None else _lights(whole.crop(box), mask)
        if beside and seen:
            best = _highest(seen, beside)
            yield best if ink is not None else min(21.0, best * _THIN)


def _runs(changed: Image, widest: float) -> Iterator[tuple[int, int]]:
    """The columns of letters: runs of columns in which something changed, long ones cut."""
    from PIL.Image import Resampling

    line = changed.resize((changed.width, 1), Resampling.BOX).tobytes()
    start = None
    for place in range(len(line) + 1):
        inked = place < len(line) and line[place] > 0
        if inked and start is None:
            start = place
        elif start is not None and (not inked or place - start >= widest):
            yield (start, place)
            start = place if inked else None


def _lights(part: Image, mask: Image | None = None) -> set[float]:
    """The luminances in a part of a picture: all of them, or those that the mask leaves."""
    if mask is not None:
        part = part.copy()
        part.putalpha(mask)
    colors = part.getcolors(part.width * part.height) or []
    return {
        _light(color[:3])
        for _, color in colors
        if isinstance(color, tuple) and (mask is None or color[3])
    }


def _is_change(value: float) -> int:
    return 255 if value > _NOISE else 0


@lru_cache(maxsize=65536)
def _light(color: tuple[int, ...]) -> float:
    channels: Channels = (float(color[0]), float(color[1]), float(color[2]))
    return luminance(channels)
