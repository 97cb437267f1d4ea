"""Decides what rules may ask about landmarks, menus, roles and references between elements."""

from typing import Final

CHECKS: Final = {
    "content_outside": "pages",
    "main_missing": "pages",
    "menu_outside": "menus",
    "name_empty": "names",
    "name_repeated": "names",
    "nested": "pages",
    "reference_missing": "references",
    "repeated": "pages",
    "role_invalid": "roles",
}
