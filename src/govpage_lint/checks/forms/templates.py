"""Decides whether a script or a template engine writes what a form in the source does not have yet."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from govpage_lint.checks.icons.inside import is_bound, is_template, is_written_later
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

# How Vue, Angular, Alpine, Thymeleaf and the like write an attribute, and pieces of template code that
# a parser takes for attributes.
_BOUND = regex(
    r"(?::|v-bind:|x-bind:|bind:|bind-|\[(?:attr\.)?|(?:data-)?ng-(?:attr-)?|(?:data-)?th[:-])([a-z-]+)\]?\Z"
)
_ANY = regex(r"(?:v-bind|x-bind|data-bind|(?:data-)?th[:-](?:attr|field)|\*?ngfor|[{$<%?].*)\Z")
_ALL: Final = "*"
_CUSTOM_LEVELS: Final = 3


def is_set_later(page: Page, element: Element, *names: str) -> bool:
    """Whether one of these attributes is written by a script or template. False when rendered."""
    if page.observer != "source":
        return False
    for attribute, value in element.attributes.items():
        bound = _bound_by(attribute)
        if bound is not None and (bound == _ALL or bound in names):
            return True
        if attribute in names and is_template(value):
            return True
    return False


@lru_cache(maxsize=1024)
def _bound_by(attribute: str) -> str | None:
    """The attribute that one of a template writes, ``_ALL`` for any; None for one of HTML's."""
    if _ANY.match(attribute):
        return _ALL
    found = _BOUND.match(attribute)
    return found[1] if found is not None else None


def is_named_later(page: Page, field: Element) -> bool:
    """Whether a field without a name may still get one: by a binding, a component, its label."""
    if page.observer != "source":
        return False
    if is_bound(page, field) or is_set_later(page, field, "placeholder", "title", "id"):
        return True
    node = field.parent
    for _ in range(_CUSTOM_LEVELS):
        if node is None:
            break
        if "-" in node.local_name and node.is_html:
            return True
        node = node.parent
    return any(is_written_later(page, label) for label in page.semantics.labels.of(field)[:4])


def writes_ids(page: Page) -> bool:
    """Whether ids on the page are written by a script or template. To be asked through ``page.fact``."""
    return page.observer == "source" and any(
        is_set_later(page, element, "id")
        for name in ("input", "select", "textarea")
        for element in page.document.by_name.get(name, ())
    )


__all__ = [
    "is_bound",
    "is_named_later",
    "is_set_later",
    "is_template",
    "is_written_later",
    "writes_ids",
]
