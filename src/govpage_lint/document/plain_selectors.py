"""Decides which elements a plain selector means: ``name``, ``[attribute]``, ``name[a=b][c]``.

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
_NAME = r"[a-z][a-z0-9-]*"
_ATTRIBUTE = regex(
    rf"""\[ (?P<name>{_NAME}) (?: (?P<sign>[~*^$]?=)
    (?: "(?P<quoted>[^"\\\n]+)" | '(?P<single>[^'\\\n]+)' | (?P<word>{_NAME}) ) (?P<any>\ i)? )? \]""",
    re.VERBOSE,
)
_PLAIN = regex(
    rf"[{_SPACES}]*(?:(?:(?P<space>svg|math)\|)?(?P<name>[a-z][a-z0-9]*))?(?P<rest>[^{_SPACES}]*)[{_SPACES}]*"
)
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
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    name, rest = found["name"], found["rest"]
    tests: list[Test] = []
    attribute = None
    by_names = True
    place = 0
    while place < len(rest):
        part = _ATTRIBUTE.match(rest, place)
        if part is None:
            return None
        place = part.end()
        attribute = attribute or part["name"]
        by_names = by_names and part["sign"] is None
        tests.append(_attribute_test(part))
    if name is not None:
        tests.insert(0, _name_test(name, _SPACE_OF[found["space"]]))
    elif not tests:
        return None
    return Selector(_all(tests), name, None, None, attribute, by_names)


def _name_test(name: str, space: str) -> Test:
    return lambda element: element.local_name == name and element.namespace_url == space


def _attribute_test(part: re.Match[str]) -> Test:
    name, sign = part["name"], part["sign"]
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


def _all(tests: list[Test]) -> Test:
    if len(tests) == 1:
        return tests[0]
    if len(tests) == 2:
        first, second = tests
        return lambda element: first(element) and second(element)
    return lambda element: all(test(element) for test in tests)
