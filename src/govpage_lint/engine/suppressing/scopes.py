"""Decides which part of a page a directive is about.

``disable-next`` is about what follows the comment first in the source: an element, by its start tag,
or text up to the next tag. End tags, other comments and white space may stand between. Findings are
meant that are told of that element or text itself, its attributes, the element's own text, or one of
the end tags between; not those of elements in it. ``disable`` is about what begins after it and before
the ``enable`` that names the same rule, or the end of the page; ``disable-file`` is about all of the
page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.tree import Document
from govpage_lint.engine.suppressing.comments import Written
from govpage_lint.engine.suppressing.directives import Directive, Name
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex

_SPACE: Final = regex(r"\s*")
_MARKUP: Final = regex(r"<[A-Za-z/!?]")
_TAG: Final = regex(r"""<[A-Za-z](?:"[^"]*"|'[^']*'|[^"'>])*>""")


@dataclass(eq=False, slots=True)
class Claim:
    """One rule that one directive names, and whether it has suppressed anything yet."""

    directive: Directive
    name: Name
    used: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands: the offset of its location; that of its element's start tag; that of
    the nearest written thing around it. Each is None where nothing is written."""

    at: int | None
    element: int | None
    around: int | None


@dataclass(slots=True)
class Claims:
    """What the directives of a page say about one rule.

    ``next`` has, by the offset of what follows, the span from the comment to its end. ``ranges`` are
    in order and do not overlap.
    """

    next: dict[int, tuple[Span, Claim]] = field(default_factory=dict)
    ranges: list[tuple[int, int, Claim]] = field(default_factory=list)
    file: Claim | None = None
    open: tuple[int, Claim] | None = None
    _ordered: list[tuple[Span, Claim]] | None = None

    def about(self, place: Place) -> Claim | None:
        """The directive that a finding of the rule is suppressed by, the narrowest first."""
        return self._by_next(place) or self._by_range(place) or self.file

    def _by_next(self, place: Place) -> Claim | None:
        if not self.next:
            return None
        if place.element is not None and (found := self.next.get(place.element)):
            return found[1]
        if place.at is None:
            return None
        if self._ordered is None:
            self._ordered = [self.next[start] for start in sorted(self.next)]
        index = bisect_right(self._ordered, place.at, key=lambda one: one[0][1])
        if index == len(self._ordered):
            return None
        (begin, _), claim = self._ordered[index]
        return claim if begin <= place.at else None

    def _by_range(self, place: Place) -> Claim | None:
        at = place.at if place.at is not None else place.around
        if at is None or not self.ranges:
            return None
        index = bisect_right(self.ranges, at, key=lambda one: one[0]) - 1
        if index < 0:
            return None
        _, end, claim = self.ranges[index]
        return claim if at < end else None


def followers(document: Document, comments: Sequence[Written]) -> dict[Span, Span]:
    """For each comment, by its span, the span of the start tag or text that follows it first: the
    end of the page where nothing does."""
    following = _Following(document)
    found: dict[Span, Span] = {}
    # From the last to the first: a comment before another has the follower of that one.
    for comment in reversed(comments):
        found[comment.span] = following.at(comment.after)
        following.known[comment.span[0]] = found[comment.span]
    return found


class _Following:
    """What stands first after a place of a source: a tag or text, or what code writes there."""

    def __init__(self, document: Document) -> None:
        self._text = document.source.text
        self._tags = {e.span[0]: e.span for e in document.elements if e.span is not None}
        for spans in document.merged_tags.values():
            self._tags.update((span[0], span) for span in spans)
        self._template = document.template is not None
        tokens = document.template.tokens if document.template is not None else ()
        self._code = {token.span[0]: token for token in tokens}
        self._code_starts = [token.span[0] for token in tokens]
        # What follows each comment that is known already.
        self.known: dict[int, Span] = {}

    def at(self, place: int) -> Span:
        """The span of what is first at or after a place."""
        text = self._text
        passed: list[int] = []
        while True:
            match = _SPACE.match(text, place)
            place = match.end() if match else place
            found = self._here(place)
            if found is not None:
                self.known.update(dict.fromkeys(passed, found))
                return found
            passed.append(place)
            place = self._beyond(place)

    def _here(self, place: int) -> Span | None:
        """What is meant at this very place; None where it is to be passed over."""
        text = self._text
        if place >= len(text):
            return (len(text), len(text))
        if place in self.known:
            return self.known[place]
        if place in self._tags:
            return self._tags[place]
        if place in self._code:
            token = self._code[place]
            return token.span if token.kind in ("output", "include") else None
        if not _MARKUP.match(text, place):
            end = _MARKUP.search(text, place + 1)
            stop = end.start() if end else len(text)
            code = bisect_right(self._code_starts, place)
            return (place, min([stop, *self._code_starts[code : code + 1]]))
        # A branch that the parsed page does not have may begin with a tag.
        tag = _TAG.match(text, place) if self._template else None
        return tag.span() if tag is not None else None

    def _beyond(self, place: int) -> int:
        """Where an end tag, a doctype, a tag that the parser dropped, or code ends."""
        if place in self._code:
            return max(place + 1, self._code[place].span[1])
        close = self._text.find(">", place)
        return len(self._text) if close < 0 else close + 1


def claims_of(
    document: Document,
    comments: Sequence[Written],
    directives: Iterable[tuple[Directive, Sequence[tuple[Name, str]]]],
) -> tuple[dict[str, Claims], list[Claim]]:
    """What the directives say about each rule, and all that they name.

    ``directives`` are in source order, each with its names and the ids of the rules that these mean.
    What says nothing that another has not said already is a claim that nothing will ever use.
    """
    found: dict[str, Claims] = {}
    all_claims: list[Claim] = []
    follows: dict[Span, Span] | None = None
    for directive, names in directives:
        if directive.kind == "next" and follows is None:
            follows = followers(document, comments)
        if directive.kind == "end" and not directive.names:
            names = [(Name("", directive.span), rule) for rule, c in found.items() if c.open]
        for name, rule in names:
            claims = found.setdefault(rule, Claims())
            claim = Claim(directive, name)
            all_claims.append(claim)
            if directive.kind == "end":
                claim.used = _close(claims, directive.span[0])
            elif directive.kind == "file":
                claims.file = claims.file or claim
            elif directive.kind == "from":
                claims.open = claims.open or (directive.span[1], claim)
            elif follows is not None:
                target = follows[directive.span]
                claims.next.setdefault(target[0], ((directive.span[1], target[1]), claim))
    for claims in found.values():
        _close(claims, len(document.source.text) + 1)
    return found, all_claims


def _close(claims: Claims, end: int) -> bool:
    """End the open range of a rule; whether there was one."""
    if claims.open is None:
        return False
    start, claim = claims.open
    claims.ranges.append((start, end, claim))
    claims.open = None
    return True
