"""Decides what rules may ask about comments that suppress findings."""

from typing import Final

CHECKS: Final = {
    "told_by_the_engine": "told",
}
