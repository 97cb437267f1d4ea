"""Decides which parts of a template are alternatives: its conditions and loops, and their branches."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from govpage_lint.document.source import Span
from govpage_lint.document.templates.tokens import Event, Token
from govpage_lint.records import dataclass, field

# What stands between these and their first branch is written by no branch.
_SELECTING: Final = ("choose:", "switch:", "case:")
_ELSE_WORDS: Final = ("case",)


@dataclass(slots=True)
class Choice:
    """A place where a template writes one of its ``branches``, or none of them unless ``complete``.

    ``key`` is the condition without its negation where there is one condition, and tells choices
    that go together; ``negated`` says that the first branch is for when it does not hold. ``within``
    are the choices around it, outermost first, each with the branch that it stands in. What is
    ``held`` is written nowhere here, what is ``apart`` is a page of its own.
    """

    key: str
    negated: bool
    branches: list[Span]
    complete: bool
    held: bool = False
    apart: bool = False
    within: tuple[tuple[Choice, int], ...] = ()

    @property
    def options(self) -> int:
        """In how many ways it may turn out."""
        return len(self.branches) + (not self.complete)

    @property
    def first(self) -> int:
        """The option that is taken where its condition holds."""
        return self.options - 1 if self.negated else 0

    @property
    def last(self) -> int:
        """The option that is taken where no condition holds."""
        return 0 if self.negated else self.options - 1


@dataclass(slots=True)
class _Open:
    event: Event
    start: int
    within: tuple[tuple[Choice, int], ...]
    choice: Choice
    conditions: list[str] = field(default_factory=list)


# Deeper than that nobody nests conditions; what is deeper is taken as written.
_DEEPEST: Final = 60


def choices_of(tokens: Sequence[Token]) -> list[Choice]:
    """The choices of a template, in the order in which they begin.

    Ends without a beginning are passed over, and so are beginnings without an end.
    """
    found: list[Choice] = []
    stack: list[_Open] = []
    for token in tokens:
        for event in token.events:
            if event.kind == "end":
                if stack:
                    _finish(stack.pop(), token.span[0])
            elif event.kind == "else":
                if stack and stack[-1].event.kind != "group":
                    _next(stack[-1], event, token)
            else:
                choice = Choice("", False, [], False)
                within: _Chain = ()
                if stack:
                    outer = stack[-1]
                    within = (*outer.within[-_DEEPEST:], (outer.choice, len(outer.choice.branches)))
                choice.within = within
                stack.append(_Open(event, token.span[1], within, choice))
                found.append(choice)
    return [choice for choice in found if choice.branches]


def _next(opened: _Open, event: Event, token: Token) -> None:
    condition = event.condition
    selecting = opened.event.condition.startswith(_SELECTING)
    if selecting and not opened.conditions:
        # <c:choose> and its like: nothing is written before the first <c:when>.
        opened.conditions.append("")
    else:
        opened.choice.branches.append((opened.start, token.span[0]))
        opened.conditions.append(condition)
    opened.choice.complete = not condition
    opened.start = token.span[1]


def _finish(opened: _Open, end: int) -> None:
    choice = opened.choice
    choice.branches.append((opened.start, end))
    condition = opened.event.condition
    choice.negated = condition.startswith("!")
    choice.key = condition.removeprefix("!") if opened.event.kind == "if" else ""
    if opened.event.kind == "always":
        choice.complete = True
    choice.held = opened.event.kind == "hold"
    choice.apart = opened.event.kind == "apart"


# The step that takes what is written otherwise in conditions that hold.
INNER: Final = -2


@dataclass(frozen=True, slots=True)
class Turn:
    """How the choices of a template turn out.

    ``step`` 0 takes the first option of each, "last" (-1) the last, any other the branch of that
    number where there is one; INNER takes the first, and what attributes say is written otherwise in
    an element that is written. ``forced`` are choices that turn out otherwise, by their identity.
    """

    step: int
    forced: tuple[tuple[int, int], ...] = ()
    truths: tuple[tuple[str, bool], ...] = ()

    def option(self, choice: Choice) -> int:
        """The number of the branch that is written; that of none where it is past the last."""
        for identity, option in self.forced:
            if identity == id(choice):
                return option
        if choice.held or choice.apart:
            return len(choice.branches)
        if choice.options == 2 and choice.key:
            for key, holds in self.truths:
                if key == choice.key:
                    return choice.first if holds else choice.last
        if self.step in (0, INNER):
            return choice.first
        if self.step < 0 or self.step >= choice.options:
            return choice.last
        return self.step


class Flow:
    """The choices of a template, to be asked which of them a place stands in."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.choices = choices_of(tokens)
        self._edges, self._chains = _segments(self.choices)

    def chain(self, offset: int) -> tuple[tuple[Choice, int], ...]:
        """The branches that a place stands in, outermost first."""
        place = bisect_right(self._edges, offset) - 1
        return self._chains[place] if place >= 0 else ()

    @property
    def steps(self) -> int:
        """The most options that a choice has."""
        return max((choice.options for choice in self.choices), default=1)

    def apart(self, chain: tuple[tuple[Choice, int], ...]) -> Span | None:
        """The part that stands for itself around a chain of branches; None where there is none."""
        found = [choice for choice, _ in chain if choice.apart]
        return found[-1].branches[0] if found else None

    def only(self, chain: tuple[tuple[Choice, int], ...]) -> Turn:
        """What is written where these branches are, and nothing else that depends on conditions."""
        truths = tuple(
            (choice.key, option == choice.first)
            for choice, option in chain
            if choice.key and choice.options == 2
        )
        return Turn(-1, tuple((id(choice), option) for choice, option in chain), truths)

    def unseen(self, turns: Sequence[Turn]) -> Iterator[_Chain]:
        """The branches that none of these pages has, each with those around it: such as what is
        written otherwise in a condition that has to hold."""
        seen = [set[tuple[int, int]]() for _ in turns]
        for choice in self.choices:
            around = choice.within[-1] if choice.within else None
            outer = None if around is None else (id(around[0]), around[1])
            for option in range(len(choice.branches)):
                found = False
                for turn, taken in zip(turns, seen, strict=True):
                    if turn.option(choice) == option and (outer is None or outer in taken):
                        taken.add((id(choice), option))
                        found = True
                chain = (*choice.within, (choice, option))
                if not found and not any(one.held for one, _ in chain):
                    yield chain

    def together(self, chains: Iterable[_Chain], most: int) -> list[tuple[Turn, Span | None]]:
        """As few pages as have all these branches, but no more than ``most``: how their conditions
        turn out, and the part that they are of."""
        pages: list[tuple[dict[int, int], dict[str, bool], Span | None]] = []
        for chain in chains:
            part = self.apart(chain)
            options = {id(choice): option for choice, option in chain}
            truths = dict(self.only(chain).truths)
            for forced, known, span in pages:
                if (
                    span == part
                    and all(forced.get(one, option) == option for one, option in options.items())
                    and all(known.get(key, holds) == holds for key, holds in truths.items())
                ):
                    forced.update(options)
                    known.update(truths)
                    break
            else:
                if len(pages) < most:
                    pages.append((options, truths, part))
        return [
            (Turn(0, tuple(forced.items()), tuple(known.items())), span)
            for forced, known, span in pages
        ]

    def left_out(self, turn: Turn) -> list[Span]:
        """The spans that are not written, in order and apart from each other."""
        spans = [
            span
            for choice in self.choices
            for number, span in enumerate(choice.branches)
            if number != turn.option(choice) and span[1] > span[0]
        ]
        spans.sort()
        found: list[Span] = []
        for span in spans:
            if not found or span[0] >= found[-1][1]:
                found.append(span)
        return found


type _Chain = tuple[tuple[Choice, int], ...]


def _segments(choices: Sequence[Choice]) -> tuple[list[int], list[_Chain]]:
    """Where the chain of branches changes, and the chain from there on."""
    changes: list[tuple[int, int, _Chain]] = []
    for choice in choices:
        for number, (start, end) in enumerate(choice.branches):
            if end > start:
                changes.append((start, 1, (*choice.within, (choice, number))))
                changes.append((end, 0, choice.within))
    # Where one ends as another begins, the beginning counts; of two ends the outer one.
    changes.sort(
        key=lambda change: (
            change[0],
            change[1],
            -len(change[2]) if not change[1] else len(change[2]),
        )
    )
    edges: list[int] = []
    chains: list[_Chain] = []
    for place, _, chain in changes:
        edges.append(place)
        chains.append(chain)
    return edges, chains
