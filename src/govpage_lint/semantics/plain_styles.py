"""Decides what is displayed without style sheets: the browser's rules and ``style=""``.

Only ``display`` and ``visibility`` are told, and ``content`` as none; of all else nothing is known.
"""

from collections.abc import Sequence

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics import tables
from govpage_lint.semantics.unknown import UNKNOWN, Maybe


class PlainStyles:
    """Style facts from the elements alone (HTML standard, 15.3)."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._table = tables.html()
        self._visibilities: dict[Element, str] = {}
        self._values: dict[str, Sequence[Maybe[str]]] = {}

    def value(self, element: Element, property: str, pseudo: str | None = None) -> Maybe[str]:
        """As :class:`govpage_lint.semantics.interfaces.StyleFacts` has it."""
        if pseudo is not None:
            return "none" if property == "content" else UNKNOWN
        if property == "display":
            return self._display(element)
        if property == "visibility":
            return self._visibility(element)
        return UNKNOWN

    def values(self, property: str) -> Sequence[Maybe[str]]:
        """As :class:`govpage_lint.semantics.interfaces.StyleFacts` has it."""
        found = self._values.get(property)
        if found is None:
            elements = self._document.elements
            found = self._values[property] = [self.value(element, property) for element in elements]
        return found

    def declarers(self, names: frozenset[str]) -> None:
        """As :class:`govpage_lint.semantics.interfaces.StyleFacts` has it."""

    def filled(self, pseudo: str) -> frozenset[Element]:
        """As :class:`govpage_lint.semantics.interfaces.StyleFacts` has it."""
        return frozenset()

    def _display(self, element: Element) -> str:
        attributes = element.attributes
        style = attributes.get("style")
        if style is not None and (written := _declared(style, "display")) is not None:
            return written
        if not element.is_html:
            return "inline"
        name = element.local_name
        if _undisplayed(element) or name in self._table.undisplayed:
            return "none"
        return "block" if name in self._table.block else "inline"

    def _visibility(self, element: Element) -> str:
        known, missing = self._visibilities, []
        node: Element | None = element
        while node is not None and node not in known:
            missing.append(node)
            node = node.parent
        value = known[node] if node is not None else "visible"
        for node in reversed(missing):
            style = node.attributes.get("style")
            if style is not None and "visibility" in style.lower():
                written = _declared(style, "visibility")
                if written is not None and written != "inherit":
                    value = written
            known[node] = value
        return value


def _undisplayed(element: Element) -> bool:
    """Whether the browser's style sheet hides it for its attributes."""
    name, attributes = element.local_name, element.attributes
    return (
        ("hidden" in attributes and attributes["hidden"].lower() != "until-found")
        or (name == "dialog" and "open" not in attributes)
        or (name == "audio" and "controls" not in attributes)
        or (name == "input" and attributes.get("type", "").lower() == "hidden")
        or "popover" in attributes
    )


def _declared(style: str, property: str) -> str | None:
    """The value that a ``style`` attribute gives a keyword property; None when it gives none."""
    found, important = None, False
    for declaration in style.split(";"):
        name, colon, value = declaration.partition(":")
        if not colon or name.strip().lower() != property:
            continue
        value = value.strip().lower()
        strong = value.endswith("!important")
        if strong:
            value = value.removesuffix("!important").rstrip()
        if value and (strong or not important):
            found, important = value, strong
    return found
