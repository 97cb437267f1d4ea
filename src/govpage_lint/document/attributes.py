"""Decides where the attributes of a tag stand, by reading the tag's own source again.

Parsers keep the values of attributes, not their places. A tag is short and places are asked for
findings only, so the tag is scanned again on demand with the attribute grammar of the HTML
standard's tokenizer (13.2.5.32 to 13.2.5.39).
"""

import re

from govpage_lint.document.source import Span
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_SPACE = " \t\n\f\r"
_TAG_NAME = regex(r"</?[^\s/>]*")
_ATTRIBUTE = regex(
    rf"""[{_SPACE}/]*
    (?P<name>=?[^{_SPACE}/>=]+|=)
    (?:[{_SPACE}]*=[{_SPACE}]*
      (?: "(?P<double>[^"]*)"
        | '(?P<single>[^']*)'
        | (?P<bare>(?!["'])[^{_SPACE}>]+) )?
    )?""",
    re.VERBOSE,
)
_QUOTES = {"double": '"', "single": "'"}
_ASCII_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class SourceAttribute:
    """One attribute as it is written in a tag.

    ``name`` is lower-case; ``value`` is the text between the quotes with character references not
    decoded, None when there is no value. ``span`` covers name to closing quote, ``value_span`` the
    text between the quotes. ``quote`` is ``"``, ``'`` or empty. ``duplicate`` tells that an
    attribute of that name stands before it in the tag, so that this one has no effect.
    """

    name: str
    value: str | None
    span: Span
    value_span: Span | None
    quote: str
    duplicate: bool


def scan_attributes(text: str, tag: Span) -> list[SourceAttribute]:
    """Attributes of the tag at ``tag`` in ``text``, in the order in which they are written."""
    start, end = tag
    opening = _TAG_NAME.match(text, start, end)
    place = opening.end() if opening else start
    found: list[SourceAttribute] = []
    seen: set[str] = set()
    while match := _ATTRIBUTE.match(text, place, end):
        name = match["name"]
        name = name.lower() if name.isascii() else name.translate(_ASCII_LOWER)
        # The last group that matched: that of the value where there is one.
        group = None if match.lastgroup == "name" else match.lastgroup
        found.append(
            SourceAttribute(
                name=name,
                value=match[group] if group else None,
                span=(match.start("name"), match.end()),
                value_span=match.span(group) if group else None,
                quote=_QUOTES.get(group or "", ""),
                duplicate=name in seen,
            )
        )
        seen.add(name)
        place = match.end()
    return found
