"""Decides what semantics ask of whoever knows the styles of a page, and what can be seen of it."""

from collections.abc import Container, Sequence, Set
from typing import Protocol

from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass
from govpage_lint.semantics.unknown import Maybe


@dataclass(frozen=True, slots=True)
class Declarers:
    """The elements on which something is declared.

    Where nothing is, it has its initial or inherited value if ``complete``; otherwise a style sheet
    that could not be read may declare it, and its value is ``UNKNOWN``.
    """

    elements: Set[Element]
    complete: bool


class StyleFacts(Protocol):
    """Computed styles: from a cascade over the source, or from a browser."""

    def value(self, element: Element, property: str, pseudo: str | None = None) -> Maybe[str]:
        """The computed value of a property, inherited where CSS inherits it.

        ``property`` is a CSS name in lower case; ``pseudo`` is "::before" or "::after". The value
        is CSS text in lower case but for strings and addresses. ``UNKNOWN`` where a style sheet
        that could not be read may set it.
        """
        ...

    def values(self, property: str) -> Sequence[Maybe[str]]:
        """The values of a property of all elements, by their places: for who asks for most of them."""
        ...

    def declarers(self, names: frozenset[str]) -> Declarers | None:
        """The elements on which somebody is known to declare one of these properties, the browser
        included; None where that may be any. A quick way not to ask for each value."""
        ...

    def filled(self, pseudo: str) -> Container[Element]:
        """The elements whose ``::before`` or ``::after`` may have content, as far as is known."""
        ...


class Visible(Protocol):
    """What of a page is out of sight, by the places of its elements in tree order."""

    unseen: bytearray
    """1 where an element is hidden from sight alone."""
    unsure: bytearray
    """1 where a style that could not be read may hide it from sight."""

    def sees_text(self, text: Text) -> bool:
        """Whether anything of a text can be seen, as far as is known."""
        ...
