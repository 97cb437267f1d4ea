"""Decides on which line of a TOML file a key stands, for errors and for who asks where a value is from.

tomllib does not say. This reads headers and keys only, and gives None where it is not sure: it never
decides what a file means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.config.errors import KeyPath
from govpage_lint.regexes import regex

_KEY: Final = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_KEYS: Final = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_HEADER: Final = regex(rf"[ \t]*(\[\[?)[ \t]*({_KEYS})[ \t]*\]")
_ASSIGNED: Final = regex(rf"[ \t]*({_KEYS})[ \t]*=")
_ONE_KEY: Final = regex(_KEY)


def line_of(text: str, path: KeyPath) -> int | None:
    """The line, from 1, of the key, or of the nearest one above it that stands on a line."""
    best, length = None, 0
    for number, found in _keys(text):
        shared = 0
        while shared < min(len(found), len(path)) and found[shared] == path[shared]:
            shared += 1
        # The line belongs to the key or to what it is in.
        if length < shared and shared in (len(found), len(path)):
            best, length = number, shared
    return best


def _keys(text: str) -> Iterator[tuple[int, KeyPath]]:
    """Each line that begins a table or a key, with its full path."""
    table: KeyPath = ()
    counts: dict[tuple[str, ...], int] = {}
    closing: str | None = None
    depth = 0
    for number, line in enumerate(text.split("\n"), 1):
        if closing is not None:
            if closing in line:
                closing = None
            continue
        if depth <= 0:
            header = _HEADER.match(line)
            if header is not None:
                table = _table(header[1], header[2], counts)
                yield number, table
                continue
            assigned = _ASSIGNED.match(line)
            if assigned is not None:
                yield number, (*table, *_parts(assigned[1]))
        for quotes in ('"""', "'" * 3):
            if line.count(quotes) % 2:
                closing = quotes
        depth = max(0, depth + _brackets(line))


def _table(opening: str, keys: str, counts: dict[tuple[str, ...], int]) -> KeyPath:
    parts = tuple(_parts(keys))
    path: list[str | int] = []
    if opening == "[[":
        counts[parts] = counts.get(parts, -1) + 1
    for end in range(1, len(parts) + 1):
        path.append(parts[end - 1])
        if parts[:end] in counts:
            path.append(counts[parts[:end]])
    return tuple(path)


def _parts(keys: str) -> list[str]:
    return [key.strip("\"'") if key[0] in "\"'" else key for key in _ONE_KEY.findall(keys)]


def _brackets(line: str) -> int:
    """How many lists and tables a line leaves open; strings and comments do not count."""
    bare = re.sub(r"""("(?:[^"\\]|\\.)*"|'[^']*')|#.*""", "", line)
    return bare.count("[") + bare.count("{") - bare.count("]") - bare.count("}")
