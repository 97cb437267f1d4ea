"""Decides the text that a sighted reader gets from a part of a page.

As in the streams of names, the page is walked once, and each element knows its range.
"""

from collections.abc import Iterator
from typing import Final

from govpage_lint.document.numbers import zeros
from govpage_lint.document.tree import Document, Element, Node, Text
from govpage_lint.semantics import tables
from govpage_lint.semantics.exposure import Exposure
from govpage_lint.semantics.interfaces import Visible

# Texts up to this length are kept, as several rules ask for them.
_KEPT: Final = 1_000
_INLINE = frozenset(("inline", "contents"))


class SeenText:
    """The text that is rendered and not out of sight."""

    def __init__(self, document: Document, exposure: Exposure, visibility: Visible) -> None:
        size = len(document.elements)
        self._pieces: list[str] = []
        self._starts = zeros(size)
        self._ends = zeros(size)
        self._known: dict[Element, str] = {}
        self._exposure = exposure
        self._visibility = visibility
        self._block = tables.html().block
        self._apart = bytearray(map(self._is_apart, document.elements))
        self._build(document.root)

    def text(self, element: Element) -> str:
        """The text in an element, white space collapsed."""
        found = self._known.get(element)
        if found is None:
            place = element.order
            pieces = self._pieces[self._starts[place] : self._ends[place]]
            found = " ".join("".join(pieces).split())
            if len(found) <= _KEPT:
                self._known[element] = found
        return found

    def _build(self, root: Element) -> None:
        pieces = self._pieces
        stack: list[tuple[Element, Iterator[Node], bool]] = []
        if self._open(root):
            stack.append((root, iter(root.children), self._is_mute(root)))
        while stack:
            element, nodes, mute = stack[-1]
            for node in nodes:
                if type(node) is Text:
                    if not mute and node.data and self._is_seen(node):
                        pieces.append(node.data)
                elif isinstance(node, Element) and self._open(node):
                    stack.append((node, iter(node.children), self._is_mute(node)))
                    break
            else:
                stack.pop()
                self._ends[element.order] = len(pieces)
                if self._apart[element.order]:
                    pieces.append(" ")

    def _open(self, element: Element) -> bool:
        place = element.order
        if self._exposure.gone[place] is not None:
            self._starts[place] = self._ends[place] = len(self._pieces)
            return False
        if self._apart[place]:
            self._pieces.append(" ")
        self._starts[place] = len(self._pieces)
        return True

    def _is_mute(self, element: Element) -> bool:
        """Whether nobody sees the text right in an element."""
        return bool(
            self._exposure.invisible[element.order]
            or element in self._exposure.textless
            or element.local_name == "textarea"
        )

    def _is_seen(self, text: Text) -> bool:
        # White space has no box of its own, and parts the words around it.
        return text.data.isspace() or self._visibility.sees_text(text)

    def _is_apart(self, element: Element) -> bool:
        if element.local_name == "br":
            return True
        display = self._exposure.displays[element.order]
        if display == "":
            return element.is_html and element.local_name in self._block
        return display not in _INLINE
