"""Decides what longhand properties a declaration sets.

Shorthands are taken apart as far as the longhands in ``style_properties`` go. A value that a
browser would not take gives None, and the declaration is as good as not written.
"""

from collections.abc import Callable
from typing import Final

from govpage_lint.semantics.style_colors import color
from govpage_lint.semantics.style_normal import is_image, sized
from govpage_lint.semantics.style_properties import PROPERTIES
from govpage_lint.semantics.style_syntax import split_top, split_words

type Longhands = dict[str, str]

_EDGES: Final = ("top", "right", "bottom", "left")


def _sides(template: str) -> Callable[[str], Longhands | None]:
    """One to four values for top, right, bottom and left."""
    names = [template.format(edge) for edge in _EDGES]
    normal = PROPERTIES[names[0]].normal

    def expand(text: str) -> Longhands | None:
        values = [normal(word) for word in split_words(text)]
        if not 1 <= len(values) <= 4 or None in values:
            return None
        places = {1: (0, 0, 0, 0), 2: (0, 1, 0, 1), 3: (0, 1, 2, 1), 4: (0, 1, 2, 3)}[len(values)]
        return {name: values[place] or "" for name, place in zip(names, places, strict=True)}

    return expand


def _pair(first: str, second: str) -> Callable[[str], Longhands | None]:
    normal = PROPERTIES[first].normal

    def expand(text: str) -> Longhands | None:
        values = [normal(word) for word in split_words(text)]
        if not 1 <= len(values) <= 2 or None in values:
            return None
        return {first: values[0] or "", second: values[-1] or ""}

    return expand


_SYSTEM_FONTS: Final = ("caption", "icon", "menu", "message-box", "small-caption", "status-bar")
_FONT_SIZE: Final = PROPERTIES["font-size"].normal


def _font(text: str) -> Longhands | None:
    found = {"font-style": "normal", "font-weight": "400", "line-height": "normal"}
    if text in _SYSTEM_FONTS:
        return {**found, "font-size": "13.3333px", "font-family": "Arial"}
    words = split_words(text)
    place = 0
    for place, word in enumerate(words[:6]):
        low = word.lower()
        if (
            low in ("normal", "small-caps")
            or low.endswith(("-condensed", "-expanded"))
            or low in ("condensed", "expanded")
        ):
            continue
        if low in ("italic", "oblique"):
            found["font-style"] = low
        elif low in ("bold", "bolder", "lighter") or (
            low.isdigit()
            and 1 <= int(low) <= 1000
            and place + 1 < len(words)
            and words[place + 1] != "/"
            and low != "0"
        ):
            found["font-weight"] = low
        else:
            break
    size = _FONT_SIZE(words[place].lower()) if words else None
    if size is None:
        return None
    found["font-size"] = size
    place += 1
    if words[place : place + 1] == ["/"] and len(words) > place + 1:
        height = PROPERTIES["line-height"].normal(words[place + 1].lower())
        if height is None:
            return None
        found["line-height"] = height
        place += 2
    family = (
        PROPERTIES["font-family"].normal(" ".join(words[place:]).replace(" , ", ", "))
        if words[place:]
        else None
    )
    if family is None:
        return None
    found["font-family"] = family
    return found


_BACKGROUND_WORDS: Final = frozenset(
    (
        "none left right top bottom center repeat repeat-x repeat-y no-repeat space round scroll fixed local"
        " border-box padding-box content-box text border-area auto cover contain /"
    ).split()
)


def _background(text: str) -> Longhands | None:
    images, final = [], "rgba(0, 0, 0, 0)"
    layers = split_top(text, ",")
    for place, layer in enumerate(layers):
        image, painted = "none", 0
        words = split_words(layer)
        if not words:
            return None
        for word in words:
            low = word.lower()
            if is_image(word):
                image = word
            elif low in _BACKGROUND_WORDS or sized(low) is not None:
                continue
            elif (found := color(low)) is not None and place == len(layers) - 1 and not painted:
                final, painted = found, 1
            else:
                return None
        images.append(image)
    return {"background-color": final, "background-image": ", ".join(images)}


def _outline(text: str) -> Longhands | None:
    found = {"outline-style": "none", "outline-width": "3px"}
    for word in split_words(text):
        low = word.lower()
        for name in found:
            if (value := PROPERTIES[name].normal(low)) is not None:
                found[name] = value
                break
        else:
            if color(low) is None and low != "invert":
                return None
    return found


def _list_style(text: str) -> Longhands | None:
    words = split_words(text)
    kind, images = None, 0
    for word in words:
        low = word.lower()
        if low in ("inside", "outside"):
            continue
        if is_image(word):
            images += 1
        elif kind is None or kind == "none":
            kind = PROPERTIES["list-style-type"].normal(word if word[0] in "\"'" else low)
            if kind is None:
                return None
        elif low != "none":
            return None
    return {"list-style-type": kind or "disc"} if words else None


_LINES: Final = ("solid", "double", "dotted", "dashed", "wavy", "auto", "from-font")


def _text_decoration(text: str) -> Longhands | None:
    lines = []
    for word in split_words(text):
        if word in (
            "none",
            "underline",
            "overline",
            "line-through",
            "blink",
            "spelling-error",
            "grammar-error",
        ):
            lines.append(word)
        elif word not in _LINES and sized(word) is None and color(word) is None:
            return None
    line = PROPERTIES["text-decoration-line"].normal(" ".join(lines) or "none")
    return None if line is None else {"text-decoration-line": line}


_TIMING: Final = frozenset(
    (
        "ease linear ease-in ease-out ease-in-out step-start step-end infinite normal reverse alternate"
        " alternate-reverse forwards backwards both running paused auto replace add accumulate"
    ).split()
)


def _animation(text: str) -> Longhands | None:
    names = []
    for one in split_top(text, ","):
        name = "none"
        for word in split_words(one):
            low = word.lower()
            timed = (
                low in _TIMING
                or low[0].isdigit()
                or (low[0] in ".+-" and low[1:2].isdigit())
                or "(" in low
            )
            if not timed and low != "none":
                name = word
        names.append(name)
    return {"animation-name": ", ".join(names)}


def _renamed(*names: str) -> Callable[[str], Longhands | None]:
    normal = PROPERTIES[names[0]].normal

    def expand(text: str) -> Longhands | None:
        value = normal(text)
        return None if value is None else dict.fromkeys(names, value)

    return expand


_OVERFLOWS: Final = _pair("overflow-x", "overflow-y")

# Logical names are those of horizontal text from left to right.
SHORTHANDS: Final[dict[str, tuple[tuple[str, ...], Callable[[str], Longhands | None]]]] = {
    "overflow": (("overflow-x", "overflow-y"), _OVERFLOWS),
    "inset": (_EDGES, _sides("{}")),
    "inset-inline": (("left", "right"), _pair("left", "right")),
    "inset-block": (("top", "bottom"), _pair("top", "bottom")),
    "margin": (tuple(f"margin-{edge}" for edge in _EDGES), _sides("margin-{}")),
    "margin-inline": (("margin-left", "margin-right"), _pair("margin-left", "margin-right")),
    "margin-block": (("margin-top", "margin-bottom"), _pair("margin-top", "margin-bottom")),
    "font": (("font-style", "font-weight", "font-size", "line-height", "font-family"), _font),
    "background": (("background-color", "background-image"), _background),
    "outline": (("outline-style", "outline-width"), _outline),
    "list-style": (("list-style-type",), _list_style),
    "text-decoration": (("text-decoration-line",), _text_decoration),
    "animation": (("animation-name",), _animation),
} | {
    name: (longhands, _renamed(*longhands))
    for name, longhands in {
        "inset-inline-start": ("left",),
        "inset-inline-end": ("right",),
        "inset-block-start": ("top",),
        "inset-block-end": ("bottom",),
        "margin-inline-start": ("margin-left",),
        "margin-inline-end": ("margin-right",),
        "margin-block-start": ("margin-top",),
        "margin-block-end": ("margin-bottom",),
        "inline-size": ("width",),
        "block-size": ("height",),
        "min-inline-size": ("min-width",),
        "max-inline-size": ("max-width",),
        "min-block-size": ("min-height",),
        "max-block-size": ("max-height",),
        "overflow-inline": ("overflow-x",),
        "overflow-block": ("overflow-y",),
        "-webkit-transform": ("transform",),
        "-webkit-user-select": ("user-select",),
        "-webkit-clip-path": ("clip-path",),
        "-webkit-opacity": ("opacity",),
        "-webkit-box-shadow": ("box-shadow",),
        "-webkit-appearance": ("appearance",),
        "-webkit-animation-name": ("animation-name",),
    }.items()
}
SHORTHANDS["-webkit-animation"] = SHORTHANDS["animation"]
