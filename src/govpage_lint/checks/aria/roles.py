"""Decides whether a role suits the element that it stands on."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.live import first_in
from govpage_lint.checks.aria.written import is_code, may_be_set
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.aria_details import role_details
from govpage_lint.semantics.focus import is_natively_focusable

_SYNONYMS: Final = {"presentation": "none", "image": "img", "directory": "list"}
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Browsers take the meaning of a list away with its bullets: to say the role again brings it back.
_RESTORED: Final = {"ul": "list", "ol": "list", "menu": "list"}
# What an element is in one place of a page and not in another.
_ELSEWHERE: Final = {
    "aside": "complementary",
    "footer": "contentinfo",
    "form": "form",
    "header": "banner",
    "li": "listitem",
    "section": "region",
}
_STATIC: Final = frozenset(
    """
    article banner blockquote cell code complementary contentinfo definition document figure generic group
    heading img list listitem main navigation none note paragraph presentation region status strong table term
    """.split()
)


@check
def not_allowed(page: Page, element: Element) -> Iterator[Verdict]:
    """A role that HTML does not allow on the element ({role}, {inside}).

    Cases: "control" where a link, button or field loses what it is, "heading" where a heading does, "none"
    on an element that takes no role at all.
    """
    role = _written(page, element)
    if role is None or page.semantics.programmatically_hidden(element):
        return
    allowed = page.semantics.allowed_roles(element)
    own = page.semantics.implicit_role(element)
    if (
        allowed is None
        or role in allowed
        or _SYNONYMS.get(role, role) == own
        or _ELSEWHERE.get(element.local_name) == role
    ):
        yield passed(element)
        return
    values = {"role": role, "inside": start_tag(element)}
    yield failed(AttributeOf(element, "role"), _case(element, role, allowed), **values)


def _written(page: Page, element: Element) -> str | None:
    """The first role of its ``role`` that is one; None where a template writes it."""
    if is_code(page, element.attributes["role"]) or may_be_set(page, element, "role"):
        return None
    tokens = (token.lower() for token in page.semantics.explicit_roles(element))
    return next((token for token in tokens if role_details(token) is not None), None)


def _case(element: Element, role: str, allowed: frozenset[str]) -> str | None:
    if is_natively_focusable(element) and role in _STATIC:
        return "control"
    if element.local_name in _HEADINGS:
        return "heading"
    return None if allowed else "none"


@check
def redundant(page: Page, element: Element) -> Iterator[Verdict]:
    """A role that the element has anyway ({role}, {inside})."""
    role = _written(page, element)
    if role is None or page.semantics.programmatically_hidden(element):
        return
    role = _SYNONYMS.get(role, role)
    if _RESTORED.get(element.local_name) == role:
        return
    if element.is_html and role == page.semantics.implicit_role(element):
        yield failed(AttributeOf(element, "role"), role=role, inside=start_tag(element))
    else:
        yield passed(element)


@check
def deprecated(page: Page, element: Element) -> Iterator[Verdict]:
    """A role that ARIA gave up ({role}). Case "item" for entries of books' lists."""
    role = _written(page, element)
    if role is None or page.semantics.programmatically_hidden(element):
        return
    details = role_details(role)
    if details is not None and details.deprecated:
        case = "item" if role.startswith("doc-") else None
        yield failed(AttributeOf(element, "role"), case, role=role)
    else:
        yield passed(element)


@check
def text_focusable(page: Page, element: Element) -> Iterator[Verdict]:
    """Something that the Tab key reaches in what is to be read as one text (``role=text``), {inside}."""
    if "text" not in element.attributes["role"].lower().split():
        return
    if page.semantics.programmatically_hidden(element):
        return
    reached = page.fact(_reached_in_texts).get(element)
    if reached is not None:
        yield failed(element, inside=start_tag(reached))
    else:
        yield passed(element)


def _reached_in_texts(page: Page) -> dict[Element, Element]:
    """By the outermost ``role=text`` around it, the first thing that Tab reaches."""
    elements = page.document.elements
    found: dict[Element, Element] = {}
    holders: list[Element | None] = [None] * len(elements)
    for place, element in enumerate(elements):
        parent = element.parent
        if parent is None:
            continue
        holder = holders[parent.order]
        if holder is None and "text" in parent.attributes.get("role", "").lower().split():
            holder = parent
        holders[place] = holder
        if holder is not None and page.semantics.tabbable(element) is True:
            found.setdefault(holder, element)
    return found


@check
def application_misused(page: Page, element: Element) -> Iterator[Verdict]:
    """``role=application`` around what is a document. Cases: "page" around the whole, "content" around
    headings or landmarks ({inside})."""
    semantics = page.semantics
    if semantics.role(element) != "application" or not semantics.presumed_exposed(element):
        return
    if element.local_name in ("html", "body"):
        yield failed(AttributeOf(element, "role"), "page", inside=start_tag(element))
        return
    inner = _mark_in(page, element)
    if inner is None:
        yield passed(element)
    else:
        yield failed(AttributeOf(element, "role"), "content", inside=start_tag(inner))


def _mark_in(page: Page, element: Element) -> Element | None:
    """A landmark or heading that an element holds."""
    headings = page.fact(_heading_elements)
    inner = first_in(page.semantics.landmarks(), element) or first_in(headings, element)
    return None if inner is element else inner


def _heading_elements(page: Page) -> list[Element]:
    return [heading for heading, _ in page.semantics.headings()]
