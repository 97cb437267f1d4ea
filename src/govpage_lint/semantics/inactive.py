"""Decides which parts of a page belong to something disabled, so that they may look faint."""

from collections.abc import Callable, Iterator

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.aria_details import role_details
from govpage_lint.semantics.controls import Disabled
from govpage_lint.semantics.labels import Labels

_NAMING = ("aria-labelledby", "aria-labeledby")
_KINDS = frozenset(("group", "widget"))


def inactive(
    document: Document,
    disabled: Disabled,
    labels: Labels,
    role: Callable[[Element], str | None],
) -> bytearray:
    """For each element, by its place: 1 where it is in a disabled group or control, or in the label
    of a disabled control (ACT afw4f7: "disabled ancestor" and "disabled label")."""
    found = bytearray(len(document.elements))
    by_aria = bytearray(len(document.elements))
    named_by: list[Element] = []
    for place, element in enumerate(document.elements):
        above = element.parent.order if element.parent is not None else -1
        by_aria[place] = 1 if above >= 0 and by_aria[above] else _is_aria_disabled(element)
        if above >= 0 and found[above]:
            found[place] = 1
        if not by_aria[place] and element not in disabled:
            continue
        kinds = _kinds(element, role(element))
        if kinds:
            found[place] = 1
        if "widget" in kinds:
            named_by.extend(labels.of(element))
            named_by.extend(_references(document, element))
    for element in named_by:
        size = element.last + 1 - element.order
        if not found[element.order]:
            found[element.order : element.last + 1] = b"\x01" * size
    return found


def _is_aria_disabled(element: Element) -> int:
    return int(element.attributes.get("aria-disabled", "").strip().lower() == "true")


def _kinds(element: Element, role: str | None) -> frozenset[str]:
    """Which of "group" and "widget" its role is or inherits from."""
    details = None if role is None else role_details(role)
    if details is None:
        # Controls that ARIA has no role for, such as a field for passwords, are widgets all the same.
        native = element.is_html and element.local_name in ("button", "input", "select", "textarea")
        return frozenset(("widget",)) if native else frozenset()
    return _KINDS & {details.name, *details.superclasses}


def _references(document: Document, element: Element) -> Iterator[Element]:
    for attribute in _NAMING:
        for identifier in element.attributes.get(attribute, "").split():
            yield from document.by_id.get(identifier, ())[:1]
