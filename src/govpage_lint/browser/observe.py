"""What the browser saw of one page: the one door that the engine uses.

A page is opened in a tab of its own. A snapshot of it is taken and axe runs in it while it settles:
most pages are still by then, and one that changed meanwhile is looked at again once it is. A
browser that died is replaced and the page tried once more.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Protocol

from govpage_lint.browser.axe import AxeOptions, AxeReport, run_axe
from govpage_lint.browser.errors import (
    BrowserError,
    DocumentGone,
    DriverFailure,
    Note,
    PageBusy,
    PageLoadError,
)
from govpage_lint.browser.loading import LoadedPage, LoadLimits, arrive, busy, follow, settle
from govpage_lint.browser.netfailure import TRANSIENT
from govpage_lint.browser.snapshot import Snapshot, SnapshotLimits, take_snapshot
from govpage_lint.browser.window import Window
from govpage_lint.logs import log
from govpage_lint.records import dataclass, field

if TYPE_CHECKING:
    from govpage_lint.browser.axe_source import AxeSource
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.session import BrowserSession


@dataclass(frozen=True, slots=True)
class ObserveOptions:
    """How a page is observed; `axe_source` is a file with another axe-core than the bundled.

    No snapshot is taken where `snapshot` is None; axe does not run where `axe` is None. `before` is
    called once with the page that has loaded, to do something on it. `window` is the one that the page
    is shown in, `retries` how often it is tried again when the browser or the connection broke.
    """

    limits: LoadLimits = field(default_factory=LoadLimits)
    axe: AxeOptions | None = field(default_factory=AxeOptions)
    axe_source: Path | None = None
    snapshot: SnapshotLimits | None = field(default_factory=SnapshotLimits)
    before: "Callable[[Page], None] | None" = None
    window: Window | None = None
    retries: int = 1


class Watcher(Protocol):
    """Who wants to know what is seen while the page still stands in the tab."""

    def snapshot_taken(self, snapshot: Snapshot) -> None:
        """Takes a snapshot, the last of which counts. The page waits for it: work elsewhere."""

    def page_settled(self, page: "Page") -> None:
        """Called last, with the page as it was when the last snapshot was taken."""


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as the browser had it. `browser` is its name and version, `timings` are seconds."""

    load: LoadedPage
    axe: AxeReport | None
    browser: str
    timings: Mapping[str, float]
    notes: tuple[Note, ...] = ()


def observe(
    session: "BrowserSession",
    url: str,
    options: ObserveOptions | None = None,
    watcher: Watcher | None = None,
) -> RenderedPage:
    """Opens the address, lets it settle, shows it to the watcher and runs axe in it.

    A page that no snapshot can be taken of has a note. What the watcher raises is passed on.
    Raises PageLoadError when there is no page to check at the address, AxeError when axe cannot
    run, BrowserUnavailable when a browser that died cannot be started again, DriverFailure when
    the page kills the browser each time.
    """
    from govpage_lint.browser.axe_source import read_axe

    options = options or ObserveOptions()
    source = read_axe(options.axe_source) if options.axe is not None else None
    look = _Look(url, options, source, watcher)
    for left in reversed(range(options.retries + 1)):
        try:
            return _once(session, look, options.window)
        except DriverFailure as error:
            if not left:
                raise
            log.info("The browser failed on %s and is started anew: %s", url, error)
            session.restart()
        except PageLoadError as error:
            if not left or error.code not in TRANSIENT:
                raise
            log.info("%s is tried once more: %s", url, error)
    raise AssertionError("the last try returns or raises")


@dataclass(frozen=True, slots=True)
class Sight:
    """What was seen of a page as it stands; `timings` are seconds."""

    axe: AxeReport | None
    timings: dict[str, float]
    notes: tuple[Note, ...]


def see(page: "Page", options: ObserveOptions, watcher: Watcher | None) -> Sight:
    """Shows the page that stands in a tab to the watcher, and runs axe in it.

    The page is not put to trials. Raises AxeError, DocumentGone, PageBusy, DriverFailure.
    """
    from govpage_lint.browser.axe_source import read_axe

    source = read_axe(options.axe_source) if options.axe is not None else None
    look = _Look("", options, source, watcher)
    axe = look.as_it_is(page)
    return Sight(axe, dict(look.timings), tuple(look.notes))


def _once(session: "BrowserSession", look: "_Look", window: Window | None) -> RenderedPage:
    with session.page(window) as page:
        began = monotonic()
        load, axe = look.at(page)
        timings = {**load.timings, **look.timings, "total": monotonic() - began}
        return RenderedPage(load, axe, session.name, timings, tuple(look.notes))


class _Look:
    """How one page is looked at. It may be looked at anew: what was seen last counts."""

    def __init__(
        self, url: str, options: ObserveOptions, source: "AxeSource | None", watcher: Watcher | None
    ) -> None:
        self.timings: dict[str, float] = {}
        self.notes: list[Note] = []
        self._url = url
        self._options = options
        self._source = source
        self._watcher = watcher

    def at(self, page: "Page") -> tuple[LoadedPage, AxeReport | None]:
        """The settled page, and axe's report on it where axe runs."""
        self.timings = {"snapshot": 0.0, "axe": 0.0}
        limits = self._options.limits
        arrival = arrive(page, self._url, limits)
        if self._options.before is not None:
            self._options.before(page)
        while True:
            try:
                axe = self._see(page)
                load, changes = settle(page, arrival, limits)
                if changes:
                    # What was seen is not what the page became.
                    axe = self._see(page)
                self._show(page)
                return load, axe
            except DocumentGone:
                arrival = follow(page, arrival, limits)
            except PageBusy as error:
                raise busy(self._url) from error

    def as_it_is(self, page: "Page") -> AxeReport | None:
        """What axe reports on what stands in the tab, after a snapshot of it."""
        self.timings = {"snapshot": 0.0, "axe": 0.0}
        return self._see(page)

    def _see(self, page: "Page") -> AxeReport | None:
        began = monotonic()
        self.notes = []
        self._snapshot(page)
        taken = monotonic()
        report = None
        if self._source is not None:
            report = run_axe(page, self._source, self._options.axe)
        self.timings["snapshot"] += taken - began
        self.timings["axe"] += monotonic() - taken
        return report

    def _snapshot(self, page: "Page") -> None:
        if self._watcher is None or self._options.snapshot is None:
            return
        try:
            snapshot = take_snapshot(page, self._options.snapshot)
        except (DriverFailure, DocumentGone, PageBusy):
            raise
        except BrowserError as error:
            text = f"The browser did not show how it renders the page: {error}"
            self.notes.append(Note("no-snapshot", text, reason=str(error)))
            return
        self.notes.extend(snapshot.notes)
        self._watcher.snapshot_taken(snapshot)

    def _show(self, page: "Page") -> None:
        if self._watcher is not None and self._options.snapshot is not None:
            began = monotonic()
            self._watcher.page_settled(page)
            self.timings["probes"] = monotonic() - began
