"""Decides which CSS properties are known: initial values, inheritance, and what values they take."""

from typing import Final

from govpage_lint.records import dataclass
from govpage_lint.semantics.style_colors import color
from govpage_lint.semantics.style_normal import (
    IDENT,
    Normal,
    clip,
    clip_path,
    content,
    cursor,
    decorations,
    display,
    family,
    idents,
    images,
    keywords,
    lengths,
    list_type,
    number,
    opacity,
    shadow,
    sized,
    transform,
    weight,
)

WIDE_KEYWORDS: Final = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
# Before a value that holds var(): what it means is known per element only. The declared name
# and the declared text follow, each after this mark.
PENDING: Final = "\0"


@dataclass(frozen=True, slots=True)
class Property:
    """A longhand: its initial value, whether it is inherited, its group, and its values.

    ``group`` says which properties are worked out together: "shown", "placed" or "text".
    ``kind`` says how a declared value becomes a computed one.
    """

    initial: str
    inherited: bool
    group: str
    kind: str
    normal: Normal


_SIZES: Final = (
    "auto",
    "min-content",
    "max-content",
    "fit-content",
    "stretch",
    "-webkit-fill-available",
    "-webkit-fit-content",
)
_LIMITS: Final = ("none", *_SIZES[1:])
_INSET: Final = Property("auto", False, "placed", "length", lengths("auto"))
_MARGIN: Final = Property("0px", False, "placed", "length", lengths("auto"))
_SIZE: Final = Property("auto", False, "placed", "length", lengths(*_SIZES, negative=False))
_MINIMUM: Final = Property("0px", False, "placed", "length", lengths(*_SIZES, negative=False))
_MAXIMUM: Final = Property("none", False, "placed", "length", lengths(*_LIMITS, negative=False))
_OVERFLOW: Final = Property(
    "visible", False, "placed", "overflow", keywords("visible hidden clip scroll auto overlay")
)
_LINE_STYLES: Final = "none hidden dotted dashed solid double groove ridge inset outset"

PROPERTIES: Final[dict[str, Property]] = {
    "display": Property("inline", False, "shown", "display", display),
    "visibility": Property(
        "visible", True, "shown", "keyword", keywords("visible hidden collapse")
    ),
    "position": Property(
        "static", False, "shown", "keyword", keywords("static relative absolute fixed sticky")
    ),
    "float": Property(
        "none", False, "shown", "float", keywords("none left right inline-start inline-end")
    ),
    "content-visibility": Property(
        "visible", False, "shown", "keyword", keywords("visible hidden auto")
    ),
    "opacity": Property("1", False, "placed", "opacity", opacity),
    "left": _INSET,
    "top": _INSET,
    "right": _INSET,
    "bottom": _INSET,
    "margin-top": _MARGIN,
    "margin-right": _MARGIN,
    "margin-bottom": _MARGIN,
    "margin-left": _MARGIN,
    "width": _SIZE,
    "height": _SIZE,
    "min-width": _MINIMUM,
    "min-height": _MINIMUM,
    "max-width": _MAXIMUM,
    "max-height": _MAXIMUM,
    "clip": Property("auto", False, "placed", "lengths", clip),
    "clip-path": Property("none", False, "placed", "lengths", clip_path),
    "overflow-x": _OVERFLOW,
    "overflow-y": _OVERFLOW,
    "transform": Property("none", False, "placed", "lengths", transform),
    "z-index": Property(
        "auto", False, "placed", "keyword", lambda t: t if t == "auto" else number(t)
    ),
    "pointer-events": Property(
        "auto",
        True,
        "placed",
        "keyword",
        keywords(
            "auto none visiblepainted visiblefill visiblestroke visible painted fill stroke all bounding-box"
        ),
    ),
    "text-indent": Property(
        "0px",
        True,
        "placed",
        "length",
        lambda t: (
            sized(t.split()[0]) if t.split()[1:] in ([], ["hanging"], ["each-line"]) else None
        ),
    ),
    "font-size": Property(
        "16px",
        True,
        "text",
        "font-size",
        lengths(
            *(
                "xx-small",
                "x-small",
                "small",
                "medium",
                "large",
                "x-large",
                "xx-large",
                "xxx-large",
            ),
            *("smaller", "larger", "math", "-webkit-xxx-large"),
            negative=False,
        ),
    ),
    "font-weight": Property("400", True, "text", "font-weight", weight),
    "font-style": Property(
        "normal",
        True,
        "text",
        "keyword",
        lambda t: t if t in ("normal", "italic") or t.startswith("oblique") else None,
    ),
    "font-family": Property('"Times New Roman"', True, "text", "keyword", family),
    "line-height": Property(
        "normal", True, "text", "line-height", lengths("normal", negative=False, number=True)
    ),
    "letter-spacing": Property("normal", True, "text", "spacing", lengths("normal")),
    "word-spacing": Property("0px", True, "text", "spacing", lengths("normal")),
    "text-align": Property(
        "start",
        True,
        "text",
        "text-align",
        keywords(
            "start end left right center justify match-parent -webkit-center -webkit-left",
            "-webkit-right -webkit-match-parent",
        ),
    ),
    "text-transform": Property(
        "none",
        True,
        "text",
        "keyword",
        keywords("none capitalize uppercase lowercase full-width full-size-kana math-auto"),
    ),
    "text-decoration-line": Property("none", False, "text", "keyword", decorations),
    "text-shadow": Property("none", True, "text", "keyword", shadow),
    "color": Property("rgb(0, 0, 0)", True, "text", "color", color),
    "background-color": Property("rgba(0, 0, 0, 0)", False, "text", "color", color),
    "background-image": Property("none", False, "text", "keyword", images),
    "list-style-type": Property("disc", True, "text", "keyword", list_type),
    "white-space": Property(
        "normal",
        True,
        "text",
        "keyword",
        keywords("normal nowrap pre pre-wrap pre-line break-spaces -webkit-nowrap"),
    ),
    "outline-style": Property(
        "none", False, "text", "keyword", keywords(_LINE_STYLES.replace("hidden ", ""), "auto")
    ),
    "outline-width": Property(
        "3px",
        False,
        "text",
        "width",
        lengths("thin", "medium", "thick", negative=False, percent=False),
    ),
    "cursor": Property("auto", True, "text", "keyword", cursor),
    "user-select": Property(
        "auto", True, "text", "keyword", keywords("auto none text all contain")
    ),
    "direction": Property("ltr", True, "text", "keyword", keywords("ltr rtl")),
    "unicode-bidi": Property(
        "normal",
        False,
        "text",
        "keyword",
        keywords("normal embed isolate bidi-override isolate-override plaintext -webkit-isolate"),
    ),
    "content": Property("normal", False, "text", "keyword", content),
    "box-shadow": Property("none", False, "text", "keyword", shadow),
    "appearance": Property(
        "none", False, "text", "keyword", lambda t: t if IDENT.match(t) else None
    ),
    "animation-name": Property("none", False, "text", "keyword", idents),
}
