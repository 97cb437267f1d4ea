"""Decides which reader of pictures a machine has."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal, Protocol

from govpage_lint.semantics.pictures import ReadWord

type Layout = Literal["sparse", "block"]


class PictureReader(Protocol):
    """What reads text in pictures. It is asked by several threads at once."""

    @property
    def title(self) -> str:
        """Its name and version, for people."""

    @property
    def languages(self) -> frozenset[str]:
        """The primary subtags of the languages that it knows."""

    def read(
        self, png: bytes, languages: Sequence[str], layout: Layout, seconds: float
    ) -> Sequence[ReadWord] | None:
        """The words in a picture, in reading order; None where it failed or took too long.

        ``languages`` are primary subtags, the likeliest first. ``layout`` is "sparse" for words
        anywhere and "block" for a picture that is a block of text, or a word.
        """


@cache
def find_reader() -> PictureReader | None:
    """The reader that this machine has."""
    from govpage_lint.engine.reading.tesseract import find_tesseract

    return find_tesseract()
