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
    (=?[^{_SPACE}/>=]+|=)
    (?:[{_SPACE}]*=[{_SPACE}]*
      (?: "([^"]*)"
        | '([^']*)'
        | ((?!["'])[^{_SPACE}>]+) )?
    )?""",
    re.VERBOSE,
)
# By the groups of values: in double quotes, in single ones, in none.
_QUOTES = {2: '"', 3: "'", 4: ""}
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
        written = match[1]
        name = written.lower() if written.isascii() else written.translate(_ASCII_LOWER)
        place = match.end()
        span = match.start(1), place
        # The last group that matched: that of the value where there is one.
        group = match.lastindex
        if group is None or group == 1:
            one = SourceAttribute(name, None, span, None, "", name in seen)
        else:
            value, value_span = match[group], match.span(group)
            one = SourceAttribute(name, value, span, value_span, _QUOTES[group], name in seen)
        found.append(one)
        seen.add(name)
    return found
