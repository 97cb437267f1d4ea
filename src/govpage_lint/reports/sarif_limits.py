"""Decides how much a SARIF report may hold: what GitHub refuses is cut, the least serious first."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Final

MAX_RESULTS: Final = 25_000
MAX_COMPRESSED: Final = 10_000_000


def cut(
    make: Callable[[int], tuple[str, int]],
    results: int = MAX_RESULTS,
    compressed: int = MAX_COMPRESSED,
) -> str:
    """The text that ``make`` gives for the most results that fit, which it also counts in all."""
    most = results
    while True:
        text, total = make(most)
        kept = min(most, total)
        data = text.encode("utf-8", "backslashreplace")
        # What fits plainly need not be compressed to know.
        if len(data) <= compressed or not kept:
            return text
        size = len(gzip.compress(data, 6))
        if size <= compressed:
            return text
        most = max(0, min(kept - 1, int(kept * compressed / size * 0.95)))
