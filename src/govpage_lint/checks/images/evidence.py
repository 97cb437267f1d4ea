"""Decides what the words that were read in a picture prove: that it shows a text, or another one.

A reader makes out letters where there are none. A word counts where the reader is sure of it, in a
photograph surer still; a word that a witness expects (the alternative text, the name of the
file) counts where it was made out at all, since nobody guesses the same word by chance.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import unquote, urlsplit

from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import body_text
from govpage_lint.regexes import regex
from govpage_lint.semantics.pictures import Reading, ReadWord

_NOT_LETTER = regex(r"[\W_]+")
_PARTS = regex(r"[a-z]+|[^\W\d_]+", re.IGNORECASE)
_CAMEL = regex(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN = regex(r"[\W_]+")
_LATIN: Final = regex(r"[a-z]", re.IGNORECASE)
# How sure a reader is of a word that it made out rightly, and of one in a photograph.
_SURE: Final = 0.8
_SURE_IN_PHOTOGRAPH: Final = 0.9
_GUESS: Final = 0.2
_LIKE: Final = 0.86
_SHORTEST: Final = 3
_LONGEST: Final = 800
_DIFFERENT: Final = 2
_STROKES: Final = frozenset("ilo01xvwmnu")


def letters(text: str) -> str:
    """The letters and digits of a text, without case: by these texts are compared."""
    return _NOT_LETTER.sub("", unicodedata.normalize("NFKC", text).casefold())


def clear_words(reading: Reading) -> list[ReadWord]:
    """The words of a picture that are there for sure."""
    photograph = reading.photographic
    least = _SURE_IN_PHOTOGRAPH if photograph else _SURE
    return [
        word
        for word in reading.words
        if word.confidence >= least and _is_word(letters(word.text), 4 if photograph else 3)
    ]


def _is_word(key: str, least: int) -> bool:
    """Whether letters are enough to be a word: fewer syllables than letters of the alphabet."""
    # Rows of dots, strokes and waves are taken for letters.
    if not any(map(str.isalpha, key)) or len(set(key)) < _DIFFERENT or _STROKES.issuperset(key):
        return False
    return len(key) >= (least if _LATIN.search(key) else least - 1)


def words_of(words: Iterable[ReadWord]) -> str:
    """Words in reading order as one text."""
    return " ".join(word.text for word in words)


def shows(reading: Reading, text: str) -> bool:
    """Whether a picture shows a text that is expected in it, and hardly anything else."""
    wanted = letters(text)
    if len(wanted) < _SHORTEST or len(wanted) > _LONGEST:
        return False
    for words in (reading.words, reading.more):
        read = letters(words_of(word for word in words if word.confidence >= _GUESS))
        if not read or len(read) > 2 * len(wanted):
            continue
        if read == wanted:
            return True
        if len(wanted) > 2 * _SHORTEST and _ratio(read, wanted) >= _LIKE:
            return True
    return False


def _ratio(one: str, other: str) -> float:
    # Words are compared only where a reader of pictures is there.
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def made_out(reading: Reading, expected: Iterable[str]) -> str | None:
    """The first of some expected words that was made out in a picture at all; None where none was."""
    wanted = {key: word for word in expected if len(key := letters(word)) >= _SHORTEST}
    for word in (*reading.words, *reading.more):
        key = letters(word.text)
        if word.confidence >= _GUESS and key in wanted:
            return wanted[key]
    return None


def is_empty(reading: Reading) -> bool:
    """Whether nothing in a picture looks like a word, so that it has no text."""
    if not reading.sure or reading.photographic:
        return False
    return not any(
        word.confidence >= _GUESS and len(letters(word.text)) > 1
        for word in (*reading.words, *reading.more)
    )


def share_of_picture(reading: Reading, words: Iterable[ReadWord]) -> float:
    """How much of a picture its words cover, from 0 to 1."""
    whole = reading.width * reading.height
    # Small pictures are read enlarged, and the boxes are those of the tries.
    area = sum(min(word.box.area, whole) for word in words)
    return min(area / max(whole, 1), 1.0)


def is_text_alone(reading: Reading, words: Sequence[ReadWord]) -> bool:
    """Whether a picture has some words and nothing else."""
    # What is higher than wide may be a scanned letter, which has to be a picture.
    if not reading.bare or reading.width < reading.height:
        return False
    return all(word.confidence >= _GUESS for word in words)


def part_found(words: Iterable[ReadWord], text: str) -> float:
    """How many of the letters of some words stand in a text (as ``letters`` gives it), from 0 to 1."""
    found = total = 0
    for word in words:
        key = letters(word.text)
        total += len(key)
        found += len(key) if key in text else 0
    return found / total if total else 1.0


def file_words(address: str) -> list[str]:
    """The words that the name of a file is made of, in lower case."""
    if not address or address.startswith("data:"):
        return []
    try:
        path = urlsplit(address.strip()).path
    except ValueError:
        return []
    name = unquote(path).rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return name_words(stem)


def name_words(name: str) -> list[str]:
    """The words that a name in code is made of, and such with a digit whole, in lower case."""
    if not name:
        return []
    parts = [word.lower() for word in _PARTS.findall(_CAMEL.sub(" ", name))]
    mixed = [part.lower() for part in _BETWEEN.split(name) if part]
    return [*dict.fromkeys((*mixed, *parts))]


def exposed_letters(page: Page) -> str:
    """The letters of all that assistive technology gets of a page; a fact of it."""
    return letters(page.fact(body_text))


def shortened(text: str, limit: int = 60) -> str:
    """A text as it is quoted: its beginning where it is long."""
    return text if len(text) <= limit else f"{text[:limit].rstrip()}…"
