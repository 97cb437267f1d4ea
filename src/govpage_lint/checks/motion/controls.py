"""Decides which controls of a page may do what people need, by their names."""

from typing import Final

from govpage_lint.checks.focus.advice import words
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

_ROLES: Final = frozenset(
    """
    button checkbox combobox link listbox menuitem menuitemcheckbox menuitemradio option radio
    slider spinbutton switch tab textbox searchbox html-summary
    """.split()
)
# So far around something stand the controls that are for it.
_LEVELS: Final = 4


def controls_named(page: Page, kind: str) -> list[Element]:
    """The controls of a page whose names have a word of a kind, or that may have any name."""
    pattern = words(page, kind)
    found = []
    for element in page.document.elements:
        if page.semantics.role(element) not in _ROLES:
            continue
        name = page.semantics.name(element)
        if name is UNKNOWN or not name or pattern.search(name):
            found.append(element)
    return found


def stopping_controls(page: Page) -> list[Element]:
    """The controls that may stop what moves or changes."""
    return controls_named(page, "stopping")


def are_near(element: Element, other: Element) -> bool:
    """Whether two elements stand in the same part of a page."""
    node: Element | None = element
    for _ in range(_LEVELS):
        if node is None or node.local_name in ("body", "html"):
            return False
        if node is other or node.order <= other.order <= node.last:
            return True
        node = node.parent
    return False
