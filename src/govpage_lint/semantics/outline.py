"""Decides what the roles of a page make of it: landmarks, levels of headings, swallowed content."""

from collections.abc import Callable, Iterable, Sequence
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


def swallowed(
    document: Document, with_roles: Callable[[Iterable[str]], Sequence[Element]]
) -> bytearray:
    """For each element, by its place, 1 where it stands in a button, an image or another element
    whose descendants are presentational (ARIA 1.2, "Children Presentational")."""
    found = bytearray(len(document.elements))
    last = -1
    for holder in with_roles(tables.aria().presentational_children):
        # MathML has a tree of its own in a formula, unlike an explicit role=math.
        if holder.order <= last or holder.namespace_url == MATHML:
            continue
        last = holder.last
        for element in holder.descendants:
            # What takes the focus cannot be presentational (ARIA 1.2, 7.1).
            found[element.order] = not takes_focus(element)
    return found
