"""Short ways to ask for the styles of a piece of a page."""

from collections.abc import Mapping

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Element
from govpage_lint.semantics.style import Styles
from govpage_lint.semantics.unknown import Maybe


def styles_of(
    body: str,
    css: str = "",
    *,
    head: str = "",
    sheets: Mapping[str, str] | None = None,
    doctype: str = "<!doctype html>",
) -> tuple[Styles, dict[str, Element]]:
    """The styles of a page, and its elements by id; ``sheets`` are those that can be read."""
    style = f"<style>{css}</style>" if css else ""
    document = parse_text(f"{doctype}<html><head>{head}{style}</head><body>{body}")
    found = {name: elements[0] for name, elements in document.by_id.items()}
    return Styles(document, (sheets or {}).get), found


def value(
    css: str, body: str, property: str, pseudo: str | None = None, *, identifier: str = "x"
) -> Maybe[str]:
    """A computed value of the element ``x``."""
    styles, found = styles_of(body, css)
    return styles.value(found[identifier], property, pseudo)
