"""Decides what the ``style`` attribute of an element declares importantly, whoever renders the page."""

from govpage_lint.document.tree import Element
from govpage_lint.semantics.style_cascade import InlineStyles
from govpage_lint.semantics.style_properties import PROPERTIES


def important_value(element: Element, property: str) -> str | None:
    """What the ``style`` attribute declares with ``!important`` for a longhand, by itself or in a
    shorthand; None where it declares nothing so."""
    style = element.attributes.get("style", "")
    if "!" not in style:
        return None
    quirks = element.document.mode == "quirks"
    block = InlineStyles(quirks=quirks).block(element)
    return None if block is None else block.important(PROPERTIES[property].group).get(property)
