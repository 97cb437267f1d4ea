"""Decides what the roles of a page make of it: landmarks, levels of headings, swallowed content."""

from collections.abc import Callable
from typing import Final

from govpage_lint.document.tree import MATHML, Document, Element
from govpage_lint.semantics import tables
from govpage_lint.semantics.focus import takes_focus

LANDMARKS: Final = frozenset(
    ("banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search")
)


def heading_level(element: Element) -> int:
    """The level of a heading: a valid ``aria-level``, else its element's, else 2 (ARIA 1.2)."""
    written = element.attributes.get("aria-level", "").strip()
    if written.isascii() and written.isdigit() and len(written) < 10 and int(written) > 0:
        return int(written)
    name = element.local_name
    if element.is_html and len(name) == 2 and name[0] == "h" and name[1] in "123456":
        return int(name[1])
    return 2


def swallowed(document: Document, role: Callable[[Element], str | None]) -> bytearray:
    """For each element, by its place, 1 where it stands in a button, an image or another element
    whose descendants are presentational (ARIA 1.2, "Children Presentational")."""
    swallowing = tables.aria().presentational_children
    elements = document.elements
    found = bytearray(len(elements))
    for place, element in enumerate(elements):
        if found[place]:
            # What takes the focus cannot be presentational (ARIA 1.2, 7.1).
            if takes_focus(element):
                found[place] = 0
        elif (
            element.last > place
            and role(element) in swallowing
            # MathML has a tree of its own in a formula, unlike an explicit role=math.
            and element.namespace_url != MATHML
        ):
            found[place + 1 : element.last + 1] = b"\x01" * (element.last - place)
    return found
