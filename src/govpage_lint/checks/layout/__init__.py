"""Decides what rules may ask about where things stand on a page, and how large they are."""

from typing import Final

CHECKS: Final = {
    "background": "pictures",
    "diagonal_short": "targets",
    "label_far": "labels",
    "small": "targets",
    "visual": "order",
}
