"""Decides what text an SVG file writes, and whether it is a picture of text and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import SVG, Element
from govpage_lint.semantics.pictures import DrawnText

# What frames or carries text without being a picture itself …
_PLAIN: Final = frozenset(
    """svg g a defs style title desc metadata switch text tspan textpath rect line clippath mask
    lineargradient radialgradient stop pattern filter view script""".split()
)
# … and what draws nothing where it stands.
_UNDRAWN: Final = frozenset("defs symbol clippath mask marker pattern title desc metadata".split())
_HIDING: Final = ("display:none", "visibility:hidden", "opacity:0;", "font-size:0")
_TRANSPARENT: Final = frozenset(("none", "transparent"))


def drawn_text(source: str) -> DrawnText:
    """The text of an SVG file that people see, as far as its own attributes tell."""
    document = parse_text(source)
    texts: list[str] = []
    alone = True
    undrawn: set[Element] = set()
    for element in document.elements:
        if element.namespace_url != SVG:
            continue
        name = element.local_name.lower()
        if element.parent in undrawn or name in _UNDRAWN or _is_hidden(element):
            undrawn.add(element)
            continue
        filters = name.startswith("fe")
        if name not in _PLAIN and not filters:
            alone = False
        if name == "text":
            texts.append(" ".join(_seen(element)))
    return DrawnText(" ".join(" ".join(texts).split()), alone)


def _is_hidden(element: Element) -> bool:
    attributes = element.attributes
    style = "".join(attributes.get("style", "").lower().split()) + ";"
    return (
        attributes.get("display") == "none"
        or attributes.get("visibility") in ("hidden", "collapse")
        or attributes.get("opacity", "").strip() in ("0", "0.0", "0%")
        or (
            attributes.get("fill", "").strip().lower() in _TRANSPARENT
            and "stroke" not in attributes
            and element.local_name in ("text", "tspan")
        )
        or any(sign in style for sign in _HIDING)
    )


def _seen(text: Element) -> Iterator[str]:
    for node in text.texts:
        parent = node.parent
        hidden = False
        while parent is not None and parent is not text:
            hidden = hidden or _is_hidden(parent)
            parent = parent.parent
        if not hidden:
            yield node.data
