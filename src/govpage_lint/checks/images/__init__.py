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
from govpage_lint.checks.images.repeats import repeats_text
from govpage_lint.checks.images.words import file_name, meaningless, names_medium, too_long

__all__ = [
    "alt_missing",
    "canvas_alternative",
    "decoration_exposed",
    "decoration_with_alt",
    "file_name",
    "meaningless",
    "names_medium",
    "object_name_missing",
    "repeats_text",
    "svg_name_missing",
    "title_differs",
    "title_without_alt",
    "too_long",
]
