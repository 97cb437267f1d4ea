"""Decides which element of a rendered page axe speaks of: through frames and shadow trees."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from govpage_lint.document.tree import Element
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.regexes import regex

if TYPE_CHECKING:
    from govpage_lint.browser.axe import AxeFinding

# A step of axe's ancestry: a name, and a place among all siblings unless there is only one.
_STEP: Final = regex(r"(.*?)(?::nth-child\((\d+)\))?")
_INTO_SHADOW: Final = " >>> "

type _Steps = Sequence[tuple[str, int | None]]


class LivePage:
    """The rendered documents of a page, the page first, to look elements up in."""

    def __init__(self, documents: Sequence[RenderedDocument]) -> None:
        self._documents = documents

    def find(self, found: AxeFinding) -> Element | None:
        """The element that a finding of axe's is about; None where that is not sure."""
        document = self._documents[0]
        parts = found.ancestry
        if not parts:
            return None
        for part in parts[:-1]:
            frame = _follow(document, part)
            inner = None if frame is None else document.frames.get(frame)
            if inner is None:
                return None
            document = inner
        if found.path and not found.in_shadow:
            element = _walk([document.document.root], found.path, document.light_children)
        else:
            element = _follow(document, parts[-1])
        if element is None:
            return None
        identifier = dict(found.attributes).get("id")
        changed = identifier is not None and element.attributes.get("id") != identifier
        return None if changed else element


def _follow(document: RenderedDocument, ancestry: str) -> Element | None:
    """The element that a selector of axe's ancestry leads to in one document."""
    element: Element | None = None
    roots = [document.document.root]
    children = document.light_children
    for part in ancestry.split(_INTO_SHADOW):
        if element is not None:
            roots, children = document.shadow_children(element), document.shadow_children
        element = _walk(roots, _steps(part), children)
        if element is None:
            return None
    return element


def _steps(selector: str) -> _Steps:
    steps: list[tuple[str, int | None]] = []
    for text in selector.split(" > "):
        found = _STEP.fullmatch(text)
        name, place = (found[1], found[2]) if found else (text, None)
        steps.append((name, int(place) if place else None))
    return steps


def _walk(
    roots: Sequence[Element], steps: _Steps, children: Callable[[Element], Sequence[Element]]
) -> Element | None:
    """The element at the end of a path; a step without a place is the first of that name."""
    level = roots
    element: Element | None = None
    for name, place in steps:
        if place is None:
            element = next((one for one in level if one.local_name == name), None)
        else:
            element = level[place - 1] if 0 < place <= len(level) else None
        if element is None or element.local_name != name:
            return None
        level = children(element)
    return element
