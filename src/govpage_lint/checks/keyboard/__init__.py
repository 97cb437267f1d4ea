"""Decides what rules may ask about the use of a page by keyboard, as far as its markup tells."""

from typing import Final

CHECKS: Final = {
    "accesskey_repeated": "order",
    "button_unpressed": "reach",
    "click_only": "reach",
    "focus_refused": "reach",
    "listener_only": "reach",
    "mouse_only": "reach",
    "role_unfocusable": "reach",
    "tabindex_needless": "order",
    "tabindex_positive": "order",
}
