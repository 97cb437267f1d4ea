"""Decides what rules may ask about skip links and the ways past repeated blocks."""

from typing import Final

CHECKS: Final = {
    "blocks_collapse": "beyond",
    "bypass_missing": "bypass",
    "heading_beyond": "beyond",
    "jump_beyond": "beyond",
    "landmark_beyond": "beyond",
    "skip_link_late": "reach",
    "skip_link_main_not_first": "reach",
    "skip_link_missing": "bypass",
    "skip_link_target_empty": "targets",
    "skip_link_target_hidden": "targets",
    "skip_link_target_misplaced": "targets",
    "skip_link_target_missing": "targets",
    "skip_link_target_repeated": "targets",
    "skip_link_unreachable": "reach",
    "skip_link_unseen": "sight",
    "skip_links_too_many": "reach",
}
