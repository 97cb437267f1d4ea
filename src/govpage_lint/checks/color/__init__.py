"""Decides what rules may ask about colours and their contrast."""

from govpage_lint.checks.color.contrast import text_contrast
from govpage_lint.checks.color.field_edges import field_edge, fields_apart
from govpage_lint.checks.color.fields import field_contrast
from govpage_lint.checks.color.links import color_only
from govpage_lint.checks.color.told import told_by_color

__all__ = [
    "color_only",
    "field_contrast",
    "field_edge",
    "fields_apart",
    "text_contrast",
    "told_by_color",
]
