"""Decides whether ``aria-`` attributes contradict, or repeat, what HTML says of the same element."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import may_be_set
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.controls import input_type

_FIELDS: Final = frozenset(("input", "select", "textarea"))
_DISABLED: Final = frozenset(
    ("button", "fieldset", "input", "optgroup", "option", "select", "textarea")
)
_NUMBERS: Final = {
    "aria-valuemin": "min",
    "aria-valuemax": "max",
    "aria-valuenow": "value",
    "aria-colspan": "colspan",
    "aria-rowspan": "rowspan",
}
_WATCHED_IN_ORDER: Final = (
    *_NUMBERS,
    *"aria-checked aria-disabled aria-readonly aria-required aria-selected aria-placeholder".split(),
)
_WATCHED: Final = frozenset(_WATCHED_IN_ORDER)
_ROWS: Final = ("aria-expanded", "aria-level", "aria-posinset", "aria-setsize")


@check
def contradicted(page: Page, element: Element, *, repeated: bool = False) -> Iterator[Verdict]:
    """ARIA that says something else than HTML does ({html}); with ``repeated``, ARIA that says the same again."""
    if not element.is_html or _WATCHED.isdisjoint(element.attributes):
        return
    if page.semantics.programmatically_hidden(element):
        return
    for name in _WATCHED_IN_ORDER:
        if name not in element.attributes:
            continue
        told = _told(page, element, name)
        if told is None:
            continue
        html, same = told
        if same is repeated:
            yield failed(AttributeOf(element, name), html=html)
        else:
            yield passed(element)


def _told(page: Page, element: Element, name: str) -> tuple[str, bool] | None:
    """How HTML says what an attribute says, and whether it says the same; None where it says nothing."""
    value = (page.semantics.state(element, name) or "").strip()
    if not value:
        return None
    if name in _NUMBERS:
        return _number(page, element, name, value)
    if name == "aria-placeholder":
        own = element.attributes.get("placeholder", "").strip()
        return ("placeholder", own.lower() == value) if own else None
    html = name.removeprefix("aria-")
    if may_be_set(page, element, html, name) or not _has(element, html):
        return None
    if html in ("checked", "selected"):
        return _chosen(element, html, value)
    return (
        (html, value == "true")
        if html in element.attributes and value in ("true", "false")
        else None
    )


def _chosen(element: Element, html: str, value: str) -> tuple[str, bool] | None:
    if value not in ("true", "false"):
        return None
    own = html in element.attributes
    return (html if own else f"no {html}", own is (value == "true"))


def _has(element: Element, html: str) -> bool:
    """Whether HTML has that state for the element."""
    name = element.local_name
    if html == "checked":
        return name == "input" and input_type(element) in ("checkbox", "radio")
    if html == "selected":
        return name == "option"
    return name in (_DISABLED if html == "disabled" else _FIELDS)


def _number(page: Page, element: Element, name: str, value: str) -> tuple[str, bool] | None:
    html, kind = _NUMBERS[name], element.local_name
    if name in ("aria-colspan", "aria-rowspan"):
        if kind not in ("td", "th"):
            return None
    elif kind not in ("meter", "progress") and not (
        kind == "input" and input_type(element) in ("number", "range")
    ):
        return None
    own = element.attributes.get(html)
    if own is None or may_be_set(page, element, html, name):
        return None
    try:
        return (f'{html}="{own}"', float(own) == float(value))
    except ValueError:
        return None


@check
def row_attribute(page: Page, element: Element) -> Iterator[Verdict]:
    """Attributes of a row in a tree, on a row in a table or grid that is none ({owner})."""
    semantics = page.semantics
    if semantics.role(element) != "row" or not semantics.presumed_exposed(element):
        return
    found = [name for name in _ROWS if name in element.attributes]
    if not found or may_be_set(page, element, "role"):
        return
    owner = semantics.owner(element)
    if owner is not None and semantics.role(owner) == "rowgroup":
        owner = semantics.owner(owner)
    role = None if owner is None else semantics.role(owner)
    if role in ("table", "grid"):
        for name in found:
            yield failed(AttributeOf(element, name), owner=role)
    else:
        yield passed(element)
