"""Decides which words of a text in Latin letters say what language it is in. Pure.

Names, abbreviations, addresses and code are the same in every language: what is written with a capital
letter inside a sentence says nothing, but for words of grammar.
"""

import unicodedata
from collections.abc import Container, Iterator
from typing import Final

from govpage_lint.regexes import regex

# Words of Latin letters only: others have scripts to tell them by.
_WORD: Final = regex(r"(?:(?![×÷])[A-Za-zÀ-ɏḀ-ỿʻʼ])+")
# Addresses, e-mail, file names, code: signs that no sentence has inside a word.
_NO_WORD: Final = regex(r"[@/\\_=<>{}\[\]#%$&\d]|\w\.\w")
_SENTENCE_ENDS: Final = frozenset(".!?:;•|…—–·")
_BREAK: Final = regex(r"([\n\t|•])")
_LEAST_SHOUTED: Final = 5
_LONGEST_WORD: Final = 30


def telling_words(text: str, grammar: Container[str]) -> list[str]:
    """The words of a text that tell its language, in lower case, in order.

    ``grammar`` has the words of grammar of all languages: they tell even with a capital letter.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    tokens = _BREAK.sub(r" \1 ", text).split(" ")
    if len(text) > 3 and text.isupper():
        found = [word.lower() for token in tokens for word in _words(token) if len(word) > 1]
        return found if len(found) >= _LEAST_SHOUTED else []
    return list(_telling(tokens, grammar))


def _words(token: str) -> list[str]:
    """The words in a piece of text without spaces; none where it is no piece of a sentence."""
    if token.isascii() and token.isalpha():
        return [token]
    return [] if _NO_WORD.search(token) else _WORD.findall(token)


def _telling(tokens: list[str], grammar: Container[str]) -> Iterator[str]:
    starts = True
    opening: str | None = None  # the capitalised word that a sentence begins with
    for token in tokens:
        if not token:
            continue
        words = _words(token)
        if not words:
            starts, opening = True, None
            continue
        for word in words:
            lower = word.lower()
            if word == lower:
                if opening is not None:
                    yield opening
                    opening = None
                if lower in grammar or 1 < len(word) < _LONGEST_WORD:
                    yield lower
            else:
                # Where another capital follows, it is a heading or a name rather than a sentence.
                plain = word[1:] == lower[1:]
                told = plain and lower in grammar
                opening = lower if starts and plain and not told and len(word) > 1 else None
                if told:
                    yield lower
            starts = False
        end = token[-1]
        if not end.isalnum():
            if end == "," and opening is not None:
                yield opening
                opening = None
            elif end in _SENTENCE_ENDS or token[-2:-1] in _SENTENCE_ENDS:
                starts, opening = True, None
