"""Short ways to ask for the semantics of a piece of a page."""

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Element
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.style import Styles


def semantics_of(markup: str) -> Semantics:
    """The semantics of a page with this body, with the styles that are written in it."""
    document = parse_text(f"<!doctype html><html lang=en><title>Page</title><body>{markup}")
    return Semantics(document, Styles(document, lambda address: None))


def bare_semantics_of(markup: str) -> Semantics:
    """The semantics of a page with this body, when nothing knows its style sheets."""
    return Semantics(parse_text(f"<!doctype html><title>Page</title><body>{markup}"))


def element(semantics: Semantics, identifier: str = "x") -> Element:
    """The element of that id."""
    return semantics.document.by_id[identifier][0]


def role(markup: str) -> str | None:
    """The role of the element ``x``."""
    found = semantics_of(markup)
    return found.role(element(found))


def name(markup: str) -> object:
    """The name of the element ``x``."""
    found = semantics_of(markup)
    return found.name(element(found))
