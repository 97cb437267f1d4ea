"""Decides what rules may ask about pages that people enlarge, narrow or space out."""

from govpage_lint.checks.zoom.cut import cut_when_spaced, cut_when_zoomed
from govpage_lint.checks.zoom.wide import too_wide

__all__ = ["cut_when_spaced", "cut_when_zoomed", "too_wide"]
