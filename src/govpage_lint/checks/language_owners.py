"""Decides whose text a text is: a skip link's, a control's, a menu item's, a picture's, or the page's own."""

from dataclasses import dataclass
from typing import Final, Literal

from govpage_lint.checks.navigation_skip import skip_links
from govpage_lint.checks.navigation_words import name_parts
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import SVG, Element

type Kind = Literal["skip", "menu", "control", "image", "attribute", "text"]

_CONTROL_ROLES: Final = frozenset(
    """
    button checkbox combobox listbox menuitemcheckbox menuitemradio option radio scrollbar searchbox
    slider spinbutton switch tab textbox
    """.split()
)
# What names a control, or is a part of one, without being one itself.
_CONTROL_ELEMENTS: Final = frozenset(
    "datalist input label legend optgroup option select summary textarea".split()
)
_LISTS: Final = frozenset(("ul", "ol", "menu", "dl", "div"))
_MENU_ROLES: Final = frozenset(("menu", "menubar", "navigation"))
_INLINE: Final = frozenset(
    """
    a abbr acronym b bdi bdo big cite data del dfn em font i ins mark nobr q rb rp rt rtc ruby s small
    span strike strong sub sup time u wbr
    """.split()
)


@dataclass(frozen=True, slots=True)
class Owner:
    """The element that a text belongs to, and as what."""

    kind: Kind
    element: Element


class Owners:
    """Tells owners on one page."""

    def __init__(self, page: Page) -> None:
        self._semantics = page.semantics
        names = page.data("landmark_words")["menus"]
        self._menu_names = frozenset(names["names"])
        self._no_menus = frozenset(names["not_menus"])
        self.skip_links = {link.element: link for link in page.fact(skip_links).links}

    def of_text(self, element: Element) -> Owner:
        """The owner of a text node whose parent is ``element``."""
        node: Element | None = element
        link = None
        while node is not None and node.local_name not in ("body", "html"):
            if node in self.skip_links:
                return Owner("skip", node)
            if self.is_control(node):
                return Owner("control", _whole_control(node))
            role = self._semantics.role(node)
            if link is None and role in ("link", "menuitem"):
                link = node
            if link is not None and (role in _MENU_ROLES or self._is_called_menu(node)):
                return Owner("menu", link)
            node = node.parent
        return Owner("text", block_of(element))

    def _is_called_menu(self, element: Element) -> bool:
        """Whether ids or classes say that a list is a menu, where no landmark does."""
        if element.local_name not in _LISTS:
            return False
        around = (element, element.parent)
        names = [name for node in around if node for name in (node.id or "", *node.classes)]
        parts = {part for name in names for part in name_parts(name)}
        return not self._menu_names.isdisjoint(parts) and self._no_menus.isdisjoint(parts)

    def is_control(self, element: Element) -> bool:
        """Whether it is a control, or its label."""
        if element.is_html and element.local_name in _CONTROL_ELEMENTS:
            return True
        return self._semantics.role(element) in _CONTROL_ROLES

    def of_attribute(self, element: Element, name: str) -> Kind:
        """What the text of an attribute belongs to."""
        if name == "alt":
            return "control" if element.local_name == "input" else "image"
        if name in ("placeholder", "value", "label", "aria-placeholder"):
            return "control"
        if name == "title" and self._semantics.name_source(element) != "title":
            return "attribute"
        if element in self.skip_links:
            return "skip"
        if self.is_control(element) or self._semantics.role(element) in ("link", "menuitem"):
            return "control"
        is_picture = self._semantics.role(element) in ("img", "graphics-document")
        return "image" if is_picture or element.namespace_url == SVG else "attribute"


def block_of(element: Element) -> Element:
    """The block that an inline element stands in; itself where it is one."""
    node = element
    while node.parent is not None and node.local_name in _INLINE:
        node = node.parent
    return node


def is_inline(element: Element) -> bool:
    """Whether it is an element of running text."""
    return element.local_name in _INLINE


def _whole_control(element: Element) -> Element:
    """The list that an option belongs to: its options are one thing to translate."""
    if element.local_name in ("option", "optgroup"):
        return element.closest("select", "datalist") or element
    return element
