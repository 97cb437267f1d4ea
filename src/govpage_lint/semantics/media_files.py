"""Decides what the headers of a sound, film or animation in a file say: how long it is, and what is in it.

WAV, MP3, MP4, WebM (Matroska) and Ogg. Only headers are read, and never more than so much of them;
what they do not say, or say wrongly, is None.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from govpage_lint.records import dataclass

# No header that is worth reading is larger, and no file has more parts that are looked at.
_MAX_HEADER: Final = 4_000_000
_MAX_PARTS: Final = 40_000
_MAX_DEPTH: Final = 6
# A frame of compressed sound of so few bytes holds silence.
_SILENT_BYTES: Final = 16
_COMPRESSED: Final = frozenset((b"mp4a", b"Opus", b"ac-3", b"ec-3", b".mp3", b"alac", b"fLaC"))
_DAY: Final = 86_400.0

_MP4_BOXES: Final = frozenset((b"moov", b"trak", b"mdia", b"minf", b"stbl"))
_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER, _GROUP = (
    0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675, 0xA0,
)  # fmt: skip
_EBML: Final = frozenset((_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER, _GROUP))
_BITRATES: Final = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_2: Final = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES: Final = (44_100, 48_000, 32_000)


@dataclass(slots=True)
class MediaFile:
    """What a file says of itself.

    ``duration`` is in seconds; ``audio`` and ``video`` tell whether it has any, False where its
    sound is silence from beginning to end.
    """

    duration: float | None = None
    audio: bool | None = None
    video: bool | None = None


def read_media(file: BinaryIO) -> MediaFile | None:
    """What a file says; None for a kind that is not known or a file that is broken."""
    try:
        head = file.read(16)
        if head[4:8] in (b"ftyp", b"moov", b"free", b"mdat", b"wide"):
            found: MediaFile | None = _mp4(file)
        elif head.startswith(b"\x1aE\xdf\xa3"):
            found = _webm(file)
        elif head.startswith(b"RIFF") and head[8:12] == b"WAVE":
            found = _wav(file)
        elif head.startswith(b"OggS"):
            found = _ogg(file)
        elif head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0"):
            found = _mp3(file)
        else:
            return None
    except (OSError, ValueError, IndexError, struct.error, OverflowError):
        return None
    if found is not None and found.duration is not None and not 0.0 <= found.duration < _DAY:
        found.duration = None
    return found


def _size(file: BinaryIO) -> int:
    return file.seek(0, 2)


# -- MP4 -----------------------------------------------------------------------------------------


def _mp4(file: BinaryIO) -> MediaFile | None:
    end, place = _size(file), 0
    for _ in range(100):
        if place + 8 > end:
            return None
        file.seek(place)
        size, name = struct.unpack(">I4s", file.read(8))
        header = 8
        if size == 1:
            size, header = struct.unpack(">Q", file.read(8))[0], 16
        size = size or end - place
        if name == b"moov":
            return _moov(file.read(min(size - header, _MAX_HEADER)))
        if size < header:
            return None
        place += size
    return None


def _moov(data: bytes) -> MediaFile:
    found = MediaFile(audio=False, video=False)
    kind, codec, fragmented = b"", b"", False
    for name, box in _boxes(data):
        if name == b"mvhd":
            found.duration = _mp4_duration(box)
        elif name == b"mvex":
            fragmented = True
        elif name == b"hdlr":
            kind = bytes(box[8:12])
            found.video = found.video or kind == b"vide"
        elif name == b"stsd":
            codec = bytes(box[12:16])
        elif name == b"stsz" and kind == b"soun" and found.audio is not True:
            found.audio = codec not in _COMPRESSED or _has_loud_sample(box)
    # The sound of a film in pieces is not told of at its front.
    found.audio = found.audio or (None if fragmented else found.audio)
    return found


def _boxes(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The boxes in a box, in order, those within others too."""
    view = memoryview(data)
    stack = [(0, len(view))]
    for _ in range(_MAX_PARTS):
        while stack and stack[-1][0] + 8 > stack[-1][1]:
            stack.pop()
        if not stack:
            return
        place, end = stack.pop()
        size, name = struct.unpack(">I4s", view[place : place + 8])
        size = size if size >= 8 else end - place
        stack.append((place + size, end))
        yield name, view[place + 8 : min(place + size, end)]
        if name in _MP4_BOXES and len(stack) <= _MAX_DEPTH:
            stack.append((place + 8, min(place + size, end)))


def _mp4_duration(box: memoryview) -> float | None:
    scale, duration = (
        struct.unpack(">IQ", box[20:32]) if box[0] == 1 else struct.unpack(">II", box[12:20])
    )
    return duration / scale if scale and duration else None


def _has_loud_sample(box: memoryview) -> bool | None:
    """Whether any frame of sound is larger than silence is; None where there are none here."""
    size, count = struct.unpack(">II", box[4:12])
    if not count:
        return None
    if size:
        return bool(size > _SILENT_BYTES)
    sizes = box[12 : 12 + 4 * min(count, (len(box) - 12) // 4)]
    return any(size > _SILENT_BYTES for (size,) in struct.iter_unpack(">I", sizes))


# -- WebM ----------------------------------------------------------------------------------------


def _webm(file: BinaryIO) -> MediaFile:
    found, scale = MediaFile(audio=False, video=False), 1_000_000
    number, sounds, loud, ended = 0, set[int](), False, False
    for name, size, data in _elements(file):
        if name == 0x2AD7B1:
            scale = int.from_bytes(data, "big")
        elif name == 0x4489:
            found.duration = struct.unpack(">d" if size == 8 else ">f", data)[0] * scale / 1e9
        elif name == 0xD7:
            number = int.from_bytes(data, "big")
        elif name == 0x83:
            found.video = found.video or data == b"\x01"
            if data == b"\x02":
                sounds.add(number)
        elif name in (0xA3, 0xA1):
            if _vint(data, 0)[0] in sounds and size > _SILENT_BYTES + 4:
                loud = True
                break
        elif name == 0:
            ended = True
    if sounds:
        found.audio = True if loud else (False if ended else None)
    return found


def _elements(file: BinaryIO) -> Iterator[tuple[int, int, bytes]]:
    """The elements of an EBML file with their sizes and first bytes; at its end a 0."""
    end, place = _size(file), 0
    for _ in range(_MAX_PARTS):
        if place >= end:
            yield 0, 0, b""
            return
        file.seek(place)
        head = file.read(12)
        name, length = _vint(head, 0, marked=True)
        size, width = _vint(head, length)
        unknown = size == (1 << (7 * width)) - 1
        start = place + length + width
        if name in _EBML:
            place = start
            continue
        if unknown:
            return
        file.seek(start)
        yield name, size, file.read(min(size, 8))
        place = start + size


def _vint(data: bytes, place: int, *, marked: bool = False) -> tuple[int, int]:
    """A number of EBML and how many bytes it takes."""
    first = data[place]
    length = 9 - first.bit_length()
    if length > 8:
        raise ValueError("no number")
    value = int.from_bytes(data[place : place + length], "big")
    return (value if marked else value & ((1 << (7 * length)) - 1)), length


# -- sounds --------------------------------------------------------------------------------------


def _wav(file: BinaryIO) -> MediaFile:
    end, place, rate = _size(file), 12, 0
    for _ in range(100):
        if place + 8 > end:
            break
        file.seek(place)
        name, size = struct.unpack("<4sI", file.read(8))
        if name == b"fmt ":
            rate = struct.unpack("<I", file.read(12)[8:12])[0]
        elif name == b"data":
            length = min(size, end - place - 8)
            return MediaFile(length / rate if rate else None, audio=True, video=False)
        place += 8 + size + size % 2
    return MediaFile(None, audio=True, video=False)


def _mp3(file: BinaryIO) -> MediaFile | None:
    end, place = _size(file), 0
    file.seek(0)
    head = file.read(10)
    if head.startswith(b"ID3"):
        place = 10 + sum(
            (byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True)
        )
    file.seek(place)
    data = file.read(4096)
    start = next(
        (at for at in range(len(data) - 4) if data[at] == 0xFF and data[at + 1] & 0xE6 == 0xE2),
        None,
    )
    if start is None:
        return None
    version, rate_at, kbits_at = (
        (data[start + 1] >> 3) & 3,
        (data[start + 2] >> 2) & 3,
        data[start + 2] >> 4,
    )
    first = version == 3
    rate = _RATES[rate_at] >> {3: 0, 2: 1, 0: 2}.get(version, 0)
    tag = max(data.find(b"Xing", start, start + 200), data.find(b"Info", start, start + 200))
    if tag >= 0 and data[tag + 7] & 1:
        frames = struct.unpack(">I", data[tag + 8 : tag + 12])[0]
        return MediaFile(frames * (1152 if first else 576) / rate, audio=True, video=False)
    kbits = (_BITRATES if first else _BITRATES_2)[kbits_at]
    duration = (end - place - start) * 8 / (kbits * 1000) if kbits else None
    return MediaFile(duration, audio=True, video=False)


def _ogg(file: BinaryIO) -> MediaFile:
    end = _size(file)
    file.seek(0)
    head = file.read(8192)
    video = b"\x80theora" in head
    vorbis, opus = head.find(b"\x01vorbis"), head.find(b"OpusHead")
    rate = 48_000 if opus >= 0 else 0
    if vorbis >= 0:
        rate = struct.unpack("<I", head[vorbis + 12 : vorbis + 16])[0]
    found = MediaFile(None, audio=rate > 0 or b"FLAC" in head or b"Speex" in head, video=video)
    file.seek(max(0, end - 65_536))
    tail = file.read(65_536)
    last = tail.rfind(b"OggS")
    if rate and not video and last >= 0:
        granule = struct.unpack("<q", tail[last + 6 : last + 14])[0]
        found.duration = granule / rate if granule > 0 else None
    return found
