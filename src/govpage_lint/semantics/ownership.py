"""Decides who owns whom: the accessible parent and children that ARIA's required roles ask for.

ARIA 1.2, 5.2.6 and 5.2.8: what is presentational, or generic with nothing about it that assistive
technology gets, stands between owner and owned without parting them; ``aria-owns`` goes before.
"""

from collections.abc import Callable

from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics import tables


class Ownership:
    """The owners of the elements of one page."""

    def __init__(
        self,
        document: Document,
        role: Callable[[Element], str | None],
        owned: dict[Element, Element],
    ) -> None:
        self._document = document
        self._role = role
        self._owned = owned
        self._global = tables.aria().global_attributes
        self._appended: dict[Element, list[Element]] = {}
        for element, owner in owned.items():
            self._appended.setdefault(owner, []).append(element)
        self._owners: list[Element | None] | None = None

    def is_between(self, element: Element) -> bool:
        """Whether it stands between an owner and what that owns without parting them."""
        role = self._role(element)
        if role in (None, "none"):
            return True
        return role == "generic" and self._global.isdisjoint(element.attributes)

    def owner(self, element: Element) -> Element | None:
        """The element that owns it: the one in whose ``aria-owns`` it is, or the nearest ancestor
        that means something; None for what stands right in the page."""
        if self._owners is None:
            owners: list[Element | None] = []
            for other in self._document.elements:
                above = self._owned.get(other) or other.parent
                if above is None:
                    owners.append(None)
                elif above.order < len(owners) and self.is_between(above):
                    owners.append(owners[above.order])
                else:
                    owners.append(above)
            self._owners = owners
        return self._owners[element.order]

    def owned(self, element: Element, *, leaves: bool = False) -> list[Element]:
        """The nearest elements in it that mean something, in order, and those that it owns by
        ``aria-owns``; hidden ones too. What itself means nothing owns nothing.

        With ``leaves``, generic elements that hold no other element are told as well.
        """
        if self.is_between(element):
            return []
        found: list[Element] = []
        seen: set[Element] = {element}
        waiting = self._below(element)
        while waiting:
            other = waiting.pop()
            if other in seen:
                continue
            seen.add(other)
            if self.is_between(other):
                below = self._below(other)
                waiting.extend(below)
                if leaves and not below and self._role(other) == "generic":
                    found.append(other)
            else:
                found.append(other)
        return found

    def _below(self, element: Element) -> list[Element]:
        """What stands right in an element, last first."""
        children = [e for e in element.element_children if e not in self._owned]
        return [*reversed(self._appended.get(element, ())), *reversed(children)]
