"""Decides by which words a link that shows an icon is known, and where they are written."""

from __future__ import annotations

from collections.abc import Iterator

from govpage_lint.checks.icons.inside import inner, is_template
from govpage_lint.checks.images.labels import label_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class IconLabel:
    """Words of a link: ``icon`` is true where they stand for a picture and no text is seen."""

    control: Element
    text: str
    target: Target
    icon: bool


def labels_of(page: Page, control: Element) -> Iterator[IconLabel]:
    """The words that make up the name of a link, apart where images and text give some each."""
    semantics = page.semantics
    name = semantics.name(control)
    if not isinstance(name, str) or not name or is_template(name):
        return
    seen = semantics.visible_text(control)
    bare = not any(map(str.isalnum, seen))
    source = semantics.name_source(control)
    if source in ("aria-label", "title", "alt"):
        yield IconLabel(control, name, AttributeOf(control, source), bare)
    elif source == "content":
        labels = [
            label for element in inner(control) if (label := label_of(page, element)) is not None
        ]
        for label in labels:
            yield IconLabel(control, label.text, label.target, bare)
        if not labels:
            yield IconLabel(control, name, control, bare)


def icon_label(page: Page, control: Element) -> IconLabel | None:
    """The words of a link that shows a picture and no text; None for other links."""
    if any(map(str.isalnum, page.semantics.visible_text(control))):
        return None
    labels = list(labels_of(page, control))
    if len(labels) != 1 or not labels[0].icon:
        return None
    return labels[0]
