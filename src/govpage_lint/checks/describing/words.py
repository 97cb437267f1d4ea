"""Decides which words two texts share, in any language: by the beginnings of words, not by grammar.

It is lenient on purpose: "open" and "opening" are one word, and so are "application" and "apple".
Two texts that share nothing even so do share nothing.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from govpage_lint.regexes import regex

# No title is longer, and no more of a text is needed to see what it is about.
_MAX_TEXT: Final = 60_000
_STEM: Final = 4
_WORD = regex(r"[^\W\d_]+|\d+")
_CAPITALS = regex(r"[A-Z]{2}")
# Scripts that write words without spaces between them, or glue endings to them.
_GLUED = regex(r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_UNSEEN = regex("[\u00ad\u200b-\u200d\u2060\ufeff]")
_FUNCTION_WORDS: Final = frozenset(
    """
    a about after all also an and any are as at be been before but by can could do does for from had has have he her
    here his how i if in into is it its me more most my no nor not of on or our out over she should so some such than
    that the their them then there these they this those to too under up us was we were what when where which who why
    will with would you your
    """.split()
)


def plain(text: str) -> str:
    """A text as it is compared: one form a letter, no case, no marks that nobody sees."""
    text = text[:_MAX_TEXT]
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).casefold()


def words_of(text: str) -> list[str]:
    """The words and numbers of a text, as they are compared."""
    return _WORD.findall(plain(text))


def stems_of(text: str) -> set[str]:
    """What the words of a text that mean something begin with; pairs of letters in Korean, Japanese
    and Chinese."""
    words = set(words_of(text)) - _FUNCTION_WORDS
    if text.isascii():
        return {word[:_STEM] for word in words if len(word) > 2 or word.isdigit()}
    found: set[str] = set()
    for word in words:
        if not word.isascii() and _GLUED.search(word):
            found.update(word[place : place + 2] for place in range(max(1, len(word) - 1)))
        elif len(word) > 2 or word.isdigit():
            found.add(word[:_STEM])
    return found


def shares_words(text: str, other: str, *, stems: set[str] | None = None) -> bool:
    """Whether two texts share a word, or one abbreviates words of the other ("FAQ").

    ``stems`` are those of ``other``, where they are known.
    """
    own = stems_of(text)
    if stems is None:
        folded = plain(other)
        # Most have none in common, which is seen without taking the other text apart.
        stems = stems_of(other) if any(map(folded.__contains__, own)) else set()
    if not own.isdisjoint(stems):
        return True
    return _abbreviates(text, other) or _abbreviates(other[:200], text)


def _abbreviates(text: str, other: str) -> bool:
    """Whether a word in capitals has the first letters of words in a row of another text."""
    if text.isascii() and not _CAPITALS.search(text):
        return False
    capitals = [word for word in _WORD.findall(text) if word.isupper() and 2 <= len(word) <= 8]
    if not capitals:
        return False
    words = words_of(other)
    initials = [
        "".join(word[0] for word in words if word not in left_out)
        for left_out in ((), ("a", "an", "the"), _FUNCTION_WORDS)
    ]
    return any(word.casefold() in row for word in capitals for row in initials)
