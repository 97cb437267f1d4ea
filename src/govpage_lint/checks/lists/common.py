"""Decides which lists and items the checks of this package are about."""

from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.templates import is_templated
from govpage_lint.document.tree import Element

LISTS: Final = frozenset(("ul", "ol", "menu"))
# What holds nothing that is shown where it stands.
UNSHOWN: Final = frozenset(("script", "style", "template", "link", "meta", "noscript"))


def is_list(page: Page, element: Element) -> bool:
    """Whether an HTML list is one to assistive technology, as far as is known."""
    if element.local_name not in LISTS or not element.is_html:
        return False
    return page.semantics.role(element) == "list" and page.semantics.presumed_exposed(element)


def is_component(element: Element) -> bool:
    """Whether an element may stand for others: a custom element, or a slot for what is put in it."""
    name = element.local_name
    return "-" in name or ":" in name or name == "slot"


def is_piece(page: Page, element: Element) -> bool:
    """Whether an element begins a file that is a part of a page: what is around it is elsewhere."""
    parent = element.parent
    return page.document.fragment and parent is not None and parent.local_name in ("body", "html")


def is_unfinished(page: Page, element: Element) -> bool:
    """Whether a template or a script still writes a part of an element."""
    if is_templated(page, element):
        return True
    return page.observer == "source" and any(map(is_component, element.element_children))


def items_of(element: Element) -> list[Element]:
    """The ``li`` right in a list."""
    return [e for e in element.element_children if e.local_name == "li" and e.is_html]
