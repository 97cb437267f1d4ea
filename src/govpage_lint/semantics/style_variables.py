"""Decides what ``var()`` stands for: custom properties, inherited, with fallbacks (CSS Variables 1).

Values that grow without end are void, as they are in browsers; circles are found without
recursion, however long the chain of references is.
"""

import re
from collections.abc import Callable
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.style_cascade import UNSURE
from govpage_lint.semantics.style_properties import WIDE_KEYWORDS
from govpage_lint.semantics.style_shorthands import Longhands
from govpage_lint.semantics.style_syntax import matching_end
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

_REFERENCE: Final = regex(
    r""""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|(?<![-\w])(?P<kind>var|env)\(\s*(?P<name>-?-?[^\s,()]*)\s*""",
    re.DOTALL | re.IGNORECASE,
)
# Characters that one value may come to, and fallbacks in fallbacks.
_LONGEST: Final = 10_000
_DEEPEST: Final = 16
# Characters put together on one page, over all its values.
_MOST_TEXT: Final = 20_000_000

# None: the guaranteed-invalid value.
type Value = Maybe[str | None]


class Variables:
    """The custom properties of a page. ``declared`` gives those of one element."""

    def __init__(
        self,
        declared: Callable[[Element], Longhands],
        known: Callable[[Element, str], bool],
        registered: dict[str, tuple[str | None, bool]],
    ) -> None:
        self._declared = declared
        self._is_known = known
        self._registered = registered
        self._values: dict[tuple[str, Element], Value] = {}
        self._owners: dict[tuple[str, Element], Element | None] = {}
        self._left = _MOST_TEXT

    def substituted(self, text: str, element: Element) -> Value:
        """A declared value with its var() replaced; None where it is void, UNKNOWN where unsure."""
        return self._expand(text, element, 0)

    def _owner(self, name: str, element: Element) -> Element | None:
        """The nearest element that gives a custom property its value, itself included."""
        passed = []
        node: Element | None = element
        inherits = self._registered.get(name, _INHERITING)[1]
        while node is not None and (name, node) not in self._owners:
            text = self._declared(node).get(name)
            if not self._is_known(node, name):
                break
            if text is not None and text.strip().lower() not in _PASSED_ON:
                break
            passed.append(node)
            node = node.parent if inherits or text is not None else None
        owner = self._owners.get((name, node), node) if node is not None else None
        for one in passed:
            self._owners[name, one] = owner
        return owner

    def value(self, name: str, element: Element) -> Value:
        """The value of a custom property on an element."""
        start = self._owner(name, element)
        if start is None:
            return self._registered.get(name, _INHERITING)[0]
        first = (name, start)
        if first in self._values:
            return self._values[first]
        # Depth first over the references, with a stack of our own.
        stack = [(first, iter(self._references_of(first)))]
        places = {first: 0}
        while stack:
            key, waiting = stack[-1]
            for one in waiting:
                if one in places:
                    # A circle: all that stand in it are void.
                    for other, _ in stack[places[one] :]:
                        self._values[other] = None
                elif one not in self._values:
                    places[one] = len(stack)
                    stack.append((one, iter(self._references_of(one))))
                    break
            else:
                if key not in self._values:
                    self._values[key] = self._resolve(key)
                stack.pop()
                del places[key]
        return self._values[first]

    def _references_of(self, key: tuple[str, Element]) -> list[tuple[str, Element]]:
        """The custom properties that a declared one refers to, each at its owner."""
        text = self._declared(key[1]).get(key[0])
        if text is None or "var(" not in text.lower():
            return []
        found = []
        for name in _references(text):
            owner = self._owner(name, key[1])
            if owner is not None:
                found.append((name, owner))
        return found

    def _resolve(self, key: tuple[str, Element]) -> Value:
        name, element = key
        text = self._declared(element).get(name)
        if text is None or text == UNSURE or not self._is_known(element, name):
            return UNKNOWN
        low = text.strip().lower()
        if low in WIDE_KEYWORDS:
            return None if low == "initial" else UNKNOWN
        return self._expand(text, element, 0)

    def _expand(self, text: str, element: Element, depth: int) -> Value:
        if len(text) > _LONGEST:
            # A browser would go on; what nobody wrote by hand is not worth the time.
            return UNKNOWN
        if _QUICK.search(text) is None:
            return text.strip()
        parts: list[str] = []
        size = place = 0
        while found := _REFERENCE.search(text, place):
            parts.append(text[place : found.start()])
            place = found.end()
            if found["kind"] is None:
                parts.append(found[0])
                continue
            end = matching_end(text, place)
            rest = text[place : end - 1] if text[end - 1 : end] == ")" else text[place:end]
            value = self._referred(found["kind"].lower(), found["name"], element)
            if value is None and rest.startswith(","):
                value = self._expand(rest[1:], element, depth + 1) if depth < _DEEPEST else None
            if value is None or value is UNKNOWN:
                return value
            parts.append(value)
            size += len(value)
            if size > _LONGEST:
                return None
            place = end
        parts.append(text[place:])
        result = "".join(parts).strip()
        self._left -= len(result)
        return result if self._left > 0 else UNKNOWN

    def _referred(self, kind: str, name: str, element: Element) -> Value:
        if kind == "env":
            return "0px" if name.startswith("safe-area-inset-") else None
        owner = self._owner(name, element)
        if owner is not None and (name, owner) in self._values:
            return self._values[name, owner]
        return self.value(name, element)


_INHERITING: Final = (None, True)
_PASSED_ON: Final = frozenset(("inherit", "unset"))
_QUICK: Final = regex(r"(?:var|env)\(", re.IGNORECASE)


def _references(text: str) -> list[str]:
    """The custom properties that a value names in var(), fallbacks included."""
    if "var(" not in text.lower():
        return []
    return [
        found["name"]
        for found in _REFERENCE.finditer(text)
        if found["kind"] and found["kind"].lower() == "var"
    ]
