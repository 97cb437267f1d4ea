"""Decides what rules may ask about the keyboard: whether the focus is seen, and gets on."""

from typing import Final

CHECKS: Final = {
    "button_key_ignored": "keys",
    "caught": "traps",
    "character_shortcut": "keys",
    "click_target_unfocusable": "clicks",
    "covered": "signs",
    "given_away": "signs",
    "not_visible": "signs",
    "scroller_unreachable": "scrolling",
    "shown_by_mouse": "keys",
    "trapped": "traps",
}
