"""Decides how well a word is spelt as those of one language in Latin letters: what it costs, in nats.

A model is a table of the language's common words and one of its usual runs of up to four letters,
each with its cost. Where a run is not in the table, the shorter ones at its end say it, for a fee.
"""

import math
from collections.abc import Mapping
from typing import Any, Final

# Costs are kept as whole numbers of quarter nats.
_NAT: Final = 4.0
_FEE: Final = 4  # for each letter that a run had to be cut short by: about -log 0.4
_UNKNOWN_LETTER: Final = 46
_RUN: Final = 4
# Common words are this much more likely to be met as such than to be spelt out; the rest is spelt.
_BY_LETTERS: Final = 5
_START, _END = "<", ">"


class Model:
    """The spelling of one language. From a table of ``rules/data/language_models``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._words = _costs(table["words"])
        self._runs = _costs(table["letters"])
        self._known: dict[str, float] = {}

    def cost(self, word: str) -> float:
        """What a word in lower case costs, in nats: the less, the more it is one of this language."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 20_000:
                self._known.clear()
            spelt = self._spelt(word) + _BY_LETTERS
            found = min(spelt, self._words.get(word, spelt)) / _NAT
            self._known[word] = found
        return found

    def _spelt(self, word: str) -> int:
        runs = self._runs
        text = f"{_START}{word}{_END}"
        total = 0
        for end in range(2, len(text) + 1):
            fee = 0
            for start in range(max(0, end - _RUN), end):
                cost = runs.get(text[start:end])
                if cost is not None:
                    total += cost + fee
                    break
                fee += _FEE
            else:
                total += _UNKNOWN_LETTER + fee
        return total


def _costs(text: str) -> dict[str, int]:
    """A table of lines, each of a cost and what costs that."""
    found: dict[str, int] = {}
    for line in text.split("\n"):
        cost, *items = line.split() or ("0",)
        found.update(dict.fromkeys(items, int(cost)))
    return found


def usual(cost: float, letters: int) -> float:
    """The cost of words by the letter, their ends counted as one: comparable between texts."""
    return cost / letters if letters else math.inf
