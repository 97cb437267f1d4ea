"""Decides whether a skip link that is out of sight comes into sight when it takes the focus."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.style import Styles
from govpage_lint.semantics.style_properties import PROPERTIES

# What hides from sight, or brings into it, and what this project's styles know of it.
_HIDING: Final = tuple(
    name
    for name in """
    opacity position clip clip-path overflow-x overflow-y left top right bottom width height max-width
    max-height text-indent transform translate scale margin-left margin-top margin-right margin-bottom
    """.split()
    if name in PROPERTIES
)
# No skip link stands deeper in what hides it.
_LEVELS: Final = 12


@check
def skip_link_unseen(page: Page, element: Element) -> Iterator[Verdict]:
    """Skip links that are out of sight and stay there when they have the focus.

    Only where all style sheets were read: the styles of the link, and of what hides it, are the
    same with the focus as without.
    """
    styles = page.semantics.styles
    if not isinstance(styles, Styles) or not styles.complete:
        return
    for link in page.fact(skip_links).front:
        if page.semantics.tabbable(link.element) is not True:
            continue
        hiding = _hiding(page, link.element)
        if hiding and len(hiding) <= _LEVELS and not _changes(styles, link.element, hiding):
            yield failed(link.element, text=link.label)
        else:
            yield passed(link.element)


def _hiding(page: Page, link: Element) -> list[Element]:
    """The link and all around it that is out of sight; nothing where the link is in sight."""
    found: list[Element] = []
    node: Element | None = link
    while node is not None and len(found) <= _LEVELS and page.semantics.visually_hidden(node):
        found.append(node)
        node = node.parent
    return found


def _changes(styles: Styles, link: Element, hiding: list[Element]) -> bool:
    """Whether anything that can hide them changes, or may change, when the link takes the focus."""
    for node in hiding:
        for name in _HIDING:
            before = styles.value(node, name)
            after = styles.value(node, name, state="focus", focused=link)
            if not isinstance(after, str) or before != after:
                return True
    return False
