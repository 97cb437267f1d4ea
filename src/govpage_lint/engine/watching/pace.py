"""Decides when it is looked whether anything has changed, and when a change is over."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic, sleep
from typing import Final, Protocol

# Seconds between two looks, and between a change and the look that shows whether it was all.
_EVERY: Final = 0.5
_SETTLING: Final = 0.1
# Looks take a tenth of one processor at most, but nobody waits for longer than this.
_SHARE: Final = 9
_LONGEST: Final = 10.0
# What changes all the time is not waited for.
_PATIENCE: Final = 30


class Ticker(Protocol):
    """What time is, for who watches."""

    def now(self) -> float:
        """Seconds, from any beginning."""

    def wait(self, seconds: float) -> None:
        """Let time pass."""


class Clock:
    """The time of this machine."""

    def now(self) -> float:
        """Seconds, from any beginning."""
        return monotonic()

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        sleep(seconds)


def next_change[Look](calm: Look, look: Callable[[], Look], ticker: Ticker) -> Look:
    """Wait until a look shows something else than ``calm``, and the next one shows the same.

    An editor that saves may take the file away for a moment, and a branch changes file by file.
    """
    seen, cost, restless = calm, 0.0, 0
    while True:
        ticker.wait(_SETTLING if restless else min(max(_EVERY, cost * _SHARE), _LONGEST))
        began = ticker.now()
        found = look()
        cost = ticker.now() - began
        if found == calm:
            restless = 0
        elif restless and (found == seen or restless >= _PATIENCE):
            return found
        else:
            restless += 1
        seen = found
