"""Decides what rules may ask about movement: of the content, of the page and of the device."""

from govpage_lint.checks.motion.changes import flashes, message_vanishes, moves, text_changes
from govpage_lint.checks.motion.turning import orientation_locked

__all__ = ["flashes", "message_vanishes", "moves", "orientation_locked", "text_changes"]
