"""Decides which visible texts stand before, in and after an element: the page as one line of texts."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import written
from govpage_lint.document.numbers import numbers
from govpage_lint.document.tree import Element, Text

_MUTE: Final = frozenset(
    "datalist noscript option optgroup script select style template textarea title".split()
)


class Line:
    """The visible texts of a page in order. Each element knows where its own begin and end."""

    def __init__(self, page: Page) -> None:
        texts, root = written(page), page.document.root
        seen = {one for one in texts.of if one is not root and _is_seen(page, one)}
        self.texts: list[Text] = [text for text in texts.texts if text.parent in seen]
        counts = texts.counts(text.parent in seen for text in texts.texts)
        self.starts = numbers(map(counts.__getitem__, texts.before))
        self.ends = numbers(map(counts.__getitem__, texts.until))

    def between(self, start: int, end: int) -> str:
        """The texts from one place to another, white space collapsed."""
        return " ".join(" ".join(text.data for text in self.texts[start:end]).split())

    def before(self, element: Element) -> int:
        """The place right before an element."""
        return self.starts[element.order]

    def behind(self, element: Element) -> int:
        """The place right after an element."""
        return self.ends[element.order]


def _is_seen(page: Page, element: Element) -> bool:
    return element.local_name not in _MUTE and page.semantics.presumed_visible(element)


def line(page: Page) -> Line:
    """The visible texts of a page."""
    return page.fact(Line)
