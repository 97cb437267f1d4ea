"""What a page changes by itself as time goes on: the browser's clock runs ahead, nobody waits."""

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 5.0
# So far the clock runs at first, and so much further each time where something changed.
_FIRST_MILLISECONDS: Final = 13_000
_FURTHER_MILLISECONDS: Final = 3_000
_FURTHER: Final = 5
# What scripts do in that time may take so long.
_WAIT_SECONDS: Final = 0.6
_PAUSE_SECONDS: Final = 0.02
_EVERY_MILLISECONDS: Final = 250
_MOST_PARTS: Final = 60


@dataclass(frozen=True, slots=True)
class Animated:
    """An animation that runs: milliseconds of one turn, turns (None for no end), how often a second
    it goes from light to dark and back, whether it moves anything, and square pixels."""

    element: int
    turn: float
    turns: float | None
    flashes: float
    moves: bool
    area: float


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed by itself: by numbers in the snapshot.

    ``texts`` are how often a text changed, and the last of it; ``parts`` how often an element went
    to another place or came and went; ``gone`` are messages that went away again.
    """

    texts: tuple[tuple[int, int, str], ...]
    parts: Mapping[int, int]
    animations: tuple[Animated, ...]
    gone: tuple[tuple[int, str], ...]


def let_time_pass(page: "Page", documents: Sequence["DocumentSnapshot"]) -> list[Changes | None]:
    """What each document changes by itself; None for one that is gone.

    The clock of the page does not go on afterwards: nothing that waits for a time can be done with
    it then. Chromium only. Raises as `Page.ask`.
    """
    limits = {"parts": _MOST_PARTS, "every": _EVERY_MILLISECONDS}
    places = [(document.path, document.local) for document in documents]
    for place in places:
        page.ask(place, "passing_time", "begin", limits, seconds=_SECONDS)
    if _run(page, places[0], _FIRST_MILLISECONDS, limits):
        for _ in range(_FURTHER):
            _run(page, places[0], _FURTHER_MILLISECONDS, limits)
    found = [page.ask(place, "passing_time", "end", limits, seconds=_SECONDS) for place in places]
    return [None if one is None else _changes(one) for one in found]


def _run(page: "Page", place: tuple[Any, int], milliseconds: int, limits: object) -> bool:
    """Let the clock run; whether anything has changed since it began."""
    before = page.ask(place, "passing_time", "look", limits, seconds=_SECONDS)
    policy = {"policy": "advance", "budget": milliseconds}
    page.devtools("Emulation.setVirtualTimePolicy", policy)
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        now = page.ask(place, "passing_time", "look", limits, seconds=_SECONDS)
        if now is None or before is None:
            return False
        if now["now"] - before["now"] >= milliseconds - _EVERY_MILLISECONDS:
            return bool(now["busy"])
        if time.monotonic() > until:
            return bool(now["busy"])
        time.sleep(_PAUSE_SECONDS)


def _changes(told: Mapping[str, Any]) -> Changes:
    return Changes(
        tuple((int(number), int(count), str(text)) for number, count, text, _ in told["texts"]),
        {int(number): int(count) for number, count in told["parts"]},
        tuple(
            Animated(int(number), float(turn), turns, float(flashes), bool(moves), float(area))
            for number, turn, turns, flashes, moves, area in told["animations"]
        ),
        tuple((int(number), str(text)) for number, text in told["gone"]),
    )
