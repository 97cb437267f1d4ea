"""Decides which known words somebody may have meant who wrote an unknown one."""

from __future__ import annotations

from collections.abc import Iterable


def get_close_matches(
    word: str, known: Iterable[str], n: int = 3, cutoff: float = 0.6
) -> list[str]:
    """At most ``n`` known words that are like ``word`` by ``cutoff`` (0 to 1), the likest first.

    As ``difflib`` has it, which is imported when somebody has mistyped.
    """
    from difflib import get_close_matches as close

    return close(word, list(known), n, cutoff)
