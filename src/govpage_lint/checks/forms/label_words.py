"""Decides whether the words of a visible label stand in a name (ACT 2ee8b8, "label in name algorithm").

Where the algorithm leaves something to judgement (abbreviations, spellings, signs, languages without
spaces between words) and the answer hangs on it, the answer is "unsure".
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from govpage_lint.regexes import regex

type Answer = Literal["contained", "unsure", "not contained"]

_PARENTHESES = regex(r"\([^()]*\)")
_DEPTH: Final = 4
# Hyphens and dashes, the soft one too: where they join, "non-standard" is "nonstandard".
_HYPHENS = regex("[-\u00ad\u2010-\u2015\u2212\u30fb\ufe58\ufe63\uff0d]")
_WIDE_PARENTHESES = str.maketrans("（）", "()")
# Scripts written without spaces between words, or with spaces as one likes: Hangul, Kana, Han, Thai,
# Lao, Khmer, Myanmar. Words in them are looked for anywhere.
_UNSPACED = regex(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_DOTTED = regex(r"(?<![^\W\d_])[^\W\d_]{1,6}\.(?=\s*[\w&,)])|(?<![^\W\d_])[^\W\d_]{2,5}\.\Z")
_MIN_SPELT: Final = 5
_LONGEST: Final = 2000


class Abbreviations:
    """The abbreviations of ``rules/data/form_words.toml``, by all languages at once."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._dotted: frozenset[str] = frozenset(
            word for words in table["abbreviations"]["dotted"].values() for word in words
        )
        self._bare: frozenset[str] = frozenset(
            word for words in table["abbreviations"]["bare"].values() for word in words
        )

    def stand_in(self, text: str) -> bool:
        """Whether a text has an abbreviation in it."""
        folded = text.casefold()
        if any(token in self._bare for token in regex(r"[^\W\d_]+").findall(folded)):
            return True
        for found in _DOTTED.finditer(folded):
            word = found[0].rstrip(".")
            if word in self._dotted or (len(word) <= 2 and found.end() < len(folded)):
                return True
        return False


def tokens(text: str) -> list[str]:
    """The words of a text as the algorithm compares them."""
    text = _outside_parentheses(text[:_LONGEST])
    return _spaced(unicodedata.normalize("NFKD", text.casefold())).split()


def _outside_parentheses(text: str) -> str:
    for _ in range(_DEPTH):
        shorter = _PARENTHESES.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text.replace("(", "").replace(")", "")


def _spaced(text: str) -> str:
    """A text with all that is no letter and no digit made a space."""
    return "".join(char if unicodedata.category(char)[0] in "LN" else " " for char in text)


def is_within(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether a list is a run of another one."""
    size = len(part)
    return any(list(whole[at : at + size]) == list(part) for at in range(len(whole) - size + 1))


def compare(label: str, name: str, abbreviations: Abbreviations) -> Answer:
    """Whether the words of a label stand in a name, one after the other."""
    wanted, given = tokens(label), tokens(name)
    if is_within(wanted, given):
        return "contained"
    if wanted == ["x"]:
        # The letter that draws a cross is no text.
        return "contained"
    if _UNSPACED.search(label) and _squeezed(label) in _squeezed(name):
        return "contained"
    for respelt in (_joined, _bare_letters, _unbracketed):
        if is_within(respelt(label), respelt(name)):
            return "unsure"
    if len(wanted) == 1 and len(wanted[0]) == 1 and wanted[0].isalpha():
        return "unsure"
    if abbreviations.stand_in(label) or abbreviations.stand_in(name):
        return "unsure"
    if _has_initials(wanted, given) or _has_initials(given, wanted):
        return "unsure"
    return "unsure" if _is_spelt_otherwise(wanted, given) else "not contained"


def _joined(text: str) -> list[str]:
    """The words where hyphens join what they stand between."""
    return tokens(_HYPHENS.sub("", text))


def _bare_letters(text: str) -> list[str]:
    """The words without accents and apostrophes."""
    decomposed = unicodedata.normalize("NFKD", text.replace("'", "").replace("’", ""))
    return tokens("".join(char for char in decomposed if unicodedata.category(char) != "Mn"))


def _unbracketed(text: str) -> list[str]:
    """The words where wide parentheses are parentheses too."""
    return tokens(text.translate(_WIDE_PARENTHESES))


def _squeezed(text: str) -> str:
    """The letters and digits of a text, with nothing between them; syllables are kept whole."""
    text = unicodedata.normalize("NFKC", _outside_parentheses(text[:_LONGEST]).casefold())
    return "".join(filter(str.isalnum, text))


def _has_initials(short: Sequence[str], words: Sequence[str]) -> bool:
    """Whether a word is made of the first letters of some others, as FAQ is; spelling out is none."""
    letters = "".join(word[0] for word in words)
    spans = {
        letters[at : at + size] for size in range(2, 7) for at in range(len(letters) - size + 1)
    }
    spelt = all(len(word) == 1 for word in words)
    return not spelt and any(
        2 <= len(word) <= 6 and word.isalpha() and word in spans for word in short
    )


_SPELLINGS: Final[tuple[tuple[str, str], ...]] = (
    ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("yse", "yze"), ("our", "or"),
    ("tre", "ter"), ("ogue", "og"), ("lled", "led"), ("lling", "ling"), ("ence", "ense"),
)  # fmt: skip


def _is_spelt_otherwise(wanted: Sequence[str], given: Sequence[str]) -> bool:
    """Whether the label would be found if words that differ by a slip or a spelling were the same."""
    size = len(wanted)
    if not size or size > len(given):
        return False
    return any(
        all(map(_is_same_word, wanted, given[at : at + size]))
        for at in range(len(given) - size + 1)
    )


def _is_same_word(one: str, other: str) -> bool:
    if one == other:
        return True
    for british, american in _SPELLINGS:
        if one.replace(british, american) == other.replace(british, american):
            return True
    if min(len(one), len(other)) < _MIN_SPELT or abs(len(one) - len(other)) > 1:
        return False
    if one.rstrip("s") == other.rstrip("s"):
        return False
    return _is_one_slip(one, other)


def _is_one_slip(one: str, other: str) -> bool:
    """Whether one letter was added, left out or mistaken, or two changed places."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, tail = one[start:], other[start:]
    if rest[1:] == tail[1:] or rest[1:] == tail or rest == tail[1:]:
        return True
    return rest[:2] == tail[:2][::-1] and rest[2:] == tail[2:]
