"""Decides which elements a selector means that says more than names and attributes.

cssselect2 parses and compiles it; the facts in it (``:role()``, ``:exposed`` …) become questions
that our elements answer. It is imported for the first such selector only.
"""

from __future__ import annotations

from typing import Any, Final

from cssselect2 import compiler, parser

from govpage_lint.document.plain_selectors import Selector, SelectorError
from govpage_lint.document.tree import FACT_END, FACT_PREFIX, HTML, MATHML, SVG

_NAMESPACES: Final = {None: HTML, "svg": SVG, "math": MATHML}
# Facts that must be known for a match, and those that match unless the contrary is known.
_KNOWN_FACTS: Final = frozenset(("focusable", "named"))
_PRESUMED_FACTS: Final = frozenset(("exposed", "visible"))


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


def compile_full(text: str) -> tuple[Selector, ...]:
    """The compiled selectors of a comma-separated list. Raises SelectorError."""
    try:
        return tuple(_compiled(selector) for selector in parser.parse(text, _NAMESPACES))
    except parser.SelectorError as error:
        # Its first argument is a token, which tells a person nothing.
        reason = str(error.args[-1]).replace(", got None", " at its end")
        raise SelectorError(
            f"“{text}” is no CSS selector: {reason[:1].lower()}{reason[1:]}"
        ) from error
    except (NotImplementedError, SyntaxError, TypeError, RecursionError, MemoryError) as error:
        raise SelectorError(f"cannot be compiled: {text}") from error
