"""Decides what is read of a picture, in which order and how often: one service for a whole run.

Pictures are read by processes of the reader, as many at once as there is room for, while the
browser and the rules work on. What was read is kept for the run: a site shows the same pictures on
all of its pages.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from govpage_lint.digests import sha256
from govpage_lint.engine.reading.pixels import is_bare
from govpage_lint.engine.reading.readers import PictureReader, find_reader
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass
from govpage_lint.semantics.pictures import Reading, ReadWord
from govpage_lint.semantics.rendered import Rect

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

type PicturesUse = Literal["auto", "always", "never"]

_KEPT: Final = 500
_SECONDS: Final = 10.0
# A picture in which nothing was made out is looked at again in its other size, and as a single line
# where it is very small: logos and buttons need it.
_TINY: Final = 20_000
_CLEAR: Final = 0.8
_LEAST: Final = 2
_SENTENCE: Final = 5
_LIKELY: Final = 0.6
# What other languages' data say of Latin letters is English at least.
_ALWAYS: Final = "en"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as PNG in its own size, and in another one, ``factor`` times as large.

    ``sure`` is false where it may not be what people see, as on a ground that is not known.
    """

    png: bytes
    other: bytes | None
    factor: float
    width: int
    height: int
    sure: bool = True


class ReadingService:
    """Reads pictures with the reader of this machine; ``reader`` None finds it when it is needed."""

    def __init__(
        self,
        use: PicturesUse = "auto",
        find: Callable[[], PictureReader | None] = find_reader,
    ) -> None:
        self.use = use
        self._find = find
        self._pool: ThreadPoolExecutor | None = None
        self._kept: OrderedDict[object, Reading] = OrderedDict()

    @cached_property
    def reader(self) -> PictureReader | None:
        """The reader, None where there is none or none is wanted."""
        return None if self.use == "never" else self._find()

    @property
    def notes(self) -> tuple[Problem, ...]:
        """That all pictures are wanted to be read, and nothing is there that can."""
        if self.use != "always" or self.reader is not None:
            return ()
        text = "the text in pictures was not read: the program tesseract is not installed"
        return (Problem("no-picture-reader", text),)

    def known(self, key: object) -> Reading | None:
        """What was read before under a key, such as the address of a picture."""
        return self._kept.get(key)

    def read(
        self, picture: Picture, language: str, key: object = None
    ) -> Future[Reading | None] | None:
        """A reading to come, kept under ``key`` and under what the picture is; None where no reader
        knows the language.

        ``language`` is the primary subtag of the language that the picture stands in, "" for none.
        """
        reader = self.reader
        if reader is None or (language and not knows(reader, language)):
            return None
        from concurrent.futures import Future, ThreadPoolExecutor

        digest = sha256(picture.png).digest()
        known = self._kept.get((digest, language))
        if known is not None:
            done: Future[Reading | None] = Future()
            done.set_result(known)
            return done
        if self._pool is None:
            workers = max(1, min(4, os.cpu_count() or 1))
            self._pool = ThreadPoolExecutor(workers, thread_name_prefix="reading")
        return self._pool.submit(self._read, reader, picture, language, (key, (digest, language)))

    def _read(
        self, reader: PictureReader, picture: Picture, language: str, keys: Sequence[object]
    ) -> Reading | None:
        found = read_picture(reader, picture, language)
        if found is not None:
            for key in keys:
                if key is not None:
                    self._kept[key] = found
            while len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return found

    def close(self) -> None:
        """End the readers; what has not begun is not read."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def knows(reader: PictureReader, language: str) -> bool:
    """Whether a reader makes anything of a language: its own, or one in the letters of English."""
    return language in reader.languages or language in _IN_LATIN


def read_picture(reader: PictureReader, picture: Picture, language: str) -> Reading | None:
    """What a reader makes of a picture at the first try that it is sure of, else at all of them."""
    languages = [language] if language in reader.languages else []
    if _ALWAYS not in languages:
        languages.append(_ALWAYS)
    tries: list[Sequence[ReadWord]] = []
    for png, layout in _tries(picture):
        words = reader.read(png, languages, layout, _SECONDS)
        if words is None:
            return None
        tries.append(
            words if png is picture.png else [_resized(word, picture.factor) for word in words]
        )
        # A small picture is read in all ways, since a reader errs there and costs little.
        if picture.width * picture.height > _TINY and any(is_clear(word) for word in words):
            break
    best = max(tries, key=lambda words: sum(word.confidence for word in words if is_clear(word)))
    more = tuple(word for words in tries if words is not best for word in words)
    return Reading(
        tuple(best),
        picture.width,
        picture.height,
        len(picture.png),
        more,
        picture.sure,
        _is_bare(picture, best),
    )


def _is_bare(picture: Picture, words: Sequence[ReadWord]) -> bool:
    """Whether there is nothing but words in a picture, where there are enough for a sentence."""
    if sum(map(is_clear, words)) < _SENTENCE:
        return False
    boxes = [word.box for word in words if word.confidence >= _LIKELY]
    if picture.other is None or picture.factor > 1:
        return is_bare(picture.png, boxes)
    scaled = [Rect(*(value * picture.factor for value in box)) for box in boxes]
    return is_bare(picture.other, scaled)


def _resized(word: ReadWord, factor: float) -> ReadWord:
    """A word of the picture in its other size, in its own."""
    return word._replace(box=Rect(*(value / factor for value in word.box)))


def is_clear(word: ReadWord) -> bool:
    """Whether a reader is sure of a word that has some letters."""
    return word.confidence >= _CLEAR and sum(map(str.isalnum, word.text)) >= _LEAST


def _tries(picture: Picture) -> list[tuple[bytes, Literal["sparse", "block"]]]:
    tries: list[tuple[bytes, Literal["sparse", "block"]]] = [(picture.png, "sparse")]
    if picture.other is not None:
        tries.append((picture.other, "sparse"))
        if picture.width * picture.height <= _TINY:
            tries.append((picture.other, "block"))
    return tries


_IN_LATIN: Final = frozenset(
    """af ca cs cy da de en es et eu fi fr ga gl hr hu id is it la lb lt lv ms mt nl no nb nn pl pt
    ro sk sl sq sv sw tl tr vi""".split()
)
