"""Decides what rules may ask about movement: of the content, of the page and of the device."""

from govpage_lint.checks.motion.turning import orientation_locked

__all__ = ["orientation_locked"]
