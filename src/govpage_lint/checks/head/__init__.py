"""Decides nothing itself: the checks of the rules about the head of a page, by one name."""

from govpage_lint.checks.head.refreshes import (
    refresh_delayed,
    refresh_instant,
    refresh_unasked,
)
from govpage_lint.checks.head.serving import (
    charset_contradicts,
    charset_missing,
    doctype_missing,
    text_undecodable,
)
from govpage_lint.checks.head.title_form import (
    title_broken,
    title_long,
    title_repeated,
    title_site_only,
    title_without_heading,
)
from govpage_lint.checks.head.titles import title_missing, title_undescriptive
from govpage_lint.checks.head.viewport import width_fixed, zoom_blocked, zoom_limited

__all__ = [
    "charset_contradicts",
    "charset_missing",
    "doctype_missing",
    "refresh_delayed",
    "refresh_instant",
    "refresh_unasked",
    "text_undecodable",
    "title_broken",
    "title_long",
    "title_missing",
    "title_repeated",
    "title_site_only",
    "title_undescriptive",
    "title_without_heading",
    "width_fixed",
    "zoom_blocked",
    "zoom_limited",
]
