"""Decides what rules may ask about the keyboard: whether the focus is seen, and gets on."""

from govpage_lint.checks.focus.clicks import click_target_unfocusable
from govpage_lint.checks.focus.keys import button_key_ignored, character_shortcut, shown_by_mouse
from govpage_lint.checks.focus.scrolling import scroller_unreachable
from govpage_lint.checks.focus.signs import covered, given_away, not_visible
from govpage_lint.checks.focus.traps import caught, trapped

__all__ = [
    "button_key_ignored",
    "caught",
    "character_shortcut",
    "click_target_unfocusable",
    "covered",
    "given_away",
    "not_visible",
    "scroller_unreachable",
    "shown_by_mouse",
    "trapped",
]
