"""What shows that an element has the focus: it is given to one after the other, as the keyboard does.

Styles and what scripts change tell most; where they do not, pictures with and without are compared.
"""

import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, Literal

from govpage_lint.browser.probes.sheets import style_sheets
from govpage_lint.records import dataclass, replace

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

type Shown = Literal[
    "outline", "caret", "style", "pixels", "none", "unsure", "lost", "passed", "refused"
]

_ALL_SECONDS: Final = 3.0
_PICTURE_SECONDS: Final = 1.5
# Timers that take the focus back are due by then.
_AFTER_SECONDS: Final = 0.03
_MOST_ELEMENTS: Final = 80
_MARGIN: Final = 30.0
_MOST_COVERED: Final = 12


@dataclass(frozen=True, slots=True)
class Focused:
    """What the focus on one element does.

    ``shown`` is by what it shows; "none" where nothing on the page changes, "lost" where the
    element does not keep it, "passed" where another has it at once, "refused" where the element
    never gets it. ``seen``: the element lies in sight then. ``takes_tab``: it kept the
    browser from doing what the Tab key does. What is "unsure" and looks alike is in one ``group``.
    """

    number: int
    shown: Shown
    seen: bool
    takes_tab: bool
    group: int = -1


@dataclass(frozen=True, slots=True)
class FocusTrial:
    """The elements of one document that were tried, as far as there was time; ``pulled`` are those
    that scripts then gave the focus to. ``styled``: no style sheet failed to load."""

    elements: tuple[Focused, ...]
    pulled: frozenset[int]
    styled: bool = True


def try_focus(
    page: "Page", document: "DocumentSnapshot", targets: Sequence[int], until: float
) -> FocusTrial:
    """What the focus on each target changes; by their numbers in the snapshot.

    Chromium only. Pictures are taken until the time ``until`` of the monotonic clock. Raises as
    `Page.ask`.
    """
    limits = {
        "all": _ALL_SECONDS * 1000,
        "after": _AFTER_SECONDS * 1000,
        "elements": _MOST_ELEMENTS,
    }
    place = (document.path, document.local)
    sheets = style_sheets(page, document)
    foreign = dict(sheets.foreign)
    told = page.ask(place, "focus", list(targets), foreign, limits, seconds=_ALL_SECONDS * 2)
    found = [
        Focused(
            one["number"], one["how"], bool(one["seen"]), bool(one["prevented"]), int(one["group"])
        )
        for one in told["answers"]
    ]
    decided = dict(_by_pictures(page, document, found, until))
    settled = (
        replace(one, shown=decided.get(one.group, "unsure")) if one.shown == "unsure" else one
        for one in found
        if one.shown != "unsure" or one.group in decided
    )
    return FocusTrial(tuple(settled), frozenset(told["moved"]), sheets.complete)


def _by_pictures(
    page: "Page", document: "DocumentSnapshot", found: Sequence[Focused], until: float
) -> Iterator[tuple[int, Shown]]:
    """What pictures tell of the first element of each group, as far as there is time."""
    until = min(until, time.monotonic() + _PICTURE_SECONDS)
    first = {one.group: one for one in reversed(found) if one.shown == "unsure" and one.group >= 0}
    for group, one in sorted(first.items()):
        if time.monotonic() > until:
            return
        yield group, _look(page, document, one.number)


def _look(page: "Page", document: "DocumentSnapshot", number: int) -> Shown:
    place = (document.path, document.local)

    def show(how: str) -> tuple[bool, dict[str, float] | None]:
        told = page.ask(place, "focus_look", number, how, seconds=_ALL_SECONDS)
        return bool(told["held"]), _around(document, told["box"], told["view"])

    try:
        _, around = show("begin")
        without = None if around is None else picture(page, around)
        whole = picture(page, None)
        held, _ = show("on")
        if not held:
            return "lost"
        if around is not None and picture(page, around) != without:
            return "pixels"
        if picture(page, None) == whole:
            return "none"
        # Something far away differs: it does so by itself where it does without the focus, too.
        show("off")
        return "pixels" if picture(page, None) == whole else "unsure"
    finally:
        show("end")


def _around(
    document: "DocumentSnapshot", box: Sequence[float], view: Sequence[float]
) -> dict[str, float] | None:
    """The part of the screen around an element; None where that is not known or empty."""
    if document.path or document.local:
        return None
    left, top = max(box[0] - _MARGIN, 0.0), max(box[1] - _MARGIN, 0.0)
    right = min(box[0] + box[2] + _MARGIN, view[0])
    bottom = min(box[1] + box[3] + _MARGIN, view[1])
    if right - left < 1 or bottom - top < 1:
        return None
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def picture(page: "Page", around: dict[str, float] | None) -> str:
    """What the tab shows, as text that is the same for the same pixels."""
    asked: dict[str, object] = {"format": "png", "optimizeForSpeed": True}
    if around is not None:
        asked["clip"] = {**around, "scale": 1}
    return str(page.devtools("Page.captureScreenshot", asked).get("data", ""))


def find_covered(
    page: "Page", document: "DocumentSnapshot", order: Sequence[int], bars: Sequence[int]
) -> list[tuple[int, int]]:
    """Which elements in this tab order lie wholly behind one of the bars when Tab comes to them.

    The first few only. Chromium only. Raises as `Page.ask`.
    """
    place = (document.path, document.local)
    limits = {"tried": _MOST_COVERED}
    told = page.ask(place, "covered", list(order), list(bars), limits, seconds=_ALL_SECONDS)
    return [(int(number), int(bar)) for number, bar in told]
