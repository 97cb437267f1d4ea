"""Decides what rules may ask about what a page does while it loads."""

from typing import Final

CHECKS: Final = {
    "moves_on": "unasked",
    "needs_script": "unasked",
    "popup": "unasked",
    "takes_focus": "unasked",
}
