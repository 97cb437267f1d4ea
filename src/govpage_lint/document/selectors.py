"""Decides which elements a selector means, and writes a selector for an element.

Selectors are CSS selectors level 4 as cssselect2 compiles them, plus facts about elements:
``:role(navigation, main)`` · ``:exposed`` (not known to be hidden from assistive technology) ·
``:visible`` (not known to be invisible) · ``:focusable`` · ``:named`` (has an accessible name).
A bare name means the HTML element; ``svg|a`` means SVG's.
"""

from __future__ import annotations

from functools import lru_cache

from govpage_lint.document.plain_selectors import (
    Selector,
    SelectorError,
    Test,
    plain_selector,
)
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

__all__ = [
    "Selector",
    "SelectorError",
    "Test",
    "compile_selector",
    "css_path",
]

_MAX_STEPS = 100
_IDENTIFIER = regex(r"-?[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*\Z")


@lru_cache(maxsize=4096)
def compile_selector(text: str) -> tuple[Selector, ...]:
    """The compiled selectors of a comma-separated list. Raises SelectorError."""
    parts = [plain_selector(part) for part in text.split(",")]
    plain = tuple(part for part in parts if part is not None)
    if len(plain) == len(parts):
        return plain
    # cssselect2 takes longer to import than most pages take to check.
    from govpage_lint.document.full_selectors import compile_full

    return compile_full(text)


def css_path(element: Element) -> str:
    """A short selector that finds just this element in its document: from the nearest unique id.

    Of an element nested deeper than anybody nests on purpose, it has the last steps only.
    """
    parts: list[str] = []
    node: Element | None = element
    while node is not None and len(parts) < _MAX_STEPS:
        identifier = node.attributes.get("id")
        if (
            identifier
            and _IDENTIFIER.match(identifier)
            and len(node.document.by_id.get(identifier, ())) == 1
        ):
            parts.append(
                f"#{identifier}" if node is not element else f"{node.local_name}#{identifier}"
            )
            break
        parts.append(_step(node))
        if node.local_name == "body" and node.is_html:
            break
        node = node.parent
    return " > ".join(reversed(parts))


def _step(node: Element) -> str:
    if node.parent is None or node.local_name in ("html", "head", "body"):
        return node.local_name
    place, count = node.document.place_of_type(node)
    return node.local_name if count == 1 else f"{node.local_name}:nth-of-type({place})"
