"""Decides which words of a text in Latin letters say what language it is in. Pure.

Names, abbreviations, addresses and code are the same in every language: what is written with a capital
letter inside a sentence says nothing, but for words of grammar.
"""

import re
import unicodedata
from collections.abc import Container, Iterator
from typing import Final

# Words of Latin letters only: others have scripts to tell them by.
_WORD: Final = re.compile(r"(?:(?![×÷])[A-Za-zÀ-ɏḀ-ỿʻʼ])+")
# Addresses, e-mail, file names, code: anything with a sign in it that no sentence has inside a word.
_NO_WORDS: Final = re.compile(r"\S*[@/\\_=<>{}\[\]#%$&]\S*|\S*\w\.\w\S*|\S*\d\S*")
_SENTENCE_ENDS: Final = frozenset(".!?:;•|\n\t…—–·")
_LEAST_SHOUTED: Final = 5
_LONGEST_WORD: Final = 30


def telling_words(text: str, grammar: Container[str]) -> list[str]:
    """The words of a text that tell its language, in lower case, in order.

    ``grammar`` has the words of grammar of all languages: they tell even with a capital letter.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if len(text) > 3 and text.isupper():
        words = [word.lower() for word in _WORD.findall(_NO_WORDS.sub(" ", text)) if len(word) > 1]
        return words if len(words) >= _LEAST_SHOUTED else []
    return list(_telling(_NO_WORDS.sub(" | ", text), grammar))


def _telling(text: str, grammar: Container[str]) -> Iterator[str]:
    opening: str | None = None  # the capitalised word that a sentence begins with
    end = 0
    for match in _WORD.finditer(text):
        word, between = match[0], text[end : match.start()]
        starts = end == 0 or not _SENTENCE_ENDS.isdisjoint(between)
        end = match.end()
        lower = word.lower()
        if word[0] == lower[0]:
            if opening is not None and not starts:
                yield opening
            opening = None
            if lower in grammar or (len(word) > 1 and word == lower and len(word) < _LONGEST_WORD):
                yield lower
        else:
            if opening is not None and "," in between:
                yield opening
            # Where another capital follows, it is a heading or a name rather than a sentence.
            opening = lower if starts and word[1:] == lower[1:] and len(word) > 1 else None
            if lower in grammar and word[1:] == lower[1:]:
                opening = None
                yield lower
