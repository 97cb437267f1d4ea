"""Decides whether a text is by and large in another script than its language is written in. Pure.

Letters are weighed as words, since a syllable or an ideograph says more than a letter. Han belongs
to three languages: kana and Hangul around it, or their absence over a longer text, tell which.
"""

from collections.abc import Callable, Mapping
from typing import Final

from govpage_lint.checks.language.script import HAN, HANGUL, KANA, LATIN, in_words
from govpage_lint.records import dataclass

# Shares of the words in other scripts from which a text is, or may be, in another language.
_SURE: Final = 0.75
_MAYBE: Final = 0.5
_ALL: Final = 0.95
_MANY_WORDS: Final = 25.0
LEAST_WORDS: Final = 3.0
# Latin letters alone are no language: tables of codes and names are Latin in every country.
_LATIN_LEAST_WORDS: Final = 6.0
_LATIN_FUNCTION_WORDS: Final = 0.12
# Menus have few function words; but where hardly any letter is of the right script, few are enough.
_LATIN_FUNCTION_WORDS_ALONE: Final = 0.04
_HARDLY_ANY_OTHER: Final = 0.98
# So many words in Han without any kana are no Japanese, without any Hangul no Korean of today.
_HAN_WITHOUT_KANA: Final = 60.0
_HAN_WITHOUT_HANGUL: Final = 15.0
_KANA_OF_JAPANESE: Final = 0.1


@dataclass(frozen=True, slots=True)
class Majority:
    """Most of a text is in ``script``: this ``share`` of its words. ``sure``: beyond doubt."""

    script: str
    share: float
    sure: bool


def foreign_majority(
    counts: Mapping[str, int],
    native: frozenset[str],
    function_words: Callable[[], float],
    *,
    least_words: float = LEAST_WORDS,
) -> Majority | None:
    """The foreign script that most of a text is in; None where it is by and large as it should be.

    ``counts`` are letters by script, ``native`` the scripts of its language; ``function_words``
    gives the share of function words among its Latin words, and is asked only where that decides.
    A text of fewer words than ``least_words`` says nothing.
    """
    words = in_words(counts)
    total = sum(words.values())
    if not total or total < least_words:
        return None
    script, amount = _largest_foreign(words, native)
    if not script:
        return None
    # Sums of fractions may come out a hair above the whole.
    share = min(1.0, amount / total)
    if share < _MAYBE or amount < least_words:
        return None
    if script != LATIN:
        # A few words prove something only if there is hardly anything else.
        return Majority(script, share, share >= (_SURE if total >= _MANY_WORDS else _ALL))
    if amount < _LATIN_LEAST_WORDS:
        return None
    alone = amount >= _MANY_WORDS and share >= _HARDLY_ANY_OTHER
    least = _LATIN_FUNCTION_WORDS_ALONE if alone else _LATIN_FUNCTION_WORDS
    return Majority(script, share, share >= _SURE and function_words() >= least)


def _largest_foreign(words: Mapping[str, float], native: frozenset[str]) -> tuple[str, float]:
    """The foreign script with most words, and how many; ("", 0) where there is none."""
    foreign = {code: amount for code, amount in words.items() if code not in native}
    hangul, han, kana = (words.get(code, 0.0) for code in (HANGUL, HAN, KANA))
    if HAN in native:
        if (KANA in native and not kana and not hangul and han >= _HAN_WITHOUT_KANA) or (
            HANGUL in native and not hangul and han + kana >= _HAN_WITHOUT_HANGUL
        ):
            return (KANA, han + kana) if kana > _KANA_OF_JAPANESE * han else (HAN, han)
        if (
            KANA not in native
            and HANGUL not in native
            and kana > 2 * _KANA_OF_JAPANESE * (han + kana)
        ):
            return KANA, han + kana
    else:
        # All of an East Asian text counts for its language, the Han in it too.
        for code in (HANGUL, HAN, KANA):
            foreign.pop(code, None)
        east = hangul + han + kana
        name = (
            HANGUL
            if hangul >= han + kana
            else KANA
            if kana > _KANA_OF_JAPANESE * (han + kana)
            else HAN
        )
        if east:
            foreign[name] = east
    if not foreign:
        return "", 0.0
    return max(foreign.items(), key=lambda item: item[1])
