"""Decides which CSS properties are known, and what a declared value of one is worth.

A declaration that a browser would drop for its value is dropped here too, since another one then
wins the cascade. Values come out in lower case and one spelling; strings and addresses as written.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from govpage_lint.semantics.style_colors import color
from govpage_lint.semantics.style_syntax import split_top, split_words

WIDE_KEYWORDS: Final = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))
# Before a value that holds var(): what it means is known per element only. The declared name
# and the declared text follow, each after this mark.
PENDING: Final = "\0"

_SIZED: Final = re.compile(
    r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)"
    r"(px|r?em|%|ex|r?ch|r?lh|cap|ic|[dls]?v(?:w|h|min|max|i|b)|cq(?:w|h|min|max|i|b)|in|cm|mm|q|pt|pc)?\Z"
)
_MATH: Final = re.compile(
    r"(?:-webkit-|-moz-)?(?:calc|min|max|clamp|round|mod|rem|abs|env|anchor|anchor-size)\("
)
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\Z")
_IDENT: Final = re.compile(r"-?[a-z_\u00a0-\U0010ffff\\][-\w\\\u00a0-\U0010ffff]*\Z|--[-\w]*\Z")
_FUNCTION: Final = re.compile(r"[-a-z][-\w]*\(.*\)\Z", re.DOTALL)
_LOWERED: Final = re.compile(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^()]*\)|attr\([^()]*\))""",
    re.IGNORECASE | re.DOTALL,
)

type Normal = Callable[[str], str | None]


def lowered(text: str) -> str:
    """The text in lower case and single-spaced, but for strings and addresses."""
    if '"' in text or "'" in text or "(" in text:
        parts = _LOWERED.split(text)
        parts[::2] = [re.sub(r"\s+", " ", part.lower()) for part in parts[::2]]
        return "".join(parts).strip()
    return " ".join(text.lower().split())


def sized(
    text: str, *, negative: bool = True, percent: bool = True, number: bool = False
) -> str | None:
    """A length (or percentage, or number) as it stands, "0" as "0px"; None where it is none."""
    found = _SIZED.match(text)
    if found is None:
        return text if _MATH.match(text) and text.endswith(")") else None
    if (not negative and text[0] == "-" and float(found[1])) or (not percent and found[2] == "%"):
        return None
    if found[2] is None:
        return found[1] if number else ("0px" if not float(found[1]) else None)
    return text


def _keywords(*words: str) -> Normal:
    known = frozenset(" ".join(words).split())
    return lambda text: text if text in known else None


def _lengths(
    *words: str, negative: bool = True, percent: bool = True, number: bool = False
) -> Normal:
    known = frozenset(words)

    def normal(text: str) -> str | None:
        if text in known:
            return text
        return sized(text, negative=negative, percent=percent, number=number)

    return normal


def _number(text: str) -> str | None:
    return text if _NUMBER.match(text) or _MATH.match(text) else None


def _opacity(text: str) -> str | None:
    return text if _NUMBER.match(text.removesuffix("%")) or _MATH.match(text) else None


def _weight(text: str) -> str | None:
    if text in ("normal", "bold", "bolder", "lighter"):
        return text
    return (
        text
        if _NUMBER.match(text) and 1 <= float(text) <= 1000
        else (text if _MATH.match(text) else None)
    )


def _display(text: str) -> str | None:
    if text in _DISPLAYS:
        return _DISPLAY_ALIASES.get(text, text)
    words = text.split()
    if not 2 <= len(words) <= 3 or len(set(words)) != len(words):
        return None
    listed = "list-item" in words
    outer = next((word for word in words if word in ("block", "inline", "run-in")), "block")
    inner = next((word for word in words if word in _INNER_DISPLAYS), "flow")
    if len({"list-item", outer, inner}.intersection(words)) != len(words):
        return None
    if listed:
        return "list-item" if outer == "block" and inner == "flow" else text
    if outer == "block":
        return {"flow": "block"}.get(inner, inner)
    return {"flow": "inline", "flow-root": "inline-block"}.get(
        inner, inner if inner == "ruby" else f"inline-{inner}"
    )


_INNER_DISPLAYS: Final = ("flow", "flow-root", "table", "flex", "grid", "ruby")
_DISPLAYS: Final = frozenset(
    (
        "none contents block inline inline-block list-item flow-root flex inline-flex grid inline-grid table"
        " inline-table table-row table-cell table-row-group table-header-group table-footer-group table-column"
        " table-column-group table-caption ruby ruby-text math flow -webkit-box -webkit-inline-box -webkit-flex"
        " -webkit-inline-flex"
    ).split()
)
_DISPLAY_ALIASES: Final = {
    "-webkit-flex": "flex",
    "-webkit-inline-flex": "inline-flex",
    "flow": "block",
}


def _clip(text: str) -> str | None:
    if text == "auto":
        return text
    if not text.startswith("rect(") or not text.endswith(")"):
        return None
    edges = text[5:-1].replace(",", " ").split()
    normal = [edge if edge == "auto" else sized(edge, percent=False) for edge in edges]
    if len(normal) != 4 or None in normal:
        return None
    return f"rect({', '.join(edge or '' for edge in normal)})"


def _clip_path(text: str) -> str | None:
    if text == "none" or _FUNCTION.match(text) or text.startswith("url("):
        return text
    boxes = (
        "border-box",
        "padding-box",
        "content-box",
        "margin-box",
        "fill-box",
        "stroke-box",
        "view-box",
    )
    return text if text in boxes else None


def _transform(text: str) -> str | None:
    return text if text == "none" or _FUNCTION.match(text) else None


def is_image(text: str) -> bool:
    """Whether a value is a picture: an address or a gradient."""
    return text[:4].lower() == "url(" or bool(
        re.match(
            r"(?:-webkit-)?[-\w]*(?:gradient|image-set|image|element|cross-fade|paint)\(",
            text.lower(),
        )
    )


def _images(text: str) -> str | None:
    return (
        text
        if all(part.strip() == "none" or is_image(part.strip()) for part in split_top(text, ","))
        else None
    )


def _content(text: str) -> str | None:
    for word in split_words(
        text.replace("/", " / ") if "/" in text and not re.search(r"[\"'(]", text) else text
    ):
        if word[0] not in "\"'" and word != "/" and not _FUNCTION.match(word):
            if word not in (
                "none",
                "normal",
                "open-quote",
                "close-quote",
                "no-open-quote",
                "no-close-quote",
            ):
                return None
    return text


def _decorations(text: str) -> str | None:
    words = text.split()
    if text in ("none", "spelling-error", "grammar-error"):
        return text
    known = ("underline", "overline", "line-through", "blink")
    if not words or len(set(words)) != len(words) or any(word not in known for word in words):
        return None
    return " ".join(word for word in known if word in words)


def _list_type(text: str) -> str | None:
    return text if text[0] in "\"'" or _IDENT.match(text) or _FUNCTION.match(text) else None


def _family(text: str) -> str | None:
    for part in split_top(text, ","):
        words = split_words(part)
        if not words or (len(words) > 1 and any(word[0] in "\"'" for word in words)):
            return None
        if words[0][0] not in "\"'" and not all(_IDENT.match(word.lower()) for word in words):
            return None
    return ", ".join(" ".join(part.split()) for part in split_top(text, ","))


def _cursor(text: str) -> str | None:
    last = split_top(text, ",")[-1].strip()
    return text if _IDENT.match(last) and last not in ("hand",) else None


def _idents(text: str) -> str | None:
    return (
        text
        if all(_IDENT.match(part.strip()) or part.strip()[:1] in "\"'" for part in text.split(","))
        else None
    )


def _shadow(text: str) -> str | None:
    return text if text == "none" or any(mark.isdigit() for mark in text) else None


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
_INSET: Final = Property("auto", False, "placed", "length", _lengths("auto"))
_MARGIN: Final = Property("0px", False, "placed", "length", _lengths("auto"))
_SIZE: Final = Property("auto", False, "placed", "length", _lengths(*_SIZES, negative=False))
_MINIMUM: Final = Property("0px", False, "placed", "length", _lengths(*_SIZES, negative=False))
_MAXIMUM: Final = Property("none", False, "placed", "length", _lengths(*_LIMITS, negative=False))
_OVERFLOW: Final = Property(
    "visible", False, "placed", "overflow", _keywords("visible hidden clip scroll auto overlay")
)
_LINE_STYLES: Final = "none hidden dotted dashed solid double groove ridge inset outset"

PROPERTIES: Final[dict[str, Property]] = {
    "display": Property("inline", False, "shown", "display", _display),
    "visibility": Property(
        "visible", True, "shown", "keyword", _keywords("visible hidden collapse")
    ),
    "position": Property(
        "static", False, "shown", "keyword", _keywords("static relative absolute fixed sticky")
    ),
    "float": Property(
        "none", False, "shown", "float", _keywords("none left right inline-start inline-end")
    ),
    "content-visibility": Property(
        "visible", False, "shown", "keyword", _keywords("visible hidden auto")
    ),
    "opacity": Property("1", False, "placed", "opacity", _opacity),
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
    "clip": Property("auto", False, "placed", "lengths", _clip),
    "clip-path": Property("none", False, "placed", "lengths", _clip_path),
    "overflow-x": _OVERFLOW,
    "overflow-y": _OVERFLOW,
    "transform": Property("none", False, "placed", "lengths", _transform),
    "z-index": Property(
        "auto", False, "placed", "keyword", lambda t: t if t == "auto" else _number(t)
    ),
    "pointer-events": Property(
        "auto",
        True,
        "placed",
        "keyword",
        _keywords(
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
        _lengths(
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
    "font-weight": Property("400", True, "text", "font-weight", _weight),
    "font-style": Property(
        "normal",
        True,
        "text",
        "keyword",
        lambda t: t if t in ("normal", "italic") or t.startswith("oblique") else None,
    ),
    "font-family": Property('"Times New Roman"', True, "text", "keyword", _family),
    "line-height": Property(
        "normal", True, "text", "line-height", _lengths("normal", negative=False, number=True)
    ),
    "letter-spacing": Property("normal", True, "text", "spacing", _lengths("normal")),
    "word-spacing": Property("0px", True, "text", "spacing", _lengths("normal")),
    "text-align": Property(
        "start",
        True,
        "text",
        "text-align",
        _keywords(
            "start end left right center justify match-parent -webkit-center -webkit-left -webkit-right -webkit-match-parent"
        ),
    ),
    "text-transform": Property(
        "none",
        True,
        "text",
        "keyword",
        _keywords("none capitalize uppercase lowercase full-width full-size-kana math-auto"),
    ),
    "text-decoration-line": Property("none", False, "text", "keyword", _decorations),
    "text-shadow": Property("none", True, "text", "keyword", _shadow),
    "color": Property("rgb(0, 0, 0)", True, "text", "color", color),
    "background-color": Property("rgba(0, 0, 0, 0)", False, "text", "color", color),
    "background-image": Property("none", False, "text", "keyword", _images),
    "list-style-type": Property("disc", True, "text", "keyword", _list_type),
    "white-space": Property(
        "normal",
        True,
        "text",
        "keyword",
        _keywords("normal nowrap pre pre-wrap pre-line break-spaces -webkit-nowrap"),
    ),
    "outline-style": Property(
        "none", False, "text", "keyword", _keywords(_LINE_STYLES.replace("hidden ", ""), "auto")
    ),
    "outline-width": Property(
        "3px",
        False,
        "text",
        "width",
        _lengths("thin", "medium", "thick", negative=False, percent=False),
    ),
    "cursor": Property("auto", True, "text", "keyword", _cursor),
    "user-select": Property(
        "auto", True, "text", "keyword", _keywords("auto none text all contain")
    ),
    "direction": Property("ltr", True, "text", "keyword", _keywords("ltr rtl")),
    "unicode-bidi": Property(
        "normal",
        False,
        "text",
        "keyword",
        _keywords("normal embed isolate bidi-override isolate-override plaintext -webkit-isolate"),
    ),
    "content": Property("normal", False, "text", "keyword", _content),
    "box-shadow": Property("none", False, "text", "keyword", _shadow),
    "appearance": Property(
        "none", False, "text", "keyword", lambda t: t if _IDENT.match(t) else None
    ),
    "animation-name": Property("none", False, "text", "keyword", _idents),
}
