"""Decides what a declared value of a property is worth.

A declaration that a browser would drop for its value is dropped here too, since another one then
wins the cascade: each function gives None for such a value, and otherwise the value in one
spelling, lengths still as declared.
"""

import re
from collections.abc import Callable
from typing import Final

from govpage_lint.regexes import regex
from govpage_lint.semantics.style_syntax import split_top, split_words

_SIZED: Final = regex(
    r"([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)"
    r"(px|r?em|%|ex|r?ch|r?lh|cap|ic|[dls]?v(?:w|h|min|max|i|b)|cq(?:w|h|min|max|i|b)|in|cm|mm|q|pt|pc)?\Z"
)
_MATH: Final = regex(
    r"(?:-webkit-|-moz-)?(?:calc|min|max|clamp|round|mod|rem|abs|env|anchor|anchor-size)\("
)
_NUMBER: Final = regex(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\Z")
IDENT: Final = regex(r"-?[a-z_\u00a0-\U0010ffff\\][-\w\\\u00a0-\U0010ffff]*\Z|--[-\w]*\Z")
_FUNCTION: Final = regex(r"[-a-z][-\w]*\(.*\)\Z", re.DOTALL)
_LOWERED: Final = regex(
    r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^()]*\)|attr\([^()]*\))""",
    re.IGNORECASE | re.DOTALL,
)

type Normal = Callable[[str], str | None]


def lowered(text: str) -> str:
    """The text in lower case and single-spaced, but for strings and addresses."""
    if '"' in text or "'" in text or "(" in text:
        parts = _LOWERED.split(text)
        parts[::2] = [regex(r"\s+").sub(" ", part.lower()) for part in parts[::2]]
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


def keywords(*words: str) -> Normal:
    known = frozenset(" ".join(words).split())
    return lambda text: text if text in known else None


def lengths(
    *words: str, negative: bool = True, percent: bool = True, number: bool = False
) -> Normal:
    known = frozenset(words)

    def normal(text: str) -> str | None:
        if text in known:
            return text
        return sized(text, negative=negative, percent=percent, number=number)

    return normal


def number(text: str) -> str | None:
    return text if _NUMBER.match(text) or _MATH.match(text) else None


def opacity(text: str) -> str | None:
    return text if _NUMBER.match(text.removesuffix("%")) or _MATH.match(text) else None


def weight(text: str) -> str | None:
    if text in ("normal", "bold", "bolder", "lighter"):
        return text
    return (
        text
        if _NUMBER.match(text) and 1 <= float(text) <= 1000
        else (text if _MATH.match(text) else None)
    )


def display(text: str) -> str | None:
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


def clip(text: str) -> str | None:
    if text == "auto":
        return text
    if not text.startswith("rect(") or not text.endswith(")"):
        return None
    edges = text[5:-1].replace(",", " ").split()
    normal = [edge if edge == "auto" else sized(edge, percent=False) for edge in edges]
    if len(normal) != 4 or None in normal:
        return None
    return f"rect({', '.join(edge or '' for edge in normal)})"


def clip_path(text: str) -> str | None:
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


def transform(text: str) -> str | None:
    return text if text == "none" or _FUNCTION.match(text) else None


def is_image(text: str) -> bool:
    """Whether a value is a picture: an address or a gradient."""
    return text[:4].lower() == "url(" or bool(
        regex(r"(?:-webkit-)?[-\w]*(?:gradient|image-set|image|element|cross-fade|paint)\(").match(
            text.lower()
        )
    )


def images(text: str) -> str | None:
    return (
        text
        if all(part.strip() == "none" or is_image(part.strip()) for part in split_top(text, ","))
        else None
    )


_QUOTES: Final = frozenset(
    "none normal / open-quote close-quote no-open-quote no-close-quote".split()
)


def content(text: str) -> str | None:
    for word in split_words(text):
        if word[0] not in "\"'" and word not in _QUOTES and not _FUNCTION.match(word):
            return None
    return text


def decorations(text: str) -> str | None:
    words = text.split()
    if text in ("none", "spelling-error", "grammar-error"):
        return text
    known = ("underline", "overline", "line-through", "blink")
    if not words or len(set(words)) != len(words) or any(word not in known for word in words):
        return None
    return " ".join(word for word in known if word in words)


def list_type(text: str) -> str | None:
    return text if text[0] in "\"'" or IDENT.match(text) or _FUNCTION.match(text) else None


def family(text: str) -> str | None:
    for part in split_top(text, ","):
        words = split_words(part)
        if not words or (len(words) > 1 and any(word[0] in "\"'" for word in words)):
            return None
        if words[0][0] not in "\"'" and not all(IDENT.match(word.lower()) for word in words):
            return None
    return ", ".join(" ".join(part.split()) for part in split_top(text, ","))


def cursor(text: str) -> str | None:
    last = split_top(text, ",")[-1].strip()
    return text if IDENT.match(last) and last not in ("hand",) else None


def idents(text: str) -> str | None:
    return (
        text
        if all(IDENT.match(part.strip()) or part.strip()[:1] in "\"'" for part in text.split(","))
        else None
    )


def shadow(text: str) -> str | None:
    return text if text == "none" or any(mark.isdigit() for mark in text) else None
