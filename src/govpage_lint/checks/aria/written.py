"""Decides what a template or a script may still write, so that the source is no proof of its absence.

A rendered page is what it is: there nothing is left to be written.
"""

import re
from functools import lru_cache
from typing import Final

from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import SVG, Element
from govpage_lint.regexes import regex

# How Vue, Angular, Alpine, Thymeleaf, Knockout, Svelte and the like write one attribute …
_ONE = regex(
    r"(?::|v-bind:|x-bind:|bind:|bind-|\[(?:attr\.)?|(?:data-)?ng-(?:attr-)?|(?:data-)?th[:-])([a-z-]+)\]?\Z"
)
# … and any attributes at all; pieces of template code are attributes to a parser.
_ANY = regex(
    r"(?:v-bind|x-bind|data-bind|(?:data-)?th[:-]attr(?:append|prepend)?|data-sly-attribute.*"
    r"|[{$<%?#@]?[{%<?].*|.*(?:\}\}|%\}|%>|\?>).*)\Z"
)
# Elements that a framework puts something else in the place of, though their names have no hyphen.
_PLACEHOLDERS: Final = frozenset(
    "component content fragment slot suspense svelte teleport transition".split()
)
_SCRIPT_TYPES: Final = regex(
    r"\s*(?:|module|(?:text|application)/(?:x-)?(?:java|ecma|type)script|text/babel|text/jsx)\s*\Z",
    re.IGNORECASE,
)


def may_be_set(page: Page, element: Element, *attributes: str) -> bool:
    """Whether something that is not in the source sets one of these attributes of an element."""
    if page.observer != "source":
        return False
    for name in element.attributes:
        sets = _set_by(name)
        if sets is not None and (sets == "" or sets in attributes):
            return True
    return any(
        is_code(page, element.attributes[name]) for name in attributes if name in element.attributes
    )


@lru_cache(maxsize=1024)
def _set_by(name: str) -> str | None:
    """The attribute that one of a framework sets, "" where it may be any, None for other attributes."""
    if _ANY.match(name) is not None:
        return ""
    found = _ONE.match(name)
    return None if found is None else found[1]


def is_code(page: Page, value: str) -> bool:
    """Whether a value is code of a template language, so that it is not yet what people get."""
    return page.observer == "source" and (is_template(value) or value.lstrip().startswith("{"))


def is_open(element: Element) -> bool:
    """Whether what an element means is for a script or template to say: custom elements and the like."""
    if element.namespace_url == SVG:
        return False
    name = element.local_name
    return "-" in name or ":" in name or name in _PLACEHOLDERS


def has_scripts(page: Page) -> bool:
    """Whether anything on the page may act: scripts, and handlers in attributes."""
    return page.fact(_acts)


def _acts(page: Page) -> bool:
    for script in page.document.by_name.get("script", ()):
        if _SCRIPT_TYPES.match(script.attributes.get("type", "")):
            return True
    return any(
        name.startswith("on") or (name == "href" and value.lstrip()[:11].lower() == "javascript:")
        for element in page.document.elements
        for name, value in element.attributes.items()
    )
