"""Decides which colour people call a colour."""

from __future__ import annotations

from colorsys import rgb_to_hsv
from functools import lru_cache
from typing import Final

from govpage_lint.semantics.colors import Channels

# The end of each hue on the circle, in degrees. Between two names that people mix up, both hold.
_NAMES: Final = (
    (12, "red"),
    (20, "red orange"),
    (40, "orange"),
    (50, "orange yellow"),
    (68, "yellow"),
    (80, "yellow green"),
    (165, "green"),
    (190, "green blue"),
    (250, "blue"),
    (265, "blue purple"),
    (300, "purple"),
    (320, "purple pink"),
    (335, "pink"),
    (348, "pink red"),
    (361, "red"),
)
_LEAST_SATURATION: Final = 0.35
_LEAST_VALUE: Final = 0.3


@lru_cache(maxsize=4096)
def hues(channels: Channels) -> frozenset[str]:
    """The names of a colour, such as "red"; none for what is grey, near black or near white."""
    hue, saturation, value = rgb_to_hsv(*(channel / 255 for channel in channels))
    if saturation < _LEAST_SATURATION or value < _LEAST_VALUE:
        return frozenset()
    degrees = hue * 360
    return frozenset(next(names for end, names in _NAMES if degrees < end).split())
