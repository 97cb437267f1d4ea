"""Decides what a comment asks of the linter, and what is wrong with how it asks.

    govpage-lint-disable-next RULE[, RULE…] -- reason
    govpage-lint-disable RULE[, RULE…] -- reason      … until  govpage-lint-enable RULE[, RULE…]
    govpage-lint-disable-file RULE[, RULE…] -- reason

XHTML forbids two hyphens in a comment: a dash (–, —) does as well. A reason may begin with the last
day on which it holds: ``until 2027-06-30``, or ``2027-06-30까지``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, Literal

from govpage_lint.document.source import SourceText, Span
from govpage_lint.engine.suppressing.comments import Written
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex
from govpage_lint.spelling import get_close_matches

type Kind = Literal["next", "from", "file", "end"]

MALFORMED: Final = "suppression-malformed"
BLANKET: Final = "suppression-blanket"
REASON_MISSING: Final = "suppression-reason-missing"
UNKNOWN_RULE: Final = "suppression-unknown-rule"
UNUSED: Final = "suppression-unused"
EXPIRED: Final = "suppression-expired"
RULES: Final = frozenset((MALFORMED, BLANKET, REASON_MISSING, UNKNOWN_RULE, UNUSED, EXPIRED))

_PREFIX: Final = "govpage-lint-"
_KINDS: Final[Mapping[str, Kind]] = {
    f"{_PREFIX}disable-next": "next",
    f"{_PREFIX}disable": "from",
    f"{_PREFIX}disable-file": "file",
    f"{_PREFIX}enable": "end",
}
# What people write who know other linters.
_HABITS: Final = {
    f"{_PREFIX}disable-next-line": f"{_PREFIX}disable-next",
    f"{_PREFIX}disable-line": f"{_PREFIX}disable-next",
    f"{_PREFIX}ignore": f"{_PREFIX}disable-next",
    f"{_PREFIX}off": f"{_PREFIX}disable",
    f"{_PREFIX}on": f"{_PREFIX}enable",
}
# Only a comment that begins like this is looked at: all others are a page's own.
_LIKE_OURS: Final = regex(r"\s*(gov[\s_-]?page[\s_-]?lint(?:[\s_:-]+[A-Za-z][\w-]*)?)", re.I)
_SEPARATOR: Final = regex(r"(?:^|(?<=\s))(?:--|[–—])(?=\s|$)|[–—]")
_NAME: Final = regex(r"[^,\s](?:[^,]*[^,\s])?")
_UNTIL: Final = regex(
    r"(?:until[\s:]+(?P<en>\d{4}-\d\d?-\d\d?)(?!\w)|(?P<ko>\d{4}-\d\d?-\d\d?)\s?까지)[\s,.:;–—-]*",
    re.I,
)
_MAX_REASON: Final = 500
# What a comment may name; no page needs more, and hints for each cost time.
_MAX_NAMES: Final = 100
_MAX_WORD: Final = 60


@dataclass(frozen=True, slots=True)
class Name:
    """The name of a rule in a directive, and where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a directive: a rule of ours about suppressions, and what its message says."""

    rule: str
    span: Span
    case: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Directive:
    """What a comment asks for. One with a fault in its form has no names, and so does nothing."""

    kind: Kind
    span: Span
    names: tuple[Name, ...]
    reason: str = ""
    until: date | None = None
    faults: tuple[Fault, ...] = ()


def read_directive(source: SourceText, comment: Written) -> Directive | None:
    """What a comment asks for; None for one that does not speak to the linter."""
    start, end = comment.inside
    begins = _LIKE_OURS.match(source.text, start, end)
    if begins is None:
        return None
    word = begins[1]
    kind = _KINDS.get(word)
    if kind is None:
        return _misspelt(word, comment)
    rest = begins.end()
    if rest < end and not source.text[rest].isspace():
        return _misspelt(source.text[begins.start(1) : rest + 1], comment)
    separator = _SEPARATOR.search(source.text, rest, end)
    names = tuple(_names(source.text, rest, separator.start() if separator else end))
    words = source.text[separator.end() if separator else end : end]
    return _checked(kind, comment.span, names, " ".join(words.split()))


def _names(text: str, start: int, end: int) -> Iterator[Name]:
    for count, match in enumerate(_NAME.finditer(text, start, end)):
        if count == _MAX_NAMES:
            return
        yield Name(match[0], match.span())


def _checked(kind: Kind, span: Span, names: tuple[Name, ...], words: str) -> Directive:
    for name in names:
        if any(character.isspace() for character in name.text):
            value = {"value": name.text[:_MAX_WORD]}
            return Directive(kind, span, (), faults=(Fault(MALFORMED, span, "separator", value),))
    if not names and kind != "end":
        return Directive(kind, span, (), faults=(Fault(BLANKET, span),))
    if kind == "end":
        return Directive(kind, span, names)
    try:
        until, reason = split_until(words)
    except ValueError:
        value = {"value": words[:_MAX_WORD]}
        return Directive(kind, span, (), faults=(Fault(MALFORMED, span, "date", value),))
    missing = () if says_something(reason) else (Fault(REASON_MISSING, span),)
    return Directive(kind, span, names, reason[:_MAX_REASON], until, missing)


def split_until(words: str) -> tuple[date | None, str]:
    """The last day that a reason names at its beginning, and the reason without it.

    Raises ValueError for a day that no calendar has.
    """
    match = _UNTIL.match(words)
    if match is None:
        return None, words
    year, month, day = map(int, (match["en"] or match["ko"]).split("-"))
    return date(year, month, day), words[match.end() :]


def says_something(reason: str) -> bool:
    """Whether a reason has any word in it."""
    return any(character.isalnum() for character in reason)


def _misspelt(word: str, comment: Written) -> Directive | None:
    """A directive that does nothing, for what was meant as one; None for a comment that only
    begins with the tool's name."""
    plain = re.sub(r"[\s_:-]+", "-", word[:_MAX_WORD].strip().lower())
    plain = re.sub(r"^gov-?page-?lint", "govpage-lint", plain)
    verbs = [name.removeprefix(_PREFIX) for name in _KINDS]
    close = get_close_matches(plain.removeprefix(_PREFIX), verbs, 1, 0.75)
    near = _HABITS.get(plain) or (f"{_PREFIX}{close[0]}" if close else None)
    if near is None and not word.lower().startswith(_PREFIX):
        return None
    case = "word" if near else None
    shown = " ".join(word.split())[:_MAX_WORD]
    fault = Fault(MALFORMED, comment.span, case, {"value": shown, "near": near or ""})
    return Directive("end", comment.span, (), faults=(fault,))
