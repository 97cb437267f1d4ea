"""Decides which words for an image say nothing, by language: ``rules/data/image_words.toml`` made ready."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from govpage_lint.records import dataclass
from govpage_lint.regexes import longest_first, regex

_NOT_KEY = regex(r"[\W_]+")
_LAST_NUMBER = regex(r"(?<=[^\d\W])\d+\Z")
_LATIN = regex(r"[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """The words that count for a text in some language, in lower case, the longest first.

    ``alone`` and ``placeholder`` are compared by ``word_key``, ``signs`` (placeholders without a
    letter) as they stand. ``suffix`` says of each word whether it may follow right upon a letter.
    """

    files: tuple[re.Pattern[str], ...]
    alone: frozenset[str]
    placeholder: frozenset[str]
    signs: frozenset[str]
    suffix: tuple[tuple[str, bool], ...]
    suffix_ok: tuple[str, ...]
    prefix: tuple[str, ...]

    def is_file_name(self, text: str) -> bool:
        """Whether a text is the name of a file or of a place in code."""
        return any(pattern.search(text) for pattern in self.files)


class ImageWords:
    """The words of all languages."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._files = tuple(
            regex(pattern, re.IGNORECASE) for pattern in table["file_name"].values()
        )
        self._tables: Mapping[str, Mapping[str, Any]] = {
            language: data for language, data in table.items() if language != "file_name"
        }
        self._known: dict[str, Words] = {}

    def of_language(self, language: str) -> Words:
        """The words that count in a language: its own, English ones, and those in scripts of their
        own, which mean the same everywhere; all words for a language that has no table."""
        known = language if language in self._tables else ""
        if known not in self._known:
            self._known[known] = self._merged(known)
        return self._known[known]

    def _merged(self, language: str) -> Words:
        tables = [
            data
            for name, data in self._tables.items()
            if not language or name == language or _is_for_all(name, data)
        ]

        def words(key: str) -> list[str]:
            return [word.casefold() for data in tables for word in data.get(key, ())]

        suffixes = [
            (word.casefold(), data.get("glued", False))
            for data in tables
            for word in data.get("suffix", ())
        ]
        return Words(
            files=self._files,
            alone=frozenset(filter(None, map(word_key, words("alone")))),
            placeholder=frozenset(filter(None, map(word_key, words("placeholder")))),
            signs=frozenset(word for word in words("placeholder") if not word_key(word)),
            suffix=tuple(sorted(suffixes, key=lambda suffix: len(suffix[0]), reverse=True)),
            suffix_ok=tuple(longest_first(words("suffix_ok"))),
            prefix=tuple(longest_first(words("prefix"))),
        )


def _is_for_all(language: str, data: Mapping[str, Any]) -> bool:
    """Whether the words of a language count on pages in any other."""
    return language in ("any", "en") or not any(map(_LATIN.search, data.get("alone", ())))


def word_key(text: str) -> str:
    """A text by which words are compared: letters and digits only, no case, no number at the end."""
    bare = _NOT_KEY.sub("", unicodedata.normalize("NFKC", text).casefold())
    return _LAST_NUMBER.sub("", bare)
