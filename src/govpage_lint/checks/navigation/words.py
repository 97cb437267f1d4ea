"""Decides what the words of a link say about skipping, in any of the languages of the word list.

The words are data (``rules/data/skip_link_words.toml``); texts and words are compared without
regard to case, accents and widths.
"""

import unicodedata
from collections.abc import Mapping
from typing import Any, Final, Literal

from govpage_lint.checks.page import Page
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

type Place = Literal["content", "menu", "search", "footer", "quick"]
type Verb = Literal["skip", "jump", "go"]

# "Skip to" has "skip" in it: the verbs that say more come first.
_VERBS: Final[tuple[Verb, ...]] = ("jump", "skip", "go")
PLACES: Final[tuple[Place, ...]] = ("content", "menu", "search", "footer", "quick")
_TABLE: Final = "skip_link_words"
_LONGEST_LABEL: Final = 120
_MAX_NOUN_WORDS: Final = 5
# How many letters of a word with a star it is looked up by: no such word is shorter.
_KEY: Final = 3
_LETTERS = regex(r"[^\W\d_]")
# Words of any script: vowel signs of Indic scripts are no letters to Python.
_WORD = regex(r"(?:[^\W_]|[\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff])+")
_SPACE = regex(r"\s+")
_NOT_WORD = regex(r"[\W_]+")
_NAME_PARTS = regex(r"[A-Z]+(?![a-z])|[A-Z]?[^\W\dA-Z_]+|\d+")
# Scripts that are written without spaces between words, or that add particles to words: a phrase is
# looked for anywhere. Hangul, Kana, Han, Thai, Lao, Khmer, Myanmar.
_UNSPACED = regex(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a label says: its verb, the place it names, and whether it leads back to the top.

    ``bare`` is true where the label is hardly more than the name of the place.
    """

    verb: Verb | None
    place: Place | None
    top: bool
    bare: bool

    @property
    def destination(self) -> Place | None:
        """Where a skip link with this label says it leads: who skips the menu goes to the content."""
        if self.verb == "skip" and self.place != "content":
            return "content"
        return self.place


@dataclass(frozen=True, slots=True)
class Names:
    """Parts of ids and classes that say what something is for."""

    skip: tuple[str, ...]
    not_skip: tuple[str, ...]
    hint: frozenset[str]
    content: frozenset[str]
    repeated: frozenset[str]
    nowhere: frozenset[str]
    switch: frozenset[str]
    notice: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A phrase as its words; a word with a star stands for all that begin so."""

    kind: str
    words: tuple[tuple[str, bool], ...]
    length: int

    def stands_at(self, words: list[str], place: int) -> bool:
        """Whether the words of a text go on with this phrase."""
        if place + len(self.words) > len(words):
            return False
        for offset, (word, starred) in enumerate(self.words):
            found = words[place + offset]
            if found != word and not (starred and found.startswith(word)):
                return False
        return True


class Vocabulary:
    """The word list, made ready for matching. One for a process."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        # Phrases by their first word, those with a star by the beginning of it, and those in
        # scripts without spaces, which may stand anywhere.
        self._whole: dict[str, list[_Phrase]] = {}
        self._begun: dict[str, list[_Phrase]] = {}
        self._anywhere: list[tuple[str, str]] = []
        for kind in ("skip", "jump", "go", "top", *PLACES):
            for phrase in {phrase for phrases in table[kind].values() for phrase in phrases}:
                self._add(kind, plain(phrase))
        names = table["names"]
        self.names = Names(
            skip=tuple(names["skip"]),
            not_skip=tuple(names["not_skip"]),
            hint=frozenset(names["hint"]),
            content=frozenset(names["content"]),
            repeated=frozenset(names["repeated"]),
            nowhere=frozenset(names["nowhere"]),
            switch=frozenset(names["switch"]),
            notice=frozenset(names["notice"]),
        )

    def _add(self, kind: str, phrase: str) -> None:
        if _UNSPACED.search(phrase):
            self._anywhere.append((kind, phrase.replace("*", "")))
            return
        words = tuple(
            (word, phrase[found.end() : found.end() + 1] == "*")
            for found in _WORD.finditer(phrase)
            if (word := found[0])
        )
        made = _Phrase(kind, words, sum(len(word) + 1 for word, _ in words) - 1)
        first, starred = words[0]
        if starred:
            self._begun.setdefault(first[:_KEY], []).append(made)
        else:
            self._whole.setdefault(first, []).append(made)

    def read(self, label: str) -> Reading:
        """What a label says. Long texts are no labels: only their beginning is read."""
        text = plain(label[:_LONGEST_LABEL])
        found = self._found(text)
        verb: Verb | None = next((verb for verb in _VERBS if verb in found), None)
        # "Main navigation" is no content, though it has "main" in it: the longest name counts.
        places = sorted((name for name in PLACES if name in found), key=lambda name: -found[name])
        place = places[0] if places else None
        top = "top" in found and verb not in ("skip", "jump") and place != "content"
        return Reading(verb, place, top, place is not None and self._is_bare(text))

    def _found(self, text: str) -> dict[str, int]:
        """The kinds of phrases in a text, each with the length of the longest one."""
        found: dict[str, int] = {}
        words = _WORD.findall(text)
        for place, word in enumerate(words):
            for phrase in (*self._whole.get(word, ()), *self._begun.get(word[:_KEY], ())):
                if phrase.length > found.get(phrase.kind, 0) and phrase.stands_at(words, place):
                    found[phrase.kind] = phrase.length
        if _UNSPACED.search(text):
            for kind, phrase_text in self._anywhere:
                if len(phrase_text) > found.get(kind, 0) and phrase_text in text:
                    found[kind] = len(phrase_text)
        return found

    def _is_bare(self, text: str) -> bool:
        words = [word for word in text.split() if _LETTERS.search(word)]
        return len(words) <= _MAX_NOUN_WORDS


def plain(text: str) -> str:
    """A text for comparing: case folded, without accents and widths, spaces single."""
    folded = text.casefold()
    if folded.isascii():
        return _SPACE.sub(" ", folded).strip()
    decomposed = unicodedata.normalize("NFKD", folded)
    bare = "".join(char for char in decomposed if unicodedata.category(char) != "Mn")
    return _SPACE.sub(" ", unicodedata.normalize("NFC", bare)).strip()


def name_parts(name: str) -> list[str]:
    """The parts of an id or class in lower case: "skipNav_link2" has skip, nav, link, 2."""
    return [part.lower() for part in _NAME_PARTS.findall(name)]


def squeezed(name: str) -> str:
    """An id with its letters and digits only, in lower case."""
    return _NOT_WORD.sub("", name.lower())


def has_letters(text: str) -> bool:
    """Whether there is anything to read in a text."""
    return _LETTERS.search(text) is not None


def vocabulary(page: Page) -> Vocabulary:
    """The vocabulary of the rules' data."""
    table = page.data(_TABLE)
    for known, made in _made:
        if known is table:
            return made
    made = Vocabulary(table)
    _made[:] = [(table, made)]
    return made


# Data tables are read once a process, and so is this.
_made: list[tuple[Mapping[str, Any], Vocabulary]] = []
