"""Decides which sRGB colour a computed CSS colour is, and how two colours contrast (WCAG 2.2).

Channels run from 0 to 255. A colour that is not fully known is a ``Shade``: the least and the most
that each channel may be.
"""

from functools import lru_cache
from typing import Final, NamedTuple

from govpage_lint.regexes import regex

type Channels = tuple[float, float, float]

_RGB: Final = regex(
    r"rgba?\(\s*(\d+(?:\.\d+)?),\s*(\d+(?:\.\d+)?),\s*(\d+(?:\.\d+)?)(?:,\s*(\d*\.?\d+))?\s*\)"
)
_WIDER: Final = regex(r"(?:color|lab|lch|oklab|oklch)\([^()]*\)")


class Color(NamedTuple):
    """An sRGB colour; ``alpha`` runs from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1.0

    @property
    def channels(self) -> Channels:
        """The three channels."""
        return self[:3]


class Shade(NamedTuple):
    """An opaque colour of which each channel is at least that of ``low`` and at most that of ``high``."""

    low: Channels
    high: Channels

    @property
    def is_known(self) -> bool:
        """Whether it is one colour."""
        return self.low == self.high

    def or_(self, other: "Shade") -> "Shade":
        """What is one of the two, or anything between."""
        return Shade(_least(self.low, other.low), _most(self.high, other.high))


BLACK: Final[Channels] = (0.0, 0.0, 0.0)
WHITE: Final[Channels] = (255.0, 255.0, 255.0)
ANY: Final = Shade(BLACK, WHITE)
"""A colour of which nothing is known."""


def solid(color: Color | Channels) -> Shade:
    """The shade that is one colour, its alpha left aside."""
    channels = (color[0], color[1], color[2])
    return Shade(channels, channels)


@lru_cache(maxsize=4096)
def parse(text: str) -> Color | None:
    """A computed colour, as a screen of the sRGB gamut shows it; None where it cannot be read."""
    if text == "transparent":
        return Color(0.0, 0.0, 0.0, 0.0)
    if found := _RGB.fullmatch(text):
        red, green, blue = (min(255.0, float(found[place])) for place in (1, 2, 3))
        return Color(red, green, blue, min(1.0, float(found[4] or 1)))
    return _wider(text) if _WIDER.fullmatch(text) else None


def _wider(text: str) -> Color | None:
    # Imported here, since pages that need it are few.
    from govpage_lint.semantics.color_spaces import to_srgb

    return to_srgb(text)


# -- light ---------------------------------------------------------------------------------------


def _linear(channel: float) -> float:
    value = channel / 255.0
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


_LINEAR: Final = tuple(_linear(channel) for channel in range(256))


@lru_cache(maxsize=8192)
def luminance(channels: Channels) -> float:
    """The relative luminance: 0 for black, 1 for white."""
    red, green, blue = (
        _LINEAR[int(channel)] if channel == int(channel) else _linear(channel)
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: float, other: float) -> float:
    """The contrast ratio of two luminances, from 1 to 21."""
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def contrast(one: Channels, other: Channels) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    return ratio(luminance(one), luminance(other))


def contrasts(one: Shade, other: Shade) -> tuple[float, float]:
    """The least and the most that two shades may contrast."""
    low, high = luminance(one.low), luminance(one.high)
    other_low, other_high = luminance(other.low), luminance(other.high)
    most = max(ratio(high, other_low), ratio(other_high, low))
    if low > other_high:
        return ratio(low, other_high), most
    return (ratio(other_low, high), most) if other_low > high else (1.0, most)


# -- layers --------------------------------------------------------------------------------------


def over(top: Color, below: Channels) -> Channels:
    """What a colour makes of an opaque one below it, in whole steps as screens have them."""
    alpha = top.alpha
    if alpha >= 1.0:
        return top.channels
    rest = 1.0 - alpha
    return (
        float(int(top.red * alpha + below[0] * rest + 0.5)),
        float(int(top.green * alpha + below[1] * rest + 0.5)),
        float(int(top.blue * alpha + below[2] * rest + 0.5)),
    )


def mixed(top: Shade, alpha: float, below: Shade) -> Shade:
    """What an opaque shade, laid over another with that alpha, makes of it."""
    if alpha >= 1.0:
        return top
    if alpha <= 0.0:
        return below
    low = over(Color(*top.low, alpha), below.low)
    if top.is_known and below.is_known:
        return Shade(low, low)
    return Shade(low, over(Color(*top.high, alpha), below.high))


def _least(one: Channels, other: Channels) -> Channels:
    return (min(one[0], other[0]), min(one[1], other[1]), min(one[2], other[2]))


def _most(one: Channels, other: Channels) -> Channels:
    return (max(one[0], other[0]), max(one[1], other[1]), max(one[2], other[2]))


def hex_code(channels: Channels) -> str:
    """A colour as people write it: "#1a2b3c"."""
    return "#" + "".join(f"{max(0, min(255, round(channel))):02x}" for channel in channels)
