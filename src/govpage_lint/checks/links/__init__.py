"""Decides nothing itself: the checks of the rules about links."""

from typing import Final

CHECKS: Final = {
    "adjacent_same": "neighbours",
    "image_unexplained": "files",
    "leads_nowhere": "nowhere",
    "leads_to_itself": "texts",
    "malformed": "malformed",
    "media_without_transcript": "files",
    "purpose_unclear": "purpose",
    "same_name": "identical",
    "same_name_same_context": "identical",
    "target_missing": "nowhere",
    "text_is_address": "texts",
    "text_vague": "purpose",
    "title_differs": "titles",
    "title_repeats": "titles",
    "type_unsaid": "files",
    "unannounced": "windows",
    "unseparated": "neighbours",
}
