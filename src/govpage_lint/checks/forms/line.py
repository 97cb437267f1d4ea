"""Decides which visible texts stand before, in and after an element: the page as one line of texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.numbers import zeros
from govpage_lint.document.tree import Element, Node, Text

_MUTE: Final = frozenset(
    "datalist noscript option optgroup script select style template textarea title".split()
)


class Line:
    """The visible texts of a page in order. Each element knows where its own begin and end."""

    def __init__(self, page: Page) -> None:
        size = len(page.document.elements)
        self.texts: list[Text] = []
        self.starts = zeros(size)
        self.ends = zeros(size)
        self._semantics = page.semantics
        self._read(page.document.root)

    def _read(self, root: Element) -> None:
        stack: list[tuple[Element, bool, Iterator[Node]]] = [(root, False, iter(root.children))]
        while stack:
            element, seen, nodes = stack[-1]
            for node in nodes:
                if isinstance(node, Text):
                    if seen and node.data and not node.data.isspace():
                        self.texts.append(node)
                elif isinstance(node, Element):
                    self.starts[node.order] = len(self.texts)
                    stack.append((node, self._is_seen(node), iter(node.children)))
                    break
            else:
                stack.pop()
                self.ends[element.order] = len(self.texts)

    def _is_seen(self, element: Element) -> bool:
        return element.local_name not in _MUTE and self._semantics.presumed_visible(element)

    def between(self, start: int, end: int) -> str:
        """The texts from one place to another, white space collapsed."""
        return " ".join(" ".join(text.data for text in self.texts[start:end]).split())

    def before(self, element: Element) -> int:
        """The place right before an element."""
        return self.starts[element.order]

    def behind(self, element: Element) -> int:
        """The place right after an element."""
        return self.ends[element.order]


def line(page: Page) -> Line:
    """The visible texts of a page."""
    return page.fact(Line)
