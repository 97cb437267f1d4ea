"""Decides nothing itself: the checks of the rules about headings, by one name."""

from govpage_lint.checks.headings.lookalikes import lookalike
from govpage_lint.checks.headings.outline import (
    empty,
    first_level_repeated,
    level_invalid,
    level_skipped,
    missing,
    repeated_characters,
    without_content,
)
from govpage_lint.checks.headings.words import hidden, long, undescriptive, wordless

__all__ = [
    "empty",
    "first_level_repeated",
    "hidden",
    "level_invalid",
    "level_skipped",
    "long",
    "lookalike",
    "missing",
    "repeated_characters",
    "undescriptive",
    "without_content",
    "wordless",
]
