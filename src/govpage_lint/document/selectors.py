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
    "Paths",
    "Selector",
    "SelectorError",
    "Test",
    "compile_selector",
    "css_path",
]

_MAX_STEPS = 100
_KEPT_STEPS = 40
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
    return Paths().to(element)


class Paths:
    """Writes what ``css_path`` does for many elements of a document: the way to most is shared."""

    def __init__(self) -> None:
        # The steps to an element and its own, for what stands in it, and how many they are.
        self._ways: dict[Element, tuple[str, int]] = {}

    def to(self, element: Element) -> str:
        """The selector for an element."""
        identifier = _unique_id(element)
        if identifier is not None:
            return f"{element.local_name}#{identifier}"
        step, parent = _step(element), element.parent
        if parent is None or _is_body(element):
            return step
        known = self._ways.get(parent)
        return f"{self._way(parent) if known is None else known[0]} > {step}"

    def _way(self, element: Element) -> str:
        """The way to what stands in an element."""
        passed: list[tuple[Element, str]] = []
        node: Element | None = element
        way, steps = "", 0
        while node is not None:
            if (known := self._ways.get(node)) is not None:
                way, steps = known
                break
            identifier = _unique_id(node)
            passed.append((node, _step(node) if identifier is None else f"#{identifier}"))
            if len(passed) >= _MAX_STEPS - 1:
                return " > ".join(step for _, step in reversed(passed))
            node = None if identifier is not None or _is_body(node) else node.parent
        for node, step in reversed(passed):
            way = f"{way} > {step}" if way else step
            steps += 1
            # Deep pages would keep long ways, each of them a little longer.
            if steps <= _KEPT_STEPS:
                self._ways[node] = way, steps
        return " > ".join(way.split(" > ")[1 - _MAX_STEPS :]) if steps >= _MAX_STEPS else way


def _unique_id(element: Element) -> str | None:
    """The id of an element where a selector can name it and no other element has it."""
    identifier = element.attributes.get("id")
    if not identifier or _IDENTIFIER.match(identifier) is None:
        return None
    return identifier if len(element.document.by_id.get(identifier, ())) == 1 else None


def _is_body(element: Element) -> bool:
    return element.local_name == "body" and element.is_html


def _step(node: Element) -> str:
    if node.parent is None or node.local_name in ("html", "head", "body"):
        return node.local_name
    place, count = node.document.place_of_type(node)
    return node.local_name if count == 1 else f"{node.local_name}:nth-of-type({place})"
