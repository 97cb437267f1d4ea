"""Decides whether live regions announce what they are there to announce."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from govpage_lint.checks.aria.written import is_code
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

_LIVE_ROLES: Final = {
    "alert": "assertive",
    "log": "polite",
    "status": "polite",
}
# They say when they change only if they are told to.
_QUIET_ROLES: Final = frozenset(("marquee", "timer"))
_LARGE: Final = 600


@check
def contradictory(page: Page, element: Element) -> Iterator[Verdict]:
    """``aria-live`` against the role of the element ({role}). Case "off" where it silences the role."""
    value = page.semantics.state(element, "aria-live")
    role = page.semantics.role(element)
    if not value or role not in _LIVE_ROLES or page.semantics.programmatically_hidden(element):
        return
    if value == "off":
        yield failed(AttributeOf(element, "aria-live"), "off", role=role)
    elif role == "alert" and value == "polite":
        yield failed(AttributeOf(element, "aria-live"), role=role)
    else:
        yield passed(element)


@check
def without_region(page: Page, element: Element) -> Iterator[Verdict]:
    """``aria-atomic`` and ``aria-relevant`` where nothing is live."""
    if page.semantics.programmatically_hidden(element):
        return
    for name in ("aria-atomic", "aria-relevant"):
        value = element.attributes.get(name, "")
        if not value.strip() or is_code(page, value):
            continue
        if page.fact(_is_live)[element.order]:
            yield passed(element)
        elif value.strip().lower() != "false":
            yield failed(AttributeOf(element, name))


def _is_live(page: Page) -> bytearray:
    """For each element, by its place, 1 where it stands in a live region or is one."""
    elements = page.document.elements
    live = bytearray(len(elements))
    for place, element in enumerate(elements):
        parent = element.parent
        if (parent is not None and live[parent.order]) or _begins(page, element):
            live[place] = 1
    return live


def _begins(page: Page, element: Element) -> bool:
    attributes = element.attributes
    if "aria-live" in attributes:
        return True
    if "role" not in attributes and element.local_name != "output":
        return False
    return page.semantics.role(element) in (*_LIVE_ROLES, *_QUIET_ROLES)


@check
def too_large(page: Page, element: Element) -> Iterator[Verdict]:
    """A live region around a large part of the page. {inside} is what it holds: a landmark or heading."""
    value = page.semantics.state(element, "aria-live")
    role = page.semantics.role(element)
    announced = value in ("polite", "assertive") or (value is None and role in _LIVE_ROLES)
    if not announced or role == "log" or page.semantics.programmatically_hidden(element):
        return
    inner = _landmark_in(page, element)
    if inner is not None and len(page.semantics.text(element)) >= _LARGE:
        name = "aria-live" if value is not None else "role"
        target = AttributeOf(element, name) if name in element.attributes else element
        yield failed(target, inside=start_tag(inner))
    else:
        yield passed(element)


def _landmark_in(page: Page, element: Element) -> Element | None:
    """A landmark that it is or holds."""
    return first_in(page.semantics.landmarks(), element)


def first_in(found: Sequence[Element], element: Element) -> Element | None:
    """The first of some elements, in tree order, that an element is or holds."""
    place = bisect_left(found, element.order, key=lambda one: one.order)
    return found[place] if place < len(found) and element.contains(found[place]) else None


@check
def alert_standing(page: Page, element: Element) -> Iterator[Verdict]:
    """An alert that is there when the page opens: many screen readers do not announce it ({text})."""
    semantics = page.semantics
    if semantics.role(element) != "alert" or not semantics.presumed_exposed(element):
        return
    text = semantics.text(element)
    if text.strip() and not is_code(page, text) and semantics.presumed_visible(element):
        yield cant_tell(element, text=text)
    else:
        yield passed(element)
