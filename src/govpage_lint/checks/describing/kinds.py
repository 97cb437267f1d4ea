"""Decides whether a title names another thing of its kind than the page does: last year, the next country.

The kinds are data: ``rules/data/kinds.toml``; years need no list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from govpage_lint.checks.describing.words import plain, stems_of
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.regexes import longest_first, regex

_YEAR = regex(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_WORD = regex(r"[^\W\d_]+")
_HANGUL = regex("[가-힣]")
_MAX_TITLE: Final = 300


class Kinds:
    """The things of the table by their names."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._kind: dict[str, str] = {}
        self._names: dict[str, tuple[str, ...]] = {}
        for kind, things in table.items():
            for names in things:
                for name in names:
                    self._kind[name] = kind
                    self._names[name] = tuple(names)
        hangul = longest_first(filter(_HANGUL.search, self._kind))
        self._hangul = regex(f"(?<![가-힣])(?:{'|'.join(map(re.escape, hangul))})")

    def found_in(self, text: str) -> dict[str, set[str]]:
        """The things that a text names, by kind, each by its usual name. ``text`` is plain."""
        words = {*_WORD.findall(text), *self._hangul.findall(text)}
        found: dict[str, set[str]] = {}
        for word in words & self._kind.keys():
            found.setdefault(self._kind[word], set()).add(self._names[word][0])
        if years := set(_YEAR.findall(text)):
            found["year"] = years
        return found

    def names_of(self, thing: str) -> tuple[str, ...]:
        """All names of a thing, by its usual one."""
        return self._names.get(thing, (thing,))


def other_of_kind(page: Page, title: str, heading: str, text: str) -> tuple[str, str] | None:
    """The thing that a title names and the one of its kind that the heading of the page names instead.

    None unless the title has but one of the kind, which the whole ``text`` of the page nowhere has,
    and is otherwise in words of the heading.
    """
    kinds = made_once(page.data("kinds"), Kinds)
    plain_title, plain_heading = plain(title[:_MAX_TITLE]), plain(heading)
    named = kinds.found_in(plain_title)
    if not named:
        return None
    instead = kinds.found_in(plain_heading)
    for kind, things in named.items():
        others = instead.get(kind, set())
        if len(things) != 1 or not others or things & others:
            continue
        thing, other = *things, min(others)
        rest = stems_of(plain_title) - stems_of(" ".join(kinds.names_of(thing)))
        if rest & stems_of(plain_heading) and not _is_named(kinds, thing, text):
            return thing, other
    return None


def _is_named(kinds: Kinds, thing: str, text: str) -> bool:
    """Whether a text has any name of a thing, be it in the middle of a word."""
    text = plain(text)
    return any(name in text for name in kinds.names_of(thing))
