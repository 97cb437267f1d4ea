"""Decides whether a ``role`` attribute holds a role that browsers know."""

from collections.abc import Iterator, Mapping
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.semantics import tables
from govpage_lint.spelling import get_close_matches

_LONGEST: Final = 40
_LEAST_LIKENESS: Final = 0.75
_MOST_HINTS: Final = 100
# Roles that no standard has and that screen readers heed: "text" is Apple's.
_HEEDED: Final = frozenset(("text",))


@check
def role_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """A ``role`` without a single valid role in it (W3C ACT rule 674b10).

    Cases: "abstract" for roles that ARIA defines for itself only, "typo" where it is near to a role
    ({near}).
    """
    tokens = [token.lower() for token in page.semantics.explicit_roles(element)]
    if not tokens or element.namespace_url not in (HTML, SVG) or _is_out_of_reach(page, element):
        return
    aria = tables.aria()
    if any(token in aria.valid or token in aria.draft or token in _HEEDED for token in tokens):
        yield passed(element)
        return
    if any("{" in token or "<%" in token for token in tokens):
        return
    target, value = AttributeOf(element, "role"), " ".join(tokens)
    if any(token in aria.abstract for token in tokens):
        yield failed(target, "abstract", value=value)
        return
    meant: Mapping[str, str] = page.data("landmark_words")["roles"]["meant"]
    known = page.fact(_suggestions)
    for token in tokens:
        # Looking for what is alike takes time: a page with so many is not mended by hints.
        if token not in known and len(known) < _MOST_HINTS:
            known[token] = _nearest(token, aria.valid, meant)
    near = next((role for token in tokens if (role := known.get(token))), None)
    yield failed(target, "typo", value=value, near=near) if near else failed(target, value=value)


def _suggestions(page: Page) -> dict[str, str | None]:
    """The roles that tokens of the page seem to mean, filled as they are met."""
    return {}


def _is_out_of_reach(page: Page, element: Element) -> bool:
    return page.semantics.programmatically_hidden(element)


def _nearest(token: str, roles: frozenset[str], meant: Mapping[str, str]) -> str | None:
    """The role that somebody may have meant by a token."""
    if len(token) > _LONGEST:
        return None
    if token in meant:
        return meant[token]
    near = get_close_matches(token, sorted(roles), 1, _LEAST_LIKENESS)
    return near[0] if near else None
