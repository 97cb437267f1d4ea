"""Decides whether text is lost behind an edge when people enlarge it or space it out."""

from collections.abc import Iterable, Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.reflowed import CutText, ReflowFacts

_SWITCHES: Final = ("button", "summary")


@check
def cut_when_zoomed(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that cut text off in a window of 640 × 512 pixels. It gives ``text``.

    The case "side" is for text that is cut off to the side, "always" for what is cut off in a
    window of the usual size, too. What may be shown whole by a switch, or is a slide, is for a
    person to try, and so is a page without one of its style sheets.
    """
    facts = page.probed(ReflowFacts)
    if facts is not None:
        yield from _verdicts(page, facts.zoomed, facts.styled)


@check
def cut_when_spaced(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that cut text off only when readers space it out. It gives ``text``."""
    facts = page.probed(ReflowFacts)
    if facts is not None:
        yield from _verdicts(page, facts.spaced, facts.styled)


def _verdicts(page: Page, cuts: Iterable[CutText], styled: bool) -> Iterator[Verdict]:
    told: set[Element] = set()
    for cut in cuts:
        if cut.by in told:
            continue
        told.add(cut.by)
        if not styled or cut.clamped or cut.moved or _has_switch(page, cut.by):
            yield cant_tell(cut.by, text=cut.text)
        elif cut.always:
            yield failed(cut.by, "always", text=cut.text)
        else:
            yield failed(cut.by, "side" if cut.axis == "x" else None, text=cut.text)
    if not told:
        yield passed(page.document.root)


def _has_switch(page: Page, element: Element) -> bool:
    """Whether a switch beside it, or one that names it, may show the whole."""
    identifier = element.id
    if identifier is not None and identifier in page.fact(_controlled):
        return True
    parent = element.parent
    if parent is None:
        return False
    beside = parent.element_children[:20]
    return any(one.local_name in _SWITCHES or "aria-expanded" in one.attributes for one in beside)


def _controlled(page: Page) -> frozenset[str]:
    """The ids of what controls say they control."""
    found: set[str] = set()
    for element in page.document.elements:
        found.update(element.attributes.get("aria-controls", "").split())
    return frozenset(found)
