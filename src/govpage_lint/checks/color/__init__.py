"""Decides what rules may ask about colours and their contrast."""

from typing import Final

CHECKS: Final = {
    "color_only": "links",
    "field_contrast": "fields",
    "field_edge": "field_edges",
    "fields_apart": "field_edges",
    "text_contrast": "contrast",
    "told_by_color": "told",
}
