"""Decides where a piece of markup ends that is written plainly, and what it says.

A piece is plain where only one reading is possible and a parser has nothing to complain of: tags with
well-formed attributes, comments, text, common character references. Everything else is html5lib's.
No pattern here goes back over what it has read: each reads a piece of markup once.
"""

from __future__ import annotations

from functools import lru_cache
from sys import intern
from typing import Final

from govpage_lint.document.reference import entities
from govpage_lint.document.source import Span
from govpage_lint.regexes import regex

SPACES: Final = " \t\n\f"

_NAME: Final = "[A-Za-z][A-Za-z0-9:_-]*"
# Most attributes are written like this, and what they say is what is written. `{}` begins a group.
_EXACT: Final = r'''[ \t\n\f]+{0}[a-z][a-z0-9_:-]*)="{0}[^"&]*)"'''
# ASCII only, and no sign that a parser complains of.
_PLAIN: Final = (
    r"[ \t\n\f]+{0}[!#-%(-.0-;?-_a-~]+)"
    r"""(?:[ \t\n\f]*=[ \t\n\f]*(?:"{0}[^"]*)"|'{0}[^']*)'|{0}[^ \t\n\f"'<>=`]+)))?"""
)
# A start tag (its name, attributes in two parts, and slash), an end tag (its name), or the beginning of
# a comment.
PIECE: Final = regex(
    rf"""<(?:({_NAME})((?:{_EXACT.format("(?:")})*+)((?:{_PLAIN.format("(?:")})*+)[ \t\n\f]*+(/?)>"""
    rf"""|/({_NAME})[ \t\n\f]*+>"""
    r"""|(!--)(?!-?>))"""
)
# A start tag whose attributes all say what is written.
EXACT_START: Final = regex(rf"""<{_NAME}(?:{_EXACT.format("(?:")})*+[ \t\n\f]*+/?>""")
START: Final = 4
END: Final = 5
_EXACTS: Final = regex(_EXACT.format("("))
_PLAINS: Final = regex(_PLAIN.format("("))
# A longer part of a tag hardly stands in others.
_REPEATED: Final = 80
# Where a reference may begin in a text; longer ones there are not.
_LONGEST: Final = 40
_REFERENCE: Final = regex(r"&(?![ \t\n\f])(#?[A-Za-z0-9]{0,41}[;=]?)")
_NUMBER: Final = regex(r"#(?:([0-9]{1,6})|[xX]([0-9a-fA-F]{1,5}));")


def attributes_of(exact: str, plain: str) -> dict[str, str] | None:
    """The attributes of a start tag, of the two parts that it was cut into.

    None where one is there twice, or where a reference in a value may be read in more than one way.
    """
    attributes: dict[str, str] = {}
    count = 0
    if exact:
        found = _repeated(exact) if len(exact) <= _REPEATED else _EXACTS.findall(exact)
        # Names are few: one text for each takes less room, and compares faster.
        attributes = {intern(name): value for name, value in found}
        count = len(found)
    if plain:
        for name, double, single, bare in _PLAINS.findall(plain):
            value = double or single or bare
            if "&" in value:
                resolved = _resolved(value)
                if resolved is None:
                    return None
                value = resolved
            attributes[intern(name.lower())] = value
            count += 1
    return attributes if len(attributes) == count else None


@lru_cache(maxsize=2048)
def _repeated(exact: str) -> list[tuple[str, str]]:
    """The attributes of a part that other tags may have as well, such as a class."""
    found: list[tuple[str, str]] = _EXACTS.findall(exact)
    return found


def _resolved(value: str) -> str | None:
    """The value of an attribute with references; None where it is not plain."""
    parts: list[str] = []
    place = 0
    for match in _REFERENCE.finditer(value):
        written = match[1]
        data = _reference(written)
        if data is None:
            if written.startswith("#") or len(written) > _LONGEST:
                return None
            if written.endswith("=") or written.rstrip(";") not in entities:
                # A parameter of an address.
                continue
            return None
        parts += value[place : match.start()], data
        place = match.end()
    return "".join((*parts, value[place:]))


def text_pieces(text: str, start: int, end: int) -> list[tuple[str, Span]] | None:
    """The pieces of a text, each reference apart; None where one may be read in more than one way."""
    pieces: list[tuple[str, Span]] = []
    for match in _REFERENCE.finditer(text, start, end):
        data = _reference(match[1])
        if data is None:
            return None
        begin, stop = match.span()
        if start < begin:
            pieces.append((text[start:begin], (start, begin)))
        pieces.append((data, (begin, stop)))
        start = stop
    if start < end:
        pieces.append((text[start:end], (start, end)))
    return pieces


@lru_cache(maxsize=512)
def _reference(written: str) -> str | None:
    """What a reference stands for that is read in one way only, without its `&`; None for others."""
    if written.startswith("#"):
        match = _NUMBER.fullmatch(written)
        if match is None:
            return None
        number = int(match[1]) if match[1] else int(match[2], 16)
        return chr(number) if _is_letter(number) else None
    return entities.get(written) if written.endswith(";") else None


def _is_letter(number: int) -> bool:
    """Whether a number is that of a character that no parser complains of."""
    return (
        0x20 <= number < 0x7F
        or 0xA0 <= number < 0xD800
        or (
            0xE000 <= number < 0x110000
            and number & 0xFFFE != 0xFFFE
            and not 0xFDD0 <= number < 0xFDF0
        )
        or number in (0x9, 0xA)
    )
