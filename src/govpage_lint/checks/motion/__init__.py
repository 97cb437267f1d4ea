"""Decides what rules may ask about movement: of the content, of the page and of the device."""

from typing import Final

CHECKS: Final = {
    "cannot_be_disabled": "sensors",
    "flashes": "changes",
    "message_vanishes": "changes",
    "moves": "changes",
    "only_by_moving": "sensors",
    "orientation_locked": "turning",
    "text_changes": "changes",
}
