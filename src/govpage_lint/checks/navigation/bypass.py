"""Decides whether a page lets people skip what repeats on every page, and how."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.navigation.address import destination
from govpage_lint.checks.navigation.beyond import ways_beyond
from govpage_lint.checks.navigation.main import (
    REPEATED_ROLES,
    in_frame,
    main_content,
    measures,
    repeated_around,
)
from govpage_lint.checks.navigation.skip import SkipLink, skip_links
from govpage_lint.checks.navigation.targets import place_verdicts
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

# Fewer tab stops than this before the content are no block worth skipping.
_BLOCK_STOPS: Final = 3
# A page whose content cannot be told from its menus has some when it has so many tab stops.
_MANY_STOPS: Final = 15
_TOGGLES: Final = ("aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle")


@check
def bypass_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """Something repeats before the content, and nothing leads past it (WCAG 2.4.1).

    Neither a skip link, a main landmark, a heading of the content, nor a way to close the block.
    Cannot tell where the content has no mark at all, or where something seems to close the block.
    """
    body = page.document.body
    if body is None or _is_shell_for_frames(page, body):
        return
    outcome = page.fact(_outcome)
    if outcome == "passed":
        yield passed(body)
    elif outcome == "failed":
        yield failed(body)
    elif outcome == "cantTell":
        yield cant_tell(body)


@check
def skip_link_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """No link at the front leads to the main content.

    Case "others" where there are skip links, but to other places only. Silent where nothing repeats
    before the content, where a script or component seems to do it, and where nothing leads past
    the blocks at all (``bypass_missing`` says that).
    """
    body = page.document.body
    if body is None or _is_shell_for_frames(page, body):
        return
    found = page.fact(skip_links)
    if found.front:
        if any(_is_or_may_be_for_content(page, link) for link in found.front):
            if any(_arrives(page, link) for link in found.front):
                yield passed(body)
        elif not found.other_means:
            yield failed(found.front[0].element, "others", text=found.front[0].label)
        return
    if not found.other_means and page.fact(_has_blocks) and page.fact(_bypass) != "failed":
        yield failed(body)


def _is_shell_for_frames(page: Page, body: Element) -> bool:
    """Whether the page only holds another one."""
    return "iframe" in page.document.by_name and page.fact(measures).letters_in(body) == 0


def _is_or_may_be_for_content(page: Page, link: SkipLink) -> bool:
    if link.leads_to in (None, "content") or link.destination.kind != "place":
        return True
    main, target = page.fact(main_content), link.destination.target
    if main is None or target is None:
        return False
    return main.element.contains(target)


def _arrives(page: Page, link: SkipLink) -> bool:
    target = link.destination.target
    if target is None or page.semantics.hidden_from_all(target) is not None:
        return False
    return all(verdict.outcome == "passed" for verdict in place_verdicts(page, link))


def _has_blocks(page: Page) -> bool:
    """Whether something stands before the content that a person would rather skip."""
    body, main = page.document.body, page.fact(main_content)
    if body is None:
        return False
    sizes = page.fact(measures)
    if main is None:
        return sizes.stops_in(body) >= _MANY_STOPS
    if main.element.order < body.order:
        return False
    return sizes.stops_between(body, main.element) >= _BLOCK_STOPS


def _outcome(page: Page) -> str:
    """What the page's own marks say of it, unless other pages show what repeats."""
    guessed = page.fact(_bypass)
    if guessed == "passed":
        return guessed
    known = page.fact(ways_beyond)
    return guessed if known is None else known


def _bypass(page: Page) -> str:
    """Whether the page has a way past its repeated blocks: an outcome, or "inapplicable"."""
    semantics, framed = page.semantics, page.fact(in_frame)
    main = page.fact(main_content)
    if page.fact(skip_links).front or page.fact(skip_links).other_means or _has_mark(page):
        return "passed"
    if main is None:
        return "cantTell" if page.fact(_has_blocks) else "inapplicable"
    if not _repeated_before(page, main.element):
        return "inapplicable"
    repeated_headings = any(not framed[heading.order] for heading, _ in semantics.headings())
    if (
        repeated_headings
        or _may_close_blocks(page, main.element)
        or _leads_inside(page, main.element)
    ):
        return "cantTell"
    return "failed"


def _has_mark(page: Page) -> bool:
    """Whether a landmark or a heading shows where the content is."""
    sizes = page.fact(measures)
    for landmark in page.semantics.landmarks():
        role = page.semantics.role(landmark)
        if role == "region" or (role == "main" and sizes.letters_in(landmark)):
            return True
    return any(repeated_around(page, heading) is None for heading, _ in page.semantics.headings())


def _repeated_before(page: Page, main: Element) -> bool:
    body = page.document.body
    if body is None or not page.fact(measures).stops_between(body, main):
        return False
    if page.fact(_has_blocks):
        return True
    return any(
        page.semantics.role(landmark) in REPEATED_ROLES and landmark.last < main.order
        for landmark in page.semantics.landmarks()
    )


def _may_close_blocks(page: Page, main: Element) -> bool:
    """Whether something before the content may close what stands there."""
    for stop in page.semantics.tab_order():
        if stop.order > main.order:
            continue
        attributes = stop.attributes
        if any(name in attributes for name in _TOGGLES) or stop.local_name == "summary":
            return True
        if "onclick" in attributes and attributes.get("type", "").lower() != "submit":
            return True
    return False


def _leads_inside(page: Page, main: Element) -> bool:
    """Whether any link before the content leads into it, whatever it is called."""
    for link in page.document.by_name.get("a", ()):
        if link.order < main.order and "#" in link.attributes.get("href", ""):
            target = destination(page, link.attributes["href"]).target
            if target is not None and (main.contains(target) or target.contains(main)):
                return True
    return False
