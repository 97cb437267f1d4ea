"""Decides nothing itself: the checks of the rules about frames, by one name."""

from typing import Final

CHECKS: Final = {
    "content_unreachable": "focus",
    "name_repeated": "same",
    "title_differs": "titles",
    "title_missing": "titles",
    "title_uninformative": "titles",
}
