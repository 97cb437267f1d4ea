"""Decides how a specified value becomes a computed one, for each kind of property.

The kinds are those of ``style_properties.Property``. A function gets the computer (for other
values of the same element), the element, the property, the specified value, and the parent's
computed value where the kind goes by it.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from govpage_lint.document.tree import Element
from govpage_lint.semantics.style_fonts import font_size, font_weight
from govpage_lint.semantics.style_lengths import Sizes, number, resolved, resolved_inside
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

if TYPE_CHECKING:
    from govpage_lint.semantics.style_computed import Computer

type Compute = Callable[["Computer", Element, str, str, Maybe[str]], Maybe[str]]

# What a box becomes that is floated, positioned, or stands in a flex or grid box.
BOXED: Final = {
    "inline": "block",
    "inline-block": "block",
    "inline-flex": "flex",
    "inline-grid": "grid",
    "inline-table": "table",
    "-webkit-inline-box": "-webkit-box",
    "ruby": "block",
    "ruby-text": "block",
    **dict.fromkeys(
        (
            "table-row table-cell table-row-group table-header-group table-footer-group"
            " table-column table-column-group table-caption"
        ).split(),
        "block",
    ),
}
BOXING: Final = ("flex", "inline-flex", "grid", "inline-grid")
# Values that are worked out from the parent's although nothing says "inherit".
RELATIVE: Final = {
    "font-weight": ("bolder", "lighter"),
    "text-align": (
        "-internal-center",
        "-internal-table",
        "match-parent",
        "-webkit-match-parent",
    ),
}
_WIDTHS: Final = {"thin": "1px", "medium": "3px", "thick": "5px"}


def _length(computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]) -> str:
    if text[0] not in "+-.0123456789" and "(" not in text:
        return _WIDTHS.get(text, text)
    if text.endswith("px") and "(" not in text:
        return f"{number(float(text[:-2]))}px"
    return resolved(text, Sizes(None, None) if text[-1] == "%" else computer.sizes(element))


def _spacing(
    computer: "Computer", element: Element, name: str, text: str, above: Maybe[str]
) -> Maybe[str]:
    value = _length(computer, element, name, text, above)
    if value in ("normal", "0px"):
        return "normal" if name == "letter-spacing" else "0px"
    return value


def _lengths(
    computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]
) -> Maybe[str]:
    return resolved_inside(text, computer.sizes(element)) if text[-1] == ")" else text


def _font_size(
    computer: "Computer", element: Element, name: str, text: str, above: Maybe[str]
) -> Maybe[str]:
    return font_size(text, above, computer.root_size(element))


def _font_weight(
    computer: "Computer", element: Element, name: str, text: str, above: Maybe[str]
) -> Maybe[str]:
    return font_weight(text, above)


def _color(
    computer: "Computer", element: Element, name: str, text: str, above: Maybe[str]
) -> Maybe[str]:
    if text == "currentcolor":
        return above if name == "color" else computer.value(element, "color")
    if text == "-internal-quirk":
        body = element.document.body
        return "rgb(0, 0, 0)" if body is None else computer.value(body, "color")
    if text.startswith("rgb"):
        return text
    # Other colour spaces stay as written; of mixtures it is only known that there is a colour.
    return text if "(" in text and not text.startswith(("color-mix", "light-dark")) else UNKNOWN


def _line_height(
    computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]
) -> Maybe[str]:
    if text == "normal":
        return text
    if text.endswith("%"):
        size = computer.sizes(element).font
        return text if size is None else f"{number(float(text[:-1]) / 100 * size)}px"
    return resolved(text, computer.sizes(element))


def _opacity(
    computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]
) -> Maybe[str]:
    try:
        value = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        return resolved(text, Sizes(None, None))
    return number(max(0.0, min(1.0, value)))


def _overflow(
    computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]
) -> Maybe[str]:
    text = "auto" if text == "overlay" else text
    if text not in ("visible", "clip"):
        return text
    if element.local_name == "textarea" and element.is_html:
        return "auto" if text == "visible" else "hidden"
    other = computer.specified(element, "overflow-y" if name == "overflow-x" else "overflow-x")
    if other is UNKNOWN:
        return UNKNOWN
    if other in ("visible", "clip", "inherit"):
        return text
    return "auto" if text == "visible" else "hidden"


def _float(
    computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]
) -> Maybe[str]:
    if text == "none":
        return text
    position = computer.value(element, "position")
    if position is UNKNOWN:
        return UNKNOWN
    return "none" if position in ("absolute", "fixed") else text


def _text_align(
    computer: "Computer", element: Element, name: str, text: str, above: Maybe[str]
) -> Maybe[str]:
    if not text.startswith("-internal-") and not text.endswith("match-parent"):
        return text
    if above is UNKNOWN:
        return UNKNOWN
    if text == "-internal-table":
        return "start" if above.startswith("-webkit-") else above
    if text == "-internal-center":
        return "center" if above == "start" else above
    if above not in ("start", "end"):
        return above
    direction = computer.value(element.parent, "direction") if element.parent else "ltr"
    if direction is UNKNOWN:
        return UNKNOWN
    return "left" if (above == "start") == (direction == "ltr") else "right"


def _display(
    computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]
) -> Maybe[str]:
    boxed = BOXED.get(text)
    if element.parent is None:
        return "block" if text == "contents" else boxed or text
    if boxed is None:
        return text
    container = computer.container(element.parent)
    if container is not UNKNOWN and container in BOXING:
        return boxed
    if not computer.moved(element):
        return text
    position = computer.value(element, "position")
    if position is not UNKNOWN and position in ("absolute", "fixed"):
        return boxed
    floated = computer.value(element, "float")
    if floated is not UNKNOWN and floated != "none":
        return boxed
    return UNKNOWN if UNKNOWN in (position, floated, container) else text


def _keyword(
    computer: "Computer", element: Element, name: str, text: str, _: Maybe[str]
) -> Maybe[str]:
    return text


KINDS: Final[dict[str, Compute]] = {
    "keyword": _keyword,
    "display": _display,
    "length": _length,
    "width": _length,
    "spacing": _spacing,
    "lengths": _lengths,
    "font-size": _font_size,
    "font-weight": _font_weight,
    "color": _color,
    "line-height": _line_height,
    "opacity": _opacity,
    "overflow": _overflow,
    "float": _float,
    "text-align": _text_align,
}
