"""Decides which landmarks a page has, and in which other landmark each thing stands."""

from collections.abc import Sequence
from operator import or_
from typing import Final

from govpage_lint.checks.navigation.main import in_frame
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass

# Landmarks that a page has one of.
SINGLE: Final = frozenset(("main", "banner", "contentinfo"))


@dataclass(frozen=True, slots=True)
class Landmark:
    """A landmark of the page itself, frames left out, that nothing known hides.

    ``sure`` is false where a style sheet that could not be read may hide it; ``around`` is the
    nearest landmark around it.
    """

    element: Element
    role: str
    sure: bool
    around: Element | None


def landmarks(page: Page) -> list[Landmark]:
    """The landmarks of the page, in tree order; those in dialogs are none of the page's."""
    semantics, around = page.semantics, page.fact(landmark_around)
    apart = page.fact(in_dialog)
    return [
        Landmark(
            element,
            semantics.role(element) or "",
            semantics.exposed(element) is True,
            around[element.parent.order] if element.parent is not None else None,
        )
        for element in semantics.landmarks()
        if not apart[element.order]
    ]


def landmark_around(page: Page) -> list[Element | None]:
    """For each element the nearest landmark around it, itself included."""
    elements = page.document.elements
    found: list[Element | None] = [None] * len(elements)
    members = set(page.semantics.landmarks())
    if not members:
        return found
    for place, element in enumerate(elements):
        if element in members:
            found[place] = element
        elif element.parent is not None:
            found[place] = found[element.parent.order]
    return found


def in_dialog(page: Page) -> bytearray:
    """1 for what stands in a dialog or in a frame: a page of its own, so to speak."""
    in_any = page.document.within(page.semantics.with_roles(("dialog", "alertdialog")))
    return bytearray(map(or_, page.fact(in_frame), in_any))


def lines_of(page: Page, elements: Sequence[Element]) -> str:
    """The source lines of elements, such as "12, 40": where else to look."""
    source = page.document.source
    lines = dict.fromkeys(source.position(e.span[0]).line for e in elements if e.span is not None)
    shown = [str(line) for line in lines][:4]
    return ", ".join(shown) + ("…" if len(lines) > len(shown) else "")


def tag_of(element: Element) -> str:
    """A start tag that a person finds again: its name, and its id or role where it has one."""
    for name in ("id", "role"):
        if value := element.attributes.get(name):
            return f'<{element.local_name} {name}="{value}">'
    return f"<{element.local_name}>"
