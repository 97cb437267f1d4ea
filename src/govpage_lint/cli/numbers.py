"""Decides which words of the command line are whole numbers, and within which bounds."""

from __future__ import annotations

import argparse


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
        raise argparse.ArgumentTypeError(f"{text} is not from {self._least} to {self._most}")
