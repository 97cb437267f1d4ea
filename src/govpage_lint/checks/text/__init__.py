"""Decides what rules may ask about how text is set."""

from typing import Final

CHECKS: Final = {
    "capitals": "type",
    "generated": "generated",
    "justified": "type",
    "letters_tight": "type",
    "line_height_fixed": "spacing",
    "lines_long": "paragraphs",
    "lines_tight": "paragraphs",
    "lost": "hidden",
    "placed": "pointed",
    "pointed": "pointed",
    "slanted": "type",
    "small": "type",
    "spacing_fixed": "spacing",
}
