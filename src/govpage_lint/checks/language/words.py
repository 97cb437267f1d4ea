"""Decides whether a text in a foreign script is a label of the site, running text, or maybe a name.

Names of people, places, bodies and products stand in any language on any page, and need no mark
(WCAG 3.1.2). No list has them all; but a label is made of the words that all sites have, and
running text of words that names do not have. Those words are data (``rules/data/ui_words.toml``
and ``language_words.toml``).
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, Literal

from govpage_lint.checks.language.script import HAN, KANA
from govpage_lint.records import dataclass
from govpage_lint.regexes import longest_first, regex

type Weight = Literal["interface", "prose", "phrase", "name"]

_WORD: Final = regex(
    r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f\u064b-\u0652\u0900-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])*"
)
_NAME_LIST: Final = regex(r"[,·/ㆍ・、，|]")
_NO_SCRIPTS: Final = frozenset(("latin", "only", "other", "switcher"))
_LONGEST: Final = 400
_LONGEST_LABEL: Final = 60
_LONGEST_NAME_WORD: Final = 4
_LONGEST_ADDRESS_WORDS: Final = 12
_MOST_NAMED: Final = 0.6


def words_of(text: str) -> list[str]:
    """The words of a text: what is made of letters and their marks."""
    return _WORD.findall(text)


@dataclass(frozen=True, slots=True)
class _Labels:
    """What labels in a script are made of: one pattern for a word, and for the words at their end."""

    word: re.Pattern[str]
    ends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Grammar:
    """What running text in a script has. ``spaced``: words are set apart by spaces."""

    spaced: bool
    words: frozenset[str]
    endings: tuple[str, ...]
    marks: re.Pattern[str] | None
    names: tuple[str, ...]
    phrase: int
    prose: int
    long: int


class Lexicon:
    """The words that tell labels and running text from names, made ready for weighing."""

    def __init__(self, interface: Mapping[str, Any], running: Mapping[str, Any]) -> None:
        self._interface = interface
        self._running = running
        # Made for a script when a page first has it: most pages have none.
        self._labels: dict[str, list[_Labels]] = {}
        self._grammars: dict[str, _Grammar] = {}

    def weigh(self, text: str, script: str) -> Weight:
        """What a text in ``script`` is; "name" is what it may be when nothing says otherwise."""
        text = text[:_LONGEST]
        if len(text) <= _LONGEST_LABEL and self.is_label(text, script):
            return "interface"
        grammar = self._grammar_of(script)
        return _weigh_spaced(text, grammar) if grammar.spaced else _weigh_joined(text, grammar)

    def is_label(self, text: str, script: str) -> bool:
        """Whether a text is made of the words of labels alone, or ends as only labels do."""
        words = [word.casefold() for word in words_of(text)]
        if not words:
            return False
        for labels in self._labels_of(script):
            if all(labels.word.fullmatch(word) for word in words):
                return True
            if labels.ends and len(words) > 1 and words[-1] in labels.ends:
                return True
        return False

    def _labels_of(self, script: str) -> list[_Labels]:
        if script not in self._labels:
            # Han alone may be a Japanese label as well as a Chinese one.
            scripts = (HAN, KANA) if script == HAN else (script,)
            joined = self._interface["joined"].values()
            spaced = self._interface["spaced"].values()
            self._labels[script] = [
                _Labels(
                    _joined_pattern(entry["parts"].split()), tuple(entry.get("ends", "").split())
                )
                for entry in joined
                if entry["script"] in scripts
            ] + [
                _Labels(_any_of(entry["words"].split()), ())
                for entry in spaced
                if entry["script"] in scripts
            ]
        return self._labels[script]

    def _grammar_of(self, script: str) -> _Grammar:
        name = script if script in self._running and script not in _NO_SCRIPTS else "other"
        if name not in self._grammars:
            self._grammars[name] = _grammar(self._running[name])
        return self._grammars[name]


def _weigh_spaced(text: str, grammar: _Grammar) -> Weight:
    words = words_of(text)
    count = len(words)
    if count == 0 or _is_address(text, words, grammar):
        return "name"
    if _has_grammar(words, grammar):
        return "prose"
    if _NAME_LIST.search(text) and all(len(word) <= _LONGEST_NAME_WORD for word in words):
        return "name"
    if count >= grammar.prose:
        return "prose"
    long = grammar.long and count > 1 and sum(map(len, words)) >= grammar.long
    return "phrase" if count >= grammar.phrase or long else "name"


def _is_address(text: str, words: Sequence[str], grammar: _Grammar) -> bool:
    """Whether a text is made of the names of places and bodies: all of them, or most with numbers."""
    if not grammar.names or len(words) > _LONGEST_ADDRESS_WORDS:
        return False
    named = sum(word.endswith(grammar.names) for word in words)
    if named == len(words):
        return True
    return named > 1 and named >= _MOST_NAMED * len(words) and any(map(str.isdigit, text))


def _has_grammar(words: Sequence[str], grammar: _Grammar) -> bool:
    """Whether the words hold what only running text has: an ending, or function words."""
    if grammar.endings:
        ended = sum(len(word) > 2 and word.endswith(grammar.endings) for word in words)
        return ended > 0 and (len(words) > 2 or ended == len(words))
    found = sum(word.casefold() in grammar.words for word in words)
    return found > 0 and len(words) >= 4


def _weigh_joined(text: str, grammar: _Grammar) -> Weight:
    letters = sum(map(len, words_of(text)))
    has_digits = any(char.isdigit() for char in text)
    if has_digits and letters < grammar.prose and any(name in text for name in grammar.names):
        # Digits and the word for a district or street: an address.
        return "name"
    if letters >= grammar.phrase // 2 and grammar.marks is not None and grammar.marks.search(text):
        return "prose"
    if letters >= grammar.prose:
        return "prose"
    return "phrase" if letters >= grammar.phrase else "name"


def _grammar(entry: Mapping[str, Any]) -> _Grammar:
    marks = entry.get("marks", "").split()
    return _Grammar(
        spaced="marks" not in entry,
        words=frozenset(entry.get("words", "").split()),
        endings=tuple(entry.get("endings", "").split()),
        marks=regex("|".join(map(re.escape, marks))) if marks else None,
        names=tuple(entry.get("names", "").split()),
        phrase=entry["phrase"],
        prose=entry["prose"],
        long=entry.get("long", 0),
    )


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return regex("|".join(re.escape(word.casefold()) for word in longest_first(words)))


def _joined_pattern(parts: Iterable[str]) -> re.Pattern[str]:
    # Possessive, the longest first: parts overlap, and a page could make trying them all cost dear.
    return regex(f"(?>{'|'.join(re.escape(part.casefold()) for part in longest_first(parts))})++")
