"""Decides whether a title or heading is only what an editor or a file system put in its place.

The words are data: ``rules/data/title_words.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.regexes import regex

type Kind = Literal["untitled", "generic", "heading", "vague", "file-name"]

_NOT_KEY = regex(r"[\W_]+")
_LAST_NUMBER = regex(r"(?<=[^\d\W])\d+\Z")
# What stands between the name of a page and that of its site, or between the places of a path.
_BETWEEN = regex(r"\s*[|｜·•»«>:›‹→]+\s*|\s+[-–—~/<]+\s+|\s*::\s*")
_MAX_TEXT: Final = 300


def key_of(text: str) -> str:
    """A text by which words are compared: letters and digits only, no case, no number at the end."""
    bare = _NOT_KEY.sub("", unicodedata.normalize("NFKC", text[:_MAX_TEXT]).casefold())
    return _LAST_NUMBER.sub("", bare)


def segments(title: str) -> list[str]:
    """The parts of a title between its separators, without empty ones."""
    return [part for part in _BETWEEN.split(title.strip()) if part.strip()]


class Placeholders:
    """The words of the table, made ready to be compared."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._keys = {
            kind: _keys(table[kind]) for kind in ("untitled", "generic", "heading", "vague")
        }
        self._files = [regex(each, re.IGNORECASE) for each in table["file_name"].values()]

    def has(self, kind: Kind, text: str) -> bool:
        """Whether a whole text is of a kind."""
        if kind == "file-name":
            return any(pattern.search(text.strip()[:_MAX_TEXT]) for pattern in self._files)
        return key_of(text) in self._keys[kind]


def _keys(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(key_of, words)) - {""}


def placeholders(page: Page) -> Placeholders:
    """The table of placeholders, made ready once a process."""
    return made_once(page.data("title_words"), Placeholders)
