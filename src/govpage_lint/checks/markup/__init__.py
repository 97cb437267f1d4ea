"""Decides nothing itself: the checks of the rules about markup, by one name."""

from typing import Final

CHECKS: Final = {
    "abbreviation": "meaning",
    "article": "meaning",
    "attribute_broken": "attributes",
    "attribute_repeated": "attributes",
    "breaks": "spacing",
    "crossed": "tags",
    "empty_paragraph": "spacing",
    "inside_its_like": "tags",
    "marquee": "obsolete",
    "misplaced": "places",
    "obsolete_attribute": "obsolete",
    "obsolete_element": "obsolete",
    "plugin": "obsolete",
    "spacer": "spacing",
    "stray": "tags",
    "unclosed": "tags",
}
