"""Decides nothing itself: the checks of the rules about headings, by one name."""

from typing import Final

CHECKS: Final = {
    "empty": "outline",
    "first_level_repeated": "outline",
    "hidden": "words",
    "level_invalid": "outline",
    "level_skipped": "outline",
    "long": "words",
    "lookalike": "lookalikes",
    "missing": "outline",
    "repeated_characters": "outline",
    "undescriptive": "words",
    "without_content": "outline",
    "wordless": "words",
}
