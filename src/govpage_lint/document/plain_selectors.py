"""Decides which elements a plain selector means: ``name[a=b][c]``, ``.class:not([a])``, ``a > b``.

Nearly all selectors of rules are plain. Compiling them with cssselect2 would take longer than
checking a page does; what it says of them is what is said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from govpage_lint.document.tree import HTML, MATHML, SVG, Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

type Test = Callable[[Element], bool]

_SPACES: Final = " \t\r\n\f"
# Signs that have a meaning in selectors are written with a backslash: ``[v-on\\:click]``.
_ATTRIBUTE = r"""\[ (?P<name>(?:[a-z]|\\[@:()]) (?:[a-z0-9-]|\\[@:()])*) (?: (?P<sign>[~*^$]?=)
    (?: "(?P<quoted>[^"\\\n]+)" | '(?P<single>[^'\\\n]+)' | (?P<word>[a-z_][a-z0-9_-]*) )
    (?P<any>\ i)? )? \]"""
_SIMPLE = regex(
    rf"""(?P<not>:not\()? (?: {_ATTRIBUTE} | \.(?P<class>[a-z][a-z0-9_-]*) | (?P<empty>:empty) )
    (?(not)\))""",
    re.VERBOSE,
)
_ELEMENT = regex(r"(?:(?P<space>svg|math)\|)?(?P<name>[a-z][a-z0-9]*|\*)")
_BETWEEN = regex(rf"[{_SPACES}]*>[{_SPACES}]*|[{_SPACES}]+")
_WORDS: Final = regex(f"[^{_SPACES}]+").findall
_SPACE_OF: Final = {None: HTML, "svg": SVG, "math": MATHML}
_SIGNS: Final[dict[str, Callable[[str, str], bool]]] = {
    "=": lambda value, wanted: value == wanted,
    "~=": lambda value, wanted: wanted in _WORDS(value),
    "*=": lambda value, wanted: wanted in value,
    "^=": lambda value, wanted: value.startswith(wanted),
    "$=": lambda value, wanted: value.endswith(wanted),
}
_ASCII_LOWER: Final = {place: place + 32 for place in range(65, 91)}
_MOST_STEPS: Final = 4


class SelectorError(ValueError):
    """A selector that does not parse, or asks for something that nobody knows."""


@dataclass(frozen=True, slots=True)
class Selector:
    """One compiled selector, with what its rightmost part demands, for dispatching.

    ``by_names``: names alone decide, that of the element and those of its attributes.
    """

    test: Test
    local_name: str | None
    id: str | None
    class_name: str | None
    attribute: str | None
    by_names: bool = False


def plain_selector(text: str) -> Selector | None:
    """The selector that a text is; None for one that says more, or nothing."""
    text = text.strip(_SPACES)
    place = 0
    found: Selector | None = None
    sign = ""
    for _ in range(_MOST_STEPS):
        step = _compound(text, place)
        if step is None:
            return None
        right, place = step
        found = right if found is None else _inside(found.test, sign, right)
        between = _BETWEEN.match(text, place)
        if between is None:
            return found if place == len(text) else None
        sign, place = between[0].strip(_SPACES), between.end()
    return None


def _compound(text: str, place: int) -> tuple[Selector, int] | None:
    """The selector of one element that begins at a place, and where it ends."""
    element = _ELEMENT.match(text, place)
    name = None
    tests: list[Test] = []
    if element is not None:
        place = element.end()
        space = _SPACE_OF[element["space"]]
        name = element["name"] if element["name"] != "*" else None
        if name is not None:
            tests.append(_name_test(name, space))
        elif element["space"] is None:
            return None
        else:
            tests.append(_space_test(space))
    attribute = class_name = None
    by_names = name is not None or element is None
    while (part := _SIMPLE.match(text, place)) is not None:
        place = part.end()
        if not part["not"]:
            attribute = attribute or _attribute_of(part)
            class_name = part["class"] or class_name
        by_names = by_names and part["name"] is not None and part["sign"] is None
        test = _test(part)
        tests.append(_not(test) if part["not"] else test)
    if not tests:
        return None
    return Selector(_all(tests), name, None, class_name, attribute, by_names), place


def _inside(left: Test, sign: str, right: Selector) -> Selector:
    """The selector of what ``right`` means, in an element that ``left`` does."""
    own = right.test

    def in_parent(element: Element) -> bool:
        return own(element) and element.parent is not None and left(element.parent)

    def in_any(element: Element) -> bool:
        return own(element) and any(map(left, element.ancestors))

    test = in_parent if sign else in_any
    return Selector(test, right.local_name, right.id, right.class_name, right.attribute)


def _name_test(name: str, space: str) -> Test:
    return lambda element: element.local_name == name and element.namespace_url == space


def _space_test(space: str) -> Test:
    return lambda element: element.namespace_url == space


def _attribute_of(part: re.Match[str]) -> str | None:
    name = part["name"]
    return name.replace("\\", "") if name is not None else None


def _test(part: re.Match[str]) -> Test:
    """What an attribute, a class or ``:empty`` asks."""
    if part["empty"]:
        return lambda element: not (element.element_children or element.text)
    name = _attribute_of(part)
    if name is None:
        class_name = part["class"]
        return lambda element: class_name in element.classes
    sign = part["sign"]
    if sign is None:
        return lambda element: name in element.attributes
    holds = _SIGNS[sign]
    wanted: str = part["quoted"] or part["single"] or part["word"]
    if part["any"]:
        wanted = wanted.translate(_ASCII_LOWER)
        return lambda element: (
            name in element.attributes
            and holds(element.attributes[name].translate(_ASCII_LOWER), wanted)
        )
    return lambda element: name in element.attributes and holds(element.attributes[name], wanted)


def _not(test: Test) -> Test:
    return lambda element: not test(element)


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda element: first(element) and second(element)
    return lambda element: all(test(element) for test in tests)
