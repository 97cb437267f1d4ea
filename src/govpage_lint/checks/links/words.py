"""Decides what the words of a link say: nothing, a new window, a transcript, or more.

The words are data: ``rules/data/link_words.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, Final

from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.links.filetypes import SIZE
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.regexes import longest_first, regex

# Scripts that are written without spaces between words, or whose words come with particles.
_UNSPACED = regex(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_LATIN = regex(r"[a-z]")
_WORD = regex(r"[^\W_]+")
_BRACKET = regex(r"[(\[（【]")
_LONGEST: Final = 80
type _Phrases = tuple[re.Pattern[str], tuple[str, ...]]


def key(text: str) -> str:
    """A text by which phrases are compared: no case, no width, no signs; no spaces where its script
    has none."""
    # Names of links are asked for by several rules, and menus repeat them.
    return _short_key(text) if len(text) <= _LONGEST else _key(text)


def _key(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    words = " ".join(_WORD.findall(folded.replace("'", "").replace("’", "")))
    if words.isascii() or not _UNSPACED.search(words):
        return words
    return words.replace(" ", "")


_short_key = lru_cache(maxsize=4096)(_key)


class LinkWords:
    """The tables of words, made ready. One for a process."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._vague = {
            language: frozenset(map(key, phrases)) for language, phrases in words["vague"].items()
        }
        self._everywhere = frozenset(
            phrase
            for language, phrases in self._vague.items()
            for phrase in phrases
            if language == "en" or not _LATIN.search(phrase)
        )
        # Signs and spaces at the ends do not count.
        self._longest = 10 + max(len(p) for phrases in words["vague"].values() for p in phrases)
        self._pointing = frozenset(
            key(f"{before} {noun}")
            for table in words["pointing"].values()
            for before in table["before"]
            for noun in table["nouns"]
        )
        self._window = _anywhere(words["new_window"])
        self._transcript = _anywhere(words["transcript"])
        self._captions = _anywhere(words["captions"])
        self._stop = _anywhere(words["stop"])
        self._media = {name: _anywhere(words[name]) for name in ("video", "audio")}

    def is_vague(self, text: str, language: str) -> bool:
        """Whether a text says nothing of what a link leads to, in a language (a BCP 47 tag)."""
        if len(text) > (_LONGEST if _BRACKET.search(text) else self._longest):
            return False
        phrase = key(self._without_window(text))
        known = self._vague.get(language.partition("-")[0].lower(), frozenset())
        return phrase in known or phrase in self._everywhere

    def is_pointing(self, text: str) -> bool:
        """Whether a text points at something said elsewhere: "this page", "해당 링크"."""
        return len(text) <= self._longest and key(text) in self._pointing

    def announces_window(self, text: str) -> bool:
        """Whether a text says that something opens in another window or tab."""
        return _says(self._window, text)

    def tells_transcript(self, text: str) -> bool:
        """Whether a text speaks of a transcript."""
        return _says(self._transcript, text)

    def tells_captions(self, text: str) -> bool:
        """Whether a text speaks of captions or sign language."""
        return _says(self._captions, text)

    def stops(self, text: str) -> bool:
        """Whether a text names what stops or silences a medium."""
        return _says(self._stop, text)

    def calls_medium(self, text: str, name: str) -> bool:
        """Whether a text speaks of video or audio at all; ``name`` says which."""
        return _says(self._media[name], text)

    def _without_window(self, text: str) -> str:
        """A text without what it says in brackets of new windows and sizes."""
        if not _BRACKET.search(text):
            return text
        for part in regex(r"[(\[（【][^()\[\]]*[)\]）】]").findall(text):
            if self.announces_window(part) or SIZE.search(part):
                text = text.replace(part, " ")
        return text


def link_words(page: Page) -> LinkWords:
    """The words of links, made ready once."""
    return made_once(page.data("link_words"), LinkWords)


def is_vague_name(page: Page, name: str, language: str) -> bool:
    """Whether a name says nothing by itself; each asked for once, as menus repeat."""
    known = page.fact(_known_names)
    if (name, language) not in known:
        known[name, language] = link_words(page).is_vague(name, language)
    return known[name, language]


def _known_names(page: Page) -> dict[tuple[str, str], bool]:
    return {}


def is_pointing_name(page: Page, name: str) -> bool:
    """Whether a name points at something said elsewhere; each asked for once, too."""
    known = page.fact(_known_pointers)
    if name not in known:
        known[name] = link_words(page).is_pointing(name)
    return known[name]


def _known_pointers(page: Page) -> dict[str, bool]:
    return {}


def language_at(page: Page, element: Element) -> str:
    """The language in force on an element, as it is written."""
    return page.document.languages[element.order]


def _anywhere(table: Mapping[str, Iterable[str]]) -> _Phrases:
    """Phrases that may stand anywhere: at word boundaries, or anywhere in scripts without spaces."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for phrases in table.values():
        for phrase in phrases:
            folded = unicodedata.normalize("NFKC", phrase).casefold()
            if _UNSPACED.search(folded):
                unspaced.append(folded.replace(" ", ""))
            else:
                spaced.append(folded)
    pattern = "|".join(map(re.escape, longest_first(spaced)))
    return regex(rf"(?<!\w)(?:{pattern})"), tuple(dict.fromkeys(unspaced))


def _says(phrases: _Phrases, text: str) -> bool:
    folded = unicodedata.normalize("NFKC", text).casefold()
    spaced, unspaced = phrases
    if spaced.search(folded):
        return True
    if folded.isascii() or not _UNSPACED.search(folded):
        return False
    close = folded.replace(" ", "")
    return any(phrase in close for phrase in unspaced)
