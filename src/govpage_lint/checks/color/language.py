"""Decides whether a text says anything in a human language, or only stands for a picture."""

import re
from typing import Final, Literal

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

type Says = Literal["words", "signs", "unclear"]

_WORD: Final = regex(r"[^\W\d_]{2,}")
_DIGIT: Final = regex(r"\d")
_LETTER: Final = regex(r"[^\W\d_]")
# One character of these scripts can be a word, or is a syllable: Indic scripts and their kin, Kana,
# Chinese characters, Hangul.
_SYLLABLE: Final = regex(
    r"[\u0900-\u109f\u1200-\u137f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3\U00020000-\U0003ffff]"
)
_PRIVATE: Final = regex(r"[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
# Fonts that draw pictures, some of them in the place of words ("menu", "arrow_back").
_ICON_FONT: Final = regex(
    r"icon|awesome|material symbols|glyph|xeicon|dingbat|wingding|symbol", re.I
)
_ICON_WORD: Final = regex(r"\s*[a-z0-9_-]+\s*")
# Two letters in a row that are not the same: the beginning of a word, in all but a few texts.
_TWO: Final = regex(r"([^\W\d_])(?!\1)[^\W\d_]", re.I)


def says(page: Page, element: Element, text: str, *, pseudo: str | None = None) -> Says:
    """What the own text of an element says, or that of its ``pseudo``: "words", "signs" that mean
    nothing in any language, or "unclear" for letters that stand alone."""
    if not text.isascii():
        text = _PRIVATE.sub(" ", text)
    one_word = _ICON_WORD.fullmatch(text) is not None
    if not one_word and _TWO.search(text):
        return "words"
    if one_word and _in_icon_font(page, element, pseudo):
        return "signs"
    if _DIGIT.search(text) or _SYLLABLE.search(text):
        return "words"
    if any(len(set(word.lower())) > 1 for word in _WORD.findall(text)):
        return "words"
    return "unclear" if _LETTER.search(text) else "signs"


def _in_icon_font(page: Page, element: Element, pseudo: str | None) -> bool:
    family = page.semantics.styles.value(element, "font-family", pseudo)
    return isinstance(family, str) and _ICON_FONT.search(family.partition(",")[0]) is not None
