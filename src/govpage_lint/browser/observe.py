"""What the browser saw of one page: the one door that the engine uses.

A page is opened in a tab of its own, and axe runs in it while it settles: most pages are still by
then, and one that changed meanwhile is run again once it is. A browser that died is replaced and
the page tried once more.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from govpage_lint.browser.axe import AxeOptions, AxeReport, run_axe
from govpage_lint.browser.errors import DocumentGone, DriverFailure, PageBusy, PageLoadError
from govpage_lint.browser.loading import LoadedPage, LoadLimits, arrive, busy, follow, settle
from govpage_lint.browser.netfailure import TRANSIENT

if TYPE_CHECKING:
    from govpage_lint.browser.axe_source import AxeSource
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.session import BrowserSession

_log = logging.getLogger("govpage_lint")


@dataclass(frozen=True, slots=True)
class ObserveOptions:
    """How a page is observed; `axe_source` is a file with another axe-core than the bundled."""

    limits: LoadLimits = field(default_factory=LoadLimits)
    axe: AxeOptions = field(default_factory=AxeOptions)
    axe_source: Path | None = None


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page as the browser had it. `browser` is its name and version, `timings` are seconds."""

    load: LoadedPage
    axe: AxeReport
    browser: str
    timings: Mapping[str, float]


def observe(
    session: "BrowserSession", url: str, options: ObserveOptions | None = None
) -> RenderedPage:
    """Opens the address, lets it settle, and runs axe in it.

    Raises PageLoadError when there is no page to check at the address, AxeError when axe cannot
    run, BrowserUnavailable when a browser that died cannot be started again, DriverFailure when
    the page kills the browser twice.
    """
    from govpage_lint.browser.axe_source import read_axe

    options = options or ObserveOptions()
    source = read_axe(options.axe_source)
    try:
        return _once(session, url, options, source)
    except DriverFailure as error:
        _log.info("The browser failed on %s and is started anew: %s", url, error)
        session.restart()
    except PageLoadError as error:
        if error.code not in TRANSIENT:
            raise
        _log.info("%s is tried once more: %s", url, error)
    return _once(session, url, options, source)


def _once(
    session: "BrowserSession", url: str, options: ObserveOptions, source: "AxeSource"
) -> RenderedPage:
    with session.page() as page:
        began = monotonic()
        load, axe, axe_seconds = _look(page, url, options, source)
        timings = {**load.timings, "axe": axe_seconds, "total": monotonic() - began}
        return RenderedPage(load, axe, session.name, timings)


def _look(
    page: "Page", url: str, options: ObserveOptions, source: "AxeSource"
) -> tuple[LoadedPage, AxeReport, float]:
    """The settled page and axe's report on it, and the seconds that axe took in all."""
    arrival = arrive(page, url, options.limits)
    spent = 0.0
    while True:
        try:
            began = monotonic()
            axe = run_axe(page, source, options.axe)
            spent += monotonic() - began
            load, changes = settle(page, arrival, options.limits)
            if changes:
                # What axe saw is not what the page became.
                began = monotonic()
                axe = run_axe(page, source, options.axe)
                spent += monotonic() - began
            return load, axe, spent
        except DocumentGone:
            arrival = follow(page, arrival, options.limits)
        except PageBusy as error:
            raise busy(url) from error
