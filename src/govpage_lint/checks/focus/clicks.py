"""Decides whether what listens to clicks can be reached without a mouse."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed
from govpage_lint.document.numbers import Numbers, sums
from govpage_lint.document.tree import Element

# What listens for what is in it, or is pressed together with what it names.
_CONTAINERS: Final = frozenset(
    """
    html body main header footer nav aside section article form fieldset table tbody thead tfoot ul
    ol dl menu label option optgroup select iframe video audio canvas object embed dialog map area
    details legend
    """.split()
)
_HEADINGS: Final = frozenset(
    ("dt", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "p", "div", "span")
)
_SILENT: Final = frozenset(("script", "style", "template", "noscript", "link", "meta"))
_NAMES: Final = frozenset(("label", "legend"))
# A longer text is no label of a control.
_LONGEST: Final = 90
_MOST_INSIDE: Final = 12


@check
def click_target_unfocusable(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that look and listen as if they were to be clicked and that the focus does not
    reach, nor anything in or around them. It gives ``text``."""
    facts = page.rendered
    if facts is None or not facts.clickable:
        return
    reached = page.fact(_reached)
    elements = page.document.elements
    for place in sorted(facts.clickable):
        target = elements[place]
        if not _is_small(target) or reached[target.last + 1] > reached[place]:
            continue
        if not _asks_for_clicks(page, target) or page.fact(_in_control)[place]:
            continue
        text = page.semantics.visible_text(target)
        if len(text) > _LONGEST or page.semantics.visible(target) is not True:
            continue
        yield failed(target, text=text or page.semantics.text(target))


def _is_small(element: Element) -> bool:
    return (
        element.is_html
        and element.local_name not in _CONTAINERS
        and element.last - element.order <= _MOST_INSIDE
    )


def _asks_for_clicks(page: Page, element: Element) -> bool:
    """Whether a click seems to do something: by the pointer over it, its role, its markup, or
    because what follows is folded away."""
    return (
        _is_before_hidden(page, element)
        or page.semantics.styles.value(element, "cursor") == "pointer"
        or "onclick" in element.attributes
        or page.semantics.role(element) in ("button", "link", "tab", "menuitem", "switch")
    )


def _is_before_hidden(page: Page, element: Element) -> bool:
    elements = page.document.elements
    if element.local_name not in _HEADINGS or element.last + 1 >= len(elements):
        return False
    following = elements[element.last + 1]
    return (
        following.parent is element.parent
        and page.semantics.hidden_from_all(following) is not None
        and following.local_name not in _SILENT
    )


def _in_control(page: Page) -> bytearray:
    """By their places, 1 for elements around which something takes the focus, or names a field."""
    found = bytearray(len(page.document.elements))
    for place, element in enumerate(page.document.elements):
        parent = element.parent
        if parent is None or parent.local_name in ("html", "body"):
            continue
        around = page.semantics.presumed_focusable(parent) or parent.local_name in _NAMES
        found[place] = 1 if around else found[parent.order]
    return found


def _reached(page: Page) -> Numbers:
    """Of all elements before each place, how many take the focus."""
    focusable = page.semantics.presumed_focusable
    return sums(int(focusable(one)) for one in page.document.elements)
