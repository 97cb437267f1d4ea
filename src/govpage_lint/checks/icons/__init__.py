"""Decides what rules may ask about links and buttons that show an icon: their names, and networks."""

from typing import Final

CHECKS: Final = {
    "image_button": "controls",
    "ligature": "controls",
    "name_missing": "controls",
    "name_unreadable": "controls",
    "only_sign": "controls",
    "prefix_repeated": "prefix",
    "wrong_network": "networks",
}
