"""Decides what rules may ask about colours and their contrast."""

from govpage_lint.checks.color.contrast import text_contrast

__all__ = ["text_contrast"]
