"""Decides what an element's attributes say of its looks: HTML's presentational hints.

HTML standard, chapter 15; they weigh less than any author's rule.
"""

from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.style_colors import color, written

type Longhands = dict[str, str]

_DIMENSION: Final = regex(r"\s*\+?(\d+(?:\.\d+)?|\.\d+)(%?)")
_SIZED: Final = frozenset(
    "col colgroup embed hr iframe img input object source table td th tr video marquee".split()
)
_TALL: Final = frozenset(
    "embed iframe img input object table td th tr thead tbody tfoot video marquee".split()
)
_ALIGNING: Final = ("div", "p", "h1", "h2", "h3", "h4", "h5", "h6")
_CELLS: Final = frozenset("td th tr thead tbody tfoot col colgroup caption".split())
_PAINTED: Final = frozenset("body table thead tbody tfoot tr td th".split())
_FLOATED: Final = frozenset("img iframe embed object input table".split())
_FONT_SIZES: Final = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_BULLETS: Final = {
    "1": "decimal",
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
}


def _dimension(value: str) -> str | None:
    """HTML's rules for dimension values: pixels or a percentage."""
    found = _DIMENSION.match(value)
    if found is None:
        return None
    return f"{float(found[1]):g}{'%' if found[2] else 'px'}"


def legacy_color(value: str) -> str | None:
    """HTML's rules for parsing a legacy colour value: all but the empty string is some colour."""
    text = value.strip().lower()
    if not text or text == "transparent":
        return None
    if (
        (text.isalpha() or regex(r"#[0-9a-f]{3}\Z").match(text))
        and (known := color(text))
        and known.startswith("rgb(")
    ):
        return known
    text = "".join("00" if ord(mark) > 0xFFFF else mark for mark in text)[:128].removeprefix("#")
    digits = "".join(mark if mark in "0123456789abcdef" else "0" for mark in text)
    while not digits or len(digits) % 3:
        digits += "0"
    size = len(digits) // 3
    parts = [digits[place * size : (place + 1) * size] for place in range(3)]
    parts = [part[-8:] for part in parts]
    while len(parts[0]) > 2 and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    red, green, blue = (int(part[:2], 16) for part in parts)
    return written(red, green, blue, 1)


def _direction(element: Element, name: str) -> Longhands:
    direction = element.attributes["dir"].strip().lower()
    if direction not in ("ltr", "rtl"):
        return (
            {"unicode-bidi": "plaintext" if name in ("pre", "textarea") else "isolate"}
            if direction == "auto"
            else {}
        )
    found = {"direction": direction}
    if name not in ("bdo", "bdi", "input", "textarea"):
        found["unicode-bidi"] = "isolate"
    elif name == "bdo":
        found["unicode-bidi"] = "isolate-override"
    return found


def _aligned(name: str, align: str) -> Longhands:
    if name in _ALIGNING or name in _CELLS:
        known = {
            "left": "-webkit-left",
            "right": "-webkit-right",
            "center": "-webkit-center",
            "middle": "-webkit-center",
        }
        if align == "justify":
            return {"text-align": "justify"}
        return (
            {"text-align": known[align]}
            if align in known and name not in ("caption", "col", "colgroup")
            else {}
        )
    if name in _FLOATED and align in ("left", "right"):
        return {"float": align}
    if name in ("table", "hr") and align in ("left", "right", "center"):
        return {
            "margin-left": "auto" if align in ("center", "right") else "0px",
            "margin-right": "auto" if align in ("center", "left") else "0px",
        }
    if name not in _FLOATED and align in ("left", "right", "center", "justify", "middle"):
        return {"text-align": "center" if align == "middle" else align}
    return {}


def _font(attributes: dict[str, str]) -> Longhands:
    found: Longhands = {}
    if "color" in attributes and (painted := legacy_color(attributes["color"])) is not None:
        found["color"] = painted
    if "face" in attributes and attributes["face"].strip():
        found["font-family"] = attributes["face"].strip()
    size = regex(r"\s*([-+]?)(\d+)").match(attributes.get("size", ""))
    if size is not None:
        number = int(size[2][:4])
        number = 3 + number if size[1] == "+" else 3 - number if size[1] == "-" else number
        found["font-size"] = _FONT_SIZES[max(1, min(7, number)) - 1]
    return found


def _body(attributes: dict[str, str]) -> Longhands:
    found: Longhands = {}
    if "text" in attributes and (painted := legacy_color(attributes["text"])) is not None:
        found["color"] = painted
    for names, edges in (
        (("marginwidth", "leftmargin"), ("margin-left", "margin-right")),
        (("marginheight", "topmargin"), ("margin-top", "margin-bottom")),
    ):
        for name in names:
            if name in attributes and (size := _dimension(attributes[name])) is not None:
                found |= dict.fromkeys(edges, size)
    return found


def hints(element: Element, name: str) -> Longhands:
    """What the attributes of an HTML element declare."""
    attributes = element.attributes
    found: Longhands = {}
    if "dir" in attributes:
        found |= _direction(element, name)
    if name == "font":
        found |= _font(attributes)
    if "align" in attributes:
        found |= _aligned(name, attributes["align"].strip().lower())
    if name in _PAINTED:
        if "bgcolor" in attributes and (painted := legacy_color(attributes["bgcolor"])) is not None:
            found["background-color"] = painted
        if attributes.get("background", "").strip():
            found["background-image"] = f'url("{attributes["background"].strip()}")'
    if name in ("img", "object", "embed", "iframe", "input"):
        for attribute, edges in (("hspace", ("left", "right")), ("vspace", ("top", "bottom"))):
            if (size := _dimension(attributes.get(attribute, ""))) is not None:
                found |= dict.fromkeys((f"margin-{edge}" for edge in edges), size)
    if name == "body":
        found |= _body(attributes)
    if name in _SIZED or name in _TALL:
        found |= _sizes(name, attributes)
    if "nowrap" in attributes and name in ("td", "th"):
        found["white-space"] = "nowrap"
    if "type" in attributes and name in ("ol", "ul", "li"):
        kind = attributes["type"]
        bullet = _BULLETS.get(kind) or (
            kind.lower() if kind.lower() in ("none", "disc", "circle", "square") else None
        )
        if bullet is not None:
            found["list-style-type"] = bullet
    if "hidden" in attributes:
        if attributes["hidden"].strip().lower() == "until-found":
            found["content-visibility"] = "hidden"
        else:
            found["display"] = "none"
    return found


def _sizes(name: str, attributes: dict[str, str]) -> Longhands:
    found: Longhands = {}
    if name == "input" and attributes.get("type", "").strip().lower() != "image":
        return found
    for attribute, names in (("width", _SIZED), ("height", _TALL)):
        if (
            attribute in attributes
            and name in names
            and (size := _dimension(attributes[attribute])) is not None
        ):
            found[attribute] = size
    return found
