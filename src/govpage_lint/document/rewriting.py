"""Decides the bytes of a page with some of its text changed: all others stay as they are.

Encodings have bytes that read alike and bytes that read as nothing; line endings may be mixed. Only
the changed parts are therefore encoded, and everything between them is copied. What comes out is
read again, and given up where it does not say what it should.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from govpage_lint.document.encoding import (
    Encoding,
    decode_as,
    encode_as,
    mark_of,
    stepwise_decoder,
)
from govpage_lint.document.source import SourceText

# How many bytes are decoded at once on the way to a place.
_STRIDE: Final = 4096


class Change(NamedTuple):
    """A span of ``SourceText.text`` and the text for its place, with LF for line endings."""

    start: int
    end: int
    text: str


class NotWritable(Exception):
    """Bytes that can't be changed without touching others: one line that says why."""


class Rewritten(NamedTuple):
    """The bytes of a changed page, and the changes as they are written: where the encoding lacks a
    character, with a reference to it."""

    data: bytes
    changes: Sequence[Change]


def rewrite(data: bytes, encoding: Encoding, changes: Sequence[Change]) -> Rewritten:
    """The bytes of a page with its text changed.

    ``data`` are its bytes, read in ``encoding``; ``changes`` are in order and do not overlap. Of
    characters that the encoding lacks, character references are written, so that they may stand in
    texts and attributes only. Raises NotWritable.
    """
    if not changes:
        return Rewritten(data, changes)
    mark = mark_of(encoding)
    body = data[len(mark) :]
    original, malformed = decode_as(body, encoding)
    source = SourceText(original)
    spans = [source.original_span((change.start, change.end)) for change in changes]
    places = iter(_places(body, original, encoding, [place for span in spans for place in span]))
    parts: list[bytes] = [mark]
    wanted: list[str] = []
    written: list[Change] = []
    done = read = 0
    for change, span in zip(changes, spans, strict=True):
        if span[0] < read:
            raise NotWritable("the changes overlap")
        said = _writable(change.text, encoding)
        written.append(change._replace(text=said))
        text = said.replace("\n", _line_ending(original, span[0]))
        parts += (body[done : next(places)], encode_as(text, encoding))
        wanted += (original[read : span[0]], text)
        done, read = next(places), span[1]
    parts.append(body[done:])
    wanted.append(original[read:])
    result = b"".join(parts)
    again, faults = decode_as(result[len(mark) :], encoding)
    if again != "".join(wanted) or faults > malformed:
        raise NotWritable(f"its bytes can't be changed one by one in {encoding.name}")
    return Rewritten(result, written)


def _line_ending(original: str, place: int) -> str:
    """The line ending nearest before a place, else the first behind it, else LF."""
    before = max(original.rfind("\n", 0, place), original.rfind("\r", 0, place))
    if before < 0:
        ends = [end for end in (original.find("\n", place), original.find("\r", place)) if end >= 0]
        if not ends:
            return "\n"
        before = min(ends)
        return "\r\n" if original[before : before + 2] == "\r\n" else original[before]
    return "\r\n" if original[before - 1 : before + 1] == "\r\n" else original[before]


def _writable(text: str, encoding: Encoding) -> str:
    """A text with references in place of what an encoding lacks."""
    try:
        encode_as(text, encoding)
    except UnicodeError:
        return "".join(_writable_letter(letter, encoding) for letter in text)
    except LookupError as error:
        raise NotWritable(f"nothing is written in {encoding.name}") from error
    return text


def _writable_letter(letter: str, encoding: Encoding) -> str:
    try:
        encode_as(letter, encoding)
    except UnicodeError:
        return f"&#{ord(letter)};"
    return letter


def _places(
    body: bytes, original: str, encoding: Encoding, offsets: Sequence[int]
) -> Iterable[int]:
    """The places in ``body`` of ascending offsets in the text that it was read as."""
    try:
        regular = encode_as(original, encoding) == body
    except (UnicodeError, LookupError):
        regular = False
    if not regular:
        return _by_decoding(body, encoding, offsets)
    found, place, read = [], 0, 0
    for offset in offsets:
        place += len(encode_as(original[read:offset], encoding))
        read = offset
        found.append(place)
    return found


def _by_decoding(body: bytes, encoding: Encoding, offsets: Sequence[int]) -> list[int]:
    """The same for bytes that encoding the text would not give back."""
    decoder = stepwise_decoder(encoding)
    found: list[int] = []
    place = read = 0
    for offset in offsets:
        # In strides first, and byte by byte where the place must be.
        while read < offset:
            state = decoder.getstate()
            text = decoder.decode(body[place : place + _STRIDE], place + _STRIDE >= len(body))
            if read + len(text) >= offset or place + _STRIDE >= len(body):
                decoder.setstate(state)
                break
            read += len(text)
            place += _STRIDE
        while read < offset and place < len(body):
            read += len(decoder.decode(body[place : place + 1], place + 1 == len(body)))
            place += 1
        if read != offset:
            raise NotWritable("a byte that is not valid stands right before what is to be changed")
        found.append(place)
    return found
