"""Decides by which means a page lets people pass what repeats, one means a check.

The W3C's ACT rules 047fe0, b40fd1, ye5d6e and 3e12e1, whose composite is cf77f2. Each has one
verdict a page, on its body. Where nothing behind the repeated blocks is the page's own, there is
nothing to pass them for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, Literal

from govpage_lint.checks.navigation.address import destination, find_target
from govpage_lint.checks.navigation.repeats import Repeats, repeats
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.facts import LANDMARKS
from govpage_lint.semantics.folded import FoldedFacts
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

type Means = Literal["passed", "failed", "cantTell"]

# A script that goes to a place of the page, as far as its text shows.
_GOES: Final = regex(r"""(?:location|scrollIntoView|focus)[^'"]*['"]#([^'"]+)['"]""")
# Addresses that lead nowhere, or to a place of the page.
_IDLE: Final = regex(r"\s*(?:#|javascript:|$)", re.IGNORECASE)
_TOGGLES: Final = (
    "aria-expanded",
    "aria-controls",
    "data-toggle",
    "data-bs-toggle",
    "popovertarget",
)


@check
def heading_beyond(page: Page, element: Element) -> Iterator[Verdict]:
    """A heading that can be seen and is exposed stands in what does not repeat (ACT 047fe0)."""
    yield from _told(page, page.fact(by_heading))


@check
def landmark_beyond(page: Page, element: Element) -> Iterator[Verdict]:
    """A landmark holds what does not repeat (ACT b40fd1)."""
    yield from _told(page, page.fact(by_landmark))


@check
def jump_beyond(page: Page, element: Element) -> Iterator[Verdict]:
    """Something moves the focus to what does not repeat (ACT ye5d6e)."""
    yield from _told(page, page.fact(by_jump))


@check
def blocks_collapse(page: Page, element: Element) -> Iterator[Verdict]:
    """Every repeated block before what does not repeat can be folded away (ACT 3e12e1).

    Cannot tell where a script may do it.
    """
    yield from _told(page, page.fact(by_folding))


def _told(page: Page, means: Means) -> Iterator[Verdict]:
    body = page.document.body
    if body is not None:
        tell = {"passed": passed, "failed": failed, "cantTell": cant_tell}[means]
        yield tell(body)


def ways_beyond(page: Page) -> Means | None:
    """Whether any of the means passes; None where it is not known what repeats (ACT cf77f2)."""
    if not page.fact(repeats).is_known:
        return None
    means = [page.fact(way) for way in (by_heading, by_landmark, by_jump, by_folding)]
    if "passed" in means:
        return "passed"
    return "cantTell" if "cantTell" in means else "failed"


def by_heading(page: Page) -> Means:
    """Whether a heading stands in what does not repeat."""
    found = page.fact(repeats)
    sure: list[Maybe[bool]] = []
    for heading, _ in page.semantics.headings():
        if found.has_own(heading):
            seen, exposed = page.semantics.visible(heading), page.semantics.exposed(heading)
            sure.append(UNKNOWN if UNKNOWN in (seen, exposed) else seen is True and exposed is True)
    return _outcome(found, sure)


def by_landmark(page: Page) -> Means:
    """Whether a landmark holds what does not repeat."""
    found = page.fact(repeats)
    sure = [
        page.semantics.exposed(landmark)
        for landmark in page.semantics.landmarks()
        if page.semantics.role(landmark) in LANDMARKS and found.has_own(landmark)
    ]
    return _outcome(found, sure)


def by_jump(page: Page) -> Means:
    """Whether something moves the focus to what does not repeat, or just before it."""
    found = page.fact(repeats)
    sure: list[Maybe[bool]] = []
    for jump in page.semantics.tab_order():
        target = _target(page, jump)
        if target is UNKNOWN:
            sure.append(UNKNOWN)
        elif target is not None and found.leads_to_own(target):
            sure.append(page.semantics.focusable(jump))
    return _outcome(found, sure)


def by_folding(page: Page) -> Means:
    """Whether each repeated block before what does not repeat can be folded away.

    Whether a script does it shows when it is tried: see the probe "fold".
    """
    found = page.fact(repeats)
    if not found.is_known:
        return "cantTell"
    places = page.fact(open_repeats)
    if not places:
        return "passed"
    folded = page.probed(FoldedFacts)
    if folded is None:
        scripted = page.observer == "source" and _has_scripts(page)
        return "cantTell" if scripted or _may_fold_any(page) else "failed"
    elements = page.document.elements
    if all(elements[at] in folded.unseen and elements[at] in folded.unexposed for at in places):
        return "passed"
    return "failed" if folded.complete else "cantTell"


def open_repeats(page: Page) -> list[int]:
    """The places of what repeats before anything of the page's own, and no ``details`` folds."""
    found = page.fact(repeats)
    if not found.has_own_after:
        return []
    return [place for place in found.repeated_before_own() if not _is_in_details(page, place)]


def _outcome(found: Repeats, sure: list[Maybe[bool]]) -> Means:
    if any(one is True for one in sure):
        return "passed"
    if not found.is_known:
        return "cantTell"
    if not found.has_own_after:
        return "passed"
    return "cantTell" if any(one is UNKNOWN for one in sure) else "failed"


def _target(page: Page, jump: Element) -> Maybe[Element | None]:
    """Where on the page something leads when it is activated; None where it leads elsewhere."""
    address = jump.attributes.get("href")
    if jump.local_name in ("a", "area") and address:
        leads = destination(page, address)
        if leads.kind in ("place", "unsure"):
            return leads.target
        if leads.kind == "elsewhere":
            return None
    handler = jump.attributes.get("onclick")
    if handler is None:
        # What a script of the page does is not written at the element.
        return UNKNOWN if jump.local_name == "button" and _has_scripts(page) else None
    goes = _GOES.search(handler)
    return find_target(page, goes[1]) if goes else UNKNOWN


def _has_scripts(page: Page) -> bool:
    return "script" in page.document.by_name


def _is_in_details(page: Page, place: int) -> bool:
    element = page.document.elements[place]
    details = element.closest("details")
    return details is not None and element.closest("summary") is None


def _may_fold_any(page: Page) -> bool:
    return any(may_fold(page, element) for element in page.document.elements)


def may_fold(page: Page, element: Element) -> bool:
    """Whether an element looks as if it folded something away, and does not lead elsewhere."""
    attributes = element.attributes
    name = element.local_name
    if name in ("html", "body", "summary", "form", "select") or attributes.get("type") == "submit":
        return False
    if name in ("a", "area") and not _IDLE.match(attributes.get("href", "#")):
        return False
    if "onclick" in attributes or any(toggle in attributes for toggle in _TOGGLES):
        return True
    rendered = page.rendered
    return rendered is not None and rendered.listens_to_clicks(element) is True
