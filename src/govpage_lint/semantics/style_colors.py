"""Decides which colour a CSS colour value means, written as browsers write computed colours.

CSS Color 4 by tinycss2; sRGB colours come out as ``rgb(r, g, b)`` or ``rgba(r, g, b, a)``, others
as they were written.
"""

from functools import lru_cache
from typing import Final

from govpage_lint.regexes import regex

_HEX: Final = regex(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\Z")
_LEGACY: Final = regex(
    r"rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*(?:,\s*(\d*\.?\d+)\s*)?\)\Z"
)
_FUNCTIONS: Final = regex(
    r"(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix|light-dark|device-cmyk)\("
)
# System colours (CSS Color 4, 6.2) in Chromium's light scheme on a desktop.
_SYSTEM: Final[dict[str, str]] = {
    "accentcolor": "rgb(0, 117, 255)",
    "accentcolortext": "rgb(255, 255, 255)",
    "activetext": "rgb(255, 0, 0)",
    "buttonborder": "rgb(0, 0, 0)",
    "buttonface": "rgb(239, 239, 239)",
    "buttontext": "rgb(0, 0, 0)",
    "canvas": "rgb(255, 255, 255)",
    "canvastext": "rgb(0, 0, 0)",
    "field": "rgb(255, 255, 255)",
    "fieldtext": "rgb(0, 0, 0)",
    "graytext": "rgb(128, 128, 128)",
    "highlight": "rgb(181, 213, 255)",
    "highlighttext": "rgb(0, 0, 0)",
    "linktext": "rgb(0, 0, 238)",
    "mark": "rgb(255, 255, 0)",
    "marktext": "rgb(0, 0, 0)",
    "visitedtext": "rgb(85, 26, 139)",
    "window": "rgb(255, 255, 255)",
    "windowtext": "rgb(0, 0, 0)",
    "-webkit-link": "rgb(0, 0, 238)",
    "-webkit-focus-ring-color": "rgb(0, 95, 204)",
    "-webkit-text": "rgb(0, 0, 0)",
}
_COMMON: Final[dict[str, str]] = {
    "transparent": "rgba(0, 0, 0, 0)",
    "currentcolor": "currentcolor",
    "black": "rgb(0, 0, 0)",
    "white": "rgb(255, 255, 255)",
    "red": "rgb(255, 0, 0)",
}


def _alpha(value: float) -> str:
    """An alpha as browsers write it: two digits where they say the same of 255 steps, else three."""
    steps = round(value * 255)
    short = round(steps / 255, 2)
    return f"{short if round(short * 255) == steps else round(steps / 255, 3):g}"


def written(red: float, green: float, blue: float, alpha: float) -> str:
    """The computed form of an sRGB colour: channels of 0 to 255, alpha of 0 to 1."""
    channels = ", ".join(
        str(max(0, min(255, int(channel + 0.5)))) for channel in (red, green, blue)
    )
    return f"rgb({channels})" if alpha >= 1 else f"rgba({channels}, {_alpha(max(0.0, alpha))})"


@lru_cache(maxsize=2048)
def color(text: str) -> str | None:
    """The computed form of a colour in lower case; None where it is no colour.

    ``currentcolor`` stays as it is; a colour of another space than sRGB stays as written.
    """
    if (known := _COMMON.get(text) or _SYSTEM.get(text)) is not None:
        return known
    if text.startswith("#"):
        return _hex(text) if _HEX.match(text) else None
    if found := _LEGACY.match(text):
        return written(int(found[1]), int(found[2]), int(found[3]), float(found[4] or 1))
    if text.isalpha() or _FUNCTIONS.match(text):
        return _parsed(text)
    return None


def _hex(text: str) -> str:
    digits = text[1:] if len(text) > 5 else "".join(digit * 2 for digit in text[1:])
    channels = [int(digits[place : place + 2], 16) for place in range(0, len(digits), 2)]
    alpha = channels[3] / 255 if len(channels) == 4 else 1.0
    return written(channels[0], channels[1], channels[2], alpha)


def _parsed(text: str) -> str | None:
    if text.startswith(("light-dark(", "color-mix(")):
        # Known to browsers; the light half is what a light screen shows.
        return text
    from tinycss2 import color4

    try:
        parsed = color4.parse_color(text)
        if parsed is None:
            # Relative colours and calculations are beyond tinycss2, but colours all the same.
            return text if regex(r"\((?:from\s|.*calc\()").search(text) else None
        if parsed == "currentcolor":
            return "currentcolor"
        if parsed.space in ("hsl", "hwb"):
            parsed = parsed.to("srgb")
    except (ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        return None
    if parsed.space != "srgb" or text.startswith("color("):
        return text
    red, green, blue = (channel or 0.0 for channel in parsed.coordinates)
    return written(red * 255, green * 255, blue * 255, parsed.alpha)
