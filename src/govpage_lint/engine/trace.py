"""Decides which element of the source is the one that a browser speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govpage_lint.document.tree import Document, Element

# What scripts change on elements that stay the same: they tell nothing against a match.
_RESTLESS = frozenset(
    ("class", "style", "aria-expanded", "aria-hidden", "aria-selected", "tabindex", "src", "value")
)
_TELLING = ("id", "href", "src", "alt", "name", "for", "type", "title", "aria-label", "role")


def find_in_source(
    document: Document, path: Sequence[tuple[str, int]], attributes: Mapping[str, str]
) -> Element | None:
    """The source element behind a live one, None where that is not sure.

    ``path`` leads from the root to the live element, as pairs of local name and place (from 1)
    among the element children of the parent; ``attributes`` are the live element's. Scripts move
    and change elements, so that a place alone proves nothing: tag and attributes have to agree.
    """
    if not path:
        return None
    name = path[-1][0]
    identifier = attributes.get("id")
    if identifier:
        same = [e for e in document.by_id.get(identifier, ()) if e.local_name == name]
        if len(same) == 1:
            return same[0]
    found = _follow(document.root, path)
    if found is not None and (
        found.local_name in ("html", "body", "head") or _agrees(found, attributes)
    ):
        return found
    same = [e for e in document.elements if e.local_name == name and e.attributes == attributes]
    if len(same) == 1 and any(key in attributes for key in _TELLING):
        return same[0]
    return None


def _follow(root: Element, path: Sequence[tuple[str, int]]) -> Element | None:
    if path[0][0] != root.local_name:
        return None
    element = root
    for name, place in path[1:]:
        children = element.element_children
        if place > len(children) or children[place - 1].local_name != name:
            return None
        element = children[place - 1]
    return element


def _agrees(element: Element, attributes: Mapping[str, str]) -> bool:
    """Whether the settled attributes of a source element are those of the live one."""
    settled = {key: value for key, value in element.attributes.items() if key not in _RESTLESS}
    return all(attributes.get(key) == value for key, value in settled.items())
