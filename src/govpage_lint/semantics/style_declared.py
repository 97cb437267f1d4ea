"""Decides what longhand properties a declaration sets, and whether it sets any."""

import re
from functools import lru_cache
from typing import Final

from govpage_lint.regexes import regex
from govpage_lint.semantics.style_normal import lowered
from govpage_lint.semantics.style_properties import PENDING, PROPERTIES, WIDE_KEYWORDS
from govpage_lint.semantics.style_shorthands import SHORTHANDS, Longhands

_STRING: Final = regex(r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'""", re.DOTALL)
_VARIABLE: Final = regex(r"(?<![-\w])(?:var|env)\(")
# The values of these keep their case: names of fonts and animations, addresses, strings.
_CASED: Final = frozenset(
    (
        "font font-family background background-image animation animation-name -webkit-animation list-style"
        " list-style-type content cursor"
    ).split()
)
_ALL: Final = tuple(name for name in PROPERTIES if name not in ("direction", "unicode-bidi"))


def longhands_of(name: str) -> tuple[str, ...]:
    """The known longhands that a property of this name sets; none for one that is not known."""
    if name in PROPERTIES:
        return (name,)
    if name in SHORTHANDS:
        return SHORTHANDS[name][0]
    return _ALL if name == "all" else ()


def _expanded(name: str, value: str) -> Longhands | None:
    names = longhands_of(name)
    if not names:
        return None
    text = lowered(value)
    if text in WIDE_KEYWORDS:
        return dict.fromkeys(names, text)
    if ("var(" in text or "env(" in text) and _VARIABLE.search(_STRING.sub("", text)):
        return dict.fromkeys(names, f"{PENDING}{name}{PENDING}{value}")
    if name == "all":
        return None
    if name in _CASED:
        text = lowered(value) if name in ("content", "list-style-type") else value.strip()
    if name in PROPERTIES:
        if (
            name in ("font-family", "background-image", "cursor", "animation-name")
            and text.lower() == "none"
        ):
            text = "none"
        found = PROPERTIES[name].normal(text.lower() if name == "cursor" else text)
        return None if found is None else {name: found}
    return SHORTHANDS[name][1](text)


_cached = lru_cache(maxsize=4096)(_expanded)


def expanded(name: str, value: str) -> Longhands | None:
    """The longhands that ``name: value`` sets, each with its value; None where it is not valid.

    What is returned is shared: it is not to be changed.
    """
    return _cached(name, value) if len(value) < 200 else _expanded(name, value)


_QUIRKY_LENGTHS: Final = frozenset(
    (
        "bottom clip font-size height left letter-spacing margin margin-bottom margin-left"
        " margin-right margin-top max-height max-width min-height min-width right text-indent top"
        " width word-spacing"
    ).split()
)
_BARE_NUMBER: Final = regex(r"(?<![-\w.%#(])([-+]?(?:\d+\.?\d*|\.\d+))(?![-\w.%(])")
_BARE_COLOR: Final = regex(r"(?:[0-9a-f]{3}|[0-9a-f]{6})\Z")


def quirky(name: str, value: str) -> Longhands | None:
    """What a declaration that is not valid sets in quirks mode: lengths without a unit, colours
    without "#" (Quirks Mode Standard, 3.1 and 3.2). None where nothing."""
    text = value.lower().strip()
    if name in _QUIRKY_LENGTHS:
        mended = _BARE_NUMBER.sub(r"\1px", text)
        return expanded(name, mended) if mended != text else None
    if name in ("color", "background-color") and _BARE_COLOR.match(text):
        return expanded(name, f"#{text}")
    return None


def is_known_value(name: str, value: str) -> bool:
    """Whether a browser takes this declaration, as far as is known: what is foreign is believed."""
    if name.startswith("--"):
        return True
    return not longhands_of(name) or expanded(name, value) is not None
