"""Decides what Latin letters mean on a page in another script: a sentence, a label of the site, or nothing.

Abbreviations, names, addresses, units and file names are written in Latin letters everywhere and
need no mark. What is left is sentences, which function words and lower case give away, and the
labels that components and templates bring along in English.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, Literal

from govpage_lint.checks.language.script import LATIN, Run, Scripts
from govpage_lint.records import dataclass, fields
from govpage_lint.regexes import regex

type LatinLabel = Literal["label", "slight"]

_WORD: Final = regex(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# What a script will fill in.
_TEMPLATE: Final = regex(r"[{}<>$]|%\w")
_LETTERS: Final = regex("[A-Za-z]{2}")
# Addresses, e-mail, file names, code: anything with a sign in it that no sentence has inside a word.
_NO_WORDS: Final = regex(r"\S*[@/\\_=<>{}\[\]#]\S*|\S+\.\S+")
_SENTENCE_END: Final = regex(r"[.!?…]\s+|\s[|·•]\s|[\n\r]\s*[\n\r]|\t")
_NOT_LABEL: Final = regex(r"[\W\d_]+")
_LONGEST_LABEL: Final = 40
# Below this many characters nothing is a sentence: most texts are done with here.
_SHORTEST_SENTENCE: Final = 24


@dataclass(frozen=True, slots=True)
class _Measures:
    least_words: int
    least_function_words: int
    least_lower_share: float
    least_content_words: int


class Latin:
    """The words that Latin labels and sentences have, made ready for looking up."""

    def __init__(self, interface: Mapping[str, Any], running: Mapping[str, Any]) -> None:
        self._data = running["latin"]
        self._labels = frozenset(
            label for entry in interface["phrases"].values() for label in entry["labels"]
        )
        self._slight = frozenset(
            label for entry in interface["phrases"].values() for label in entry["slight"]
        )
        entries = interface["phrases"].values()
        self._actions = frozenset(word for entry in entries for word in entry["actions"].split())
        self._words = self._actions.union(*(entry["words"].split() for entry in entries))
        self._measures = _Measures(*(self._data[field.name] for field in fields(_Measures)))

    @cached_property
    def _languages(self) -> dict[str, frozenset[str]]:
        return {tag: frozenset(words.split()) for tag, words in self._data["words"].items()}

    @cached_property
    def _formulas(self) -> re.Pattern[str]:
        return regex(self._data["formulas"].strip(), re.IGNORECASE)

    def label(self, text: str) -> LatinLabel | None:
        """Whether a whole text is a label in Latin letters, and if it is more than a word in a design."""
        if len(text) > _LONGEST_LABEL or _LETTERS.search(text) is None:
            return None
        words = _NOT_LABEL.sub(" ", text).strip()
        if not words or words.isupper() or _TEMPLATE.search(text):
            # TOP, MENU, MORE: drawn as much as written.
            return None
        plain = words.casefold()
        if plain in self._labels:
            return "slight" if plain in self._slight else "label"
        parts = plain.split()
        if (
            len(parts) < 2
            or not self._words.issuperset(parts)
            or self._languages["en"].issuperset(parts)
        ):
            return None
        return "slight" if self._actions.isdisjoint(parts) else "label"

    def sentences(self, text: str, scripts: Scripts) -> list[Run]:
        """The sentences in Latin letters in a text, neighbours as one run."""
        if len(text) < _SHORTEST_SENTENCE or _LETTERS.search(text) is None:
            return []
        found: list[Run] = []
        for stretch in scripts.latin_stretches(text):
            if (
                stretch.end - stretch.start >= _SHORTEST_SENTENCE
                and stretch.letters >= _SHORTEST_SENTENCE // 2
            ):
                found.extend(self._sentences_of(text, stretch))
        return found

    def _sentences_of(self, text: str, stretch: Run) -> list[Run]:
        first = last = None
        start = stretch.start
        for end in [
            *(m.end() for m in _SENTENCE_END.finditer(text, stretch.start, stretch.end)),
            stretch.end,
        ]:
            if self.is_sentence(text[start:end]):
                first = start if first is None else first
                last = end
            start = end
        if first is None or last is None:
            return []
        inside = text[first:last]
        first += len(inside) - len(inside.lstrip())
        last -= len(inside) - len(inside.rstrip())
        return [Run(LATIN, first, last, sum(map(len, _WORD.findall(inside))))]

    def is_sentence(self, text: str) -> bool:
        """Whether a text in Latin letters is running text in some language."""
        words = _WORD.findall(_NO_WORDS.sub(" ", text))
        measures = self._measures
        if len(words) < measures.least_words:
            return False
        lower = {word for word in words if word[0].islower()}
        if sum(word in lower for word in words) < measures.least_lower_share * len(words):
            return False
        known = max(self._languages.values(), key=lambda known: len(lower & known))
        # Names have the words between names in lower case, and no others.
        return (
            len(lower & known) >= measures.least_function_words
            and len(lower - known) >= measures.least_content_words
            and not self._formulas.search(text)
        )

    def share_of_function_words(self, text: str) -> float:
        """Which share of a text's words are function words of the language that has most of them."""
        words = [word.lower() for word in _WORD.findall(text)]
        if not words:
            return 0.0
        return max(
            sum(word in known for word in words) for known in self._languages.values()
        ) / len(words)
