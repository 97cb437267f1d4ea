"""Decides which lists of links are menus of the site, and whether they stand in a navigation landmark."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.landmarks.places import in_dialog
from govpage_lint.checks.navigation.main import measures
from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.navigation.words import name_parts, squeezed
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.regexes import regex

_LISTS: Final = ("ul", "ol", "menu")
_LEAST_ITEMS: Final = 3
_LEVELS: Final = 4
_LONG_ITEM: Final = 60
# What a menu may stand in without being in a navigation landmark.
_OTHER_HOMES: Final = frozenset(
    "navigation contentinfo menu menubar tablist tree toolbar listbox search form".split()
)
_HOME_ELEMENTS: Final = frozenset(("nav", "footer", "table"))
_NOT_LETTERS = regex(r"[\W\d_]+")


@check
def menu_outside(page: Page, element: Element) -> Iterator[Verdict]:
    """Lists of links that are called a menu and stand in no navigation landmark ({name}, {count} links).

    The finding is at the element that is called so. One finding for all the lists under one name.
    """
    homes = page.fact(_at_home)
    apart = page.fact(in_dialog)
    skips = {link.element for link in page.fact(skip_links).links}
    done = -1
    for listing in _outermost_lists(page):
        if apart[listing.order] or listing.order <= done:
            continue
        holder = _called_menu(page, listing)
        if holder is None:
            continue
        count = _count_links(listing, skips)
        if not count:
            continue
        if homes[listing.order]:
            yield passed(listing)
        elif not _holds_navigation(page, holder):
            yield failed(
                holder,
                name=_name(page, holder),
                count=page.fact(measures).stops_in(holder) or count,
            )
        done = max(done, holder.last)


def _outermost_lists(page: Page) -> list[Element]:
    """The lists that stand in no other list, in tree order."""
    found = sorted(
        (element for name in _LISTS for element in page.document.by_name.get(name, ())),
        key=lambda element: element.order,
    )
    outermost: list[Element] = []
    for element in found:
        if not outermost or element.order > outermost[-1].last:
            outermost.append(element)
    return outermost


def _at_home(page: Page) -> bytearray:
    """1 for what stands in a navigation landmark, a footer, or a widget of its own kind."""
    return page.document.within(
        element
        for element, role in zip(page.document.elements, page.semantics.roles, strict=True)
        if element.local_name in _HOME_ELEMENTS or role in _OTHER_HOMES
    )


def _called_menu(page: Page, listing: Element) -> Element | None:
    """The list, or the block around it, that is called a menu; None where something speaks against it."""
    words = page.data("landmark_words")["menus"]
    names, others = words["names"], words["not_menus"]
    holder = None
    node: Element | None = listing
    for _ in range(_LEVELS):
        if node is None or node.local_name in ("body", "main", "html", "li", "header"):
            break
        parts = _parts(node)
        if not parts.isdisjoint(others):
            return None
        if holder is None and not parts.isdisjoint(names):
            holder = node
        node = node.parent
    return holder


def _parts(element: Element) -> set[str]:
    names = [name for name in (element.attributes.get("id", ""), *element.classes) if name]
    return {part for name in names for part in (*name_parts(name), squeezed(name))}


def _count_links(listing: Element, skips: set[Element]) -> int:
    """How many items of a list are links or open more of them, or 0 where it is no list of links."""
    items = [child for child in listing.element_children if child.local_name == "li"]
    linked = [item for item in items if _is_menu_item(item, skips)]
    return len(linked) if len(linked) >= _LEAST_ITEMS and len(linked) >= 0.8 * len(items) else 0


def _is_menu_item(item: Element, skips: set[Element]) -> bool:
    """Whether an item is a link, or a button that opens more, and hardly more, lists in it aside."""
    own = sum(
        len(_NOT_LETTERS.sub("", child.data)) for child in item.children if type(child) is Text
    )
    control = _first_control(item)
    if control is None or control in skips or own > _LONG_ITEM // 2:
        return False
    if control.local_name == "button" and not any(e.local_name in _LISTS for e in item.descendants):
        return False
    return sum(len(text.data.strip()) for text in control.texts) <= _LONG_ITEM


def _first_control(item: Element) -> Element | None:
    """The link or button that an item begins with."""
    node = item
    for _ in range(_LEVELS):
        children = [
            child for child in node.element_children if child.local_name not in ("script", "style")
        ]
        if not children:
            return None
        node = children[0]
        if node.local_name in ("a", "button"):
            return node
    return None


def _holds_navigation(page: Page, holder: Element) -> bool:
    return any(page.semantics.role(inner) == "navigation" for inner in holder.descendants)


def _name(page: Page, holder: Element) -> str:
    names = page.data("landmark_words")["menus"]["names"]
    for attribute in ("id", "class"):
        for name in holder.attributes.get(attribute, "").split():
            if not {*name_parts(name), squeezed(name)}.isdisjoint(names):
                return f'{attribute}="{name}"'
    return ""
