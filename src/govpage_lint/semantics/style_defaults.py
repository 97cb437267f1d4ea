"""Decides how an element looks before any author's style sheet: the browser's own rules.

HTML standard, chapter 15 ("Rendering"), as Chromium 156 has it, whose computed styles these tables
were checked against. Values are specified ones: sizes may be relative to the parent's.
"""

from functools import cached_property
from typing import Final

from govpage_lint.document.tree import HTML, SVG, Document, Element
from govpage_lint.semantics.style_hints import hints, legacy_color

type Longhands = dict[str, str]

_MONOSPACE: Final = {"font-family": "monospace"}
_VERTICAL: Final = {"margin-top": "1em", "margin-bottom": "1em"}
_BLOCK: Final = {"display": "block", "unicode-bidi": "isolate"}
_PRE: Final = {**_BLOCK, **_MONOSPACE, **_VERTICAL, "white-space": "pre"}
_LIST: Final = {**_BLOCK, **_VERTICAL}
_QUOTE: Final = {**_BLOCK, **_VERTICAL, "margin-left": "40px", "margin-right": "40px"}
_NONE: Final = {"display": "none"}
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
_BUTTON: Final = {**_CONTROL, "background-color": "rgb(239, 239, 239)", "text-align": "center"}
_FIELD: Final = {**_CONTROL, "background-color": "rgb(255, 255, 255)", "cursor": "text"}


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


_ELEMENTS: Final[dict[str, Longhands]] = {
    **_named(
        "area base basefont datalist head link meta noembed noframes noscript param rp script style template title",
        _NONE,
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
    "option": {"display": "block", "white-space": "nowrap", "min-width": "24px"},
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
    "button": _BUTTON,
    "textarea": {
        **_FIELD,
        "font-family": "monospace",
        "white-space": "pre-wrap",
    },
    "select": {
        **_BUTTON,
        "text-align": "start",
        "overflow-x": "clip",
        "overflow-y": "clip",
        "white-space": "pre",
    },
}

_PUSHED: Final = {**_BUTTON, **_CLIPPED, "white-space": "pre", "user-select": "none"}
_INPUTS: Final[dict[str, Longhands]] = {
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
    "color": {**_BUTTON, **_CLIPPED, "text-align": "start"},
    "range": {
        **_FIELD,
        "color": "rgb(157, 150, 142)",
        "cursor": "default",
        **{f"margin-{edge}": "2px" for edge in ("top", "right", "bottom", "left")},
    },
}
_TEXT_INPUT: Final = {**_FIELD, **_CLIPPED}
_DATE: Final = {**_TEXT_INPUT, "cursor": "default", "font-family": "monospace"}
_LINK: Final = {"color": "rgb(0, 0, 238)", "text-decoration-line": "underline", "cursor": "pointer"}
_DATES: Final = ("date", "month", "week", "time", "datetime-local")
# In quirks mode a table does not take over the text styles around it (HTML standard, 15.3.12).
_QUIRKS_TABLE: Final = {
    "font-size": "16px",
    "font-weight": "400",
    "font-style": "normal",
    "line-height": "normal",
    "white-space": "normal",
    "text-align": "start",
}
_SVG_BLOCKS: Final = frozenset(("text", "foreignobject"))
_PRESENTED: Final = frozenset(
    "display visibility opacity color font-size pointer-events width height".split()
)
_SVG_CLIPPED: Final = frozenset(("svg", "symbol", "image", "marker", "pattern", "foreignobject"))
_EMPTY: Final[Longhands] = {}
_HINTED: Final = frozenset(
    (
        "align background bgcolor color controls dir disabled draggable face height hidden href leftmargin marginheight"
        " marginwidth nowrap open popover size text title topmargin type width"
    ).split()
)
# What is never painted, whatever a sheet says of a page that makes sense.
NEVER_SHOWN: Final = frozenset(
    "area base basefont head link meta noembed noframes noscript param script style template title".split()
)


class Defaults:
    """The browser's own declarations for the elements of a page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._quirks = document.mode == "quirks"
        self._depths: dict[Element, int] = {}

    @cached_property
    def all(self) -> dict[Element, Longhands]:
        """The declarations below all authors' ones, of each element of the page."""
        get, hinted, special = _ELEMENTS.get, _HINTED.isdisjoint, _SPECIAL
        found = {}
        for element in self._document.elements:
            name, attributes = element.local_name, element.attributes
            if element.namespace_url != HTML:
                found[element] = self._foreign(element)
            elif (attributes and not hinted(attributes)) or name in special:
                found[element] = self._special(element, name, get(name, _EMPTY))
            else:
                found[element] = get(name, _EMPTY)
        return found

    def of(self, element: Element) -> Longhands:
        """The declarations of one element: shared, not to be changed."""
        return self.all[element]

    def _special(self, element: Element, name: str, found: Longhands) -> Longhands:
        attributes = element.attributes
        made = found
        if name == "input":
            kind = attributes.get("type", "").strip().lower()
            made = _DATE if kind in _DATES else _INPUTS.get(kind, _TEXT_INPUT)
        elif name in ("a", "area") and "href" in attributes:
            made = {**found, **(_LINK if name == "a" else {"cursor": "pointer"})}
        elif name in ("dialog", "audio"):
            made = (
                _dialog(attributes)
                if name == "dialog"
                else (_EMPTY if "controls" in attributes else _NONE)
            )
        elif name in ("ul", "menu", "dir", "ol", "dl"):
            made = self._list(element, name, found)
        elif name == "table" and self._quirks:
            body = element.document.body
            text = legacy_color(body.attributes.get("text", "")) if body is not None else None
            made = {**found, **_QUIRKS_TABLE, "color": text or "rgb(0, 0, 0)"}
        elif name == "summary":
            made = {**found, **_summary(element)}
        elif name in ("abbr", "acronym") and "title" in attributes:
            made = {"text-decoration-line": "underline"}
        if "disabled" in attributes and name in ("input", "button", "textarea", "select"):
            made = {**made, **_disabled(made, name)}
        given = hints(element, name)
        if given:
            made = {**made, **given}
        if "popover" in attributes:
            made = {**made, **_POPOVER}
        if attributes.get("draggable", "").lower() == "true":
            made = {**made, "user-select": "none"}
        return made

    def _list(self, element: Element, name: str, found: Longhands) -> Longhands:
        """Lists in lists have no margins and other bullets."""
        depth = self._depth(element)
        if not depth:
            return found
        made = {**found, "margin-top": "0px", "margin-bottom": "0px"}
        if name in ("ul", "menu", "dir"):
            made["list-style-type"] = "circle" if depth == 1 else "square"
        return made

    def _depth(self, element: Element) -> int:
        """How many lists an element stands in."""
        depths, passed = self._depths, []
        node = element.parent
        while node is not None and node not in depths:
            passed.append(node)
            node = node.parent
        depth = 0
        if node is not None:
            depth = depths[node]
        for one in reversed(passed):
            if one.local_name in ("ul", "ol", "menu", "dir", "dl"):
                depth += 1
            depths[one] = depth
        return depth

    def _foreign(self, element: Element) -> Longhands:
        if element.namespace_url != SVG:
            return _EMPTY
        name = element.local_name.lower()
        made = _EMPTY
        if name in _SVG_BLOCKS:
            made = {"display": "block"}
        if name in _SVG_CLIPPED:
            made = {**made, "overflow-x": "hidden", "overflow-y": "hidden"}
        attributes = element.attributes
        if _PRESENTED.isdisjoint(attributes):
            return made
        for attribute in _PRESENTED:
            if attribute in attributes:
                made = {**made, **_presented(attribute, attributes[attribute])}
        return made


_SPECIAL: Final = frozenset(
    ("input", "dialog", "audio", "ul", "ol", "menu", "dir", "dl", "summary", "table")
)
_POPOVER: Final = {
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
_PLAYER: Final = {"width": "300px", "height": "54px"}
_DISABLED: Final = {
    "color": "rgba(16, 16, 16, 0.3)",
    "background-color": "rgba(239, 239, 239, 0.3)",
}
_DISABLED_FIELD: Final = {
    "color": "rgb(84, 84, 84)",
    "background-color": "rgba(239, 239, 239, 0.3)",
}


def _presented(name: str, value: str) -> Longhands:
    """An SVG presentation attribute as a declaration."""
    from govpage_lint.semantics.style_shorthands import expanded

    return (
        expanded(name, value)
        or (expanded(name, f"{value}px") if name in ("font-size", "width", "height") else None)
        or _EMPTY
    )


def _disabled(made: Longhands, name: str) -> Longhands:
    if name == "select":
        return {"opacity": "0.7"}
    if "background-color" not in made:
        return {}
    return _DISABLED if made["background-color"] == _BUTTON["background-color"] else _DISABLED_FIELD


def _summary(element: Element) -> Longhands:
    """The first summary of its details is an item with a triangle for a bullet."""
    details = element.parent
    if details is None or details.local_name != "details" or not details.is_html:
        return _EMPTY
    first = next(child for child in details.element_children if child.local_name == "summary")
    if first is not element:
        return _EMPTY
    bullet = "disclosure-open" if "open" in details.attributes else "disclosure-closed"
    return {"display": "list-item", "list-style-type": bullet}


def _dialog(attributes: dict[str, str]) -> Longhands:
    made = {
        "display": "block",
        "position": "absolute",
        "width": "fit-content",
        "height": "fit-content",
        "left": "0px",
        "right": "0px",
        "margin-top": "auto",
        "margin-right": "auto",
        "margin-bottom": "auto",
        "margin-left": "auto",
        "background-color": "rgb(255, 255, 255)",
        "color": "rgb(0, 0, 0)",
    }
    return made if "open" in attributes else {**made, "display": "none"}
