"""Decides whose text a text is: a skip link's, a control's, a menu item's, a picture's, or the page's own."""

from typing import Final, Literal

from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.navigation.words import name_parts
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import SVG, Element
from govpage_lint.records import dataclass

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


@dataclass(frozen=True, slots=True)
class _Around:
    """The skip link or control, the link and the block around an element, and whether a menu is."""

    label: Owner | None
    link: Element | None
    in_menu: bool
    block: Element


class Owners:
    """Tells owners on one page."""

    def __init__(self, page: Page) -> None:
        self._semantics = page.semantics
        self._known: dict[int, _Around] = {}
        names = page.data("landmark_words")["menus"]
        self._menu_names = frozenset(names["names"])
        self._no_menus = frozenset(names["not_menus"])
        self.skip_links = {link.element: link for link in page.fact(skip_links).links}

    def of_text(self, element: Element) -> Owner:
        """The owner of a text node whose parent is ``element``."""
        around = self._around(element)
        if around.label is not None:
            return around.label
        if around.link is not None and around.in_menu:
            return Owner("menu", around.link)
        return Owner("text", around.block)

    def block(self, element: Element) -> Element:
        """The block that an inline element stands in; itself where it is one."""
        return self._around(element).block

    def _around(self, element: Element) -> _Around:
        """What stands around an element: worked out from its parent's, once for each."""
        missing: list[Element] = []
        node: Element | None = element
        while node is not None and node.order not in self._known:
            missing.append(node)
            node = node.parent
        for node in reversed(missing):
            above = self._known[node.parent.order] if node.parent is not None else None
            self._known[node.order] = self._seen_from(node, above)
        return self._known[element.order]

    def _seen_from(self, element: Element, above: _Around | None) -> _Around:
        if above is None or element.local_name in ("body", "head"):
            return _Around(None, None, False, element)
        label, link = above.label, above.link
        role = self._semantics.role(element)
        if element in self.skip_links:
            label = Owner("skip", element)
        elif self.is_control(element):
            label = Owner("control", _whole_control(element))
        if role in ("link", "menuitem"):
            link = element
        in_menu = above.in_menu or role in _MENU_ROLES or self._is_called_menu(element)
        block = above.block if is_inline(element) else element
        return _Around(label, link, in_menu, block)

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


def owners(page: Page) -> Owners:
    """The owners of the texts of a page. To be asked for with ``page.fact(owners)``."""
    return Owners(page)


def is_inline(element: Element) -> bool:
    """Whether it is an element of running text."""
    return element.local_name in _INLINE


def _whole_control(element: Element) -> Element:
    """The list that an option belongs to: its options are one thing to translate."""
    if element.local_name in ("option", "optgroup"):
        return element.closest("select", "datalist") or element
    return element
