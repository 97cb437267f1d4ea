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


def is_control(page: Page, element: Element) -> bool:
    """Whether it is something to press, choose or fill in that is not disabled."""
    return page.semantics.role(element) in _ROLES and not page.semantics.is_disabled(element)


def controls_named(page: Page, kind: str) -> list[Element]:
    """The controls of a page whose names have a word of a kind, or are not known."""
    pattern = words(page, kind)
    found = []
    for element in page.document.elements:
        if not is_control(page, element):
            continue
        name = page.semantics.name(element)
        if name is UNKNOWN or pattern.search(name):
            found.append(element)
    return found


def stopping_controls(page: Page) -> list[Element]:
    """The controls that may stop what moves or changes: a button without a name may, too."""
    nameless = [
        element
        for element in page.document.elements
        if page.semantics.role(element) == "button" and page.semantics.name(element) == ""
    ]
    return controls_named(page, "stopping") + nameless


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
