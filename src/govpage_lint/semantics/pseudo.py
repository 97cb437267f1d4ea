"""Decides the text that a ``content`` property adds to a page.

Strings, ``attr()`` and alternative texts after a slash (CSS Generated Content 3); counters,
quotes and pictures give no text, and neither do the code points of icon fonts: browsers put them in
names, but they say nothing to anyone.
"""

import re
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_TOKEN: Final = regex(
    r"""
    "(?P<double>(?:[^"\\\n]|\\.)*)"
    | '(?P<single>(?:[^'\\\n]|\\.)*)'
    | attr\(\s*(?P<attribute>[\w:-]+)[^)]*\)
    | (?P<slash>/)
    | (?P<other>[\w-]+\([^)]*\)|[^\s"'/]+)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
# Unicode's private use areas, where icon fonts keep their pictures.
_PRIVATE: Final = regex("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_ESCAPE: Final = regex(r"\\(?:([0-9a-fA-F]{1,6})\s?|(\n)|(.))", re.DOTALL)


def content_text(value: str, element: Element) -> str:
    """The text of a ``content`` value on a pseudo-element of ``element``; "" where it has none."""
    text: list[str] = []
    for token in _TOKEN.finditer(value):
        kind, found = token.lastgroup, token.group()
        if kind == "slash":
            # What follows is the alternative text, and replaces what is painted.
            text = []
        elif kind == "attribute":
            text.append(element.attributes.get(token["attribute"].lower(), ""))
        elif kind in ("double", "single"):
            text.append(_ESCAPE.sub(_unescape, found[1:-1]))
    return _PRIVATE.sub("", "".join(text))


def _unescape(match: re.Match[str]) -> str:
    digits, newline, other = match.groups()
    if digits:
        code = int(digits, 16)
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "�"
    return "" if newline else str(other)
