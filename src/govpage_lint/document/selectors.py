"""Decides which elements a selector means, and writes a selector for an element.

Selectors are CSS selectors level 4 as cssselect2 compiles them, plus facts about elements:
``:role(navigation, main)`` · ``:exposed`` (not known to be hidden from assistive technology) ·
``:visible`` (not known to be invisible) · ``:focusable`` · ``:named`` (has an accessible name).
A bare name means the HTML element; ``svg|a`` means SVG's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from cssselect2 import compiler, parser

from govpage_lint.document.tree import FACT_END, FACT_PREFIX, HTML, MATHML, SVG, Element

type Test = Callable[[Element], bool]

_NAMESPACES: Final = {None: HTML, "svg": SVG, "math": MATHML}
# Facts that must be known for a match, and those that match unless the contrary is known.
_KNOWN_FACTS: Final = frozenset(("focusable", "named"))
_PRESUMED_FACTS: Final = frozenset(("exposed", "visible"))
_IDENTIFIER = re.compile(r"-?[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*\Z")


class SelectorError(ValueError):
    """A selector that does not parse, or asks for something that nobody knows."""


@dataclass(frozen=True, slots=True)
class Selector:
    """One compiled selector, with what its rightmost part demands, for dispatching."""

    test: Test
    local_name: str | None
    id: str | None
    class_name: str | None
    attribute: str | None


def _fact(name: str, value: str) -> Any:
    # `^=` and not `=`: it asks only through get(), where facts are answered, ended by a NUL.
    return parser.AttributeSelector("", (FACT_PREFIX + name,) * 2, "^=", value + FACT_END, None)


def _anyof(facts: list[Any]) -> Any:
    return parser.MatchesAnySelector(
        [parser.Selector(parser.CompoundSelector([fact])) for fact in facts]
    )


def _not(fact: Any) -> Any:
    return parser.NegationSelector([parser.Selector(parser.CompoundSelector([fact]))])


def _simple(node: Any) -> Any:
    """A simple selector with the facts in it made answerable."""
    if isinstance(node, parser.FunctionalPseudoClassSelector) and node.name == "role":
        roles = [token.value for token in node.arguments if token.type in ("ident", "string")]
        if not roles:
            raise SelectorError(":role() names no role")
        return _anyof([_fact("role", role) for role in roles])
    if isinstance(node, parser.PseudoClassSelector):
        if node.name in _KNOWN_FACTS:
            return _fact(node.name, "yes")
        if node.name in _PRESUMED_FACTS:
            return _not(_fact(node.name, "no"))
    if isinstance(node, parser.RelationalSelector):
        for relative in node.selector_list:
            _answerable(relative.selector)
    elif hasattr(node, "selector_list"):
        for selector in node.selector_list:
            _answerable(selector)
    return node


def _answerable(selector: Any) -> Any:
    """Replace the facts in a parsed selector, in place; depth is that of the selector's text."""
    node = selector.parsed_tree
    while True:
        compound = node.right if isinstance(node, parser.CombinedSelector) else node
        compound.simple_selectors = [_simple(simple) for simple in compound.simple_selectors]
        if not isinstance(node, parser.CombinedSelector):
            return selector
        node = node.left


def _compiled(selector: Any) -> Selector:
    compiled = compiler.CompiledSelector(_answerable(selector))
    if compiled.pseudo_element is not None:
        raise SelectorError(f"::{compiled.pseudo_element} is not an element")
    node = selector.parsed_tree
    compound = node.right if isinstance(node, parser.CombinedSelector) else node
    attribute = next(
        (
            simple.lower_name
            for simple in compound.simple_selectors
            if isinstance(simple, parser.AttributeSelector)
            and not simple.name.startswith(FACT_PREFIX)
        ),
        None,
    )
    return Selector(
        compiled.test, compiled.lower_local_name, compiled.id, compiled.class_name, attribute
    )


@lru_cache(maxsize=4096)
def compile_selector(text: str) -> tuple[Selector, ...]:
    """The compiled selectors of a comma-separated list. Raises SelectorError."""
    try:
        return tuple(_compiled(selector) for selector in parser.parse(text, _NAMESPACES))
    except parser.SelectorError as error:
        raise SelectorError(" ".join(str(part) for part in error.args)) from error
    except (NotImplementedError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise SelectorError(f"cannot be compiled: {text}") from error


def matches(element: Element, selector: str) -> bool:
    """Whether an element matches a selector list."""
    return any(compiled.test(element) for compiled in compile_selector(selector))


def select(root: Element, selector: str) -> list[Element]:
    """The elements in and under ``root`` that match a selector list, in tree order."""
    compiled = compile_selector(selector)
    if all(one.local_name for one in compiled):
        names = {one.local_name for one in compiled}
        return [
            e
            for e in root.iter_subtree()
            if e.local_name in names and any(one.test(e) for one in compiled)
        ]
    return [
        element for element in root.iter_subtree() if any(one.test(element) for one in compiled)
    ]


def css_path(element: Element) -> str:
    """A short selector that finds just this element in its document: from the nearest unique id."""
    parts: list[str] = []
    node: Element | None = element
    while node is not None:
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
    siblings = [e for e in node.parent.element_children if e.local_name == node.local_name]
    if len(siblings) == 1:
        return node.local_name
    place = next(place for place, sibling in enumerate(siblings, 1) if sibling is node)
    return f"{node.local_name}:nth-of-type({place})"
