"""Decides whether skip links can be reached, are met first, and are few and in the right order."""

from collections.abc import Iterator, Sequence
from typing import Final

from govpage_lint.checks.navigation.main import in_frame
from govpage_lint.checks.navigation.skip import SkipLink, skip_link_group, skip_links
from govpage_lint.checks.navigation.words import name_parts, vocabulary
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

_FEW: Final = 3
_CLOSED: Final = frozenset(("details", "dialog", "popover"))
_OVERLAYS: Final = frozenset(("dialog", "alertdialog", "alert", "status"))


def reachable_in_order(page: Page) -> list[SkipLink]:
    """The skip links at the front that Tab reaches, in the order it reaches them."""
    place = page.fact(_tab_places)
    found = [link for link in page.fact(skip_links).front if link.element in place]
    return sorted(found, key=lambda link: place[link.element])


def _tab_places(page: Page) -> dict[Element, int]:
    return {element: place for place, element in enumerate(page.semantics.tab_order())}


@check
def skip_link_unreachable(page: Page, element: Element) -> Iterator[Verdict]:
    """Skip links that nobody, or no one with a keyboard or a screen reader, ever reaches.

    Cases: "visibility", "closed" (in a closed container), "aria-hidden", "tabindex"; the rule's own
    message is for what is not displayed. A link with a reachable twin is there for another width.
    """
    faults = [(link, _barrier(page, link.element)) for link in page.fact(skip_links).front]
    twins = {
        text
        for link, fault in faults
        if fault is None
        for text in (link.destination.fragment, link.label)
    }
    for link, fault in faults:
        if fault is None:
            yield passed(link.element)
        elif link.destination.fragment not in twins and link.label not in twins:
            yield failed(link.element, None if fault == "display" else fault, text=link.label)


def _barrier(page: Page, element: Element) -> str | None:
    """What keeps people from a link: the case of the rule, None where nothing does."""
    why = page.semantics.hidden_from_all(element)
    if why == "visibility":
        return "visibility"
    if why in _CLOSED:
        return "closed"
    if why is not None:
        return "display"
    if page.semantics.hidden_by(element) in ("aria-hidden", "inert"):
        return "aria-hidden"
    index = page.semantics.tab_index(element)
    return "tabindex" if index is not None and index < 0 else None


@check
def skip_link_late(page: Page, element: Element) -> Iterator[Verdict]:
    """The first skip link is not the first thing that Tab reaches; {count} things come before it.

    Case "few" where they are no more than three. Notices over the page, such as those about
    cookies, do not count. Cannot tell where a style sheet that could not be read may hide them.
    """
    links = reachable_in_order(page)
    if not links or page.fact(skip_links).other_means:
        return
    first = links[0].element
    place = page.fact(_tab_places)[first]
    before = [
        stop
        for stop in page.semantics.tab_order()[:place]
        if stop.local_name not in ("iframe", "html", "body") and not page.fact(_passing)[stop.order]
    ]
    if not before:
        yield passed(first)
        return
    known = [stop for stop in before if page.semantics.tabbable(stop) is True]
    case = "few" if len(known or before) <= _FEW else None
    values = {
        "text": links[0].label,
        "count": len(known or before),
        "first": _label(page, (known or before)[0]),
    }
    yield failed(first, case, **values) if known else cant_tell(first, case, **values)


def _passing(page: Page) -> bytearray:
    """1 for what a person does not meet on every visit: in a notice over the page, or in a frame."""
    notice = vocabulary(page).names.notice
    marked = bytearray(page.fact(in_frame))
    for place, element in enumerate(page.document.elements):
        parent = element.parent
        # A body of class "popup" is a page, not a notice over one.
        inside = parent is not None and parent.local_name != "body" and marked[parent.order]
        if inside or page.semantics.role(element) in _OVERLAYS or _is_named(element, notice):
            marked[place] = 1
    return marked


def _is_named(element: Element, parts: frozenset[str]) -> bool:
    names = (element.attributes.get("id", ""), *element.classes)
    return any(name and not parts.isdisjoint(name_parts(name)) for name in names)


def _label(page: Page, element: Element) -> str:
    name = page.semantics.name(element)
    return name if isinstance(name, str) and name else f"<{element.local_name}>"


@check
def skip_link_main_not_first(page: Page, element: Element) -> Iterator[Verdict]:
    """Of several skip links, that to the main content is not the first; the finding is at the first.

    Cannot tell where the first does not say where it leads.
    """
    links = reachable_in_order(page)
    if len(links) < 2:
        return
    content = next((link for link in links if link.is_for_content), None)
    if content is None:
        return
    if content is links[0]:
        yield passed(content.element)
        return
    verdict = failed if links[0].leads_to else cant_tell
    yield verdict(links[0].element, text=content.label, first=links[0].label)


@check
def skip_links_too_many(page: Page, element: Element, *, most: int = 3) -> Iterator[Verdict]:
    """More skip links than ``most``, counted by where they lead.

    The finding is at what holds them all, or at the first that is too much.
    """
    links = _distinct(reachable_in_order(page))
    if not links:
        return
    if len(links) > most:
        holder = skip_link_group(links[0].element)
        held = (
            holder is not None
            and holder.local_name != "body"
            and all(holder.contains(x.element) for x in links)
        )
        target = holder if held and holder is not None else links[most].element
        yield failed(target, count=len(links), text=links[most].label, most=most)
    else:
        yield passed(links[0].element)


def _distinct(links: Sequence[SkipLink]) -> list[SkipLink]:
    """One link for each place: pages have one for wide and one for narrow windows."""
    seen: set[str] = set()
    found = []
    for link in links:
        key = link.destination.fragment or link.label
        if key not in seen and link.label not in seen:
            seen |= {key, link.label}
            found.append(link)
    return found
