"""Decides nothing itself: the checks of the rules about markup, by one name."""

from govpage_lint.checks.markup.attributes import broken as attribute_broken
from govpage_lint.checks.markup.attributes import repeated as attribute_repeated
from govpage_lint.checks.markup.meaning import abbreviation, article
from govpage_lint.checks.markup.obsolete import attribute as obsolete_attribute
from govpage_lint.checks.markup.obsolete import element as obsolete_element
from govpage_lint.checks.markup.obsolete import marquee, plugin
from govpage_lint.checks.markup.places import misplaced
from govpage_lint.checks.markup.spacing import breaks, empty_paragraph, spacer
from govpage_lint.checks.markup.tags import crossed, inside_its_like, stray, unclosed

__all__ = [
    "abbreviation",
    "article",
    "attribute_broken",
    "attribute_repeated",
    "breaks",
    "crossed",
    "empty_paragraph",
    "inside_its_like",
    "marquee",
    "misplaced",
    "obsolete_attribute",
    "obsolete_element",
    "plugin",
    "spacer",
    "stray",
    "unclosed",
]
