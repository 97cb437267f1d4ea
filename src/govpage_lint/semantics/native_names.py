"""Decides the name that HTML or SVG itself gives: labels, ``alt``, captions (HTML-AAM 1.0, 4.1).

Where the text of HTML-AAM and what browsers do part ways, browsers are followed, since that is what
a reader hears: a hidden label, legend or caption names nothing, a ``figcaption`` does not name its
figure, and a table with no caption is named by its ``summary``.
"""

from collections.abc import Callable
from typing import Final

from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.labels import Labels

_CAPTIONERS: Final = {"fieldset": "legend", "table": "caption"}
_DEFAULTS: Final = {"submit": "Submit", "reset": "Reset"}
_HINTED: Final = frozenset(("text", "search", "tel", "url", "email", "password", "number"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name, where it comes from (None: there is none), and whether that is sure."""

    text: str
    source: str | None
    unsure: bool = False


# What an element gives to another's name; the second element, if any, is the one being named.
type Part = Callable[[Element, Element | None], str]


def flat(text: str) -> str:
    """The text with white space trimmed and runs of it made one space."""
    return " ".join(text.split())


def named(text: str | None, source: str) -> Name | None:
    """A name of that text; None where there is nothing but white space."""
    text = flat(text) if text else ""
    return Name(text, source) if text else None


def native_name(element: Element, labels: Labels, part: Part) -> Name | None:
    """Step 2E of accname: the name by an attribute or element meant for it; None without one."""
    if element.namespace_url == SVG:
        return named(svg_title(element), "title element")
    if element.namespace_url != HTML:
        return None
    found = labels.of(element)
    if found:
        text = flat(" ".join(part(label, element) for label in found))
        if text:
            return Name(text, "label")
    name, attributes = element.local_name, element.attributes
    if name in ("img", "area"):
        return named(attributes.get("alt"), "alt")
    if name == "input":
        return input_name(attributes)
    if name in _CAPTIONERS:
        return _captioned(element, part)
    if name in ("option", "optgroup"):
        return named(attributes.get("label"), "label attribute")
    if name == "html":
        titles = element.document.by_name.get("title")
        return named(titles[0].text_content if titles else None, "title element")
    return None


def input_name(attributes: dict[str, str]) -> Name | None:
    """The name of a button made with ``input``: by its value or ``alt``, else the browser's own."""
    kind = attributes.get("type", "").strip().lower()
    if kind in ("button", "submit", "reset"):
        if "value" not in attributes and kind in _DEFAULTS:
            return Name(_DEFAULTS[kind], "default")
        return named(attributes.get("value"), "value")
    if kind != "image":
        return None
    return (
        named(attributes.get("alt"), "alt")
        or named(attributes.get("value"), "value")
        or named(attributes.get("title"), "title")
        or Name("Submit", "default")
    )


def svg_title(element: Element) -> str:
    """What names an element of SVG: its first child ``title``, or a link's ``xlink:title``."""
    for child in element.element_children:
        if child.local_name == "title":
            return child.text_content
    return element.attributes.get("xlink:title", "") if element.local_name == "a" else ""


def placeholder(element: Element, role: str) -> str:
    """The hint in an empty field; "" where the element cannot have one."""
    attributes = element.attributes
    if element.is_html:
        name = element.local_name
        kind = attributes.get("type", "text").strip().lower()
        hinted = kind in _HINTED or kind not in _OTHER_TYPES
        if (name == "textarea" or (name == "input" and hinted)) and "placeholder" in attributes:
            return attributes["placeholder"]
    return attributes.get("aria-placeholder", "") if role in _TEXT_ROLES else ""


_TEXT_ROLES: Final = frozenset(("textbox", "searchbox", "combobox"))
_OTHER_TYPES: Final = frozenset(
    """button checkbox color date datetime-local file hidden image month radio range reset submit
    time week""".split()
)


def _captioned(element: Element, part: Part) -> Name | None:
    name = element.local_name
    captioner = _CAPTIONERS[name]
    for child in element.element_children:
        if child.local_name == captioner:
            found = named(part(child, None), captioner)
            if found is not None:
                return found
            break
    return named(element.attributes.get("summary"), "summary") if name == "table" else None
