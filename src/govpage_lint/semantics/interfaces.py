"""Decides what semantics ask of whoever knows the styles of a page."""

from typing import Protocol

from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import Maybe


class StyleFacts(Protocol):
    """Computed styles: from a cascade over the source, or from a browser."""

    def value(self, element: Element, property: str, pseudo: str | None = None) -> Maybe[str]:
        """The computed value of a property, inherited where CSS inherits it.

        ``property`` is a CSS name in lower case; ``pseudo`` is "::before" or "::after". The value
        is CSS text in lower case but for strings and addresses. ``UNKNOWN`` where a style sheet
        that could not be read may set it.
        """
        ...
