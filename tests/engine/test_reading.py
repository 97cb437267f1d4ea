"""How pictures are read: how often, what is kept, what is said without a reader, what pixels tell."""

import struct
import zlib
from collections.abc import Callable, Sequence

import pytest

from govpage_lint.engine.reading import Picture, ReadingService, find_reader
from govpage_lint.engine.reading.pixels import is_bare
from govpage_lint.engine.reading.service import read_picture
from govpage_lint.semantics.pictures import ReadWord
from govpage_lint.semantics.rendered import Rect

needs_tesseract = pytest.mark.skipif(find_reader() is None, reason="tesseract is not installed")

type Paint = Callable[[int, int], tuple[int, int, int]]


def png(width: int, height: int, paint: Paint, kind: int = 0) -> bytes:
    """A PNG of true colours, each row of it under one of the filters that PNG has."""
    rows = [b"".join(bytes(paint(x, y)) for x in range(width)) for y in range(height)]
    packed = b""
    above = bytes(3 * width)
    for row in rows:
        packed += bytes([kind]) + filtered(kind, row, above)
        above = row
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(packed)), (b"IEND", b""))
    )


def filtered(kind: int, row: bytes, above: bytes) -> bytes:
    left = bytes(3) + row
    if kind == 1:
        near = list(left)
    elif kind == 2:
        near = list(above)
    elif kind == 3:
        near = [(one + up) // 2 for one, up in zip(left, above, strict=False)]
    else:
        near = [0] * len(row)
    return bytes((one - by) & 255 for one, by in zip(row, near, strict=False))


def word_in_the_middle(x: int, y: int) -> tuple[int, int, int]:
    return (20, 30, 40) if 20 <= x < 60 and 10 <= y < 20 else (250, 250, 250)


def with_a_line_below(x: int, y: int) -> tuple[int, int, int]:
    return (200, 30, 40) if y == 38 else word_in_the_middle(x, y)


WORD = Rect(20, 10, 40, 10)


@pytest.mark.parametrize("kind", [0, 1, 2, 3])
def test_a_picture_is_bare_where_all_but_its_words_is_one_colour(kind: int) -> None:
    assert is_bare(png(80, 40, word_in_the_middle, kind), [WORD])
    assert not is_bare(png(80, 40, with_a_line_below, kind), [WORD])
    assert not is_bare(png(80, 40, word_in_the_middle, kind), [])


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", png(8, 8, word_in_the_middle)[:45], png(8, 8, word_in_the_middle, 9)],
    ids=["nothing", "another format", "a part", "an unknown filter"],
)
def test_what_is_no_whole_picture_is_not_bare(data: bytes) -> None:
    assert not is_bare(data, [])


class Reader:
    """Reads the same words in every picture, and notes how it was asked."""

    title = "Test"
    languages = frozenset(("en",))

    def __init__(self, *words: tuple[str, float]) -> None:
        self.words = [ReadWord(text, sure, WORD) for text, sure in words]
        self.asked: list[tuple[Sequence[str], str]] = []

    def read(
        self, png: bytes, languages: Sequence[str], layout: str, seconds: float
    ) -> Sequence[ReadWord] | None:
        self.asked.append((tuple(languages), layout))
        return self.words


def taken(width: int = 400, height: int = 200) -> Picture:
    return Picture(b"own", b"other", 2.0, width, height)


def test_a_picture_is_read_until_something_is_clear() -> None:
    clear, dim = Reader(("Port", 0.9)), Reader(("Port", 0.3))
    assert read_picture(clear, taken(), "en") is not None
    assert read_picture(dim, taken(), "en") is not None
    assert len(clear.asked) == 1
    assert len(dim.asked) == 2


def test_a_small_picture_is_read_in_all_ways() -> None:
    reader = Reader(("Port", 0.9))
    found = read_picture(reader, taken(80, 40), "en")
    assert [layout for _, layout in reader.asked] == ["sparse", "sparse", "block"]
    assert found is not None
    assert {word.text for word in found.more} == {"Port"}


def test_the_same_picture_is_read_once() -> None:
    reader = Reader(("Port", 0.9))
    service = ReadingService("auto", lambda: reader)
    for _ in range(3):
        coming = service.read(taken(), "en", "https://example.org/a.png")
        assert coming is not None
        assert coming.result() is not None
    service.close()
    assert len(reader.asked) == 1
    assert service.known("https://example.org/a.png") is not None


def test_a_language_that_nobody_reads_is_left_alone() -> None:
    service = ReadingService("auto", lambda: Reader(("Port", 0.9)))
    assert service.read(taken(), "ko") is None
    service.close()


def test_without_a_reader_that_is_said_only_where_all_pictures_are_wanted() -> None:
    assert ReadingService("auto", lambda: None).notes == ()
    assert ReadingService("never", lambda: None).notes == ()
    note = ReadingService("always", lambda: None).notes
    assert [one.code for one in note] == ["no-picture-reader"]
    assert ReadingService("auto", lambda: None).read(taken(), "en") is None


@needs_tesseract
def test_tesseract_finds_no_word_where_there_is_none() -> None:
    reader = find_reader()
    assert reader is not None
    blank = png(80, 40, lambda x, y: (250, 250, 250))
    assert list(reader.read(blank, ["en"], "sparse", 30.0) or ()) == []
    assert reader.read(b"no picture", ["en"], "sparse", 30.0) is None
