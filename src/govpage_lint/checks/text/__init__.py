"""Decides what rules may ask about how text is set."""

from govpage_lint.checks.text.generated import generated
from govpage_lint.checks.text.hidden import lost
from govpage_lint.checks.text.paragraphs import lines_long, lines_tight
from govpage_lint.checks.text.pointed import placed, pointed
from govpage_lint.checks.text.spacing import line_height_fixed, spacing_fixed
from govpage_lint.checks.text.type import capitals, justified, letters_tight, slanted, small

__all__ = [
    "capitals",
    "generated",
    "justified",
    "letters_tight",
    "line_height_fixed",
    "lines_long",
    "lines_tight",
    "lost",
    "placed",
    "pointed",
    "slanted",
    "small",
    "spacing_fixed",
]
