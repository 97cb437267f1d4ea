"""Whether the keyboard gets away from an element: Tab and Shift+Tab are pressed for real."""

import time
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from govpage_lint.browser.probes.pressing import ESCAPE, SHIFT, TAB, Key, press
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

# Timers that take the focus back are due by then.
_WAIT_SECONDS: Final = 0.06
_ASK_SECONDS: Final = 5.0
# So many steps on to other elements are no trap; a larger circle is walked when it goes back.
_STEPS_ON: Final = 3
_MOST_STEPS: Final = 24


@dataclass(frozen=True, slots=True)
class Walk:
    """Where Tab, or Shift+Tab, pressed over and over leads: "left" for out of the page, "onward" for
    on and on in it, "caught" for round and round through the elements of ``circle``."""

    end: Literal["left", "onward", "caught"]
    circle: tuple[int, ...] = ()
    backwards: bool = False


class Keyboard:
    """A keyboard for one document; nodes are spoken of by their numbers in the snapshot.

    ``order`` is the order in which Tab should reach them. Chromium only. Raises as `Page.ask`.
    """

    def __init__(
        self, page: "Page", document: "DocumentSnapshot", order: Sequence[int], until: float
    ) -> None:
        self._page = page
        self._place = (document.path, document.local)
        self._order: Mapping[int, int] = {number: place for place, number in enumerate(order)}
        self._until = until

    @property
    def is_late(self) -> bool:
        """Whether there is no time left to try anything."""
        return time.monotonic() > self._until

    def walk(self, start: int, *, backwards: bool = False) -> Walk:
        """Where Tab, or Shift+Tab, leads from an element."""
        if self._focus(start) != start:
            return Walk("onward")
        seen = [start]
        while len(seen) <= _MOST_STEPS and not self.is_late:
            press(self._page, TAB, SHIFT if backwards else 0)
            told = self._look(None)
            if told["away"] or told["none"]:
                return Walk("left")
            now = told["active"]
            if now is None:
                return Walk("onward")
            if now in seen:
                return Walk("caught", tuple(seen[seen.index(now) :]), backwards)
            seen.append(now)
            if len(seen) > _STEPS_ON and self._goes_on(seen, backwards):
                return Walk("onward")
        return Walk("onward")

    def frees(self, caught: Walk, key: Key, modifiers: int = 0) -> bool:
        """Whether a key gets the focus out of a circle, at once or when Tab is pressed again."""
        start = caught.circle[0]
        if self._focus(start) not in caught.circle:
            return True
        press(self._page, key, modifiers)
        told = self._look(None)
        if told["none"] or told["away"] or told["active"] not in caught.circle:
            return True
        return self.walk(start, backwards=caught.backwards).end != "caught"

    def escapes(self, caught: Walk) -> bool:
        """Whether the Escape key gets out of a circle."""
        return self.frees(caught, ESCAPE)

    def _focus(self, number: int) -> int | None:
        """Give the focus to an element; the number of what has it then."""
        found = self._look(number)["active"]
        if found != number:
            # Something that was due took it.
            found = self._look(number)["active"]
        return found

    def _look(self, number: int | None) -> Mapping[str, int | None]:
        told: Mapping[str, int | None] = self._page.ask(
            self._place, "active", number, _WAIT_SECONDS * 1000, seconds=_ASK_SECONDS
        )
        return told

    def _goes_on(self, seen: Sequence[int], backwards: bool) -> bool:
        places = [self._order.get(number, -1) for number in seen]
        if backwards:
            places.reverse()
        return all(one < other for one, other in pairwise(places))
