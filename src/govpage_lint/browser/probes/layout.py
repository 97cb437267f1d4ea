"""What becomes of the text of a page in other windows and with other spacing: cut off, or too wide."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Literal

from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 5.0
_MOST_LINES: Final = 60
_MOST_WIDE: Final = 12
# Letters may stand out a little from their boxes.
_SLACK: Final = 4
# How many times the width of the window a long word may reach.
_LONG_WORD: Final = 1.25


@dataclass(frozen=True, slots=True)
class Cut:
    """A text that an element cuts off along an axis.

    ``clamped``: the element shows so many lines by its style. ``moved``: the text was put where it
    is, as that of a slide.
    """

    by: int
    axis: Literal["x", "y"]
    text: str
    clamped: bool
    moved: bool


@dataclass(frozen=True, slots=True)
class Wide:
    """An element whose text is too wide for the window; ``end`` is how far it reaches, ``little``
    that a long word may do that."""

    element: int
    text: str
    end: int
    little: bool


def find_cut(page: "Page", document: "DocumentSnapshot") -> list[Cut]:
    """The texts of a document that are cut off now, in a window of another size than before.

    Chromium only. Raises as `Page.ask`.
    """
    return _find_cut(page, document, spaced=False)[0]


def find_cut_spaced(page: "Page", document: "DocumentSnapshot") -> tuple[list[Cut], list[Cut]]:
    """The texts that are cut off now, and those that are in addition when readers space text out.

    Chromium only. Raises as `Page.ask`.
    """
    return _find_cut(page, document, spaced=True)


def _find_cut(
    page: "Page", document: "DocumentSnapshot", *, spaced: bool
) -> tuple[list[Cut], list[Cut]]:
    options = {"lines": _MOST_LINES, "spaced": spaced, "fresh": not spaced}
    told = page.ask((document.path, document.local), "clipped", options, seconds=_SECONDS)
    return _cuts(told["now"]), _cuts(told["spaced"])


def _cuts(told: Iterable[Sequence[Any]]) -> list[Cut]:
    return [
        Cut(int(by), axis, str(text), bool(flags["clamped"]), bool(flags["moved"]))
        for by, axis, text, flags in told
    ]


def find_wide(page: "Page", document: "DocumentSnapshot", exempt: Sequence[int]) -> list[Wide]:
    """What of a document is too wide for the window now, outside of the exempt elements; the
    window has another size than before.

    Chromium only. Raises as `Page.ask`.
    """
    options: Mapping[str, float] = {
        "lines": _MOST_LINES,
        "most": _MOST_WIDE,
        "slack": _SLACK,
        "word": _LONG_WORD,
        "fresh": True,
    }
    place = (document.path, document.local)
    told = page.ask(place, "overrun", list(exempt), options, seconds=_SECONDS)
    return [Wide(int(one), str(text), int(end), bool(little)) for one, text, end, little in told]


@contextmanager
def windows(page: "Page", *sizes: tuple[int, int]) -> Iterator[Iterator[tuple[int, int]]]:
    """The page in one window after the other, and then as before.

    Scripts that look at it have to wait for a frame. Raises as `Page.devtools`.
    """
    before = page.metrics
    try:
        yield _each(page, sizes)
    finally:
        if before is not None and page.metrics != before:
            page.resize(*before)


def _each(page: "Page", sizes: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for size in sizes:
        page.resize(*size)
        yield size
