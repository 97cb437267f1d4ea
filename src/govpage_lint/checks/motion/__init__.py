"""Decides what rules may ask about movement: of the content, of the page and of the device."""

from govpage_lint.checks.motion.changes import flashes, message_vanishes, moves, text_changes
from govpage_lint.checks.motion.sensors import cannot_be_disabled, only_by_moving
from govpage_lint.checks.motion.turning import orientation_locked

__all__ = [
    "cannot_be_disabled",
    "flashes",
    "message_vanishes",
    "moves",
    "only_by_moving",
    "orientation_locked",
    "text_changes",
]
