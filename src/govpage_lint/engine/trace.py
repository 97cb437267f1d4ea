"""Decides which element of the source is the one that a browser speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govpage_lint.document.tree import Document, Element

# What scripts change on elements that stay the same: they tell nothing against a match.
_RESTLESS = frozenset(
    ("class", "style", "aria-expanded", "aria-hidden", "aria-selected", "tabindex", "src", "value")
)
_NOTHING: frozenset[tuple[str, str]] = frozenset()
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
        found.local_name in ("html", "body", "head") or agrees(found, attributes)
    ):
        return found
    same = [e for e in document.elements if e.local_name == name and e.attributes == attributes]
    if len(same) == 1 and is_telling(attributes):
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


def is_telling(attributes: Mapping[str, str]) -> bool:
    """Whether attributes say which of several elements one is, if no other has the same."""
    return any(name in attributes for name in _TELLING)


def settled(element: Element) -> frozenset[tuple[str, str]]:
    """The attributes that scripts leave alone, and their values."""
    attributes = element.attributes
    if not attributes:
        return _NOTHING
    return frozenset(pair for pair in attributes.items() if pair[0] not in _RESTLESS)


def is_untouched(written: Element, live: Element) -> bool:
    """Whether no script changed what an element says of itself."""
    return settled(written) == settled(live)


def agrees(element: Element, attributes: Mapping[str, str]) -> bool:
    """Whether the settled attributes of a source element are those of the live one."""
    return all(attributes.get(key) == value for key, value in settled(element))
