"""What is read of the headers of media files, and that no file breaks the reader."""

import struct
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.semantics.gif_files import GifFile, read_gif
from govpage_lint.semantics.media_files import MediaFile, read_media


def box(name: bytes, *parts: bytes) -> bytes:
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + name + content


def track(kind: bytes, codec: bytes, sizes: list[int], *, uniform: int = 0) -> bytes:
    written = b"".join(struct.pack(">I", size) for size in sizes)
    table = box(
        b"stsz", bytes(4), struct.pack(">II", uniform, len(sizes)), b"" if uniform else written
    )
    described = box(b"stsd", bytes(8), struct.pack(">I", 8), codec)
    media = box(b"minf", box(b"stbl", described, table))
    return box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), kind), media))


def mp4(*tracks: bytes, seconds: int = 12, front: bytes = b"") -> bytes:
    header = box(b"mvhd", bytes(12), struct.pack(">II", 1000, seconds * 1000))
    return box(b"ftyp", b"isom") + front + box(b"moov", header, *tracks)


def element(name: bytes, content: bytes) -> bytes:
    return name + struct.pack(">Q", len(content) | 1 << 56) + content


def webm(*blocks: bytes, sound: bool = True) -> bytes:
    picture = element(b"\xae", element(b"\xd7", b"\1") + element(b"\x83", b"\1"))
    heard = element(b"\xae", element(b"\xd7", b"\2") + element(b"\x83", b"\2")) if sound else b""
    info = element(
        b"\x15\x49\xa9\x66",
        element(b"\x2a\xd7\xb1", b"\x0f\x42\x40") + element(b"\x44\x89", struct.pack(">d", 9000.0)),
    )
    cluster = element(b"\x1f\x43\xb6\x75", b"".join(element(b"\xa3", block) for block in blocks))
    segment = info + element(b"\x16\x54\xae\x6b", picture + heard) + cluster
    return element(b"\x1a\x45\xdf\xa3", b"") + element(b"\x18\x53\x80\x67", segment)


def wav(data: int, claimed: int | None = None) -> bytes:
    head = struct.pack("<IHHIIHH", 16, 1, 1, 1, 1, 1, 8)
    size = struct.pack("<I", data if claimed is None else claimed)
    return b"RIFF\0\0\0\0WAVEfmt " + head + b"data" + size + bytes(data)


def ogg(seconds: int, *, codec: bytes = b"\x01vorbis") -> bytes:
    first = b"OggS" + bytes(24) + codec + bytes(5) + struct.pack("<I", 44_100)
    return first + b"OggS\0\4" + struct.pack("<q", seconds * 44_100) + bytes(20)


PICTURE = track(b"vide", b"avc1", [900, 800])
SOUND = track(b"soun", b"mp4a", [6, 300, 280])
SILENCE = track(b"soun", b"mp4a", [6, 6, 6])
MP3 = b"\xff\xfb\x90\x00" + bytes(15_996)
INFO = b"\xff\xfb\x90\x00" + bytes(32) + b"Info" + struct.pack(">II", 1, 383) + bytes(400)
FILES = {
    "film": (mp4(PICTURE, SOUND), MediaFile(12.0, True, True)),
    "film with its header at the end": (
        mp4(PICTURE, SOUND, front=box(b"mdat", bytes(5000))),
        MediaFile(12.0, True, True),
    ),
    "film without a track of sound": (mp4(PICTURE), MediaFile(12.0, False, True)),
    "film with a silent track": (mp4(PICTURE, SILENCE), MediaFile(12.0, False, True)),
    "film with frames of one small size": (
        mp4(PICTURE, track(b"soun", b"mp4a", [0] * 9, uniform=6)),
        MediaFile(12.0, False, True),
    ),
    "film with samples of sound that is not compressed": (
        mp4(PICTURE, track(b"soun", b"sowt", [0] * 9, uniform=4)),
        MediaFile(12.0, True, True),
    ),
    "film in pieces": (
        mp4(PICTURE, track(b"soun", b"mp4a", []), box(b"mvex")),
        MediaFile(12.0, None, True),
    ),
    "webm": (webm(b"\x81" + bytes(900), b"\x82" + bytes(90)), MediaFile(9.0, True, True)),
    "webm with silence": (
        webm(b"\x81" + bytes(900), b"\x82" + bytes(5)),
        MediaFile(9.0, False, True),
    ),
    "webm without sound": (webm(b"\x81" + bytes(900), sound=False), MediaFile(9.0, False, True)),
    "wav": (wav(12), MediaFile(12.0, True, False)),
    "wav that claims more than it has": (wav(12, 9999), MediaFile(12.0, True, False)),
    "mp3": (MP3, MediaFile(1.0, True, False)),
    "mp3 with a tag before": (
        b"ID3\3\0\0\0\0\0\x0a" + bytes(10) + MP3,
        MediaFile(1.0, True, False),
    ),
    "mp3 with its number of frames": (INFO, MediaFile(383 * 1152 / 44_100, True, False)),
    "ogg": (ogg(7), MediaFile(7.0, True, False)),
    "ogg with a film": (ogg(7, codec=b"\x80theora\x01vorbis"), MediaFile(None, True, True)),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_says_how_long_it_is_and_what_it_holds(name: str) -> None:
    data, expected = FILES[name]
    assert read_media(BytesIO(data)) == expected


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"RIFF", b"%PDF-1.7", b"\x1aE\xdf\xa3", b"ID3", b"OggS"]
)
def test_other_files_say_nothing(data: bytes) -> None:
    found = read_media(BytesIO(data))
    assert found is None or found.duration is None


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_a_broken_file_breaks_nothing(name: str, data: st.DataObject) -> None:
    written = bytearray(FILES[name][0])
    for _ in range(data.draw(st.integers(1, 6))):
        written[data.draw(st.integers(0, len(written) - 1))] = data.draw(st.integers(0, 255))
    end = data.draw(st.integers(0, len(written)))
    found = read_media(BytesIO(bytes(written[:end])))
    assert found is None or found.duration is None or 0.0 <= found.duration < 86_400


@settings(deadline=None)
@given(
    st.sampled_from(
        (b"\0\0\0\x18ftyp", b"\x1aE\xdf\xa3", b"RIFF\0\0\0\0WAVE", b"OggS", b"ID3", b"\xff\xfb")
    ),
    st.binary(max_size=300),
)
def test_any_bytes_can_be_read(start: bytes, rest: bytes) -> None:
    read_media(BytesIO(start + rest))


def gif(frames: int, again: int | None = None, delay: int = 50) -> bytes:
    loop = (
        b""
        if again is None
        else b"\x21\xff\x0bNETSCAPE2.0\x03\x01" + struct.pack("<H", again) + b"\0"
    )
    frame = (
        b"\x21\xf9\x04\0" + struct.pack("<H", delay) + b"\0\0"
        + b"\x2c" + struct.pack("<HHHHB", 0, 0, 40, 30, 0) + b"\x02\x02\x44\x01\0"
    )  # fmt: skip
    head = b"GIF89a" + struct.pack("<HHBBB", 40, 30, 0x80, 0, 0) + bytes(6)
    return head + loop + frame * frames + b";"


@pytest.mark.parametrize(
    ("data", "seconds"),
    [
        (gif(1, 0), 0.0),
        (gif(2, 0), float("inf")),
        (gif(4), 2.0),
        (gif(4, 2), 6.0),
        (gif(30, delay=0), 3.0),
    ],
)
def test_a_picture_moves_as_long_as_its_frames_take(data: bytes, seconds: float) -> None:
    found = read_gif(BytesIO(data))
    assert isinstance(found, GifFile)
    assert (found.width, found.height) == (40, 30)
    assert found.moves_for == pytest.approx(seconds)


def test_what_moves_without_end_does_so_whatever_follows() -> None:
    whole = gif(9, 0)
    found = read_gif(BytesIO(whole[: len(whole) // 2]))
    assert found is not None
    assert found.moves_for == float("inf")
    assert read_gif(BytesIO(gif(9)[: len(whole) // 2])) is None


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_picture_can_be_read(rest: bytes) -> None:
    read_gif(BytesIO(b"GIF89a" + rest))
    read_gif(BytesIO(gif(3, 0)[: len(rest)] + rest))
