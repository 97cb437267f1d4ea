"""Decides which roles and attributes of ARIA HTML lets an element be given (ARIA in HTML, section 4).

What the recommendation leaves open is allowed here: a finding has to be certain.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from govpage_lint.document.tree import Element
from govpage_lint.semantics.aria_details import role_details
from govpage_lint.semantics.controls import input_type
from govpage_lint.semantics.exposure import is_first_summary
from govpage_lint.semantics.roles import Roles
from govpage_lint.semantics.tables import read_table, words

_BUTTONS: Final = ("button", "reset", "submit")
_TABLE_ROLES: Final = ("table", "grid", "treegrid")
_NAMING: Final = ("aria-label", "aria-labelledby", "title")


def allowed_roles(element: Element, roles: Roles) -> frozenset[str] | None:
    """The roles that an element may be given beside its own; None where it may take any."""
    if not element.is_html:
        return None
    table = _tables()["roles"]
    entry = table.get(_case(element, roles))
    return None if entry is None else words(entry)


def takes_aria_attributes(element: Element) -> bool:
    """Whether HTML lets the element have ``aria-`` attributes at all."""
    if not element.is_html:
        return True
    name = element.local_name
    if name == "input":
        return input_type(element) != "hidden"
    return name not in words(_tables()["no_attributes"]["all"])


def native_attributes(element: Element) -> frozenset[str]:
    """What an element that has no role of ARIA takes of ``aria-``, beyond what goes everywhere."""
    name = element.local_name
    case = f"input type={_type(element)}" if name == "input" else name
    found: set[str] = set()
    for word in _tables()["attributes"].get(case, "").split():
        details = role_details(word)
        found.update((word,) if details is None else details.supported)
    return frozenset(found)


def is_plainly_generic(element: Element) -> bool:
    """Whether it is an HTML element that means nothing, wherever it stands and whatever holds it.

    Names that HTML does not know are none of them: a script may give those a role.
    """
    return element.is_html and element.local_name in _elements("generic")


def takes_no_name(element: Element) -> bool:
    """Whether it has no role of ARIA, and HTML lets nobody name it."""
    return element.is_html and element.local_name in _elements("unnamed")


def _type(element: Element) -> str:
    return element.attributes.get("type", "text").strip().lower()


def _case(element: Element, roles: Roles) -> str:
    """The key of the table that stands for an element; "any" for what has no limits."""
    name, attributes = element.local_name, element.attributes
    parent = element.parent
    if name == "a":
        return "a[href]" if "href" in attributes else "any"
    if name == "area":
        return "area[href]" if "href" in attributes else "area"
    if name == "img":
        return _image_case(attributes)
    if name == "input":
        return _input_case(element)
    if name == "select":
        return "select" if roles.implicit(element) == "combobox" else "select listbox"
    if name == "summary":
        return "summary of details" if is_first_summary(element) else "any"
    if name == "div":
        return "div in dl" if parent is not None and parent.local_name == "dl" else "any"
    if name == "figure":
        captions = (e for e in element.element_children if e.local_name == "figcaption")
        return "figure with figcaption" if next(captions, None) is not None else "any"
    if name == "li":
        return "li in list" if parent is not None and roles.role(parent) == "list" else "any"
    if name in ("td", "th", "tr"):
        return f"{name} in table" if _is_in_table(element, roles) else "any"
    return name


def _image_case(attributes: dict[str, str]) -> str:
    alt = attributes.get("alt")
    if alt == "":
        return 'img[alt=""]'
    named = alt is not None or any(name in attributes for name in _NAMING)
    return "img" if named else "img without a name"


def _input_case(element: Element) -> str:
    kind = input_type(element)
    if kind in _BUTTONS:
        return "input type=button"
    if kind == "checkbox":
        pressed = "aria-pressed" in element.attributes
        return "input type=checkbox pressed" if pressed else "input type=checkbox"
    if kind in ("image", "radio"):
        return f"input type={kind}"
    if kind == "text" and "list" not in element.attributes:
        return "input type=text"
    return "input"


def _is_in_table(element: Element, roles: Roles) -> bool:
    table = element.parent
    for _ in range(3):
        if table is None or table.local_name == "table":
            break
        table = table.parent
    return table is not None and roles.role(table) in _TABLE_ROLES


@cache
def _elements(kind: str) -> frozenset[str]:
    return words(_tables()["elements"][kind])


@cache
def _tables() -> Mapping[str, Any]:
    return read_table("html-aria-details.toml")
