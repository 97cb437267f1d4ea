"""Decides what rules may ask about skip links and the ways past repeated blocks."""

from govpage_lint.checks.navigation.beyond import (
    blocks_collapse,
    heading_beyond,
    jump_beyond,
    landmark_beyond,
)
from govpage_lint.checks.navigation.bypass import bypass_missing, skip_link_missing
from govpage_lint.checks.navigation.reach import (
    skip_link_late,
    skip_link_main_not_first,
    skip_link_unreachable,
    skip_links_too_many,
)
from govpage_lint.checks.navigation.sight import skip_link_unseen
from govpage_lint.checks.navigation.targets import (
    skip_link_target_empty,
    skip_link_target_hidden,
    skip_link_target_misplaced,
    skip_link_target_missing,
    skip_link_target_repeated,
)

__all__ = [
    "blocks_collapse",
    "bypass_missing",
    "heading_beyond",
    "jump_beyond",
    "landmark_beyond",
    "skip_link_late",
    "skip_link_main_not_first",
    "skip_link_missing",
    "skip_link_target_empty",
    "skip_link_target_hidden",
    "skip_link_target_misplaced",
    "skip_link_target_missing",
    "skip_link_target_repeated",
    "skip_link_unreachable",
    "skip_link_unseen",
    "skip_links_too_many",
]
