"""Decides how an element looks before any author's style sheet.

The browser's rules for its name, its place and its attributes (HTML standard, chapter 15), as
Chromium has them. Values are specified ones: sizes may be relative to the parent's.
"""

from functools import cached_property
from typing import Final

from govpage_lint.document.tree import HTML, SVG, Document, Element
from govpage_lint.semantics.style_browser_rules import (
    BUTTON,
    DATE,
    DIALOG,
    ELEMENTS,
    FIELD,
    INPUTS,
    LINK,
    NONE,
    PLAYER,
    POPOVER,
    QUIRKS_TABLE,
    TEXT_INPUT,
    Longhands,
)
from govpage_lint.semantics.style_declared import expanded
from govpage_lint.semantics.style_hints import hints, legacy_color
from govpage_lint.semantics.style_surroundings import Surroundings

_DATES: Final = ("date", "month", "week", "time", "datetime-local")
_SPECIAL: Final = frozenset(
    ("input", "dialog", "audio", "ul", "ol", "menu", "dir", "dl", "summary", "table")
)
_CONTROLS: Final = frozenset(("input", "button", "textarea", "select"))
_LISTS: Final = ("ul", "ol", "menu", "dir")
_SVG_TEXT: Final = {"display": "block", "white-space": "nowrap", "text-indent": "0px"}
_SVG_BLOCKS: Final = frozenset(("text", "foreignobject"))
_PRESENTED: Final = frozenset(
    "display visibility opacity color font-size pointer-events width height clip-path".split()
)
_SVG_CLIPPED: Final = frozenset(("svg", "symbol", "image", "marker", "pattern", "foreignobject"))
_EMPTY: Final[Longhands] = {}
_HINTED: Final = frozenset(
    (
        "align background bgcolor color controls dir disabled"
        " draggable face height hidden href hspace leftmargin marginheight"
        " marginwidth nowrap open popover size text title topmargin type vspace width"
    ).split()
)


class Defaults:
    """The browser's own declarations for the elements of a page."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._surroundings = Surroundings(document)
        self._quirks = document.mode == "quirks"
        self._depths: dict[Element, tuple[int, int]] = {}
        self._summaries: dict[Element, Element] = {}

    def _named_color(self, attribute: str) -> str | None:
        """A colour that an attribute of the body names for the page."""
        body = self._document.body
        return legacy_color(body.attributes.get(attribute, "")) if body is not None else None

    @cached_property
    def _text(self) -> str | None:
        return self._named_color("text")

    @cached_property
    def _linked(self) -> Longhands:
        """The declarations of an ``a`` that leads somewhere."""
        color = self._named_color("link")
        link = LINK if color is None else {**LINK, "color": color}
        return {**ELEMENTS.get("a", _EMPTY), **link}

    @cached_property
    def _disabled_groups(self) -> bool:
        fieldsets = self._document.by_name.get("fieldset", ())
        return any("disabled" in fieldset.attributes for fieldset in fieldsets)

    def _is_disabled(self, element: Element) -> bool:
        if "disabled" in element.attributes:
            return True
        return self._disabled_groups and self._surroundings.disabled[element.order]

    @cached_property
    def all(self) -> dict[Element, Longhands]:
        """The declarations below all authors' ones, of each element of the page."""
        get, hinted = ELEMENTS.get, _HINTED.isdisjoint
        special = _SPECIAL | _CONTROLS if self._disabled_groups else _SPECIAL
        found = {}
        for element in self._document.elements:
            name, attributes = element.local_name, element.attributes
            if element.namespace_url != HTML:
                found[element] = self._foreign(element)
            elif (attributes and not hinted(attributes)) or name in special:
                found[element] = self._special(element, name, get(name, _EMPTY))
            else:
                found[element] = get(name, _EMPTY)
        return found

    def of(self, element: Element) -> Longhands:
        """The declarations of one element: shared, not to be changed."""
        return self.all[element]

    def _special(self, element: Element, name: str, found: Longhands) -> Longhands:
        attributes = element.attributes
        made = self._by_kind(element, name, found)
        if name in _CONTROLS and self._is_disabled(element):
            made = {**made, **_disabled(made, name)}
        if given := hints(element, name):
            made = {**made, **given}
        if "popover" in attributes:
            made = {**made, **POPOVER}
        if attributes.get("draggable", "").lower() == "true":
            made = {**made, "user-select": "none"}
        return made

    def _by_kind(self, element: Element, name: str, found: Longhands) -> Longhands:
        """The rules for elements whose attributes or place make them another kind of thing."""
        attributes = element.attributes
        if name == "input":
            kind = attributes.get("type", "").strip().lower()
            return DATE if kind in _DATES else INPUTS.get(kind, TEXT_INPUT)
        if name in ("a", "area") and "href" in attributes:
            return self._linked if name == "a" else {**found, "cursor": "pointer"}
        if name == "dialog":
            return DIALOG if "open" in attributes else {**DIALOG, "display": "none"}
        if name == "audio":
            return PLAYER if "controls" in attributes else {**PLAYER, **NONE}
        if name in _LISTS or name == "dl":
            return self._list(element, name, found)
        if name == "table" and self._quirks:
            return {**found, **QUIRKS_TABLE, "color": self._text or "-internal-quirk"}
        if name == "summary":
            return {**found, **self._summary(element)}
        if name in ("abbr", "acronym") and "title" in attributes:
            return {"text-decoration-line": "underline"}
        return found

    def _summary(self, element: Element) -> Longhands:
        """The first summary of its details is an item with a triangle for a bullet."""
        details = element.parent
        if details is None or details.local_name != "details" or not details.is_html:
            return _EMPTY
        # Elements come in tree order: the first that asks is the first.
        if self._summaries.setdefault(details, element) is not element:
            return _EMPTY
        bullet = "disclosure-open" if "open" in details.attributes else "disclosure-closed"
        return {"display": "list-item", "list-style-type": bullet}

    def _list(self, element: Element, name: str, found: Longhands) -> Longhands:
        """Lists in lists have no margins and other bullets."""
        lists, depth = self._depth(element)
        made = found
        if lists:
            made = {**made, "margin-top": "0px", "margin-bottom": "0px"}
        if depth and name in ("ul", "menu", "dir"):
            made = {**made, "list-style-type": "circle" if depth == 1 else "square"}
        return made

    def _depth(self, element: Element) -> tuple[int, int]:
        """How many lists of any kind an element stands in, and how many of items."""
        depths, passed = self._depths, []
        node = element.parent
        while node is not None and node not in depths:
            passed.append(node)
            node = node.parent
        lists, items = depths[node] if node is not None else (0, 0)
        for one in reversed(passed):
            lists += one.local_name in _LISTS or one.local_name == "dl"
            items += one.local_name in _LISTS
            depths[one] = lists, items
        return lists, items

    def _foreign(self, element: Element) -> Longhands:
        if element.namespace_url != SVG:
            return _EMPTY
        name = element.local_name.lower()
        made = _EMPTY
        if name in _SVG_BLOCKS:
            made = _SVG_TEXT if name == "text" else {"display": "block"}
        if name in _SVG_CLIPPED:
            made = {**made, "overflow-x": "hidden", "overflow-y": "hidden"}
        attributes = element.attributes
        if name == "a" and ("href" in attributes or "xlink:href" in attributes):
            made = {"cursor": "pointer"}
        if _PRESENTED.isdisjoint(attributes):
            return made
        for attribute in _PRESENTED:
            if attribute in attributes:
                made = {**made, **_presented(attribute, attributes[attribute])}
        return made


def _presented(name: str, value: str) -> Longhands:
    """An SVG presentation attribute as a declaration."""
    unitless = name in ("font-size", "width", "height")
    return expanded(name, value) or (expanded(name, f"{value}px") if unitless else None) or _EMPTY


def _disabled(made: Longhands, name: str) -> Longhands:
    painted = made.get("background-color")
    if name == "select":
        return {"opacity": "0.7", "color": "rgb(128, 128, 128)"}
    if made.get("color") == INPUTS["range"]["color"]:
        return {"color": "rgb(197, 197, 197)", "background-color": "rgba(0, 0, 0, 0)"}
    pale = {"background-color": "rgba(239, 239, 239, 0.3)", "cursor": "default"}
    if painted == BUTTON["background-color"]:
        return {**pale, "color": "rgba(16, 16, 16, 0.3)"}
    color = {"color": "rgb(84, 84, 84)"}
    return {**pale, **color} if painted == FIELD["background-color"] else color
