"""Decides how a mended file comes to its place: whole or not at all, with all that it was.

It is written beside the old one and takes its name when it is safe on the disk. Permissions stay,
and the owner where the system lets us; a symbolic link keeps pointing at its file.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


class NotWritten(Exception):
    """A file that stays as it was: one line that says why."""


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put ``new`` in the place of ``old`` in a file. Raises NotWritten, with nothing changed."""
    try:
        _replace(path.resolve(strict=True), old, new)
    except FileNotFoundError as error:
        raise NotWritten("it is gone") from error
    except OSError as error:
        raise NotWritten(f"{error.strerror or error}") from error


def _replace(file: Path, old: bytes, new: bytes) -> None:
    state = file.stat()
    if not stat.S_ISREG(state.st_mode):
        raise NotWritten("it is not a regular file")
    # Taking its name would get around a file's own protection.
    if not state.st_mode & 0o222 or not os.access(file, os.W_OK):
        raise NotWritten("it is read-only")
    temporary = file.with_name(f".{file.name[:100]}.{os.getpid()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    handle = os.open(temporary, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(new)
            out.flush()
            _copy_rights(temporary, state)
            os.fsync(out.fileno())
        if file.read_bytes() != old:
            raise NotWritten("it was changed while it was being mended")
        temporary.replace(file)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _settle(file.parent)


def _copy_rights(temporary: Path, state: os.stat_result) -> None:
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(temporary, state.st_uid, state.st_gid)
    temporary.chmod(stat.S_IMODE(state.st_mode))


def _settle(folder: Path) -> None:
    """Have the new name written to the disk, where the system can be asked for that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
