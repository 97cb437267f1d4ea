"""Decides whether items have numbers and signs typed into them beside, or instead of, the browser's."""

from collections.abc import Iterator

from govpage_lint.checks.lists.common import is_list, items_of
from govpage_lint.checks.lists.signs import Sign, Signs, signs
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import TextRange, Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.semantics.contents import is_blank

_LEAST = 2
_LEAST_NUMBERED = 3
_UNMARKED = frozenset(("none", '""'))


@check
def sign_in_item(page: Page, element: Element) -> Iterator[Verdict]:
    """Items of a list do not begin with a number or sign of their own. Told once a list.

    Cases: "doubled" (the browser sets one, too), "numbers" (a ``ul`` whose items count).
    """
    if not is_list(page, element):
        return
    items, known = items_of(element), page.fact(signs)
    read = known.inside(element) >= _LEAST
    found = [one for item in items if (one := _first_sign(known, item))] if read else []
    if len(found) < _LEAST or 2 * len(found) < len(items):
        if items:
            yield passed(element)
        return
    text, first = found[0]
    place = TextRange(text, first.start, first.end)
    marker = page.semantics.styles.value(items[0], "list-style-type")
    counting = first.kind not in ("bullet", "dash")
    if isinstance(marker, str) and marker not in _UNMARKED and _is_shown(page, element):
        yield failed(place, "doubled", text=first.text, count=len(found))
    elif counting and element.local_name == "ul" and _counts(found):
        yield failed(place, "numbers", text=first.text, count=len(found))


def _is_shown(page: Page, element: Element) -> bool:
    """Whether the browser sets markers: only items that are displayed as such have one."""
    item = items_of(element)[0]
    return page.semantics.styles.value(item, "display") == "list-item"


def _counts(found: list[tuple[Text, Sign]]) -> bool:
    values = [sign.value for _, sign in found]
    return len(values) >= _LEAST_NUMBERED and values == list(range(1, len(values) + 1))


def _first_sign(known: Signs, item: Element) -> tuple[Text, Sign] | None:
    """The sign that the text of an item begins with."""
    for node in item.nodes:
        if isinstance(node, Text):
            if is_blank(node.data):
                continue
            sign = known.of.get(node)
            return None if sign is None else (node, sign)
        if isinstance(node, Element) and node.local_name in ("img", "svg", "input", "button"):
            return None
    return None
