"""Decides how the elements of HTML look by their names alone: a table of the browser's own rules.

HTML standard, chapter 15 ("Rendering"), as Chromium 156 has it, whose computed styles these tables
were checked against. Values are specified ones: sizes may be relative to the parent's.
"""

from typing import Final

type Longhands = dict[str, str]

_MONOSPACE: Final = {"font-family": "monospace"}
_VERTICAL: Final = {"margin-top": "1em", "margin-bottom": "1em"}
_BLOCK: Final = {"display": "block", "unicode-bidi": "isolate"}
_PRE: Final = {**_BLOCK, **_MONOSPACE, **_VERTICAL, "white-space": "pre"}
_LIST: Final = {**_BLOCK, **_VERTICAL}
_QUOTE: Final = {**_BLOCK, **_VERTICAL, "margin-left": "40px", "margin-right": "40px"}
NONE: Final = {"display": "none"}
_CLIPPED: Final = {"overflow-x": "clip", "overflow-y": "clip"}
_CONTROL: Final = {
    "display": "inline-block",
    "font-family": "Arial",
    "font-size": "13.3333px",
    "font-weight": "400",
    "font-style": "normal",
    "line-height": "normal",
    "letter-spacing": "normal",
    "word-spacing": "0px",
    "text-transform": "none",
    "text-indent": "0px",
    "text-shadow": "none",
    "text-align": "start",
    "color": "rgb(0, 0, 0)",
    "cursor": "default",
}
BUTTON: Final = {**_CONTROL, "background-color": "rgb(239, 239, 239)", "text-align": "center"}
FIELD: Final = {**_CONTROL, "background-color": "rgb(255, 255, 255)", "cursor": "text"}


def _heading(size: str, margin: str) -> Longhands:
    return {
        **_BLOCK,
        "font-size": size,
        "font-weight": "bold",
        "margin-top": margin,
        "margin-bottom": margin,
    }


def _named(names: str, values: Longhands) -> dict[str, Longhands]:
    return dict.fromkeys(names.split(), values)


ELEMENTS: Final[dict[str, Longhands]] = {
    **_named(
        "area base basefont datalist head link meta noembed noframes noscript param rp script style template title",
        NONE,
    ),
    **_named(
        "article aside div dt figcaption footer form header hgroup legend main nav search section summary",
        _BLOCK,
    ),
    **_named("html details frame frameset", {"display": "block"}),
    **_named("p dl", _LIST),
    **_named("ul menu dir", {**_LIST, "list-style-type": "disc"}),
    **_named("blockquote figure", _QUOTE),
    **_named("pre listing plaintext xmp", _PRE),
    **_named("code kbd samp tt", _MONOSPACE),
    **_named("b strong", {"font-weight": "bolder"}),
    **_named("cite dfn em i var", {"font-style": "italic"}),
    **_named("s strike del", {"text-decoration-line": "line-through"}),
    **_named("u ins", {"text-decoration-line": "underline"}),
    **_named("embed object iframe img video canvas", _CLIPPED),
    **_named("meter progress", {"display": "inline-block"}),
    **_named("sub sup small", {"font-size": "smaller"}),
    **_named("bdi output", {"unicode-bidi": "isolate"}),
    "ol": {**_LIST, "list-style-type": "decimal"},
    "li": {"display": "list-item", "unicode-bidi": "isolate"},
    "dd": {**_BLOCK, "margin-left": "40px"},
    "address": {**_BLOCK, "font-style": "italic"},
    "center": {**_BLOCK, "text-align": "-webkit-center"},
    "h1": _heading("2em", "0.67em"),
    "h2": _heading("1.5em", "0.83em"),
    "h3": _heading("1.17em", "1em"),
    "h4": {**_BLOCK, "font-weight": "bold", "margin-top": "1.33em", "margin-bottom": "1.33em"},
    "h5": _heading("0.83em", "1.67em"),
    "h6": _heading("0.67em", "2.33em"),
    "body": {
        "display": "block",
        **{f"margin-{edge}": "8px" for edge in ("top", "right", "bottom", "left")},
    },
    "optgroup": {"display": "block", "font-weight": "bolder"},
    "option": {
        "display": "block",
        "font-weight": "400",
        "white-space": "nowrap",
        "min-width": "24px",
    },
    "big": {"font-size": "larger"},
    "bdo": {"unicode-bidi": "isolate-override"},
    "mark": {"background-color": "rgb(255, 255, 0)", "color": "rgb(0, 0, 0)"},
    "nobr": {"white-space": "nowrap"},
    "label": {"cursor": "default"},
    "slot": {"display": "contents"},
    "ruby": {"display": "ruby"},
    "rt": {"display": "ruby-text", "font-size": "50%", "text-align": "start"},
    "hr": {
        **_BLOCK,
        "color": "rgb(128, 128, 128)",
        "margin-top": "0.5em",
        "margin-bottom": "0.5em",
        "margin-left": "auto",
        "margin-right": "auto",
        "overflow-x": "hidden",
        "overflow-y": "hidden",
    },
    "marquee": {
        "display": "inline-block",
        "overflow-x": "hidden",
        "overflow-y": "hidden",
        "white-space": "nowrap",
    },
    "fieldset": {
        "display": "block",
        "margin-left": "2px",
        "margin-right": "2px",
        "min-width": "min-content",
    },
    "table": {
        "display": "table",
        "unicode-bidi": "isolate",
        "text-indent": "0px",
        "text-align": "-internal-table",
    },
    "caption": {
        "display": "table-caption",
        "unicode-bidi": "isolate",
        "text-align": "-webkit-center",
    },
    "colgroup": {"display": "table-column-group", "unicode-bidi": "isolate"},
    "col": {"display": "table-column", "unicode-bidi": "isolate"},
    "thead": {"display": "table-header-group", "unicode-bidi": "isolate"},
    "tbody": {"display": "table-row-group", "unicode-bidi": "isolate"},
    "tfoot": {"display": "table-footer-group", "unicode-bidi": "isolate"},
    "tr": {"display": "table-row", "unicode-bidi": "isolate"},
    "td": {"display": "table-cell", "unicode-bidi": "isolate"},
    "th": {
        "display": "table-cell",
        "unicode-bidi": "isolate",
        "font-weight": "bold",
        "text-align": "-internal-center",
    },
    "button": BUTTON,
    "textarea": {
        **FIELD,
        "font-family": "monospace",
        "white-space": "pre-wrap",
    },
    "select": {
        "appearance": "menulist",
        **BUTTON,
        "text-align": "start",
        "overflow-x": "clip",
        "overflow-y": "clip",
        "white-space": "pre",
    },
}

_PUSHED: Final = {**BUTTON, **_CLIPPED, "white-space": "pre", "user-select": "none"}
INPUTS: Final[dict[str, Longhands]] = {
    "hidden": {**_CONTROL, **_CLIPPED, "display": "none"},
    "submit": _PUSHED,
    "reset": _PUSHED,
    "button": _PUSHED,
    "image": {**_CONTROL, **_CLIPPED, "cursor": "pointer"},
    "file": {**_CONTROL, **_CLIPPED, "white-space": "pre"},
    "checkbox": {
        **_CONTROL,
        "margin-top": "3px",
        "margin-right": "3px",
        "margin-bottom": "3px",
        "margin-left": "4px",
    },
    "radio": {
        **_CONTROL,
        "margin-top": "3px",
        "margin-right": "3px",
        "margin-bottom": "0px",
        "margin-left": "5px",
    },
    "color": {**BUTTON, **_CLIPPED, "text-align": "start"},
    "range": {
        **FIELD,
        "color": "rgb(157, 150, 142)",
        "cursor": "default",
        **{f"margin-{edge}": "2px" for edge in ("top", "right", "bottom", "left")},
    },
}
TEXT_INPUT: Final = {**FIELD, **_CLIPPED}
DATE: Final = {**TEXT_INPUT, "cursor": "default", "font-family": "monospace"}
LINK: Final = {"color": "rgb(0, 0, 238)", "text-decoration-line": "underline", "cursor": "pointer"}
# In quirks mode a table does not take over the text styles around it (HTML standard, 15.3.12).
QUIRKS_TABLE: Final = {
    "font-size": "16px",
    "font-weight": "400",
    "font-style": "normal",
    "line-height": "normal",
    "white-space": "normal",
    "text-align": "start",
}
POPOVER: Final = {
    "display": "none",
    "position": "fixed",
    **dict.fromkeys(("left", "top", "right", "bottom"), "0px"),
    **dict.fromkeys(("margin-top", "margin-right", "margin-bottom", "margin-left"), "auto"),
    "width": "fit-content",
    "height": "fit-content",
    "overflow-x": "auto",
    "overflow-y": "auto",
    "color": "rgb(0, 0, 0)",
    "background-color": "rgb(255, 255, 255)",
}
PLAYER: Final = {"width": "300px", "height": "54px"}
DIALOG: Final = {
    "display": "block",
    "position": "absolute",
    "width": "fit-content",
    "height": "fit-content",
    "left": "0px",
    "right": "0px",
    **dict.fromkeys(("margin-top", "margin-right", "margin-bottom", "margin-left"), "auto"),
    "background-color": "rgb(255, 255, 255)",
    "color": "rgb(0, 0, 0)",
}
MONOSPACED: Final = ("code", "kbd", "samp", "tt", "pre", "listing", "plaintext", "xmp")
# What is never painted, whatever a sheet says of a page that makes sense.
NEVER_SHOWN: Final = frozenset(
    (
        "area base basefont head link meta noembed noframes noscript param script style template"
        " title"
    ).split()
)
