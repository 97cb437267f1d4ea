"""Decides the text that a sighted reader gets from a part of a page.

The page is walked once; what is in an element is a stretch of its nodes.
"""

from typing import Final

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.semantics import tables
from govpage_lint.semantics.exposure import Exposure
from govpage_lint.semantics.interfaces import Visible

# Texts up to this length are kept, as several rules ask for them.
_KEPT: Final = 1_000
_INLINE = frozenset(("inline", "contents"))


class SeenText:
    """The text that is rendered and not out of sight."""

    def __init__(self, document: Document, exposure: Exposure, visibility: Visible) -> None:
        self._flat = document.flat
        self._known: dict[Element, str] = {}
        self._exposure = exposure
        self._block = tables.html().block
        self._pieces = self._read(document, visibility)

    def text(self, element: Element) -> str:
        """The text in an element, white space collapsed."""
        found = self._known.get(element)
        if found is None:
            place = element.order
            pieces = self._pieces[self._flat.starts[place] : self._flat.ends[place]]
            found = " ".join("".join(pieces).split())
            if len(found) <= _KEPT:
                self._known[element] = found
        return found

    def _read(self, document: Document, visibility: Visible) -> list[str]:
        """What is seen of each node by itself: a text, or a space around what stands apart.

        The space after an element is with the node that follows: where none does, it parts nothing.
        """
        sees, ends = visibility.sees_text, self._flat.ends
        apart = bytearray(map(self._is_apart, document.elements))
        mute = bytearray(map(self._is_mute, document.elements))
        after = bytearray(len(self._flat.nodes) + 1)
        pieces: list[str] = []
        for place, node in enumerate(self._flat.nodes):
            piece = " " if after[place] else ""
            if type(node) is Text:
                data, parent = node.data, node.parent
                # White space has no box of its own, and parts the words around it.
                if parent is None or mute[parent.order] or not (data.isspace() or sees(node)):
                    pieces.append(piece)
                else:
                    pieces.append(piece + data if piece else data)
            elif isinstance(node, Element) and apart[node.order]:
                after[ends[node.order]] = 1
                pieces.append(" ")
            else:
                pieces.append(piece)
        return pieces

    def _is_mute(self, element: Element) -> bool:
        """Whether nobody sees the text right in an element."""
        exposure, place = self._exposure, element.order
        return bool(
            exposure.gone[place] is not None
            or exposure.invisible[place]
            or element in exposure.textless
            or element.local_name == "textarea"
        )

    def _is_apart(self, element: Element) -> bool:
        if self._exposure.gone[element.order] is not None:
            return False
        if element.local_name == "br":
            return True
        display = self._exposure.displays[element.order]
        if display == "":
            return element.is_html and element.local_name in self._block
        return display not in _INLINE
