"""Decides nothing itself: the checks of the rules about frames, by one name."""

from govpage_lint.checks.frames.focus import content_unreachable
from govpage_lint.checks.frames.same import name_repeated
from govpage_lint.checks.frames.titles import title_differs, title_missing, title_uninformative

__all__ = [
    "content_unreachable",
    "name_repeated",
    "title_differs",
    "title_missing",
    "title_uninformative",
]
