"""Decides whether text that screen readers should get is hidden from them, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.color.language import says
from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import inside
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element

_UNSHOWN: Final = frozenset(("display", "visibility"))
_LIVE: Final = frozenset(("alert", "log", "status", "timer"))
_REFERENCES: Final = (
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-labelledby",
)
_LONGEST: Final = 80
_MOST_NODES: Final = 60


@check
def lost(page: Page, element: Element) -> Iterator[Verdict]:
    """Text for screen readers is not hidden by ``display: none`` or ``visibility: hidden``: text with
    a class that says whom it is for (case "class"), or that completes a link which says too little
    without it (case "link"). Values: text, value (the class), shown (what the link shows)."""
    if element.local_name == "a" and "href" in element.attributes:
        yield from _lost_in_link(page, element)
        return
    name = next((one for one in sorted(element.classes) if one.lower() in _classes(page)), None)
    if name is None or page.semantics.hidden_by(element) == "hidden":
        return
    if page.semantics.hidden_from_all(element) is None:
        yield passed(element)
        return
    if not _hidden_by_itself(page, element):
        return
    text = " ".join(element.text_content.split())
    if not text or says(page, element, text) != "words":
        return
    if page.semantics.role(element) in _LIVE or "aria-live" in element.attributes:
        return
    if element.id is None or element.id not in page.fact(_referred):
        yield failed(element, "class", text=text, value=name)


def _lost_in_link(page: Page, link: Element) -> Iterator[Verdict]:
    shown = page.semantics.visible_text(link)
    if shown.strip(" .…>›»→").casefold() not in page.fact(_generic):
        return
    if page.semantics.visible(link) is not True:
        return
    for element in inside(link, _MOST_NODES):
        if not _hidden_by_itself(page, element) or not element.is_html:
            continue
        text = " ".join(element.text_content.split())
        nested = any(one.parent is not element for one in inside(element, _MOST_NODES))
        if not text or len(text) > _LONGEST or nested or text.casefold() in shown.casefold():
            continue
        if says(page, element, text) == "words":
            yield failed(element, "link", text=text, shown=shown)


def _hidden_by_itself(page: Page, element: Element) -> bool:
    """Whether styles hide an element from all, and not what it stands in."""
    parent = element.parent
    if page.semantics.hidden_from_all(element) not in _UNSHOWN or parent is None:
        return False
    return page.semantics.hidden_from_all(parent) is None


def _classes(page: Page) -> frozenset[str]:
    return page.fact(_unseen_classes)


def _unseen_classes(page: Page) -> frozenset[str]:
    return frozenset(page.data("visual_words")["unseen"]["classes"])


def _generic(page: Page) -> frozenset[str]:
    """Texts of links that say nothing by themselves, in all languages."""
    lists = page.data("visual_words")["generic"].values()
    return frozenset(word.casefold() for words in lists for word in words)


def _referred(page: Page) -> frozenset[str]:
    """The ids that something refers to: hidden text can name and describe."""
    return frozenset(
        identifier
        for name in _REFERENCES
        for element in page.document.by_attribute.get(name, ())
        for identifier in element.attributes[name].split()
    )
