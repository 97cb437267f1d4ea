"""Decides how our regular expressions are compiled: once for an interpreter, not at every start.

Python keeps the bytecode of modules, but not what ``re`` makes of a pattern: compiling the 600 patterns
that checking a file needs took a quarter of its time. What ``re`` makes of them is a list of numbers,
from which the interpreter makes a pattern in microseconds, so that these are kept in one file in the
person's cache folder. Its name has all that they depend on; the interpreter looks through the numbers
before it trusts them. Where anything is not as it was when this was written, patterns are compiled as
always: nothing depends on the file.

Only for patterns of ours, which are few and the same in every run, not for those of a configuration.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, overload

from govpage_lint.storage import cache_folder

# Numbers of code that are kept, all in all; the patterns of a run have less than a tenth.
_MAX_CODE: Final = 2_000_000
_HEAD: Final = b"govpage-lint regexes 1\n"

type _Key = tuple[bool, str, int]
# Flags, numbers, groups, names of groups.
type _Compiled = tuple[int, list[int], int, dict[str, int]]


class _Table:
    """What is known of compiled patterns, by kind, pattern and flags."""

    def __init__(self) -> None:
        self.known: dict[_Key, _Compiled] = {}
        self.used: dict[_Key, _Compiled] = {}
        self.made: dict[_Key, Any] = {}
        self.is_read = self.is_new = False

    def read(self) -> None:
        self.is_read = True
        with suppress(OSError, ValueError, RecursionError, TypeError, LookupError, ImportError):
            file = _file()
            if file is not None:
                self.known = _unpacked(file.read_bytes())

    def pattern(self, key: _Key) -> Any:
        made = self.made.get(key)
        if made is not None:
            return made
        found = self.known.get(key)
        if found is None:
            found = _compiled(*key)
            self.is_new = True
        made = self.made[key] = _made(key, found)
        self.used[key] = found
        return made


_table = _Table()


@overload
def regex(pattern: str, flags: int = 0) -> re.Pattern[str]: ...
@overload
def regex(pattern: bytes, flags: int = 0) -> re.Pattern[bytes]: ...
def regex(pattern: Any, flags: int = 0) -> Any:
    """As ``re.compile``, for patterns that are the same in every run. Raises re.error."""
    if not _table.is_read:
        _table.read()
    is_text = isinstance(pattern, str)
    try:
        return _table.pattern(
            (is_text, pattern if is_text else pattern.decode("latin-1"), int(flags))
        )
    except (ImportError, AttributeError, TypeError, ValueError, RuntimeError, OverflowError):
        # Another interpreter, another ``re``, or numbers that are none of a pattern.
        return re.compile(pattern, flags)


def longest_first(words: Iterable[str]) -> list[str]:
    """Words for an alternation: none hides a longer one, and the order is the same in every run."""
    return sorted(set(words), key=lambda word: (-len(word), word))


def keep_regexes() -> None:
    """Keep what was compiled for the next run, if anything was. Never raises."""
    file = _file() if _table.is_new else None
    if file is None:
        return
    _table.is_new = False
    # Other processes of the run may have kept theirs by now.
    _table.read()
    both = _table.known | _table.used
    small = sum(len(code) for _, code, *_ in both.values()) <= _MAX_CODE
    # A full disk or a read-only home: it works without.
    with suppress(OSError, ValueError):
        from govpage_lint.placing import put_whole

        put_whole(file, _packed(both if small else _table.used), lasting=False)


# -- what ``re`` does ----------------------------------------------------------------------------------


def _compiled(is_text: bool, pattern: str, flags: int) -> _Compiled:
    """What ``re.compile`` gives to the interpreter; as ``re._compiler.compile``."""
    from re import _compiler, _parser  # type: ignore[attr-defined]  # of no public name

    parsed = _parser.parse(pattern if is_text else pattern.encode("latin-1"), flags)
    code = _compiler._code(parsed, flags)
    state = parsed.state
    return flags | state.flags, code, state.groups - 1, dict(state.groupdict)


def _made(key: _Key, found: _Compiled) -> Any:
    """The pattern of an interpreter. Raises RuntimeError for numbers that are none."""
    import _sre  # type: ignore[import-not-found]  # of no public name

    is_text, pattern, _ = key
    flags, code, groups, names = found
    by_number: list[str | None] = [None] * (groups + 1)
    for name, number in names.items():
        by_number[number] = name
    given = pattern if is_text else pattern.encode("latin-1")
    return _sre.compile(given, flags, code, groups, names, tuple(by_number))


# -- the file ------------------------------------------------------------------------------------------


def _file() -> Path | None:
    """Where the patterns of this interpreter are kept; None where nothing can be."""
    import _sre

    folder = cache_folder()
    tag = sys.implementation.cache_tag
    if folder is None or tag is None:
        return None
    width = f"{_sre.CODESIZE}{sys.byteorder[0]}"
    return folder / f"regexes-{tag}-{sys.hexversion:x}-{_sre.MAGIC}-{width}.bin"


def _packed(compiled: dict[_Key, _Compiled]) -> bytes:
    import json
    import zlib
    from array import array

    rows, numbers = [], array("I")
    for (is_text, pattern, given), (flags, code, groups, names) in compiled.items():
        rows.append([is_text, pattern, given, flags, len(code), groups, names])
        numbers.extend(code)
    head = json.dumps(rows, separators=(",", ":")).encode("ascii")
    body = len(head).to_bytes(8, "little") + head + numbers.tobytes()
    return _HEAD + zlib.crc32(body).to_bytes(4, "little") + body


def _unpacked(data: bytes) -> dict[_Key, _Compiled]:
    """What ``_packed`` has packed. Raises ValueError for anything else."""
    import json
    import zlib

    start = len(_HEAD) + 4
    body = memoryview(data)[start:]
    if (
        data[: len(_HEAD)] != _HEAD
        or zlib.crc32(body).to_bytes(4, "little") != data[start - 4 : start]
    ):
        raise ValueError("not whole")
    end = 8 + int.from_bytes(body[:8], "little")
    numbers = body[end:].cast("I")
    found, offset = {}, 0
    for is_text, pattern, given, flags, length, groups, names in json.loads(bytes(body[8:end])):
        found[is_text, pattern, given] = (
            flags,
            numbers[offset : offset + length].tolist(),
            groups,
            names,
        )
        offset += length
    return found
