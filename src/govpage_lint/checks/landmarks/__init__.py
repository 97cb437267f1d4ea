"""Decides what rules may ask about landmarks, menus, roles and references between elements."""

from govpage_lint.checks.landmarks.menus import menu_outside
from govpage_lint.checks.landmarks.names import name_empty, name_repeated
from govpage_lint.checks.landmarks.pages import content_outside, main_missing, nested, repeated
from govpage_lint.checks.landmarks.references import reference_missing
from govpage_lint.checks.landmarks.roles import role_invalid

__all__ = [
    "content_outside",
    "main_missing",
    "menu_outside",
    "name_empty",
    "name_repeated",
    "nested",
    "reference_missing",
    "repeated",
    "role_invalid",
]
