"""Decides the role of each element: the one its author gave, or the one that HTML gives it.

Explicit roles: ARIA 1.2, 5.3 and 7.1 (fallback roles, conflicts with a presentational role).
Implicit roles: HTML-AAM 1.0, 3.5, SVG-AAM 1.0 for the root of a picture. An element that has an
accessible object but no role of ARIA has "html-" and its name, as HTML-AAM spells it.
"""

from collections.abc import Callable, Iterator
from typing import Final

from govpage_lint.document.tree import HTML, MATHML, SVG, Document, Element
from govpage_lint.semantics import tables
from govpage_lint.semantics.exposure import is_first_summary
from govpage_lint.semantics.native_names import svg_title
from govpage_lint.semantics.table_headers import header_role

_UNSET: Final = "?"
_SYNONYMS: Final = {"presentation": "none", "image": "img", "directory": "list"}
_INPUTS: Final = {
    "button": "button",
    "image": "button",
    "reset": "button",
    "submit": "button",
    "checkbox": "checkbox",
    "radio": "radio",
    "range": "slider",
    "number": "spinbutton",
    "email": "textbox",
    "tel": "textbox",
    "text": "textbox",
    "url": "textbox",
    "search": "searchbox",
}
_OTHER_INPUTS: Final = frozenset(
    ("color", "date", "datetime-local", "file", "month", "password", "time", "week")
)
_LISTED_INPUTS: Final = frozenset(("email", "search", "tel", "text", "url"))
_TABLE_PARTS: Final = frozenset(("caption", "thead", "tbody", "tfoot", "tr", "td", "th"))
# How far an item may stand from its list.
_LIST_DEPTH: Final = 8
# Bits of where an element stands.
_IN_SECTION: Final = 1  # in article, aside, nav or section: an aside in it is no landmark
_IN_MAIN: Final = 2  # in main: as above a header or footer in it is no landmark
_SECTION_ROLES: Final = frozenset(("article", "complementary", "navigation", "region"))


class Roles:
    """The roles of the elements of one page, worked out when asked and kept.

    ``is_named`` says whether an element's author named it, which regions and forms depend on;
    ``is_focusable`` whether it takes the focus, which a presentational role does not survive.
    """

    def __init__(
        self,
        document: Document,
        is_named: Callable[[Element], bool],
        is_focusable: Callable[[Element], bool],
    ) -> None:
        self._document = document
        self._is_named = is_named
        self._is_focusable = is_focusable
        self._aria = tables.aria()
        self._html = tables.html()
        self._known: list[str | None] = [_UNSET] * len(document.elements)
        self._places: bytearray | None = None

    def role(self, element: Element) -> str | None:
        """The computed role; None where the element has no accessible object."""
        found = self._known[element.order]
        if found is _UNSET:
            found = self._explicit(element) if "role" in element.attributes else None
            if found is None:
                found = self.implicit(element)
            self._known[element.order] = found
        return found

    def written(self, element: Element) -> str | None:
        """The first token of ``role`` that is a role, synonyms unified; conflicts not looked at."""
        return next(self._written(element), None)

    def _written(self, element: Element) -> Iterator[str]:
        for token in element.attributes.get("role", "").lower().split():
            if token in self._aria.valid or token in self._aria.draft:
                yield _SYNONYMS.get(token, token)

    def is_presentational(self, element: Element) -> bool:
        """Whether its author made it presentational, and nothing about it undoes that."""
        return self.written(element) == "none" and not self._in_conflict(element)

    def implicit(self, element: Element) -> str | None:
        """The role that the host language gives it, whatever its ``role`` says."""
        namespace, name = element.namespace_url, element.local_name
        if namespace == HTML:
            special = _SPECIAL.get(name)
            if special is not None:
                return special(self, element)
            if name in self._html.none:
                return None
            if name in self._html.unmapped:
                return f"html-{name}"
            return self._html.roles.get(name, "generic")
        if namespace == SVG:
            return _svg_role(self, element)
        if namespace == MATHML:
            return "math" if name == "math" else "generic"
        return "generic"

    def _explicit(self, element: Element) -> str | None:
        if element.is_html and element.local_name in self._html.none:
            return None
        for role in self._written(element):
            if role == "none" and self._in_conflict(element):
                return None
            # A region or form with no name is none (ARIA 1.2, 5.4): the next token counts.
            if role not in ("region", "form") or self._is_named(element):
                return role
        return None

    def _in_conflict(self, element: Element) -> bool:
        """ARIA 1.2, 7.1: what is focusable, or has global attributes, cannot be presentational."""
        attributes = element.attributes
        global_attributes = self._aria.global_attributes
        # An empty one counts too, as browsers and ACT rule ffd0e9 have it.
        return not global_attributes.isdisjoint(attributes) or self._is_focusable(element)

    def places(self) -> bytearray:
        """For each element, the bits of the sections that it stands in."""
        if self._places is None:
            elements = self._document.elements
            places = bytearray(len(elements))
            sectioning = self._html.sectioning
            # A child comes after its parent: what the parent adds is known by then.
            below = bytearray(len(elements))
            for place, element in enumerate(elements):
                parent = element.parent
                above = below[parent.order] if parent is not None else 0
                places[place] = above
                name = element.local_name
                role = self.written(element) if "role" in element.attributes else None
                if (name in sectioning and role in (None, "none")) or role in _SECTION_ROLES:
                    above |= _IN_SECTION
                elif (name == "main" and role is None) or role == "main":
                    above |= _IN_MAIN
                below[place] = above
            self._places = places
        return self._places


def _a(roles: Roles, element: Element) -> str:
    return "link" if "href" in element.attributes else "generic"


def _aside(roles: Roles, element: Element) -> str:
    if roles.places()[element.order] & _IN_SECTION and not roles._is_named(element):
        return "generic"
    return "complementary"


def _footer(roles: Roles, element: Element) -> str:
    return "generic" if roles.places()[element.order] else "contentinfo"


def _form(roles: Roles, element: Element) -> str:
    return "form" if roles._is_named(element) else "generic"


def _header(roles: Roles, element: Element) -> str:
    return "generic" if roles.places()[element.order] else "banner"


def _img(roles: Roles, element: Element) -> str:
    attributes = element.attributes
    if attributes.get("alt") != "" or attributes.get("title", "").strip():
        return "img"
    return "img" if roles._in_conflict(element) else "none"


def _input(roles: Roles, element: Element) -> str | None:
    kind = element.attributes.get("type", "text").strip().lower()
    if kind == "hidden":
        return None
    if kind in _OTHER_INPUTS:
        return f"html-input-{kind}"
    if kind not in _INPUTS:
        kind = "text"
    if kind in _LISTED_INPUTS and "list" in element.attributes:
        return "combobox"
    return _INPUTS[kind]


def _li(roles: Roles, element: Element) -> str:
    parent = element.parent
    # Browsers look through what means nothing, as for explicit roles (ARIA 1.2, 5.2.6).
    for _ in range(_LIST_DEPTH):
        if parent is None or roles.role(parent) != "generic":
            break
        parent = parent.parent
    above = roles.role(parent) if parent is not None else None
    if above == "none" and parent is element.parent:
        return "none"
    return "listitem" if above == "list" else "generic"


def _section(roles: Roles, element: Element) -> str:
    return "region" if roles._is_named(element) else "generic"


def _select(roles: Roles, element: Element) -> str:
    attributes = element.attributes
    if "multiple" in attributes:
        return "listbox"
    size = attributes.get("size", "").strip()
    return "listbox" if size.isdecimal() and int(size[:9]) > 1 else "combobox"


def _table_part(roles: Roles, element: Element) -> str:
    """Parts of a table are parts of it only as long as it is one."""
    name = element.local_name
    table = element.parent
    steps = 0
    while table is not None and table.local_name != "table":
        # Only rows and groups of them stand between a part and its table.
        if table.local_name not in _TABLE_PARTS or steps == 3:
            table = None
            break
        table = table.parent
        steps += 1
    above = roles.role(table) if table is not None else "generic"
    if above == "none":
        return "none"
    if above not in ("table", "grid", "treegrid"):
        return "generic"
    if name == "caption":
        return "caption"
    if name == "tr":
        return "row"
    if name in ("thead", "tbody", "tfoot"):
        return "rowgroup"
    plain = "cell" if above == "table" else "gridcell"
    return plain if name == "td" else header_role(element) or plain


def _svg_role(roles: Roles, element: Element) -> str | None:
    name = element.local_name
    if name == "svg":
        return "graphics-document"
    if name == "a":
        attributes = element.attributes
        return "link" if "href" in attributes or "xlink:href" in attributes else "generic"
    if name == "image":
        return "img"
    return "group" if svg_title(element).strip() else "generic"


def _summary(roles: Roles, element: Element) -> str:
    return "html-summary" if is_first_summary(element) else "generic"


_SPECIAL: Final[dict[str, Callable[[Roles, Element], str | None]]] = {
    "a": _a,
    "area": _a,
    "aside": _aside,
    "footer": _footer,
    "form": _form,
    "header": _header,
    "img": _img,
    "input": _input,
    "li": _li,
    "section": _section,
    "select": _select,
    "summary": _summary,
    **dict.fromkeys(_TABLE_PARTS, _table_part),
}
