"""Decides what rules may ask about the use of a page by keyboard, as far as its markup tells."""

from govpage_lint.checks.keyboard.order import (
    accesskey_repeated,
    tabindex_needless,
    tabindex_positive,
)
from govpage_lint.checks.keyboard.reach import (
    button_unpressed,
    click_only,
    focus_refused,
    listener_only,
    mouse_only,
    role_unfocusable,
)

__all__ = [
    "accesskey_repeated",
    "button_unpressed",
    "click_only",
    "focus_refused",
    "listener_only",
    "mouse_only",
    "role_unfocusable",
    "tabindex_needless",
    "tabindex_positive",
]
