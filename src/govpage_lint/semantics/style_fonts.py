"""Decides the size and weight of a font from what is declared and what the parent has.

CSS Fonts 4; sizes as Chromium has them for a medium of 16 px, and of 13 px where the only family
is ``monospace``: browsers make that family smaller unless a size in absolute units is in force.
"""

from typing import Final

from govpage_lint.records import dataclass
from govpage_lint.semantics.style_lengths import Sizes, number, pixels
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_NAMES: Final = ("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large")
_KEYWORDS: Final[dict[str, float]] = {
    **dict(zip(_NAMES, (9, 10, 13, 16, 18, 24, 32), strict=True)),
    "xxx-large": 48,
    "-webkit-xxx-large": 48,
}
_MONOSPACE: Final[dict[str, float]] = {
    **dict(zip(_NAMES, (9, 10, 12, 13, 16, 20, 26), strict=True)),
    "xxx-large": 39,
    "-webkit-xxx-large": 39,
}
_SHRUNK: Final = 13 / 16
_STEP: Final = 1.2


@dataclass(frozen=True, slots=True)
class Font:
    """A font size in px, and what decides its change with the family.

    ``keyword`` is the one it was declared with, if any; ``absolute`` is true of sizes that come
    from absolute units; ``monospace`` where that is the only family.
    """

    size: float
    keyword: str | None
    absolute: bool
    monospace: bool


MEDIUM: Final = Font(16.0, "medium", absolute=False, monospace=False)


def font_in(specified: str, parent: Font, root: float | None, monospace: bool) -> Font | None:
    """The font of an element with this size declared ("inherit" for none); None where unknown."""
    keyword, absolute = None, parent.absolute
    if specified == "inherit":
        size, keyword = parent.size, parent.keyword
    elif specified in _KEYWORDS:
        size, keyword, absolute = _KEYWORDS[specified], specified, False
        if monospace:
            size = _MONOSPACE[specified]
        return Font(size, keyword, absolute, monospace)
    else:
        known = _sized(specified, parent.size, root)
        if known is None:
            return None
        size = known
        absolute = absolute or not _relative(specified)
    if monospace != parent.monospace:
        if keyword is not None:
            size = (_MONOSPACE if monospace else _KEYWORDS)[keyword]
        elif not absolute:
            size = size * _SHRUNK if monospace else size / _SHRUNK
    return Font(size, keyword, absolute, monospace)


def _relative(specified: str) -> bool:
    return (
        specified.endswith(("em", "%", "ex")) and not specified.endswith("rem")
    ) or specified in (
        "smaller",
        "larger",
    )


def _sized(specified: str, parent: float | None, root: float | None) -> float | None:
    if specified.endswith("px") and "(" not in specified:
        return float(specified[:-2])
    if specified in ("smaller", "larger"):
        if parent is None:
            return None
        return parent / _STEP if specified == "smaller" else parent * _STEP
    if specified.endswith("%") and "(" not in specified:
        return None if parent is None else parent * float(specified[:-1]) / 100
    size = pixels(specified, Sizes(parent, root))
    return None if size is None else max(0.0, size)


def font_size(specified: str, above: Maybe[str], root: float | None) -> Maybe[str]:
    """The computed size in px; ``above`` is the parent's, ``root`` the root element's."""
    if (keyword := _KEYWORDS.get(specified)) is not None:
        return f"{number(keyword)}px"
    parent = None if above is UNKNOWN else pixels(above, Sizes(None, None))
    size = _sized(specified, parent, root)
    return UNKNOWN if size is None else f"{number(size)}px"


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
