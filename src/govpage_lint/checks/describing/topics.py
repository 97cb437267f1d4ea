"""Decides whether a text is plainly about another subject than the one that its heading names.

The subjects are data: ``rules/data/topics.toml``. What is on no list is never about anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from govpage_lint.checks.describing.placeholders import key_of
from govpage_lint.checks.describing.words import plain
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_SIGNS_WANTED: Final = 2
_MAX_TEXT: Final = 2_000


@dataclass(frozen=True, slots=True)
class _Topic:
    name: str
    signs: tuple[re.Pattern[str], ...]
    beside: frozenset[str]


class Topics:
    """The subjects of the table by the names that they go by."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._all = [
            _Topic(name, tuple(map(regex, data["sign"])), frozenset(data["beside"]))
            for name, data in table.items()
        ]
        self._by_name = {
            key_of(written): topic for topic in self._all for written in table[topic.name]["name"]
        }

    def is_other(self, heading: str, text: str) -> bool:
        """Whether the heading names a subject and the text is about another one for sure."""
        topic = self._by_name.get(key_of(heading))
        if topic is None:
            return False
        text = plain(text[:_MAX_TEXT])
        if any(sign.search(text) for sign in topic.signs):
            return False
        return any(
            sum(1 for sign in other.signs if sign.search(text)) >= _SIGNS_WANTED
            for other in self._all
            if other is not topic and other.name not in topic.beside
        )


def topics(page: Page) -> Topics:
    """The table of subjects, made ready once a process."""
    return made_once(page.data("topics"), Topics)
