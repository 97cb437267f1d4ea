"""Decides nothing itself: the checks of the rules about the head of a page, by one name."""

from typing import Final

CHECKS: Final = {
    "charset_contradicts": "serving",
    "charset_missing": "serving",
    "doctype_missing": "serving",
    "refresh_delayed": "refreshes",
    "refresh_instant": "refreshes",
    "refresh_unasked": "refreshes",
    "text_undecodable": "serving",
    "title_broken": "title_form",
    "title_long": "title_form",
    "title_missing": "titles",
    "title_repeated": "title_form",
    "title_site_only": "title_form",
    "title_undescriptive": "titles",
    "title_without_heading": "title_form",
    "width_fixed": "viewport",
    "zoom_blocked": "viewport",
    "zoom_limited": "viewport",
}
