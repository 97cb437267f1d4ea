"""Decides what a thing is called: the accessible name and description (accname 1.2, 4)."""

from typing import Final

from govpage_lint.document.tree import SVG, Element
from govpage_lint.semantics import tables
from govpage_lint.semantics.focus import takes_focus
from govpage_lint.semantics.native_names import Name, flat, named, placeholder
from govpage_lint.semantics.roles import Roles
from govpage_lint.semantics.texts import Texts

_NO_NAME: Final = Name("", None)


class Names:
    """The names of the elements of one page, worked out when asked and kept."""

    def __init__(self, roles: Roles, texts: Texts) -> None:
        self._roles = roles
        self._texts = texts
        self._aria = tables.aria()
        self._known: dict[Element, Name] = {}

    def name(self, element: Element) -> Name:
        """The accessible name of an element."""
        found = self._known.get(element)
        if found is None:
            found = self._known[element] = self._compute(element)
        return found

    def _compute(self, element: Element) -> Name:
        role = self._roles.role(element)
        if role is None or role in self._aria.unnamed:
            return _NO_NAME
        texts = self._texts
        texts.unsure = False
        found = (
            texts.aria_name(element, in_reference=False)
            or texts.native(element)
            or self._by_content(element, role)
            or named(element.attributes.get("title"), "title")
            or named(placeholder(element, role), "placeholder")
        )
        if found is None:
            return Name("", None, unsure=texts.unsure)
        return found

    def _by_content(self, element: Element, role: str) -> Name | None:
        if role == "row":
            # As browsers do: the name of a row is worth its price only where a reader lands on it.
            if not takes_focus(element) and not self._is_in_grid(element):
                return None
        elif role not in self._aria.named_by_content and role != "html-summary":
            return None
        return named(self._texts.content(element, role), "content")

    def _is_in_grid(self, element: Element) -> bool:
        parent = element.parent
        for _ in range(3):
            if parent is None:
                break
            if self._roles.role(parent) in ("grid", "treegrid"):
                return True
            parent = parent.parent
        return False

    def description(self, element: Element) -> str:
        """The accessible description (accname 1.2, 4.2; HTML-AAM 1.0, 4.2)."""
        attributes = element.attributes
        if "aria-describedby" in attributes:
            text = self._texts.references_text(element, "aria-describedby")
            if text:
                return text
        if text := flat(attributes.get("aria-description", "")):
            return text
        name = self.name(element)
        if element.namespace_url == SVG:
            for child in element.element_children:
                if child.local_name == "desc" and (text := flat(child.text_content)):
                    return text
        summary = flat(attributes.get("summary", ""))
        if summary and element.local_name == "table" and name.source != "summary":
            return summary
        title = flat(attributes.get("title", ""))
        # A tooltip that only says the name again is no description.
        return "" if title == name.text else title
