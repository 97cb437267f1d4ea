"""Decides how a whole number for each element of a page is kept: in 4 bytes, where a list takes 36.

A large page has a hundred thousand elements, and there are dozens of such rows.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import accumulate

type Numbers = array[int]


def numbers(some: Iterable[int]) -> Numbers:
    """Whole numbers, each below 2³¹."""
    return array("i", some)


def zeros(size: int) -> Numbers:
    """So many zeros, to be overwritten."""
    return array("i", bytes(size * array("i").itemsize))


def sums(some: Iterable[int]) -> Numbers:
    """The sum of what stands before each place, and of all at last."""
    return array("i", accumulate(some, initial=0))
