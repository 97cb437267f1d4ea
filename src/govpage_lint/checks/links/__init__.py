"""Decides nothing itself: the checks of the rules about links."""

from govpage_lint.checks.links.files import image_unexplained, media_without_transcript, type_unsaid
from govpage_lint.checks.links.identical import same_name, same_name_same_context
from govpage_lint.checks.links.malformed import malformed
from govpage_lint.checks.links.neighbours import adjacent_same, unseparated
from govpage_lint.checks.links.nowhere import leads_nowhere, target_missing
from govpage_lint.checks.links.purpose import purpose_unclear, text_vague
from govpage_lint.checks.links.texts import leads_to_itself, text_is_address
from govpage_lint.checks.links.titles import title_differs, title_repeats
from govpage_lint.checks.links.windows import unannounced

__all__ = [
    "adjacent_same",
    "image_unexplained",
    "leads_nowhere",
    "leads_to_itself",
    "malformed",
    "media_without_transcript",
    "purpose_unclear",
    "same_name",
    "same_name_same_context",
    "target_missing",
    "text_is_address",
    "text_vague",
    "title_differs",
    "title_repeats",
    "type_unsaid",
    "unannounced",
    "unseparated",
]
