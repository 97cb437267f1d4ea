"""Decides what elements take over from those around them: language, editing, disabled groups.

Each is worked out for all elements in one walk, since asking element by element would climb the
tree again and again.
"""

from functools import cached_property

from govpage_lint.document.tree import Document, Element


class Surroundings:
    """What is asked of the ancestors of elements; lists go by tree order."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def languages(self) -> list[str]:
        """The language in force, in lower case; "" where unknown."""
        found: list[str] = []
        for element in self._document.elements:
            own = element.attributes.get("lang")
            if own is None:
                own = element.attributes.get("xml:lang")
            if own is not None:
                found.append(own.strip().lower())
            elif element.parent is not None:
                found.append(found[element.parent.order])
            else:
                found.append((self._document.content_language or "").lower())
        return found

    @cached_property
    def editable(self) -> list[bool]:
        """Whether ``contenteditable`` is in force."""
        found: list[bool] = []
        for element in self._document.elements:
            own = element.attributes.get("contenteditable")
            if own is not None and own.lower() in ("", "true", "plaintext-only", "false"):
                found.append(own.lower() != "false")
            else:
                found.append(element.parent is not None and found[element.parent.order])
        return found

    @cached_property
    def disabled(self) -> list[bool]:
        """Whether an element stands in a disabled fieldset, and not in its first legend."""
        found: list[bool] = []
        legends: dict[Element, Element] = {}
        for element in self._document.elements:
            parent = element.parent
            if parent is None:
                found.append(False)
                continue
            inside = found[parent.order]
            if not inside and parent.local_name == "fieldset" and "disabled" in parent.attributes:
                first = element.local_name == "legend" and legends.setdefault(parent, element)
                inside = first is not element
            found.append(inside)
        return found
