"""Decides when a mended file may take the place of the one that it was made from."""

from __future__ import annotations

import stat
from pathlib import Path

from govpage_lint.placing import Changed, put_whole


class NotWritten(Exception):
    """A file that stays as it was: one line that says why."""


def replace_file(path: Path, old: bytes, new: bytes) -> None:
    """Put ``new`` in the place of ``old`` in a file. Raises NotWritten, with nothing changed."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise NotWritten("it is not a regular file")
        put_whole(path, new, made_from=old)
    except FileNotFoundError as error:
        raise NotWritten("it is gone") from error
    except Changed as error:
        raise NotWritten("it was changed while it was being mended") from error
    except OSError as error:
        raise NotWritten(f"{error.strerror or error}") from error
