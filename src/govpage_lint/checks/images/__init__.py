"""Decides what rules may ask about pictures: their alternative texts, and what is decoration."""

from govpage_lint.checks.images.alternatives import (
    alt_missing,
    canvas_alternative,
    decoration_exposed,
    decoration_with_alt,
    object_name_missing,
    svg_name_missing,
    title_differs,
    title_without_alt,
)
from govpage_lint.checks.images.lettering import image_of_text, resource_text
from govpage_lint.checks.images.names import name_contradicted, name_undescriptive
from govpage_lint.checks.images.repeats import repeats_text
from govpage_lint.checks.images.unsaid import alternative_partial, hidden_picture, text_unsaid
from govpage_lint.checks.images.words import file_name, meaningless, names_medium, too_long

__all__ = [
    "alt_missing",
    "alternative_partial",
    "canvas_alternative",
    "decoration_exposed",
    "decoration_with_alt",
    "file_name",
    "hidden_picture",
    "image_of_text",
    "meaningless",
    "name_contradicted",
    "name_undescriptive",
    "names_medium",
    "object_name_missing",
    "repeats_text",
    "resource_text",
    "svg_name_missing",
    "text_unsaid",
    "title_differs",
    "title_without_alt",
    "too_long",
]
