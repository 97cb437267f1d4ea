"""Decides what a form field is, and in which form, group, label and table cell it stands."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass

# The roles that inherit from input, menuitem or select and are controls of a form (ACT e086e5).
FIELD_ROLES: Final = frozenset(
    """checkbox combobox listbox menuitemcheckbox menuitemradio radio searchbox slider spinbutton
    switch textbox""".split()
)
# Inputs that take something from the user and have no role of ARIA.
ROLELESS_TYPES: Final = frozenset("color date datetime-local file month password time week".split())
_ROLELESS: Final = frozenset(f"html-input-{kind}" for kind in ROLELESS_TYPES)
TEXT_ROLES: Final = frozenset("combobox listbox searchbox spinbutton textbox".split())
CHOICE_ROLES: Final = frozenset("checkbox menuitemcheckbox menuitemradio radio switch".split())
GROUP_ROLES: Final = frozenset("group radiogroup".split())
_KNOWN_TYPES: Final = frozenset(
    """button checkbox color date datetime-local email file hidden image month number password radio
    range reset search submit tel text time url week""".split()
)
_NATIVE: Final = frozenset(("input", "select", "textarea"))


def input_type(element: Element) -> str:
    """The type of an ``input`` as browsers take it, "text" for unknown ones; "" for other elements."""
    if element.local_name != "input" or not element.is_html:
        return ""
    kind = element.attributes.get("type", "text").strip().lower()
    return kind if kind in _KNOWN_TYPES else "text"


def is_native(element: Element) -> bool:
    """Whether it is a control of HTML that takes something from the user, were it shown."""
    return element.is_html and element.local_name in _NATIVE


def is_field(page: Page, element: Element) -> bool:
    """Whether it is a form field for assistive technology, hidden or not."""
    role = page.semantics.role(element)
    return role in FIELD_ROLES or role in _ROLELESS


def is_choice(page: Page, element: Element) -> bool:
    """Whether it is a check box, radio button or switch."""
    return page.semantics.role(element) in CHOICE_ROLES


def is_texty(page: Page, element: Element) -> bool:
    """Whether something is typed into it or chosen from a list: no box, button or slider."""
    role = page.semantics.role(element)
    return role in TEXT_ROLES or role in _ROLELESS


@dataclass(slots=True)
class Around:
    """The nearest things around each element, by its order, itself not included."""

    form: list[Element | None]
    group: list[Element | None]
    label: list[Element | None]
    cell: list[Element | None]


type _Near = tuple[Element | None, Element | None, Element | None, Element | None]
_NEAR: Final = frozenset(("form", "fieldset", "label", "td", "th"))


def around(page: Page) -> Around:
    """What stands around the elements of a page. To be asked through ``page.fact``."""
    nothing: _Near = (None, None, None, None)
    found = Around([], [], [], [])
    # What is nearest to what stands in each element; most add nothing to it.
    inside: list[_Near] = []
    for element in page.document.elements:
        near = nothing if element.parent is None else inside[element.parent.order]
        form, group, label, cell = near
        found.form.append(form)
        found.group.append(group)
        found.label.append(label)
        found.cell.append(cell)
        name = element.local_name
        if name in _NEAR or "role" in element.attributes:
            near = (
                element if name == "form" else form,
                element if _is_group(page, element) else group,
                element if name == "label" else label,
                element if name in ("td", "th") else cell,
            )
        inside.append(near)
    return found


def _is_group(page: Page, element: Element) -> bool:
    if element.local_name == "fieldset":
        return element.is_html
    return "role" in element.attributes and page.semantics.role(element) in GROUP_ROLES


class Fields:
    """The exposed fields of a page, in tree order."""

    def __init__(self, page: Page) -> None:
        semantics = page.semantics
        self.all = [
            element
            for element in page.document.elements
            if (is_native(element) or "role" in element.attributes)
            and is_field(page, element)
            and semantics.presumed_exposed(element)
        ]
        self._orders = [element.order for element in self.all]

    def within(self, element: Element) -> list[Element]:
        """The fields in an element, itself not included."""
        start = bisect_right(self._orders, element.order)
        return self.all[start : bisect_right(self._orders, element.last)]

    def count(self, element: Element) -> int:
        """How many fields an element holds."""
        return bisect_right(self._orders, element.last) - bisect_right(self._orders, element.order)

    def before(self, element: Element) -> Element | None:
        """The last field that begins before an element."""
        place = bisect_left(self._orders, element.order)
        return self.all[place - 1] if place else None

    def after(self, element: Element) -> Element | None:
        """The first field that begins after an element ends."""
        place = bisect_right(self._orders, element.last)
        return self.all[place] if place < len(self.all) else None


def fields(page: Page) -> Fields:
    """The exposed fields of a page."""
    return page.fact(Fields)


def form_of(page: Page, element: Element) -> Element | None:
    """The form that a field belongs to: by its ``form`` attribute, or around it."""
    named = element.attributes.get("form")
    if named:
        found = page.document.by_id.get(named, ())
        return found[0] if found and found[0].local_name == "form" else None
    return page.fact(around).form[element.order]


def group_of(page: Page, element: Element) -> Element | None:
    """The nearest ``fieldset``, or element with a group role, around an element."""
    return page.fact(around).group[element.order]


def fields_of(page: Page, form: Element | None) -> list[Element]:
    """The exposed fields of a form, or those that stand in none."""
    return page.fact(_by_form).get(form, [])


def _by_form(page: Page) -> dict[Element | None, list[Element]]:
    found: dict[Element | None, list[Element]] = {}
    for field in fields(page).all:
        found.setdefault(form_of(page, field), []).append(field)
    return found


def label_text(page: Page, field: Element) -> str:
    """The visible text of the labels of a field; its name where it has no visible one."""
    semantics = page.semantics
    seen = [
        text for label in semantics.labels.of(field)[:4] if (text := semantics.visible_text(label))
    ]
    if seen:
        return " ".join(seen)
    name = semantics.name(field)
    return name if isinstance(name, str) else ""
