"""Decides nothing itself: the checks of the rules about links."""

from govpage_lint.checks.links.identical import same_name, same_name_same_context
from govpage_lint.checks.links.purpose import purpose_unclear, text_vague

__all__ = ["purpose_unclear", "same_name", "same_name_same_context", "text_vague"]
