"""Decides what takes the focus, and in which order the Tab key reaches it (HTML standard, 6.6)."""

from functools import cached_property
from typing import Final

from govpage_lint.document.tree import HTML, SVG, Document, Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.controls import Disabled
from govpage_lint.semantics.exposure import Exposure, is_first_summary

_INTEGER: Final = regex(r"[ \t\n\f\r]*([+-]?[0-9]+)")
_CONTROLS: Final = frozenset(("button", "input", "select", "textarea"))
# What takes the focus without any attribute.
_FOCUSABLE: Final = _CONTROLS | {"iframe", "embed", "summary"}


def tab_index(element: Element) -> int | None:
    """The ``tabindex`` as HTML parses integers (2.3.4.1); None where it is none."""
    value = element.attributes.get("tabindex")
    found = _INTEGER.match(value) if value else None
    return int(found[1][:12]) if found else None


def is_natively_focusable(element: Element) -> bool:
    """Whether the element takes the focus without ``tabindex``, were it rendered and enabled."""
    name, attributes = element.local_name, element.attributes
    if element.namespace_url == SVG:
        return name == "a" and ("href" in attributes or "xlink:href" in attributes)
    if element.namespace_url != HTML:
        return False
    if name in ("a", "area"):
        return "href" in attributes
    if name in _CONTROLS:
        return name != "input" or attributes.get("type", "").strip().lower() != "hidden"
    if name in ("iframe", "embed"):
        return True
    if name in ("audio", "video"):
        return "controls" in attributes
    if name == "summary":
        return is_first_summary(element)
    editable = attributes.get("contenteditable")
    return editable is not None and editable.strip().lower() in ("", "true", "plaintext-only")


def takes_focus(element: Element) -> bool:
    """Whether it takes the focus were it rendered and enabled."""
    return tab_index(element) is not None or is_natively_focusable(element)


class Focus:
    """What takes the focus on one page."""

    def __init__(self, document: Document, exposure: Exposure, disabled: Disabled) -> None:
        self._document = document
        self._disabled = disabled
        self._exposure = exposure

    def is_rendered(self, element: Element) -> bool:
        """Whether nothing known keeps the focus out: not displayed, not visible, inert."""
        place, exposure = element.order, self._exposure
        return (
            exposure.gone[place] is None
            # It has no box to hold the focus.
            and exposure.displays[place] != "contents"
            and not exposure.invisible[place]
            and not exposure.inert[place]
        )

    def is_focusable(self, element: Element) -> bool:
        """Whether it takes the focus, as far as is known."""
        return takes_focus(element) and element not in self._disabled and self.is_rendered(element)

    def is_tabbable(self, element: Element) -> bool:
        """Whether the Tab key reaches it, as far as is known."""
        if not self.is_focusable(element):
            return False
        index = tab_index(element)
        if index is not None and index < 0:
            return False
        return not self._is_skipped_radio(element)

    def _is_skipped_radio(self, element: Element) -> bool:
        """Whether Tab goes to another button of its group, the checked one."""
        if (
            element.local_name != "input"
            or element.attributes.get("type", "").strip().lower() != "radio"
        ):
            return False
        if "checked" in element.attributes or not element.attributes.get("name"):
            return False
        return self._group(element) in self._checked_groups

    @staticmethod
    def _group(element: Element) -> tuple[Element | None, str]:
        return (element.closest("form"), element.attributes.get("name", ""))

    @cached_property
    def _checked_groups(self) -> set[tuple[Element | None, str]]:
        return {
            self._group(element)
            for element in self._document.by_name.get("input", ())
            if "checked" in element.attributes
            and element.attributes.get("type", "").strip().lower() == "radio"
            and self.is_focusable(element)
        }

    def tab_order(self) -> list[Element]:
        """The elements that Tab reaches, in the order it reaches them."""
        reached = [
            element
            for element in self._document.elements
            # Most elements have nothing that could make them take the focus.
            if element.attributes or element.local_name in _FOCUSABLE
            if self.is_tabbable(element)
        ]
        first = [element for element in reached if (tab_index(element) or 0) > 0]
        first.sort(key=lambda element: tab_index(element) or 0)
        return first + [element for element in reached if (tab_index(element) or 0) <= 0]
