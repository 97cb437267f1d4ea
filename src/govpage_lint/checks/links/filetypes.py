"""Decides what is known of a file by the extension of its name, and whether a text names its format.

The formats are data: ``rules/data/file_types.toml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any

from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.records import dataclass
from govpage_lint.regexes import longest_first, regex

_ASCII = regex(r"[\x00-\x7f]+\Z")
# "(1.2 MB)", "350KB", "12 pages": how large a file is.
SIZE = regex(
    r"(?<![\w.,])\d[\d.,]*\s?(?:[kmg]i?b|[kmg]o|kbytes?|mbytes?|bytes?|kilobytes?|megabytes?"
    r"|바이트|킬로바이트|메가바이트)(?![a-z])"
    r"|(?<![\w.,])\d+\s?(?:pages?|p|pp|쪽|페이지|ページ|页|頁)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FileType:
    """A format: ``group`` is "document", "archive", "data", "page", "image", "sound" or "video"."""

    name: str
    group: str
    words: frozenset[str]

    def is_named_in(self, text: str) -> bool:
        """Whether a text names the format."""
        return _pattern(self.words).search(unicodedata.normalize("NFKC", text)) is not None

    def without(self, text: str) -> str:
        """A text without what it says of the format and of the size."""
        return _pattern(self.words).sub(" ", SIZE.sub(" ", unicodedata.normalize("NFKC", text)))


def file_types(page: Page) -> Mapping[str, FileType]:
    """The formats by extension."""
    return made_once(page.data("file_types"), _made)


def _made(table: Mapping[str, Any]) -> dict[str, FileType]:
    return {
        extension: FileType(
            data["name"], data["group"], frozenset((*data["words"], data["name"], extension))
        )
        for extension, data in table.items()
    }


@cache
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    # Most pages link to files of one or two formats of many.
    parts = [
        rf"(?<![a-z0-9]){re.escape(word)}(?![a-z0-9])" if _ASCII.match(word) else re.escape(word)
        for word in longest_first(words)
    ]
    return regex("|".join(parts), re.IGNORECASE)
