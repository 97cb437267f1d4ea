"""Decides which words of the command line are numbers, and within which bounds."""

from __future__ import annotations

import argparse
from typing import Final

# Windows waits for 63 processes at most.
MOST_JOBS: Final = 60


class Whole:
    """A whole number within bounds, as a parser reads it."""

    def __init__(self, least: int, most: int) -> None:
        self._least = least
        self._most = most

    def __call__(self, text: str) -> int:
        """The number. Raises ArgumentTypeError."""
        if text.isascii() and text.isdecimal() and len(text) < 10:
            number = int(text)
            if self._least <= number <= self._most:
                return number
        raise argparse.ArgumentTypeError(
            f"{text} is not a whole number from {self._least} to {self._most}"
        )


def seconds(text: str) -> float:
    """A number of seconds up to an hour. Raises ArgumentTypeError."""
    try:
        value = float(text)
    except ValueError:
        value = 0
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError(f"{text} is not a number of seconds from 1 to 3600")
    return value
