"""Decides which titles of frames say nothing: ``rules/data/frame_words.toml`` made ready."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

from govpage_lint.checks.describing.placeholders import key_of
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.regexes import regex

type Kind = Literal["generic", "empty", "player", "any"]


class FrameWords:
    """The words of the table, made ready to be compared."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        kinds: tuple[Kind, ...] = ("generic", "empty", "player", "any")
        self._keys = {kind: frozenset(map(key_of, table[kind])) - {""} for kind in kinds}
        self._host = regex(table["player_host"])
        self._path = regex(table["player_path"])

    def has(self, kind: Kind, text: str) -> bool:
        """Whether a whole title is of a kind."""
        return key_of(text) in self._keys[kind]

    def video_at(self, address: str) -> str | None:
        """Which video an address shows in the player of a known service; None for any other."""
        try:
            parts = urlsplit(address)
            host = (parts.hostname or "").lower()
        except ValueError:
            return None
        found = self._path.match(parts.path) if self._host.search(host) else None
        # A list of videos is no video of its own.
        return found[1] if found and found[1] not in ("videoseries", "live_stream") else None


def frame_words(page: Page) -> FrameWords:
    """The table of words, made ready once a process."""
    return made_once(page.data("frame_words"), FrameWords)
