"""Decides whether each skip link leads where it says: to a place that is there, shown, and the right one."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.navigation.main import (
    MainContent,
    Measures,
    main_content,
    measures,
    repeated_around,
)
from govpage_lint.checks.navigation.skip import SkipLink, skip_links
from govpage_lint.checks.navigation.words import squeezed, vocabulary
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

# Why an element has no place on the page to go to. Browsers open <details> and hidden="until-found".
_NO_PLACE: Final = frozenset(
    ("display", "hidden", "dialog", "popover", "noscript", "template", "head")
)
# A page with less text than this and with scripts is filled in by them.
_SHELL_LETTERS: Final = 150
# More text than a heading and its date, passed over inside the main content.
_SKIPPED_LETTERS: Final = 300
# As many tab stops as a menu has, between where a skip link leads and the main content.
_SKIPPED_STOPS: Final = 3


@check
def skip_link_target_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """Skip links to an id that no element of the page has.

    Cases: "near" where the page has the id that seems to be meant ({near}); "elsewhere" where
    ``<base href>`` turns the fragment into the address of another page. Cannot tell for pages that
    scripts fill in.
    """
    for link in page.fact(skip_links).links:
        leads = link.destination
        if leads.rebased:
            yield failed(link.element, "elsewhere", text=link.label, fragment=leads.fragment)
        elif leads.kind != "place" or _means_nothing(page, link):
            continue
        elif leads.target is not None:
            yield passed(link.element)
        elif _is_shell(page):
            yield cant_tell(link.element, text=link.label, fragment=leads.fragment)
        else:
            near = _near_id(page, link)
            case = "near" if near else None
            yield failed(
                link.element, case, text=link.label, fragment=leads.fragment, near=near or ""
            )


@check
def skip_link_target_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """Skip links with an address that names no place: ``#``, ``#top``, ``#none``, ``javascript:``.

    Cannot tell where a script seems to answer them.
    """
    for link in page.fact(skip_links).links:
        address = link.element.attributes["href"].strip()
        if link.destination.kind == "place" and not _means_nothing(page, link):
            yield passed(link.element)
        elif link.destination.kind in ("nowhere", "script", "place"):
            verdict = cant_tell if link.may_be_scripted else failed
            yield verdict(link.element, text=link.label, address=address)


@check
def skip_link_target_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """Skip links to an id that several elements have: browsers take the first ({count} in all)."""
    for link in page.fact(skip_links).links:
        leads = link.destination
        if leads.target is None:
            continue
        count = len(page.document.by_id.get(leads.target.id or "", ()))
        if count > 1 and leads.target.id == leads.fragment:
            yield failed(link.element, text=link.label, fragment=leads.fragment, count=count)
        else:
            yield passed(link.element)


@check
def skip_link_target_hidden(page: Page, element: Element) -> Iterator[Verdict]:
    """Skip links to something that is not displayed, so that nothing happens.

    Case "part" for links to other parts than the content, which scripts often open first; case
    "aria-hidden" where only screen readers do not get what the link leads to.
    """
    for link in page.fact(skip_links).links:
        target = link.destination.target
        if target is None:
            continue
        values = {"text": link.label, "fragment": link.destination.fragment}
        if page.semantics.hidden_from_all(target) in _NO_PLACE:
            case = None if link.leads_to in ("content", None) else "part"
            yield failed(link.element, case, **values)
        elif page.semantics.hidden_by(target) in ("aria-hidden", "inert") and link.is_for_content:
            yield failed(link.element, "aria-hidden", **values)
        else:
            yield passed(link.element)


@check
def skip_link_target_misplaced(page: Page, element: Element) -> Iterator[Verdict]:
    """Links that say they lead to the main content and lead to another place.

    Cases: "repeated" into a part that repeats from page to page ({part}); "before" to a place
    before it, with a menu between; "after" behind it; "past" beyond the beginning of its text,
    which only a person can judge. Silent where the main content is not known.
    """
    for link in page.fact(skip_links).front:
        if link.is_for_content:
            yield from place_verdicts(page, link)


def place_verdicts(page: Page, link: SkipLink) -> Iterator[Verdict]:
    """Whether a link to the content arrives there; nothing where that cannot be told."""
    main, target = page.fact(main_content), link.destination.target
    if main is None or target is None or target.contains(link.element):
        return
    if page.semantics.hidden_from_all(target) in _NO_PLACE:  # which is another fault
        return
    yield _place_verdict(page, link, target, main, page.fact(measures))


def _place_verdict(
    page: Page, link: SkipLink, target: Element, main: MainContent, sizes: Measures
) -> Verdict:
    where, values = main.element, {"text": link.label, "fragment": link.destination.fragment}
    if target.contains(where) or target is where:
        return passed(link.element)
    repeated = repeated_around(page, target)
    if repeated is not None and not repeated.contains(where):
        is_just_before = target.order < where.order and not _anything_between(target, where, sizes)
        if is_just_before:
            return passed(link.element)
        return failed(link.element, "repeated", part=_part(page, repeated), **values)
    if where.contains(target):
        skipped = sizes.letters_between(where, target)
        if main.is_marked and skipped > _SKIPPED_LETTERS and _skips_heading(page, where, target):
            return cant_tell(link.element, "past", **values)
        return passed(link.element)
    if not main.is_marked:
        return passed(link.element)
    if target.order > where.last:
        return failed(link.element, "after", **values)
    if sizes.stops_between(target, where) >= _SKIPPED_STOPS and not _begins_content(
        page, target, where
    ):
        return failed(link.element, "before", **values)
    return passed(link.element)


def _anything_between(target: Element, where: Element, sizes: Measures) -> bool:
    return bool(sizes.letters_between(target, where) or sizes.stops_between(target, where))


def _begins_content(page: Page, target: Element, where: Element) -> bool:
    """Whether the page's heading or an introduction stands between: content that is not marked."""
    return any(
        level == 1 and target.order <= h.order < where.order
        for h, level in page.semantics.headings()
    )


def _skips_heading(page: Page, where: Element, target: Element) -> bool:
    return any(
        level == 1 and where.order < h.order < target.order
        for h, level in page.semantics.headings()
    )


def _part(page: Page, repeated: Element) -> str:
    identifier = repeated.attributes.get("id")
    return (
        f'<{repeated.local_name} id="{identifier}">' if identifier else f"<{repeated.local_name}>"
    )


def _means_nothing(page: Page, link: SkipLink) -> bool:
    """Whether its fragment is one of those that authors write for a link that leads nowhere."""
    leads = link.destination
    if leads.target is not None or leads.kind != "place":
        return False
    name = squeezed(leads.fragment)
    return name in vocabulary(page).names.nowhere or name == "top"


def _near_id(page: Page, link: SkipLink) -> str | None:
    """The id that the author may have meant: the same in other letters, or that of the content."""
    fragment = squeezed(link.destination.fragment)
    same = page.fact(_squeezed_ids).get(fragment) if fragment else None
    main = page.fact(main_content)
    if same or main is None or not link.is_for_content or main.known_by == "heading":
        return same
    return main.element.attributes.get("id")


def _squeezed_ids(page: Page) -> dict[str, str]:
    found: dict[str, str] = {}
    for identifier in page.document.by_id:
        found.setdefault(squeezed(identifier), identifier)
    return found


def _is_shell(page: Page) -> bool:
    """Whether the page is there to be filled in by scripts."""
    body = page.document.body
    if page.observer != "source" or body is None or "script" not in page.document.by_name:
        return False
    return page.fact(measures).letters_in(body) < _SHELL_LETTERS
