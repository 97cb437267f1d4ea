"""Decides how long a CSS length is in pixels, on a desktop screen.

CSS Values 4: relative units by the font sizes at hand, ``calc()`` and its kin as far as all parts
come down to pixels and percentages. What cannot be resolved stays as it was written.
"""

import re
from typing import Final

from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_UNITS: Final[dict[str, float]] = {
    "px": 1.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "pt": 96 / 72,
    "pc": 16.0,
    **dict.fromkeys(("vw", "svw", "lvw", "dvw", "vi", "svi", "lvi", "dvi"), 12.8),
    **dict.fromkeys(("vh", "svh", "lvh", "dvh", "vb", "svb", "lvb", "dvb"), 10.24),
    **dict.fromkeys(("vmin", "svmin", "lvmin", "dvmin"), 10.24),
    **dict.fromkeys(("vmax", "svmax", "lvmax", "dvmax"), 12.8),
}
_SIZED: Final = regex(r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([a-z%]*)\Z")
_TOKEN: Final = regex(
    r"\s*(?:(?P<size>(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)(?P<unit>[a-z%]*)|(?P<call>[a-z-]*)\(|(?P<mark>[-+*/,)])|(?P<word>[a-z]+))"
)
_ANY_SIZE: Final = regex(r"(?<![-\w.#])([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([a-z]+)(?![\w(])")
# Where numbers of browsers end (those of single precision).
_GREATEST: Final = 3.40282e38
_DEEPEST: Final = 24
_LONGEST: Final = 2000


@dataclass(frozen=True, slots=True)
class Sizes:
    """Font sizes in pixels that relative units go by; None where not known."""

    font: float | None
    root: float | None


def number(value: float) -> str:
    """A number as browsers write it: up to six significant digits."""
    if not abs(value) < _GREATEST:
        value = 0.0 if value != value else _GREATEST if value > 0 else -_GREATEST
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    text = f"{value:.6g}"
    return text if "e" not in text else f"{value:.4f}".rstrip("0").rstrip(".")


def unit_in_pixels(unit: str, sizes: Sizes) -> float | None:
    """How many pixels a unit is; None where that is not known."""
    if (fixed := _UNITS.get(unit)) is not None:
        return fixed
    if unit == "em":
        return sizes.font
    if unit == "rem":
        return sizes.root
    # The average of common fonts; ch depends on the font in use and is left alone.
    return sizes.font * 0.5 if unit == "ex" and sizes.font is not None else None


def pixels(text: str, sizes: Sizes) -> float | None:
    """The pixels of a single length or a calculation of lengths; None where not known."""
    found = _SIZED.match(text)
    if found is not None:
        unit = unit_in_pixels(found[2], sizes)
        return None if unit is None else float(found[1]) * unit
    if "(" in text:
        value = _calculated(text, sizes)
        if value is not None and value.is_length and not value.percent:
            return value.pixels
    return None


def resolved(text: str, sizes: Sizes) -> str:
    """A specified length or percentage as a computed one: in px where possible."""
    found = _SIZED.match(text)
    if found is not None:
        if found[2] == "%":
            return f"{number(float(found[1]))}%"
        unit = unit_in_pixels(found[2], sizes)
        return text if unit is None else f"{number(float(found[1]) * unit)}px"
    if "(" not in text:
        return text
    value = _calculated(text, sizes)
    if value is None:
        return text
    if not value.is_length:
        return number(value.pixels) if value.pixels else "0px"
    if not value.percent:
        return f"{number(value.pixels)}px"
    if not value.pixels:
        return f"{number(value.percent)}%"
    sign = "-" if value.pixels < 0 else "+"
    return f"calc({number(value.percent)}% {sign} {number(abs(value.pixels))}px)"


def resolved_inside(text: str, sizes: Sizes) -> str:
    """A value with all lengths in it in px, as in ``rect(0px, 16px, …)``."""

    def one(found: re.Match[str]) -> str:
        unit = unit_in_pixels(found[2], sizes)
        return found[0] if unit is None else f"{number(float(found[1]) * unit)}px"

    return _ANY_SIZE.sub(one, text)


@dataclass(frozen=True, slots=True)
class _Value:
    """Pixels and percent of a calculation; a bare number has ``is_length`` false."""

    pixels: float
    percent: float
    is_length: bool


def _calculated(text: str, sizes: Sizes) -> _Value | None:
    if len(text) > _LONGEST:
        return None
    try:
        value, place = _Calculation(text, sizes).product_or_sum(0, 0)
    except (ValueError, ZeroDivisionError, OverflowError):
        return None
    return value if not text[place:].strip() else None


class _Calculation:
    """A parser of calc(), min(), max(), clamp(); it raises ValueError on all that it cannot tell."""

    def __init__(self, text: str, sizes: Sizes) -> None:
        self._text = text
        self._sizes = sizes

    def _token(self, place: int) -> re.Match[str]:
        found = _TOKEN.match(self._text, place)
        if found is None:
            raise ValueError(place)
        return found

    def _peek(self, place: int) -> tuple[str, int]:
        found = _TOKEN.match(self._text, place)
        return (found["mark"] or "", found.end()) if found is not None else ("", place)

    def product_or_sum(self, place: int, depth: int) -> tuple[_Value, int]:
        value, place = self._product(place, depth)
        while (mark := self._peek(place))[0] in ("+", "-") and mark[0]:
            other, place = self._product(mark[1], depth)
            if value.is_length != other.is_length:
                raise ValueError(place)
            sign = 1 if mark[0] == "+" else -1
            value = _Value(
                value.pixels + sign * other.pixels,
                value.percent + sign * other.percent,
                value.is_length,
            )
        return value, place

    def _product(self, place: int, depth: int) -> tuple[_Value, int]:
        value, place = self._single(place, depth)
        while (mark := self._peek(place))[0] in ("*", "/") and mark[0]:
            other, place = self._single(mark[1], depth)
            if mark[0] == "/":
                if other.is_length:
                    raise ValueError(place)
                other = _Value(1 / other.pixels, 0, False)
            if value.is_length and other.is_length:
                raise ValueError(place)
            if other.is_length:
                value, other = other, value
            factor = other.pixels
            value = _Value(value.pixels * factor, value.percent * factor, value.is_length)
        return value, place

    def _single(self, place: int, depth: int) -> tuple[_Value, int]:
        found = self._token(place)
        if found["mark"] in ("+", "-"):
            value, place = self._single(found.end(), depth)
            sign = -1 if found["mark"] == "-" else 1
            return _Value(sign * value.pixels, sign * value.percent, value.is_length), place
        if found["size"] is not None:
            return self._sized(float(found["size"]), found["unit"]), found.end()
        if found["call"] is None or depth > _DEEPEST:
            raise ValueError(place)
        arguments = []
        place = found.end()
        while True:
            value, place = self.product_or_sum(place, depth + 1)
            arguments.append(value)
            mark, place = self._peek(place)
            if mark == ")":
                return _called(found["call"], arguments), place
            if mark != ",":
                raise ValueError(place)

    def _sized(self, size: float, unit: str) -> _Value:
        if not unit:
            return _Value(size, 0, False)
        if unit == "%":
            return _Value(0, size, True)
        factor = unit_in_pixels(unit, self._sizes)
        if factor is None:
            raise ValueError(unit)
        return _Value(size * factor, 0, True)


def _called(name: str, arguments: list[_Value]) -> _Value:
    if name in ("", "calc", "-webkit-calc") and len(arguments) == 1:
        return arguments[0]
    if any(one.percent for one in arguments) or len({one.is_length for one in arguments}) != 1:
        raise ValueError(name)
    values = [one.pixels for one in arguments]
    if name == "min":
        result = min(values)
    elif name == "max":
        result = max(values)
    elif name == "clamp" and len(values) == 3:
        result = max(values[0], min(values[1], values[2]))
    elif name == "abs" and len(values) == 1:
        result = abs(values[0])
    else:
        raise ValueError(name)
    return _Value(result, 0, arguments[0].is_length)
