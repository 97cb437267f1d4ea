"""Decides the computed value of a property on an element, from what is declared for it.

Inheritance, the CSS-wide keywords, relative sizes and weights, and the display of floats and of
items in flex and grid boxes (CSS Cascade 5, CSS Fonts 4, CSS Display 3). No recursion over
elements: values that depend on the parent's are worked out from the top down.
"""

from collections.abc import Callable
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.semantics.style_cascade import UNSURE
from govpage_lint.semantics.style_fonts import font_size, font_weight
from govpage_lint.semantics.style_lengths import Sizes, number, pixels, resolved, resolved_inside
from govpage_lint.semantics.style_properties import PENDING, PROPERTIES, WIDE_KEYWORDS, Property
from govpage_lint.semantics.style_shorthands import Longhands, expanded
from govpage_lint.semantics.style_variables import Variables
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_INHERIT: Final = "inherit"
_BOXED: Final = {
    "inline": "block",
    "inline-block": "block",
    "inline-flex": "flex",
    "inline-grid": "grid",
    "inline-table": "table",
    "-webkit-inline-box": "-webkit-box",
    "ruby": "block",
    "ruby-text": "block",
    **dict.fromkeys(
        (
            "table-row table-cell table-row-group table-header-group table-footer-group table-column"
            " table-column-group table-caption"
        ).split(),
        "block",
    ),
}
_BOXING: Final = ("flex", "inline-flex", "grid", "inline-grid")
# Values that are worked out from the parent's although nothing says "inherit".
_RELATIVE: Final = {
    "font-weight": ("bolder", "lighter"),
    "text-align": ("-internal-center", "match-parent", "-webkit-match-parent"),
}

type Declared = Callable[[Element], Longhands | None]
type Values = dict[Element, Maybe[str]]


class Computer:
    """Computed values of the elements of a page, each worked out once.

    ``declared`` gives, for a group, a function from elements to their winning declarations;
    ``defaults`` the browser's own; ``known`` tells whether what is declared for a property is
    certain to win (None: always), ``animated`` whether an animation moves one of the properties
    in ``moved`` on it.
    """

    def __init__(
        self,
        declared: Callable[[str], Declared],
        defaults: Callable[[Element], Longhands],
        variables: Variables,
        known: Callable[[Element, str, str], bool] | None,
        animated: Callable[[Element, str], bool] | None,
        moved: frozenset[str] = frozenset(),
    ) -> None:
        self._declared = declared
        self._defaults = defaults
        self._is_known = known
        self._variables = variables
        self._animated = animated
        self._moved_names = moved
        # By property: what is known already, what is declared, the facts of the property, and
        # whether what is declared is sure to count.
        self._about: dict[str, tuple[Values, Declared, Property, bool]] = {}
        self._containers: Values = {}

    def _asked(self, name: str) -> tuple[Values, Declared, Property, bool]:
        about = PROPERTIES[name]
        sure = self._is_known is None and name not in self._moved_names
        asked = self._about[name] = ({}, self._declared(about.group), about, sure)
        return asked

    def value(self, element: Element, name: str) -> Maybe[str]:
        """The computed value of a known longhand."""
        values, declared, about, sure = self._about.get(name) or self._asked(name)
        known = values.get(element)
        if known is not None:
            return known
        if sure and ((own := declared(element)) is None or name not in own):
            # By far the most common: no author declares it.
            found = self._undeclared(element, name, values, about)
            if found is not None:
                values[element] = found
                return found
        return self._value(element, name, values, about)

    def _undeclared(
        self, element: Element, name: str, values: Values, about: Property
    ) -> Maybe[str] | None:
        """The value by the browser's own rules, where it takes no work; None where it does."""
        default = self._defaults(element).get(name)
        if about.kind == "display":
            default = default or about.initial
            return default if default not in _BOXED else self._display(element, default)
        if default is not None:
            return default if about.kind == "keyword" else None
        if about.inherited:
            return values.get(element.parent) if element.parent is not None else None
        if about.kind == "overflow":
            return self._overflow(element, name, about.initial)
        return about.initial

    def _value(self, element: Element, name: str, values: Values, about: Property) -> Maybe[str]:
        pending: list[tuple[Element, Maybe[str]]] = []
        node: Element | None = element
        above: Maybe[str] = about.initial
        while node is not None:
            if (known := values.get(node)) is not None:
                above = known
                break
            specified = self._specified(node, name)
            pending.append((node, specified))
            if not _from_parent(name, specified):
                break
            node = node.parent
        for node, specified in reversed(pending):
            values[node] = above = self._computed(node, name, about, specified, above)
        return above

    def _specified(self, element: Element, name: str) -> Maybe[str]:
        """What is declared, by whoever it is; "inherit" where the parent's value counts."""
        _, declared, about, _ = self._about.get(name) or self._asked(name)
        if self._is_known is not None and not self._is_known(element, name, about.group):
            return UNKNOWN
        own = declared(element)
        value = own.get(name) if own is not None else None
        if value is not None:
            if value == UNSURE:
                return UNKNOWN
            if value.startswith(PENDING):
                substituted = self._substituted(value, element, name)
                if substituted is UNKNOWN:
                    return UNKNOWN
                value = substituted
            if value in WIDE_KEYWORDS:
                value = self._wide(value, element, name, about)
        if value is None:
            value = self._defaults(element).get(name)
        if name in self._moved_names and self._animated and self._animated(element, name):
            return UNKNOWN
        if value is None:
            return _INHERIT if about.inherited else about.initial
        return value

    def _substituted(self, value: str, element: Element, name: str) -> Maybe[str]:
        _, declared, text = value.split(PENDING, 2)
        plain = self._variables.substituted(text, element)
        if plain is UNKNOWN:
            return UNKNOWN
        longhands = expanded(declared, plain) if plain else None
        # A value that turns out to be void is "unset" (CSS Variables 1, 3.1).
        found = (longhands or {}).get(name, "unset")
        return "unset" if found.startswith(PENDING) else found

    def _wide(self, value: str, element: Element, name: str, about: Property) -> str:
        if value == "initial" or (value == "unset" and not about.inherited):
            return about.initial
        if value.startswith("revert"):
            return self._defaults(element).get(name) or (
                _INHERIT if about.inherited else about.initial
            )
        return _INHERIT

    # -- computed values -------------------------------------------------------------------------

    def _computed(
        self, element: Element, name: str, about: Property, specified: Maybe[str], above: Maybe[str]
    ) -> Maybe[str]:
        if specified is UNKNOWN:
            return UNKNOWN
        if specified == _INHERIT:
            return above
        kind = about.kind
        if kind == "keyword":
            return specified
        if kind == "display":
            return self._display(element, specified)
        if kind in ("length", "spacing", "width"):
            return self._length(element, name, kind, specified)
        if kind == "lengths":
            return (
                resolved_inside(specified, self.sizes(element))
                if specified[-1] == ")"
                else specified
            )
        if kind == "font-size":
            return font_size(specified, above, self._root_size(element))
        if kind == "font-weight":
            return font_weight(specified, above)
        if kind == "color":
            return self._color(element, name, specified, above)
        if kind == "line-height":
            return self._line_height(element, specified)
        if kind == "opacity":
            return _opacity(specified)
        if kind == "overflow":
            return self._overflow(element, name, specified)
        if kind == "float":
            return self._float(element, specified)
        return self._text_align(specified, above)

    def sizes(self, element: Element) -> Sizes:
        """The font sizes that an element's relative lengths go by."""
        return Sizes(_size(self.value(element, "font-size")), self._root_size(element))

    def _root_size(self, element: Element) -> float | None:
        root = element.document.root
        if element is root:
            return 16.0
        return _size(self.value(root, "font-size"))

    def _length(self, element: Element, name: str, kind: str, text: str) -> str:
        if text.endswith("px") and "(" not in text:
            return f"{number(float(text[:-2]))}px"
        if kind == "width":
            text = {"thin": "1px", "medium": "3px", "thick": "5px"}.get(text, text)
        if kind == "spacing" and text in ("normal", "0px"):
            return "normal" if name == "letter-spacing" else "0px"
        if text[-1].isalpha() or text[-1] == ")":
            return (
                resolved(text, self.sizes(element))
                if text[0] in "+-.0123456789" or "(" in text
                else text
            )
        return resolved(text, Sizes(None, None))

    def _color(self, element: Element, name: str, specified: str, above: Maybe[str]) -> Maybe[str]:
        if specified == "currentcolor":
            return above if name == "color" else self.value(element, "color")
        if specified.startswith("rgb"):
            return specified
        # Other colour spaces and mixtures: known to be set, not to what.
        return (
            specified
            if "(" in specified and not specified.startswith(("color-mix", "light-dark"))
            else UNKNOWN
        )

    def _line_height(self, element: Element, specified: str) -> str:
        if specified == "normal":
            return specified
        if specified.endswith("%"):
            size = self.sizes(element).font
            return specified if size is None else f"{number(float(specified[:-1]) / 100 * size)}px"
        value = resolved(specified, self.sizes(element))
        return value

    def _overflow(self, element: Element, name: str, specified: str) -> Maybe[str]:
        specified = "auto" if specified == "overlay" else specified
        if specified not in ("visible", "clip"):
            return specified
        other = "overflow-y" if name == "overflow-x" else "overflow-x"
        crossing = self._specified(element, other)
        if crossing is UNKNOWN:
            return UNKNOWN
        if crossing in ("visible", "clip", _INHERIT):
            return specified
        return "auto" if specified == "visible" else "hidden"

    def _float(self, element: Element, specified: str) -> Maybe[str]:
        if specified == "none":
            return specified
        position = self.value(element, "position")
        if position is UNKNOWN:
            return UNKNOWN
        return "none" if position in ("absolute", "fixed") else specified

    def _text_align(self, specified: str, above: Maybe[str]) -> Maybe[str]:
        if specified == "-internal-center":
            return above if above is UNKNOWN or above != "start" else "center"
        return above if specified.endswith("match-parent") else specified

    def _display(self, element: Element, specified: str) -> Maybe[str]:
        if specified in ("none", "contents") and element.parent is not None:
            return specified
        boxed = _BOXED.get(specified)
        if boxed is None:
            return specified
        if element.parent is None:
            return boxed
        container = self._container(element.parent)
        if container is not UNKNOWN and container in _BOXING:
            return boxed
        if self._is_known is None and not self._moved(element):
            return specified
        position = self.value(element, "position")
        if position is not UNKNOWN and position in ("absolute", "fixed"):
            return boxed
        floated = self.value(element, "float")
        if floated is not UNKNOWN and floated != "none":
            return boxed
        return UNKNOWN if UNKNOWN in (position, floated, container) else specified

    def _moved(self, element: Element) -> bool:
        """Whether anybody declares the element's position or float."""
        own = self._about["display"][1](element)
        if own and ("position" in own or "float" in own):
            return True
        default = self._defaults(element)
        return "float" in default or "position" in default

    def _container(self, element: Element) -> Maybe[str]:
        """The display of the box that an element's children stand in."""
        containers, passed = self._containers, []
        node: Element | None = element
        found: Maybe[str] = "block"
        while node is not None:
            if (known := containers.get(node)) is not None:
                found = known
                break
            passed.append(node)
            specified = self._specified(node, "display")
            if specified is UNKNOWN or specified not in ("contents", _INHERIT):
                found = specified
                break
            node = node.parent
        for one in passed:
            containers[one] = found
        return found


def _from_parent(name: str, specified: Maybe[str]) -> bool:
    """Whether a specified value takes the parent's to be computed."""
    if specified is UNKNOWN:
        return False
    if specified == _INHERIT or (name in _RELATIVE and specified in _RELATIVE[name]):
        return True
    if name == "font-size":
        return not specified.endswith("px")
    return name == "color" and specified == "currentcolor"


def _size(value: Maybe[str]) -> float | None:
    if value is UNKNOWN or not value.endswith("px"):
        return None
    return pixels(value, Sizes(None, None))


def _opacity(text: str) -> str:
    percent = text.endswith("%")
    try:
        value = float(text.removesuffix("%")) / (100 if percent else 1)
    except ValueError:
        return resolved(text, Sizes(None, None))
    return number(max(0.0, min(1.0, value)))
