"""Decides whether an element is what a simple selector says: attributes, pseudo-classes, counts.

Selectors 4, with the HTML standard's meanings (4.16), as they hold for a page left alone.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, Final

from govpage_lint.document.tree import HTML, Document, Element
from govpage_lint.semantics.style_selectors import (
    AT_REST,
    STATES,
    UNDECIDED,
    Attribute,
    Languages,
    Link,
    Namespace,
    Nth,
    Pseudo,
    Simple,
)

if TYPE_CHECKING:
    from govpage_lint.semantics.style_matching import Matcher, State

type Test = Callable[[Element], bool]

# Attributes whose values have no case in selectors on HTML elements (HTML standard, 4.16.2).
_FOLDED: Final = frozenset(
    (
        "accept accept-charset align alink axis bgcolor charset checked clear codetype color compact declare defer"
        " dir direction disabled enctype face frame hreflang http-equiv lang language link media method multiple"
        " nohref noresize noshade nowrap readonly rel rev rules scope scrolling selected shape target text type"
        " valign valuetype vlink"
    ).split()
)


def attribute_test(simple: Attribute) -> Test:
    """Whether an element has the attribute, with such a value."""
    name, operator, value = simple.name, simple.operator, simple.value
    if operator is None:
        return lambda e: name in e.attributes
    if (operator in ("^=", "$=", "*=") and not value) or (
        operator == "~=" and len(value.split()) != 1
    ):
        return lambda e: False
    folded = simple.fold is True
    maybe_folded = simple.fold is None and name in _FOLDED
    low = value.lower()
    compare = _COMPARISONS[operator]

    def test(element: Element) -> bool:
        found = element.attributes.get(name)
        if found is None:
            return False
        if folded or (maybe_folded and element.namespace_url == HTML):
            return compare(found.lower(), low)
        return compare(found, value)

    return test


_COMPARISONS: Final[dict[str, Callable[[str, str], bool]]] = {
    "=": lambda found, value: found == value,
    "~=": lambda found, value: value in found.split(),
    "|=": lambda found, value: found == value or found.startswith(value + "-"),
    "^=": lambda found, value: found.startswith(value),
    "$=": lambda found, value: found.endswith(value),
    "*=": lambda found, value: value in found,
}

_SUBMITTED: Final = frozenset(
    ("button", "input", "select", "textarea", "fieldset", "optgroup", "option")
)
_TEXT_TYPES: Final = frozenset(
    "text search url tel email password date month week time datetime-local number".split()
)
_UNREQUIRED_TYPES: Final = frozenset("hidden range color submit image reset button".split())


def _disabled(element: Element) -> bool:
    name = element.local_name
    if name not in _SUBMITTED and "-" not in name:
        return False
    if "disabled" in element.attributes and "-" not in name:
        return True
    if name == "option":
        parent = element.parent
        return (
            parent is not None
            and parent.local_name == "optgroup"
            and "disabled" in parent.attributes
        )
    return name not in ("optgroup",) and "-" not in name and element.in_disabled_fieldset


def _enabled(element: Element) -> bool:
    return element.local_name in _SUBMITTED and not _disabled(element)


def _checked(element: Element) -> bool:
    if element.local_name == "option":
        return "selected" in element.attributes
    return (
        element.local_name == "input"
        and "checked" in element.attributes
        and element.attributes.get("type", "").lower() in ("checkbox", "radio")
    )


def _required(element: Element) -> bool:
    return (
        "required" in element.attributes
        and element.local_name in ("input", "select", "textarea")
        and element.attributes.get("type", "").lower() not in _UNREQUIRED_TYPES
    )


def _writable(element: Element) -> bool:
    attributes = element.attributes
    if element.local_name == "textarea" or (
        element.local_name == "input"
        and (attributes.get("type", "text").lower() or "text") in _TEXT_TYPES
    ):
        return "readonly" not in attributes and not _disabled(element)
    node: Element | None = element
    while node is not None:
        editable = node.attributes.get("contenteditable")
        if editable is not None:
            return editable.lower() in ("", "true", "plaintext-only")
        node = node.parent
    return False


def _placeholder_shown(element: Element) -> bool:
    if not element.attributes.get("placeholder"):
        return False
    if element.local_name == "textarea":
        return not element.text
    return element.local_name == "input" and not element.attributes.get("value")


_PSEUDOS: Final[dict[str, Test]] = {
    "link": lambda e: "href" in e.attributes and e.local_name in ("a", "area"),
    "any-link": lambda e: "href" in e.attributes and e.local_name in ("a", "area"),
    "-webkit-any-link": lambda e: "href" in e.attributes and e.local_name in ("a", "area"),
    "local-link": lambda e: False,
    "enabled": _enabled,
    "disabled": _disabled,
    "checked": _checked,
    "required": _required,
    "optional": lambda e: e.local_name in ("input", "select", "textarea") and not _required(e),
    "read-write": _writable,
    "read-only": lambda e: not _writable(e),
    "placeholder-shown": _placeholder_shown,
    "root": lambda e: e.parent is None,
    "scope": lambda e: e.parent is None,
    "empty": lambda e: not e.element_children and not e.text,
    "first-child": lambda e: e.index == 0,
    "last-child": lambda e: e.index + 1 == len(e.etree_siblings),
    "only-child": lambda e: len(e.etree_siblings) == 1,
    "open": lambda e: e.local_name in ("details", "dialog") and "open" in e.attributes,
}


def simple_test(simple: Simple, assume: bool, counter: "Counter", state: "State | None") -> Test:
    """Whether an element is what a simple selector without selectors inside says."""
    if isinstance(simple, Namespace):
        url = simple.url or None
        return lambda e: e.namespace_url == url
    if isinstance(simple, Languages):
        return _language(simple)
    assert isinstance(simple, Pseudo)
    name = simple.name
    if name in STATES:
        return _in_state(name, state)
    if name in AT_REST:
        return lambda e: False
    if name in UNDECIDED:
        return lambda e: assume
    if name == "defined":
        return lambda e: assume or "-" not in e.local_name
    if name.endswith("-of-type"):
        return counter.of_type(name)
    return _PSEUDOS[name]


def _in_state(name: str, state: "State | None") -> Test:
    if state is None or name not in state.names:
        return lambda e: False
    target = state.element
    if name in ("focus-within", "hover"):
        return lambda e: e.order <= target.order <= e.last
    return lambda e: e is target


def _language(simple: Languages) -> Test:
    ranges = tuple(one.removeprefix("*-") for one in simple.ranges)

    def test(element: Element) -> bool:
        language = element.lang
        return any(
            language == one or language.startswith(one + "-") or (one == "*" and language)
            for one in ranges
        )

    return test


class Counter:
    """Places of elements among their siblings, each kind counted once for the whole page."""

    def __init__(self, document: Document, matcher: "Matcher") -> None:
        self._document = document
        self._matcher = matcher
        self._among: dict[
            tuple[tuple[Link, ...], bool], tuple[dict[Element, int], dict[Element | None, int]]
        ] = {}

    @cached_property
    def _types(self) -> tuple[list[int], list[int]]:
        """By tree order: how many siblings of the same type stand before, and after."""
        elements = self._document.elements
        before = [0] * len(elements)
        after = [0] * len(elements)
        for counts, walk in ((before, elements), (after, reversed(elements))):
            seen: dict[tuple[Element | None, str | None, str], int] = {}
            for element in walk:
                key = (element.parent, element.namespace_url, element.local_name)
                counts[element.order] = count = seen.get(key, 0)
                seen[key] = count + 1
        return before, after

    def of_type(self, name: str) -> Test:
        """``:first-of-type``, ``:last-of-type`` and ``:only-of-type``."""
        before, after = self._types
        if name == "first-of-type":
            return lambda e: not before[e.order]
        if name == "last-of-type":
            return lambda e: not after[e.order]
        return lambda e: not before[e.order] and not after[e.order]

    def nth(self, simple: Nth, assume: bool) -> Test:
        """``:nth-child()`` and its kin."""
        a, b = simple.a, simple.b
        count = self._place(simple, assume)

        def test(element: Element) -> bool:
            place = count(element)
            if place < 1:
                return False
            return place == b if a == 0 else (place - b) % a == 0 and (place - b) // a >= 0

        return test

    def _place(self, simple: Nth, assume: bool) -> Callable[[Element], int]:
        """The place of an element, from 1; 0 where it is not counted."""
        if simple.of_type:
            counts = self._types[simple.last]
            return lambda e: counts[e.order] + 1
        if simple.links:
            places, totals = self._counted(simple.links, assume)
            if simple.last:
                return lambda e: totals[e.parent] - places[e] + 1 if e in places else 0
            return lambda e: places.get(e, 0)
        if simple.last:
            return lambda e: len(e.etree_siblings) - e.index
        return lambda e: e.index + 1

    def _counted(
        self, links: tuple[Link, ...], assume: bool
    ) -> tuple[dict[Element, int], dict[Element | None, int]]:
        known = self._among.get((links, assume))
        if known is None:
            places: dict[Element, int] = {}
            totals: dict[Element | None, int] = {}
            for element in self._matcher.union(links, assume):
                places[element] = totals[element.parent] = totals.get(element.parent, 0) + 1
            known = self._among[links, assume] = places, totals
        return known
