"""Decides whether an element is what a simple selector says: attributes, pseudo-classes, counts.

Selectors 4, with the HTML standard's meanings (4.16), as they hold for a page left alone.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from govpage_lint.document.tree import HTML, Element
from govpage_lint.semantics.style_counting import Counter
from govpage_lint.semantics.style_selector_parts import (
    AT_REST,
    STATES,
    UNDECIDED,
    Attribute,
    Languages,
    Namespace,
    Pseudo,
    Simple,
)
from govpage_lint.semantics.style_surroundings import Surroundings

if TYPE_CHECKING:
    from govpage_lint.semantics.style_states import State

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

_VALIDATED: Final = frozenset(
    "button fieldset form input object output option progress select textarea".split()
)
_SUBMITTED: Final = frozenset(
    ("button", "input", "select", "textarea", "fieldset", "optgroup", "option")
)
_TEXT_TYPES: Final = frozenset(
    "text search url tel email password date month week time datetime-local number".split()
)
_UNREQUIRED_TYPES: Final = frozenset("hidden range color submit image reset button".split())


def _is_disabled(element: Element, surroundings: Surroundings) -> bool:
    name = element.local_name
    if name not in _SUBMITTED:
        return False
    if "disabled" in element.attributes:
        return True
    if name == "option":
        group = element.parent
        return (
            group is not None and group.local_name == "optgroup" and "disabled" in group.attributes
        )
    return name != "optgroup" and surroundings.disabled[element.order]


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


def _is_field(element: Element) -> bool:
    """Whether text can be typed into it, by what it is."""
    attributes = element.attributes
    if element.local_name == "textarea" or (
        element.local_name == "input"
        and (attributes.get("type", "text").lower() or "text") in _TEXT_TYPES
    ):
        return "readonly" not in attributes
    return False


def _placeholder_shown(element: Element) -> bool:
    if not element.attributes.get("placeholder"):
        return False
    if element.local_name == "textarea":
        return not element.text
    return element.local_name == "input" and not element.attributes.get("value")


def _is_writable(element: Element, surroundings: Surroundings) -> bool:
    if _is_field(element):
        return "readonly" not in element.attributes and not _is_disabled(element, surroundings)
    return surroundings.editable[element.order]


_PSEUDOS: Final[dict[str, Test]] = {
    **dict.fromkeys(
        ("link", "any-link", "-webkit-any-link"),
        lambda e: "href" in e.attributes and e.local_name in ("a", "area"),
    ),
    "local-link": lambda e: False,
    "checked": _checked,
    "required": _required,
    "optional": lambda e: e.local_name in ("input", "select", "textarea") and not _required(e),
    "placeholder-shown": _placeholder_shown,
    "root": lambda e: e.parent is None,
    "scope": lambda e: e.parent is None,
    "empty": lambda e: not e.element_children and not e.text,
    "first-child": lambda e: e.index == 0,
    "last-child": lambda e: e.index + 1 == len(e.etree_siblings),
    "only-child": lambda e: len(e.etree_siblings) == 1,
    "open": lambda e: e.local_name in ("details", "dialog") and "open" in e.attributes,
}
_AROUND: Final[dict[str, Callable[[Element, Surroundings], bool]]] = {
    "disabled": _is_disabled,
    "enabled": lambda e, around: e.local_name in _SUBMITTED and not _is_disabled(e, around),
    "read-write": _is_writable,
    "read-only": lambda e, around: not _is_writable(e, around),
}


def simple_test(
    simple: Simple, assume: bool, counter: Counter, around: Surroundings, state: "State | None"
) -> Test:
    """Whether an element is what a simple selector without selectors inside says.

    ``assume`` is the answer to what cannot be decided.
    """
    if isinstance(simple, Namespace):
        url = simple.url or None
        return lambda e: e.namespace_url == url
    if isinstance(simple, Languages):
        return _language(simple, around)
    assert isinstance(simple, Pseudo)
    name = simple.name
    if name in STATES:
        return _in_state(name, state)
    if name in AT_REST:
        return lambda e: False
    if name == "defined":
        return lambda e: assume or "-" not in e.local_name
    if name in UNDECIDED:
        return lambda e: assume and (name == "dir" or e.local_name in _VALIDATED)
    if name in _AROUND:
        holds = _AROUND[name]
        return lambda e: holds(e, around)
    return counter.of_type(name) if name.endswith("-of-type") else _PSEUDOS[name]


def _in_state(name: str, state: "State | None") -> Test:
    if state is None or name not in state.names:
        return lambda e: False
    target = state.element
    if name in ("focus-within", "hover"):
        return lambda e: e.order <= target.order <= e.last
    return lambda e: e is target


def _language(simple: Languages, around: Surroundings) -> Test:
    languages = around.languages
    ranges = tuple(one.removeprefix("*-") for one in simple.ranges)

    def test(element: Element) -> bool:
        language = languages[element.order]
        return any(
            language == one or language.startswith(one + "-") or (one == "*" and language)
            for one in ranges
        )

    return test
