"""Decides which words stand for an image, and where they are written."""

from __future__ import annotations

from typing import Final

from govpage_lint.checks.icons.inside import is_image_button, is_template
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target
from govpage_lint.document.tree import SVG, Element
from govpage_lint.records import dataclass

# What holds the name of an image, by the source of the name.
_ATTRIBUTES: Final = {"alt": "alt", "aria-label": "aria-label", "title": "title"}


@dataclass(frozen=True, slots=True)
class Label:
    """The words that stand for an image: white space collapsed, as people get them."""

    image: Element
    text: str
    target: Target


def label_of(page: Page, element: Element) -> Label | None:
    """The words for an image, image button or area; None where it has none of its own or is hidden.

    A name that stands elsewhere (``aria-labelledby``) is not a label of the image's own.
    """
    known = page.fact(_known_labels)
    if element not in known:
        known[element] = _label_of(page, element)
    return known[element]


def _known_labels(page: Page) -> dict[Element, Label | None]:
    return {}


def _label_of(page: Page, element: Element) -> Label | None:
    if not _is_image(page, element) or page.semantics.programmatically_hidden(element):
        return None
    source = page.semantics.name_source(element)
    attribute = _ATTRIBUTES.get(source or "")
    if attribute is not None:
        text = " ".join(element.attributes.get(attribute, "").split())
        return None if is_template(text) else Label(element, text, AttributeOf(element, attribute))
    if source == "title element":
        title = next(
            (child for child in element.element_children if child.local_name == "title"), None
        )
        if title is not None:
            return Label(element, " ".join(title.text_content.split()), title)
    return None


def _is_image(page: Page, element: Element) -> bool:
    name = element.local_name
    if element.is_html and name in ("img", "area"):
        return page.semantics.role(element) != "none"
    if element.namespace_url == SVG and name == "svg":
        return True
    return is_image_button(element) or page.semantics.role(element) == "img"


def nearest_figure(page: Page, element: Element) -> Element | None:
    """The nearest ``figure`` around an element."""
    return page.fact(_figures_around)[element.order]


def _figures_around(page: Page) -> list[Element | None]:
    """For each element, by its order, the nearest figure above it."""
    return page.document.nearest_above(
        lambda element: element.local_name == "figure" and element.is_html
    )
