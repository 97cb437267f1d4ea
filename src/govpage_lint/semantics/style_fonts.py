"""Decides the size and weight of a font from what is declared and what the parent has.

CSS Fonts 4; keyword sizes as Chromium has them for a medium of 16 px.
"""

from typing import Final

from govpage_lint.semantics.style_lengths import Sizes, number, pixels
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_KEYWORDS: Final[dict[str, float]] = {
    "xx-small": 9,
    "x-small": 10,
    "small": 13,
    "medium": 16,
    "large": 18,
    "x-large": 24,
    "xx-large": 32,
    "xxx-large": 48,
    "-webkit-xxx-large": 48,
}
_STEP: Final = 1.2


def font_size(specified: str, above: Maybe[str], root: float | None) -> Maybe[str]:
    """The computed size in px; ``above`` is the parent's, ``root`` the root element's."""
    if specified.endswith("px") and "(" not in specified:
        return f"{number(float(specified[:-2]))}px"
    if (keyword := _KEYWORDS.get(specified)) is not None:
        return f"{number(keyword)}px"
    parent = None if above is UNKNOWN else pixels(above, Sizes(None, None))
    size: float | None
    if specified in ("smaller", "larger"):
        size = (
            None
            if parent is None
            else (parent / _STEP if specified == "smaller" else parent * _STEP)
        )
    elif specified.endswith("%") and "(" not in specified:
        size = None if parent is None else parent * float(specified[:-1]) / 100
    else:
        size = pixels(specified, Sizes(parent, root))
    return UNKNOWN if size is None else f"{number(max(0.0, size))}px"


def font_weight(specified: str, above: Maybe[str]) -> Maybe[str]:
    """The computed weight as a number; ``above`` is the parent's."""
    if specified == "normal":
        return "400"
    if specified == "bold":
        return "700"
    if specified not in ("bolder", "lighter"):
        return number(float(specified)) if "(" not in specified else UNKNOWN
    if above is UNKNOWN:
        return UNKNOWN
    weight = float(above)
    if specified == "bolder":
        return (
            "400" if weight < 350 else "700" if weight < 550 else "900" if weight < 900 else above
        )
    return above if weight < 100 else "100" if weight < 550 else "400" if weight < 750 else "700"
