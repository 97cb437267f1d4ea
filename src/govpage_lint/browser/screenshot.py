"""How a page is photographed once everything else is done with it: whole, within limits."""

from typing import TYPE_CHECKING, Final

from govpage_lint.browser.errors import BrowserError
from govpage_lint.browser.probes.shots import Clip, picture
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page

# Endless pages end here; a picture larger than that opens nowhere.
_HIGHEST: Final = 12_000
_WIDEST: Final = 4_000


@dataclass(frozen=True, slots=True)
class Photograph:
    """A page as a PNG, one pixel for each CSS pixel, from its corner; of so many pixels."""

    png: bytes
    width: int
    height: int


def photograph(page: "Page") -> Photograph | None:
    """The page in a Chromium's tab; None where the browser takes no picture of it."""
    if not page.is_chromium:
        return None
    try:
        metrics = page.devtools("Page.getLayoutMetrics", {})
        size = metrics.get("cssContentSize") or metrics.get("contentSize") or {}
        width = min(max(int(size.get("width", 0)), 1), _WIDEST)
        height = min(max(int(size.get("height", 0)), 1), _HIGHEST)
        png = picture(page, Clip(0, 0, width, height))
    except (BrowserError, ValueError):
        return None
    return Photograph(png, width, height) if png else None
