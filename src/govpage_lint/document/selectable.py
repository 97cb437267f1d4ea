"""Decides what cssselect2's compiled selectors get to ask of an element.

cssselect2 runs its selectors on wrappers of ElementTree elements. Our elements answer the same
questions themselves, so that no wrapper is made, and siblings and ancestors are walked instead of
being copied into tuples (which is quadratic on wide and deep pages).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from govpage_lint.document.tree import Document, Element, Node


class Selectable:
    """The protocol of cssselect2's ``ElementWrapper``, for ``tree.Element`` alone."""

    __slots__ = ()

    if TYPE_CHECKING:
        # What it leans on.
        attributes: dict[str, str]
        children: list[Node]
        document: Document
        index: int
        local_name: str
        namespace_url: str | None
        parent: Element | None
        previous: Element | None

        @property
        def ancestors(self) -> Iterator[Element]: ...
        @property
        def descendants(self) -> Sequence[Element]: ...
        @property
        def element_children(self) -> list[Element]: ...

    @property
    def etree_element(self) -> Element:
        return cast("Element", self)

    @property
    def attrib(self) -> dict[str, str]:
        return self.attributes

    @property
    def tag(self) -> tuple[str | None, str]:
        return (self.namespace_url, self.local_name)

    @property
    def id(self) -> str | None:
        return self.attributes.get("id")

    @property
    def lang(self) -> str:
        """The language in force by the nearest ``lang``, lower-case; empty when unknown."""
        return self.document.language_of(self.etree_element).lower()

    @property
    def in_html_document(self) -> bool:
        return True

    @property
    def etree_children(self) -> list[Element]:
        return self.element_children

    @property
    def etree_siblings(self) -> list[Element]:
        return [self.etree_element] if self.parent is None else self.parent.element_children

    @property
    def previous_siblings(self) -> Iterator[Element]:
        node = self.previous
        while node is not None:
            yield node
            node = node.previous

    @property
    def in_disabled_fieldset(self) -> bool:
        child = self.etree_element
        for node in self.ancestors:
            if node.local_name == "fieldset" and "disabled" in node.attributes:
                legend = next((e for e in node.element_children if e.local_name == "legend"), None)
                if child is not legend:
                    return True
            child = node
        return False

    def iter_children(self) -> Iterator[Element]:
        return iter(self.element_children)

    def iter_siblings(self) -> Iterator[Element]:
        return iter(self.etree_siblings)

    def iter_next_siblings(self) -> Iterator[Element]:
        return iter(self.etree_siblings[self.index + 1 :])

    def iter_subtree(self) -> Iterator[Element]:
        yield self.etree_element
        yield from self.descendants
