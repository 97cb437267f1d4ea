"""Decides the computed value of a property on an element, from what is declared for it.

Inheritance, the CSS-wide keywords, relative sizes and weights, and the display of floats and of
items in flex and grid boxes (CSS Cascade 5, CSS Fonts 4, CSS Display 3). No recursion over
elements: values that depend on the parent's are worked out from the top down.
"""

from collections.abc import Callable
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.semantics.style_cascade import UNSURE
from govpage_lint.semantics.style_declared import expanded
from govpage_lint.semantics.style_fonts import MEDIUM, Font, font_in
from govpage_lint.semantics.style_kinds import BOXED, KINDS, RELATIVE
from govpage_lint.semantics.style_lengths import Sizes, number, pixels
from govpage_lint.semantics.style_properties import PENDING, PROPERTIES, WIDE_KEYWORDS, Property
from govpage_lint.semantics.style_shorthands import Longhands
from govpage_lint.semantics.style_variables import Variables
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_INHERIT: Final = "inherit"

type Declared = Callable[[Element], Longhands | None]
type Values = dict[Element, Maybe[str]]


class Computer:
    """Computed values of the elements of a page, each worked out once.

    ``declared`` gives, for a group, a function from elements to their winning declarations;
    ``defaults`` the browser's own; ``known`` tells whether what is declared for a property is
    certain to win (None: always), ``animated`` whether an animation moves one of the properties
    in ``moved`` on it; ``monospaced``: the family "monospace" occurs, which changes sizes.
    """

    def __init__(
        self,
        declared: Callable[[str], Declared],
        defaults: Callable[[Element], Longhands],
        variables: Variables,
        known: Callable[[Element, str, str], bool] | None,
        animated: Callable[[Element, str], bool] | None,
        moved: frozenset[str],
        monospaced: bool,
    ) -> None:
        self._declared = declared
        self._defaults = defaults
        self._is_known = known
        self._variables = variables
        self._animated = animated
        self._moved_names = moved
        self._monospaced = monospaced
        self._fonts: dict[Element, Font] = {}
        # By property: what is known already, what is declared, the facts of the property, and
        # whether what is declared is sure to count.
        self._about: dict[str, tuple[Values, Declared, Property, bool]] = {}
        self._containers: Values = {}

    def _asked(self, name: str) -> tuple[Values, Declared, Property, bool]:
        about = PROPERTIES[name]
        sure = self._is_known is None and name not in self._moved_names
        sure = sure and not (name == "font-size" and self._monospaced)
        asked = self._about[name] = ({}, self._declared(about.group), about, sure)
        return asked

    def value(self, element: Element, name: str) -> Maybe[str]:
        """The computed value of a known longhand."""
        values, declared, about, sure = self._about.get(name) or self._asked(name)
        known = values.get(element)
        if known is not None:
            return known
        if sure:
            if (own := declared(element)) is None or name not in own:
                # By far the most common: no author declares it.
                found = self._undeclared(element, name, values, about)
                if found is not None:
                    values[element] = found
                    return found
        elif self._is_known is not None and not self._is_known(element, name, about.group):
            # The most common where a sheet is missing.
            values[element] = UNKNOWN
            return UNKNOWN
        return self._value(element, name, values, about)

    def _undeclared(
        self, element: Element, name: str, values: Values, about: Property
    ) -> Maybe[str] | None:
        """The value by the browser's own rules, where it takes no work; None where it does."""
        default = self._defaults(element).get(name)
        if about.kind == "display":
            default = default or about.initial
            return default if default not in BOXED else self._made(element, name, about, default)
        if default is not None:
            return default if about.kind == "keyword" else None
        if about.inherited:
            return values.get(element.parent) if element.parent is not None else None
        if about.kind == "overflow":
            return self._made(element, name, about, about.initial)
        return about.initial

    def _made(self, element: Element, name: str, about: Property, specified: str) -> Maybe[str]:
        return KINDS[about.kind](self, element, name, specified, about.initial)

    def _value(self, element: Element, name: str, values: Values, about: Property) -> Maybe[str]:
        pending: list[tuple[Element, Maybe[str]]] = []
        node: Element | None = element
        above: Maybe[str] = about.initial
        while node is not None:
            if (known := values.get(node)) is not None:
                above = known
                break
            specified = self.specified(node, name)
            pending.append((node, specified))
            if not _from_parent(name, specified):
                break
            node = node.parent
        for node, specified in reversed(pending):
            values[node] = above = self._computed(node, name, about, specified, above)
        return above

    def specified(self, element: Element, name: str) -> Maybe[str]:
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
        if name == "line-height" and self._is_painted(element):
            return "normal"
        if name in self._moved_names and self._animated and self._animated(element, name):
            return UNKNOWN
        if value is None:
            return _INHERIT if about.inherited else about.initial
        return value

    def _is_painted(self, element: Element) -> bool:
        """Whether it is a drop-down box that the browser paints, with the font's own height."""
        return element.local_name == "select" and self.value(element, "appearance") != "none"

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

    # -- computed values -------------------------------------------------------------------------

    def _computed(
        self, element: Element, name: str, about: Property, specified: Maybe[str], above: Maybe[str]
    ) -> Maybe[str]:
        if specified is UNKNOWN:
            return UNKNOWN
        if name == "font-size" and self._monospaced:
            return self._font_size(element, specified, above)
        if specified == _INHERIT:
            return above
        return KINDS[about.kind](self, element, name, specified, above)

    def used(self, element: Element, name: str) -> Maybe[str]:
        """The computed value in the form that browsers show it: a line height in px."""
        found = self.value(element, name)
        if name != "line-height" or found is UNKNOWN:
            return found
        if not found[-1].isdigit():
            return found
        size = self.sizes(element).font
        return found if size is None else f"{number(float(found) * size)}px"

    def sizes(self, element: Element) -> Sizes:
        """The font sizes that an element's relative lengths go by."""
        return Sizes(_size(self.value(element, "font-size")), self.root_size(element))

    def root_size(self, element: Element) -> float | None:
        """The font size of the root element, that "rem" is; 16 for that element itself."""
        root = element.document.root
        return 16.0 if element is root else _size(self.value(root, "font-size"))

    def _font_size(self, element: Element, specified: str, above: Maybe[str]) -> Maybe[str]:
        """The size where families matter: see ``style_fonts``."""
        family = self.value(element, "font-family")
        parent = self._fonts.get(element.parent) if element.parent is not None else MEDIUM
        if above is UNKNOWN or parent is None:
            # The size may still be known, but not what the family makes of its children's.
            parent = Font(-1.0, None, absolute=True, monospace=False)
            if specified == _INHERIT or specified.endswith(("em", "%", "er")):
                return UNKNOWN
        font = font_in(specified, parent, self.root_size(element), family == "monospace")
        if font is None:
            return UNKNOWN
        self._fonts[element] = font
        return f"{number(font.size)}px"

    def moved(self, element: Element) -> bool:
        """Whether anybody may have declared the element's position or float."""
        if self._is_known is not None:
            return True
        own = self._about["display"][1](element)
        if own and ("position" in own or "float" in own):
            return True
        default = self._defaults(element)
        return "float" in default or "position" in default

    def container(self, element: Element) -> Maybe[str]:
        """The display of the box that an element's children stand in."""
        containers, passed = self._containers, []
        node: Element | None = element
        found: Maybe[str] = "block"
        while node is not None:
            if (known := containers.get(node)) is not None:
                found = known
                break
            passed.append(node)
            specified = self.specified(node, "display")
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
    if specified == _INHERIT or (name in RELATIVE and specified in RELATIVE[name]):
        return True
    if name == "font-size":
        return not specified.endswith("px")
    return name == "color" and specified == "currentcolor"


def _size(value: Maybe[str]) -> float | None:
    if value is UNKNOWN or not value.endswith("px"):
        return None
    return pixels(value, Sizes(None, None))
