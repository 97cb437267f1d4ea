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
from govpage_lint.checks.images.faults import (
    broken,
    drawn_with_signs,
    emoji_row,
    map_missing,
    repeated_name,
    spacer_named,
)
from govpage_lint.checks.images.informative import (
    background_telling,
    code_unlinked,
    description_missing,
    marked_empty,
)
from govpage_lint.checks.images.lettering import image_of_text, resource_text
from govpage_lint.checks.images.names import name_contradicted, name_undescriptive
from govpage_lint.checks.images.repeats import repeats_text
from govpage_lint.checks.images.unsaid import alternative_partial, hidden_picture, text_unsaid
from govpage_lint.checks.images.words import file_name, meaningless, names_medium, too_long

__all__ = [
    "alt_missing",
    "alternative_partial",
    "background_telling",
    "broken",
    "canvas_alternative",
    "code_unlinked",
    "decoration_exposed",
    "decoration_with_alt",
    "description_missing",
    "drawn_with_signs",
    "emoji_row",
    "file_name",
    "hidden_picture",
    "image_of_text",
    "map_missing",
    "marked_empty",
    "meaningless",
    "name_contradicted",
    "name_undescriptive",
    "names_medium",
    "object_name_missing",
    "repeated_name",
    "repeats_text",
    "resource_text",
    "spacer_named",
    "svg_name_missing",
    "text_unsaid",
    "title_differs",
    "title_without_alt",
    "too_long",
]
