"""Decides how far the checks of forms look into an element: far enough for any form, no further.

A hostile page may nest without end what forms hold once: nothing here costs more for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from govpage_lint.document.tree import Element, Node, Text

_MAX_ELEMENTS: Final = 60
_MAX_NODES: Final = 200
# What can be chosen or typed in a field is no text of the element around it.
_UNREAD: Final = frozenset("datalist noscript script select style template textarea".split())


def inside(element: Element, limit: int = _MAX_ELEMENTS) -> Sequence[Element]:
    """The elements in an element, the first ones only where there are very many."""
    end = min(element.last, element.order + limit)
    return element.document.elements[element.order + 1 : end + 1]


def written_text(element: Element) -> str:
    """What is written in an element, hidden or not, without the contents of fields in it."""
    pieces: list[str] = []
    stack: list[Node] = list(reversed(element.children[:_MAX_NODES]))
    count = 0
    while stack and count < _MAX_NODES:
        count += 1
        node = stack.pop()
        if isinstance(node, Text):
            pieces.append(node.data)
        elif isinstance(node, Element) and node.local_name not in _UNREAD:
            stack.extend(reversed(node.children[:_MAX_NODES]))
    return " ".join("".join(pieces).split())


def says_something(text: str) -> bool:
    """Whether there is a letter or digit in a text."""
    return any(map(str.isalnum, text))
