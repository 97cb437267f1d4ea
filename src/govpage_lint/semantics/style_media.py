"""Decides which conditions of a style sheet hold: media queries and ``@supports``.

The screen is a desktop's, 1280 × 1024 CSS pixels, with a mouse, in light colours and no preference
set (Media Queries 4 and 5; CSS Conditional Rules 3 to 5). What a media query does not know is
false, as in browsers.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from govpage_lint.regexes import regex
from govpage_lint.semantics.style_syntax import split_top

_WIDTH: Final = 1280.0
_HEIGHT: Final = 1024.0
_DEEPEST: Final = 16

_RANGES: Final[dict[str, float]] = {
    "width": _WIDTH,
    "height": _HEIGHT,
    "device-width": _WIDTH,
    "device-height": _HEIGHT,
    "aspect-ratio": _WIDTH / _HEIGHT,
    "device-aspect-ratio": _WIDTH / _HEIGHT,
    "resolution": 1.0,
    "-webkit-device-pixel-ratio": 1.0,
    "color": 8.0,
    "color-index": 0.0,
    "monochrome": 0.0,
}
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "orientation": ("landscape",),
    "hover": ("hover",),
    "any-hover": ("hover",),
    "pointer": ("fine",),
    "any-pointer": ("fine",),
    "prefers-color-scheme": ("light",),
    "prefers-reduced-motion": ("no-preference",),
    "prefers-reduced-transparency": ("no-preference",),
    "prefers-reduced-data": ("no-preference",),
    "prefers-contrast": ("no-preference",),
    "forced-colors": ("none",),
    "inverted-colors": ("none",),
    "scripting": ("enabled",),
    "display-mode": ("browser",),
    "update": ("fast",),
    "overflow-block": ("scroll",),
    "overflow-inline": ("scroll",),
    "color-gamut": ("srgb",),
    "dynamic-range": ("standard",),
    "video-dynamic-range": ("standard",),
    "grid": ("0",),
    "scan": ("progressive",),
    "-webkit-transform-3d": ("1",),
}
# Values that are false when a feature stands alone: "(hover)" is true, "(prefers-contrast)" not.
_OFF: Final = frozenset(("none", "no-preference", "0"))
# Pixels, dots per pixel, or a bare number.
_UNITS: Final[dict[str, float]] = {
    "": 1.0,
    "px": 1.0,
    "em": 16.0,
    "rem": 16.0,
    "ex": 8.0,
    "ch": 8.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "pt": 96 / 72,
    "pc": 16.0,
    "vw": _WIDTH / 100,
    "vh": _HEIGHT / 100,
    "dppx": 1.0,
    "x": 1.0,
    "dpi": 1 / 96,
    "dpcm": 2.54 / 96,
}
_NUMBER: Final = regex(
    r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([a-z]*)(?:\s*/\s*(\d+(?:\.\d*)?))?\Z"
)
_RANGE: Final = regex(r"\s*(<=|>=|<|>|=)\s*")
_WORD: Final = regex(r"\s*(and|or|not|only)\b\s*")
_TYPES: Final = regex(r"\s*(?:(not|only)\s+)?([a-z-]+)\s*")
_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
}
_MIRRORED: Final = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}

type _Truth = bool | None


def _number(text: str) -> float | None:
    found = _NUMBER.match(text.strip())
    if found is None or found[2] not in _UNITS:
        return None
    value = float(found[1]) * _UNITS[found[2]]
    if found[3] is not None:
        return value / float(found[3]) if float(found[3]) else None
    return value


def _feature(text: str) -> _Truth:
    """One media feature, without its brackets; None where it is not known."""
    name, colon, value = (part.strip() for part in text.partition(":"))
    if colon:
        return _stated(name, value)
    if len(parts := _RANGE.split(text)) > 1:
        return _range([part.strip() for part in parts])
    if name in _RANGES:
        return _RANGES[name] != 0
    if name in _CHOICES:
        return not _OFF.issuperset(_CHOICES[name])
    return None


def _stated(name: str, value: str) -> _Truth:
    for prefix, compare in (("min-", "<="), ("max-", ">=")):
        bare = name.replace(prefix, "", 1) if prefix in name else ""
        if bare in _RANGES:
            number = _number(value)
            return None if number is None else _COMPARE[compare](number, _RANGES[bare])
    if name in _RANGES:
        number = _number(value)
        return None if number is None else number == _RANGES[name]
    return value in _CHOICES[name] if name in _CHOICES else None


def _range(parts: list[str]) -> _Truth:
    """``width >= 600px`` and ``400px <= width < 900px``."""
    if len(parts) == 3 and parts[0] in _RANGES:
        number = _number(parts[2])
        return None if number is None else _COMPARE[parts[1]](_RANGES[parts[0]], number)
    if len(parts) in (3, 5) and parts[2] in _RANGES:
        low = _number(parts[0])
        if low is None:
            return None
        held = _COMPARE[_MIRRORED[parts[1]]](_RANGES[parts[2]], low)
        if len(parts) == 3:
            return held
        high = _number(parts[4])
        return None if high is None else held and _COMPARE[parts[3]](_RANGES[parts[2]], high)
    return None


def _closing(text: str, place: int) -> int:
    depth = 0
    for index in range(place, len(text)):
        if text[index] == "(":
            depth += 1
        elif text[index] == ")":
            depth -= 1
            if not depth:
                return index
    return len(text)


def _joined(word: str, left: _Truth, right: _Truth) -> _Truth:
    """``and`` and ``or`` of three-valued truths (Kleene)."""
    if word == "and":
        if left is False or right is False:
            return False
        return None if left is None or right is None else True
    if left is True or right is True:
        return True
    return None if left is None or right is None else False


def _condition(text: str, leaf: Callable[[str], _Truth], depth: int = 0) -> _Truth:
    """A condition of brackets joined by and, or, not; ``leaf`` tells what one bracket says."""
    place, result, word = 0, None, ""
    first = True
    while place < len(text):
        negated = False
        if found := _WORD.match(text, place):
            place = found.end()
            if found[1] == "not":
                negated = True
            else:
                word = found[1]
                if found := _WORD.match(text, place):
                    negated, place = found[1] == "not", found.end()
        opening = text.find("(", place)
        if opening < 0:
            return None
        function = text[place:opening].strip()
        end = _closing(text, opening)
        inside = text[opening + 1 : end].strip()
        truth: _Truth
        if function:
            truth = leaf(f"{function}({inside})")
        elif inside.startswith(("(", "not ", "not(")):
            truth = _condition(inside, leaf, depth + 1) if depth < _DEEPEST else None
        else:
            truth = leaf(inside)
        if negated and truth is not None:
            truth = not truth
        result = truth if first else _joined(word or "and", result, truth)
        first = False
        place = end + 1
        while place < len(text) and text[place].isspace():
            place += 1
    return result


def _query(text: str) -> bool:
    text = text.strip()
    negated = held = False
    if found := _TYPES.match(text):
        if found[1] is None and found[2] == "not":
            return _condition(text, _feature) is True
        negated, held = found[1] == "not", found[2] in ("all", "screen")
        rest = text[found.end() :]
        if rest and (joined := _WORD.match(rest)) and joined[1] == "and":
            truth = _condition(rest[joined.end() :], _feature)
            if truth is None:
                return False
            held = held and truth
        elif rest:
            return False
        return held != negated
    return _condition(text, _feature) is True


@lru_cache(maxsize=1024)
def media_matches(text: str) -> bool:
    """Whether a media query list holds for the screen; an empty one does."""
    text = text.strip().lower()
    if not text:
        return True
    return any(_query(query) for query in split_top(text, ","))


# Features that Chromium, by whose behaviour pages are judged, does not support.
_UNSUPPORTED: Final = regex(
    r"\s*(?:-(?:moz|ms|o|khtml|apple)-|-webkit-(?:touch-callout|overflow-scrolling|marquee|backdrop-filter\b))"
    r"|:\s*(?:-(?:moz|ms|o|apple)-|-webkit-sticky)",
    re.IGNORECASE,
)


def _supported(text: str) -> _Truth:
    if text.lower().startswith("selector("):
        return not regex(r":-(?:moz|ms|o)-|::-(?:moz|ms|o)-").search(text)
    if "(" in text and ":" not in text:
        return True
    if ":" not in text:
        return None
    if _UNSUPPORTED.search(text):
        return False
    from govpage_lint.semantics.style_declared import is_known_value

    name, _, value = text.partition(":")
    return is_known_value(name.strip().lower(), value.strip())


@lru_cache(maxsize=1024)
def supports(text: str) -> bool:
    """Whether a ``@supports`` condition holds: it does for what current browsers know."""
    return _condition(text.strip(), _supported) is True
