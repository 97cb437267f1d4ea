"""How a page looks, with its letters and without them: pictures of a part of it."""

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.snapshot import DocumentSnapshot

_SECONDS: Final = 3.0


class Clip(NamedTuple):
    """A part of the page in whole CSS pixels, from its corner."""

    x: int
    y: int
    width: int
    height: int


def picture(page: "Page", clip: Clip) -> bytes:
    """A part of the page in the tab as a PNG, one pixel for each CSS pixel.

    Only Chromium takes one. What lies beyond the window is drawn for it: the page gets a resize
    event then, though its size stays. Raises the errors of the browser.
    """
    width, height = page.metrics or (0, 0)
    answer = page.devtools(
        "Page.captureScreenshot",
        {
            "format": "png",
            "optimizeForSpeed": True,
            "captureBeyondViewport": clip.x + clip.width > width or clip.y + clip.height > height,
            "clip": {**clip._asdict(), "scale": 1},
        },
    )
    return base64.b64decode(answer.get("data", ""))


@contextmanager
def without_letters(page: "Page", documents: Sequence["DocumentSnapshot"]) -> Iterator[None]:
    """Within it, these documents show no letters. Raises the errors of the browser."""
    hidden: list[DocumentSnapshot] = []
    try:
        for one in documents:
            page.ask((one.path, one.local), "letters", True, seconds=_SECONDS)
            hidden.append(one)
        yield
    finally:
        for one in hidden:
            page.ask((one.path, one.local), "letters", False, seconds=_SECONDS)
