"""What a page turns around when its window is held the other way."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from govpage_lint.browser.probes.layout import windows
from govpage_lint.browser.probes.sheets import style_sheets

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 5.0
# A window that is wider than high, and one of the same width that is not: nothing but the
# orientation (and the height) differs. As large as a desk's, as a tablet's and as a phone's.
_PAIRS: Final = (
    ((1280, 1024), (1280, 1400)),
    ((640, 360), (640, 720)),
    ((360, 300), (360, 640)),
)
_TOLERANCE: Final = 1.0


def speaks_of_orientation(page: "Page", document: "DocumentSnapshot") -> bool:
    """Whether the style sheets of a document do. Chromium only. Raises as `Page.ask`."""
    sheets = style_sheets(page, document)
    return sheets.speaks or any("orientation" in text for text in sheets.foreign.values())


def find_turned(page: "Page", document: "DocumentSnapshot") -> list[int]:
    """The elements that are turned by a right angle in one orientation and not in the other.

    By their numbers in the snapshot. Chromium only. Raises as `Page.ask`.
    """
    for wide, upright in _PAIRS:
        angles: list[Mapping[int, float]] = []
        with windows(page, wide, upright) as sizes:
            angles = [_angles(page, document) for _ in sizes]
        one, other = angles
        turned = [
            number
            for number in sorted({*one, *other})
            if _is_right(one.get(number, 0.0) - other.get(number, 0.0))
        ]
        if turned:
            return turned
    return []


def _angles(page: "Page", document: "DocumentSnapshot") -> Mapping[int, float]:
    told = page.ask((document.path, document.local), "turned", seconds=_SECONDS)
    return {int(number): float(angle) for number, angle in told}


def _is_right(angle: float) -> bool:
    return abs(angle % 180.0 - 90.0) <= _TOLERANCE
