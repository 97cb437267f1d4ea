"""Decides what rules may ask about links and buttons that show an icon: their names, and networks."""

from govpage_lint.checks.icons.controls import (
    image_button,
    ligature,
    name_missing,
    name_unreadable,
    only_sign,
)
from govpage_lint.checks.icons.networks import wrong_network
from govpage_lint.checks.icons.prefix import prefix_repeated

__all__ = [
    "image_button",
    "ligature",
    "name_missing",
    "name_unreadable",
    "only_sign",
    "prefix_repeated",
    "wrong_network",
]
