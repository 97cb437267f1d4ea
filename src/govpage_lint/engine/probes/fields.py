"""Decides how what stands in the fields of a page is painted: values, and placeholders."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.semantics.colors import Color, parse
from govpage_lint.semantics.controls import chosen_text, input_type
from govpage_lint.semantics.painting import Painting
from govpage_lint.semantics.rendered import Rect
from govpage_lint.semantics.text_paint import FieldPaint, is_large

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab

# Types whose value is no text, or is shown in a way that styles do not tell.
_NO_TEXT: Final = frozenset(
    ("checkbox", "color", "file", "hidden", "image", "password", "radio", "range")
)
_DEFAULTS: Final = {"submit": "Submit", "reset": "Reset"}
_MOST: Final = 200


def painted_fields(
    tab: Tab, document: RenderedDocument, page: Page, painting: Painting | None
) -> Iterator[FieldPaint]:
    """The texts in the fields of a document. Raises the errors of the browser."""
    if painting is None:
        return
    asked = list(_asked(page))[:_MOST]
    empty = [element for element, kind, _ in asked if kind == "placeholder"]
    inks = _placeholder_inks(tab, document, empty) if empty else {}
    for element, kind, text in asked:
        rect = _middle(page, element)
        ink = inks.get(element)
        if rect is None or (kind == "placeholder" and ink is None):
            continue
        line = painting.line_in(element, rect, ink)
        if line is not None:
            large = is_large(page.semantics.styles, element)
            yield FieldPaint(element, kind, text, large, line)


def _asked(page: Page) -> Iterator[tuple[Element, str, str]]:
    """The visible fields that can be used and show a text, with its kind."""
    semantics = page.semantics
    for name in ("input", "select", "textarea"):
        for element in page.document.by_name.get(name, ()):
            if semantics.visible(element) is not True or semantics.is_inactive(element):
                continue
            if name == "input" and input_type(element) in _NO_TEXT:
                continue
            value = _value(page, element).strip()
            if value:
                yield element, "value", value
            elif placeholder := element.attributes.get("placeholder", "").strip():
                yield element, "placeholder", placeholder


def _value(page: Page, element: Element) -> str:
    assert page.rendered is not None
    typed = page.rendered.values.get(element.order)
    if typed is not None:
        return typed
    if element.local_name == "textarea":
        return element.text_content
    if element.local_name == "select":
        return chosen_text(element)
    value = element.attributes.get("value", "")
    return value or _DEFAULTS.get(input_type(element), "")


def _middle(page: Page, element: Element) -> Rect | None:
    """The middle of a field, where its text stands."""
    box = None if page.rendered is None else page.rendered.box(element)
    if box is None or box.width < 8 or box.height < 8:
        return None
    # What stands in several lines begins at the top.
    height = min(box.height, 40.0) if element.local_name == "textarea" else box.height
    return Rect(box.x + box.width / 4, box.y + height / 3, box.width / 4, height / 3)


def _placeholder_inks(
    tab: Tab, document: RenderedDocument, fields: list[Element]
) -> Mapping[Element, Color]:
    """The colours of placeholders, which no snapshot has."""
    from govpage_lint.browser.probes.placeholders import placeholder_colors

    numbers = [document.numbers[element.order] for element in fields]
    found: dict[Element, Color] = {}
    for element, told in zip(fields, placeholder_colors(tab, document.taken, numbers), strict=True):
        color = None if told is None else parse(told.color)
        if color is not None and told is not None:
            found[element] = color._replace(alpha=color.alpha * told.opacity)
    return found
