"""Decides what rules may ask about the keyboard: whether the focus is seen, and gets on."""

from govpage_lint.checks.focus.scrolling import scroller_unreachable
from govpage_lint.checks.focus.signs import covered, given_away, not_visible
from govpage_lint.checks.focus.traps import caught, trapped

__all__ = ["caught", "covered", "given_away", "not_visible", "scroller_unreachable", "trapped"]
