"""Decides what rules may ask about where things stand on a page, and how large they are."""

from govpage_lint.checks.layout.labels import label_far
from govpage_lint.checks.layout.order import visual
from govpage_lint.checks.layout.pictures import background
from govpage_lint.checks.layout.targets import diagonal_short, small

__all__ = ["background", "diagonal_short", "label_far", "small", "visual"]
