"""Decides how a command looks at pages in a browser: windows, tries, parts that count, pictures."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from govpage_lint.browser.window import Window, WindowError, window
from govpage_lint.cli import UsageError
from govpage_lint.cli.numbers import Whole
from govpage_lint.engine.elements import JudgedElements
from govpage_lint.records import dataclass, field

if TYPE_CHECKING:
    from govpage_lint.engine.pictured import Pictures

_MOST_WINDOWS = 8


@dataclass(frozen=True, slots=True)
class View:
    """How pages are looked at. ``windows`` is empty where the usual one will do."""

    windows: tuple[Window, ...] = ()
    retries: int = 1
    ready: str | None = None
    elements: JudgedElements = field(default_factory=JudgedElements)
    pictures: Pictures | None = None

    @property
    def needs_browser(self) -> bool:
        """Whether the person asked for what only a browser can do."""
        return bool(self.windows or self.ready or self.pictures)


def add_view_options(parser: argparse.ArgumentParser) -> None:
    """The options of a check that say how pages are looked at."""
    add = parser.add_argument_group("how pages are looked at").add_argument
    add(
        "--viewport",
        action="append",
        metavar="SIZES",
        help="windows to look in, such as 320x256,1280x1024 or 390x844:mobile; also :dark, "
        ":reduced-motion, :forced-colors, :more-contrast (default: 1280x1024)",
    )
    add(
        "--concurrency",
        type=Whole(1, 32),
        metavar="N",
        help="how many pages are looked at side by side, each in a browser of its own (default: 1)",
    )
    add(
        "--retries",
        type=Whole(0, 10),
        metavar="N",
        help="how often a page is tried again when the connection or the browser broke (default: 1)",
    )
    add(
        "--ready",
        metavar="SELECTOR",
        help="a page is there once something visible matches; one where nothing does is an error",
    )
    add(
        "--hide",
        action="append",
        metavar="SELECTOR",
        help="show and judge nothing that matches, such as a chat window; may be repeated",
    )
    add(
        "--include-elements",
        action="append",
        metavar="SELECTOR",
        help="judge only what matches, and what is in it; may be repeated",
    )
    add(
        "--exclude-elements",
        action="append",
        metavar="SELECTOR",
        help="judge nothing that matches, nor what is in it; may be repeated",
    )
    add(
        "--screenshot",
        type=Path,
        metavar="FOLDER",
        help="keep a picture of each fault that the browser shows",
    )
    add(
        "--screenshot-pages",
        action="store_true",
        default=None,
        help="keep a picture of each page too",
    )


def view_of(given: argparse.Namespace) -> View:
    """How the targets are looked at. Raises UsageError."""
    pictures = None
    if given.screenshot_pages and given.screenshot is None:
        raise UsageError("--screenshot-pages does nothing without --screenshot FOLDER")
    if given.screenshot is not None:
        from govpage_lint.engine.pictured import Pictures

        if given.screenshot.exists() and not given.screenshot.is_dir():
            raise UsageError(f"--screenshot: {given.screenshot} is a file; name a folder")
        pictures = Pictures(given.screenshot, given.screenshot_pages)
    view = View(
        windows=_windows(given.viewport or ()),
        retries=1 if given.retries is None else given.retries,
        ready=given.ready,
        elements=JudgedElements(
            _selectors("--include-elements", given.include_elements),
            _selectors("--exclude-elements", given.exclude_elements),
            _selectors("--hide", given.hide),
        ),
        pictures=pictures,
    )
    if view.needs_browser and given.browser == "never":
        raise UsageError(
            "--viewport, --ready and --screenshot need a browser, and --no-browser says not to use one"
        )
    return view


def _windows(texts: Iterable[str]) -> tuple[Window, ...]:
    words = [word for text in texts for word in text.split(",") if word.strip()]
    try:
        found = tuple(dict.fromkeys(window(word) for word in words))
    except WindowError as error:
        raise UsageError(f"--viewport: {error}") from error
    if len(found) > _MOST_WINDOWS:
        raise UsageError(
            f"--viewport: {len(found)} windows; more than {_MOST_WINDOWS} are too many"
        )
    return found


def _selectors(option: str, texts: list[str] | None) -> tuple[str, ...]:
    if not texts:
        return ()
    from govpage_lint.document.selectors import SelectorError, compile_selector

    for text in texts:
        try:
            compile_selector(text)
        except SelectorError as error:
            raise UsageError(f"{option}: {error}") from error
        if "{" in text or "}" in text:
            raise UsageError(f"{option}: {text} is no CSS selector")
    return tuple(texts)
