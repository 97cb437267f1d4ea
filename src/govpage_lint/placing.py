"""Decides how a file comes to its place: whole or not at all, with all that the one before it was.

It is written beside its place under a name that nobody can foresee, and takes its name when all of it is
there. Permissions stay, and the owner where the system lets us; a symbolic link keeps pointing at its
file, whether that is there or not. Whatever goes wrong, nothing is left of the attempt.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

# What names may have beside ours, in bytes of UTF-8: 255 on most systems.
_LONGEST_NAME: Final = 160


class Changed(OSError):
    """A file that is not what it was when its new content was made from it."""


def put_whole(
    path: Path,
    data: bytes | Iterable[bytes],
    *,
    lasting: bool = True,
    made_from: bytes | None = None,
) -> None:
    """Write a file whole or not at all, and the folders that it is in.

    ``lasting``: it is safe on the disk before the old one is gone; not needed for what can be made again.
    ``made_from``: only in the place of a file with this content. A device or pipe is written to.

    Raises OSError, and Changed where the file is not what ``data`` was made from, with nothing changed.
    """
    pieces = (data,) if isinstance(data, bytes) else data
    state = _state(path)
    if state is not None and not stat.S_ISREG(state.st_mode):
        # There is nothing to put in its place.
        with path.open("wb") as out:
            out.writelines(pieces)
        return
    target = Path(os.path.realpath(path))
    if state is not None and not (state.st_mode & 0o222 and os.access(target, os.W_OK)):
        # Taking its name would get around a file's own protection.
        raise PermissionError(errno.EACCES, "it is read-only", str(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    _replace(target, state, pieces, lasting, made_from)


def _state(path: Path) -> os.stat_result | None:
    """What is there; None for nothing. Raises OSError for links that lead round in a circle."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _replace(
    target: Path,
    state: os.stat_result | None,
    pieces: Iterable[bytes],
    lasting: bool,
    made_from: bytes | None,
) -> None:
    temporary = _beside(target)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    # A new file gets the permissions that the system gives; another's are nobody's until it has them.
    handle = os.open(temporary, flags, 0o666 if state is None else 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(pieces)
            out.flush()
            if state is not None:
                _copy_rights(temporary, state)
            if lasting:
                os.fsync(out.fileno())
        if made_from is not None and target.read_bytes() != made_from:
            raise Changed(f"{target} was changed meanwhile")
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    if lasting:
        _settle(target.parent)


def _beside(target: Path) -> Path:
    """A name in the same folder that nobody has or can foresee."""
    start = os.fsencode(target.name)[:_LONGEST_NAME].decode("utf-8", "ignore")
    return target.with_name(f".{start}.{os.urandom(8).hex()}.tmp")


def _copy_rights(temporary: Path, state: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, state.st_uid, state.st_gid)
    temporary.chmod(state.st_mode & 0o777)


def _settle(folder: Path) -> None:
    """Have the new name written to the disk, where the system can be asked for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
