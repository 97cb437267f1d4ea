"""Decides what a control holds: its value, what is chosen in it, whether it is disabled."""

from typing import Final

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics import tables

_VALUE_INPUTS: Final = frozenset(
    "color date datetime-local email month number range search tel text time url week".split()
)
_OTHER_INPUTS: Final = frozenset(
    "button checkbox file hidden image password radio reset submit".split()
)
_TEXT_ROLES: Final = frozenset(("textbox", "searchbox"))
_CHOICE_ROLES: Final = frozenset(("combobox", "listbox"))
_RANGE_ROLES: Final = frozenset(("slider", "spinbutton", "scrollbar", "progressbar", "meter"))
VALUE_ROLES: Final = _TEXT_ROLES | _CHOICE_ROLES | _RANGE_ROLES


def is_embedded_value(element: Element) -> bool:
    """Whether inside another thing's name it gives its value (accname 1.2, step 2C)."""
    name = element.local_name
    if name == "input":
        return input_type(element) in _VALUE_INPUTS
    if name in ("textarea", "select", "meter", "progress"):
        return True
    return element.attributes.get("role", "").strip().lower() in VALUE_ROLES


def value_text(element: Element) -> str:
    """The value of a control as text; "" where it has none."""
    attributes, name = element.attributes, element.local_name
    role = attributes.get("role", "").strip().lower()
    if role in _RANGE_ROLES or (name == "input" and input_type(element) == "range"):
        for attribute in ("aria-valuetext", "aria-valuenow"):
            if attribute in attributes:
                return attributes[attribute]
    if name in ("input", "meter", "progress"):
        return attributes.get("value", "")
    if name == "select":
        return chosen_text(element)
    if name == "textarea" or role in _TEXT_ROLES:
        return element.text_content
    if role in _CHOICE_ROLES:
        return " ".join(e.text_content for e in element.descendants if _is_selected(e))
    return ""


def _is_selected(element: Element) -> bool:
    attributes = element.attributes
    return attributes.get("role") == "option" and attributes.get("aria-selected") == "true"


def chosen_text(select: Element) -> str:
    """The text of the chosen options of a ``select``: the first one where none is marked."""
    options = [e for e in select.descendants if e.local_name == "option"]
    chosen = [e for e in options if "selected" in e.attributes]
    if "multiple" not in select.attributes:
        # The last marked one wins, and a menu with none marked shows its first.
        chosen = chosen[-1:] or options[:1]
    return " ".join(e.text_content for e in chosen)


def input_type(element: Element) -> str:
    """The type of an ``input``, "text" for unknown ones."""
    kind = element.attributes.get("type", "text").strip().lower()
    return kind if kind in _VALUE_INPUTS or kind in _OTHER_INPUTS else "text"


class Disabled:
    """Which controls of one page are disabled as HTML has it (4.10.18.5)."""

    def __init__(self, document: Document) -> None:
        self._names = tables.html().disableable
        self._by_fieldset: bytearray | None = None
        for fieldset in document.by_name.get("fieldset", ()):
            if "disabled" in fieldset.attributes:
                self._add(document, fieldset)

    def _add(self, document: Document, fieldset: Element) -> None:
        flags = self._by_fieldset
        if flags is None:
            flags = self._by_fieldset = bytearray(len(document.elements))
        # What an outer fieldset has disabled stays so, its own first legend's content or not.
        spared = next((e for e in fieldset.element_children if e.local_name == "legend"), None)
        first, last = fieldset.order + 1, fieldset.last + 1
        if spared is not None:
            flags[first : spared.order] = b"\x01" * (spared.order - first)
            first = spared.last + 1
        flags[first:last] = b"\x01" * (last - first)

    def __contains__(self, element: Element) -> bool:
        if not element.is_html or element.local_name not in self._names:
            return False
        if "disabled" in element.attributes:
            return True
        if element.local_name in ("option", "optgroup"):
            parent = element.parent
            return (
                parent is not None
                and parent.local_name == "optgroup"
                and "disabled" in parent.attributes
            )
        return self._by_fieldset is not None and bool(self._by_fieldset[element.order])
