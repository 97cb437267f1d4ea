"""Decides what rules may ask about pages that people enlarge, narrow or space out."""

from typing import Final

CHECKS: Final = {
    "cut_when_spaced": "cut",
    "cut_when_zoomed": "cut",
    "too_wide": "wide",
}
