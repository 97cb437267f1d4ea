"""Decides which ``label`` elements belong to a control (HTML standard, 4.10.4)."""

from bisect import bisect_left
from functools import cached_property

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics import tables


class Labels:
    """The labels of the controls of one page."""

    def __init__(self, document: Document) -> None:
        self._document = document

    def of(self, control: Element) -> list[Element]:
        """The labels of a control, in tree order; empty for what cannot have any."""
        return self._by_control.get(control, [])

    def control(self, label: Element) -> Element | None:
        """The control that a label labels; None where there is none."""
        return self._controls.get(label)

    @cached_property
    def _controls(self) -> dict[Element, Element]:
        labels = self._document.by_name.get("label", [])
        if not labels:
            return {}
        labelable = [e for e in self._document.elements if is_labelable(e)]
        orders = [element.order for element in labelable]
        found: dict[Element, Element] = {}
        for label in labels:
            target = label.attributes.get("for")
            if target is not None:
                targets = self._document.by_id.get(target)
                if targets and is_labelable(targets[0]):
                    found[label] = targets[0]
                continue
            place = bisect_left(orders, label.order)
            if place < len(orders) and orders[place] <= label.last:
                found[label] = labelable[place]
        return found

    @cached_property
    def _by_control(self) -> dict[Element, list[Element]]:
        found: dict[Element, list[Element]] = {}
        for label, control in self._controls.items():
            found.setdefault(control, []).append(label)
        return found


def is_labelable(element: Element) -> bool:
    """Whether a ``label`` can label it (HTML standard, 4.10.2)."""
    if not element.is_html or element.local_name not in tables.html().labelable:
        return False
    return (
        element.attributes.get("type", "").strip().lower() != "hidden"
        or element.local_name != "input"
    )
