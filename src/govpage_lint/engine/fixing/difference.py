"""Decides how the changes of a file are shown: as a unified diff that patch programs can take.

They take bytes as they are in the file. A person at a terminal gets text instead, with everything
visible that a terminal would obey; so does everybody of encodings with NUL bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import diff_bytes, unified_diff

from govpage_lint.document.encoding import decode_as
from govpage_lint.engine.fixing.rounds import Examined, Mending

_NO_END = b"\n\\ No newline at end of file\n"


def difference(name: str, mending: Mending, *, readable: bool) -> Iterator[bytes]:
    """The lines of the diff of a mended file. ``readable``: as text in UTF-8, safe to look at."""
    wide = mending.before.document.encoding.name.startswith("utf-16")
    lines = _readable if readable or wide else _as_they_are
    shown = _harmless(name).encode("utf-8", "backslashreplace")
    for line in diff_bytes(unified_diff, lines(mending.before), lines(mending.after), shown, shown):
        # Lines that end with a lone CR are none for patch programs, and for difflib neither.
        yield line if line.endswith(b"\n") else line + _NO_END


def _as_they_are(page: Examined) -> list[bytes]:
    return _split(page.data)


def _readable(page: Examined) -> list[bytes]:
    text, _ = decode_as(page.data, page.document.encoding)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return _split("\n".join(map(_harmless, lines)).encode("utf-8", "backslashreplace"))


def _split(data: bytes) -> list[bytes]:
    *lines, rest = data.split(b"\n")
    return [line + b"\n" for line in lines] + ([rest] if rest else [])


def _harmless(text: str) -> str:
    """A line whose control characters are shown instead of obeyed."""
    return "".join(
        letter
        if letter == "\t" or letter.isprintable()
        else letter.encode("unicode_escape").decode()
        for letter in text
    )
