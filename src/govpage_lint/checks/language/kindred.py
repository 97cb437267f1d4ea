"""Decides whether a text is in another language of its script than it says: Russian in Ukrainian, Persian in Arabic.

Languages that share a script other than Latin differ in letters that one of them never has, and in
their words of grammar. Either is data; a text is denied its language by letters or grammar that it
cannot have, and is given another one only if it has none that this one cannot have. Pure.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from govpage_lint.checks.language.identify import Language
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_WORD: Final = regex(r"[^\W\d_]+(?:[\u0300-\u036f\u064b-\u0652\u0900-\u0dff]+[^\W\d_]*)*")
_MOST_WORDS: Final = 2000
_LEAST_WORDS: Final = 4
# Shares of the words: with letters that a language never has, and of its grammar.
_FOREIGN: Final = 0.07
_LEAST_FOREIGN: Final = 3
_OWN: Final = 0.02
_GRAMMAR: Final = 0.08
_LEAST_GRAMMAR: Final = 2
_SHORT: Final = 12


@dataclass(frozen=True, slots=True)
class _Kind:
    """A language: letters of its script that it never has, and its words of grammar."""

    tag: str
    never: re.Pattern[str] | None
    grammar: frozenset[str]


class Kindred:
    """Tells languages of one script. From the table ``language_identity``."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._families = [
            [_kind(tag, entry) for tag, entry in family.items()]
            for family in table["script"].values()
        ]

    def other(self, text: str, tag: str) -> Language | None:
        """The language that a text is in instead of ``tag``; None where it fits or nobody can be sure."""
        family = next((f for f in self._families if any(k.tag == tag for k in f)), None)
        if family is None:
            return None
        words = [word.lower() for word in _WORD.findall(text)[:_MOST_WORDS]]
        if len(words) < _LEAST_WORDS:
            return None
        own = next(kind for kind in family if kind.tag == tag)
        rivals = [kind for kind in family if kind is not own]
        best = max(rivals, key=lambda kind: _share(words, kind.grammar) - 4 * _denied(words, kind))
        # Only what the two do not have in common tells them apart.
        theirs = _share(words, best.grammar - own.grammar)
        at_home = _share(words, own.grammar - best.grammar)
        denied = _denied(words, own)
        if _denied(words, best) > _OWN or theirs * len(words) < _LEAST_GRAMMAR:
            return None
        by_letters = denied >= _FOREIGN and denied * len(words) >= _LEAST_FOREIGN
        by_grammar = len(words) >= _SHORT and theirs >= _GRAMMAR
        sure = (by_letters or by_grammar) and at_home < theirs / 4
        return Language(best.tag, theirs) if sure else None


def _share(words: Sequence[str], grammar: frozenset[str]) -> float:
    return sum(word in grammar for word in words) / len(words)


def _denied(words: Sequence[str], kind: _Kind) -> float:
    never = kind.never
    return sum(never.search(word) is not None for word in words) / len(words) if never else 0.0


def _kind(tag: str, entry: Mapping[str, str]) -> _Kind:
    never = entry.get("never", "")
    return _Kind(
        tag,
        regex(f"[{re.escape(never)}]") if never else None,
        frozenset(entry["grammar"].split()),
    )
