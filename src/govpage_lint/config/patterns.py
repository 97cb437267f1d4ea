"""Decides which files and which addresses a pattern means.

Patterns of files are those of .gitignore, which people know: one without a slash means that name at
any depth, one with a slash counts from the folder of the file that has it, ``**`` is any number of
folders, ``!`` takes back, and what means a folder means all in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from govpage_lint.records import dataclass

# Longer addresses are no address that a person writes a pattern for.
_MAX_ADDRESS: Final = 4000


class PatternError(ValueError):
    """A pattern that makes no sense; ``str()`` follows on "the pattern …"."""


class PathPattern(NamedTuple):
    """One line of patterns: whether it takes back, means folders only, and what it matches."""

    back: bool
    folder: bool
    match: re.Pattern[str]


@lru_cache(maxsize=4096)
def compile_path_pattern(text: str) -> PathPattern:
    """The pattern behind a line as .gitignore has it. Raises PatternError."""
    line = text
    back = line.startswith("!")
    line = line[1:] if back else line
    if "\0" in line or "\n" in line:
        raise PatternError("holds a character that no name of a file has")
    folder = line.endswith("/")
    line = line.rstrip("/") if folder else line
    anchored = "/" in line
    parts = [part for part in line.removeprefix("./").split("/") if part not in ("", ".")]
    if not parts:
        raise PatternError("means nothing")
    if ".." in parts:
        raise PatternError("leads out of the folder with ..; put it in a configuration further up")
    source = "" if anchored else "(?:.*/)?"
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part == "**":
            source += ".+" if last else "(?:.*/)?"
        else:
            source += _part(part) + ("" if last else "/")
    return PathPattern(back, folder, re.compile(source, re.DOTALL))


def _part(part: str) -> str:
    """The regular expression of one name in a path."""
    source, at = "", 0
    while at < len(part):
        sign = part[at]
        at += 1
        if sign == "*":
            # Several stars say no more than one, and would cost much.
            source += "" if source.endswith("[^/]*") else "[^/]*"
        elif sign == "?":
            source += "[^/]"
        elif sign == "[":
            inner, at = _class(part, at)
            source += inner
        elif sign == "\\" and at < len(part):
            source += re.escape(part[at])
            at += 1
        else:
            source += re.escape(sign)
    return source


def _class(part: str, at: int) -> tuple[str, int]:
    """The regular expression of a choice of characters that was opened, and where it ends."""
    end = part.find("]", at + (2 if part[at : at + 1] in ("!", "^") else 1))
    if end < 0:
        raise PatternError("has a [ that is not closed by ]")
    inner = part[at:end]
    no = inner[:1] in ("!", "^")
    body = (
        (inner[1:] if no else inner).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
    )
    body = body.replace("^", "\\^").replace("&", "\\&").replace("~", "\\~").replace("|", "\\|")
    try:
        found = f"(?!/)[{'^' if no else ''}{body}]"
        re.compile(found)
    except re.error as error:
        raise PatternError(f"has a range that makes no sense: [{inner}]") from error
    return found, end + 1


@dataclass(frozen=True, slots=True)
class PathPatterns:
    """Patterns in their order; the last that matches a path decides."""

    lines: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines)

    def matches(self, path: str, *, folder: bool = False) -> bool:
        """Whether they mean a path, given with slashes from the folder that they count from.

        What lies in a folder that they mean is meant as well, and cannot be taken back.
        """
        at = path.find("/")
        while at >= 0:
            if self.decision(path[:at], folder=True):
                return True
            at = path.find("/", at + 1)
        return bool(self.decision(path, folder=folder))

    def anywhere(self) -> PathPatterns:
        """Those of them that mean a name at any depth."""
        return PathPatterns(tuple(line for line in self.lines if "/" not in line.rstrip("/")))

    def decision(self, path: str, *, folder: bool) -> bool | None:
        """What the last line that means the path itself says; None where none does."""
        for line in reversed(self.lines):
            pattern = compile_path_pattern(line)
            if (folder or not pattern.folder) and pattern.match.fullmatch(path):
                return not pattern.back
        return None


@lru_cache(maxsize=4096)
def compile_address(text: str) -> re.Pattern[str]:
    """What a pattern of addresses matches. Raises PatternError.

    ``*`` is any text, all else is itself; one that begins with ``^`` is a regular expression.
    """
    if text.startswith("^"):
        try:
            return re.compile(text)
        except (re.error, RecursionError, OverflowError) as error:
            raise PatternError(f"is no regular expression: {error}") from error
    pieces = [re.escape(piece) for piece in re.split(r"\*+", text)]
    return re.compile(f"(?s:{'.*?'.join(pieces)})\\Z")


def address_matches(patterns: Iterable[str], address: str) -> bool:
    """Whether one of the patterns means an address; its fragment does not count."""
    plain = address.partition("#")[0][:_MAX_ADDRESS]
    return any(compile_address(pattern).match(plain) for pattern in patterns)
