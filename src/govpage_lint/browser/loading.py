"""When a page counts as loaded: its document arrived, loaded, has its fonts, and keeps still.

Each wait has its own limit. A limit that is reached is a note on the result; an address that gives
no page to check is a PageLoadError.
"""

import re
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from govpage_lint.browser.errors import (
    BrowserError,
    DocumentGone,
    DriverFailure,
    Note,
    PageBusy,
    PageLoadError,
)
from govpage_lint.browser.netfailure import failure, http_failure
from govpage_lint.browser.page import Page, ScriptError, driver_errors
from govpage_lint.records import dataclass, field, replace
from govpage_lint.regexes import regex

# In what a driver says, that the address failed and not the browser.
_NAVIGATION = regex(r"ERR_|neterror|invalid argument|malformed|Reached error page", re.I)
_POLL_SECONDS = 0.01
# How long the browser has to say that nothing is on its way before that is believed.
_IDLE_SECONDS = 0.5
_MAX_MOVES = 3
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})


@dataclass(frozen=True, slots=True)
class LoadLimits:
    """How long to wait for what, in seconds.

    `answer`: from the request to the first of the document; `load`: to its load event; `fonts`: to
    its web fonts; `ready_wait`: to something visible that matches the selector `ready`; `settle`:
    until it has not changed for `quiet`; `busy`: how much longer any of these may take because
    the page's own scripts do not pause.
    """

    answer: float = 30.0
    load: float = 30.0
    fonts: float = 3.0
    quiet: float = 0.5
    settle: float = 5.0
    ready: str | None = None
    ready_wait: float = 10.0
    busy: float = 10.0


@dataclass(frozen=True, slots=True)
class LoadedPage:
    """A page that stands in the browser. `status` is None where there is no HTTP.

    `timings` are seconds, by the names of the limits.
    """

    url: str
    final_url: str
    title: str
    status: int | None
    notes: tuple[Note, ...]
    timings: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A page whose load event and fonts are there, and which is watched for changes since."""

    url: str
    status: int | None
    notes: tuple[Note, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    moves: int = 0


def open_page(page: Page, url: str, limits: LoadLimits | None = None) -> LoadedPage:
    """Opens the address and waits until the page has settled.

    Raises PageLoadError when there is no page to check at the address, DriverFailure when the
    browser died of it.
    """
    limits = limits or LoadLimits()
    arrival = arrive(page, url, limits)
    while True:
        try:
            return settle(page, arrival, limits)[0]
        except DocumentGone:
            arrival = follow(page, arrival, limits)


def arrive(page: Page, url: str, limits: LoadLimits) -> Arrival:
    """Opens the address and waits for the load event and the fonts. Raises as `open_page`."""
    if urlsplit(url).scheme not in ("http", "https", "file"):
        raise PageLoadError("no-address", f"{url} is no address that a browser opens.", url=url)
    try:
        with driver_errors():
            page.driver.get(url)
    except BrowserError as error:
        told = str(error)
        if isinstance(error, DriverFailure) and not _NAVIGATION.search(told):
            raise
        raise failure(url, told) from error
    return _arrived(page, Arrival(url, None), limits)


def follow(page: Page, arrival: Arrival, limits: LoadLimits) -> Arrival:
    """Waits for the document that replaced the one of `arrival`: the page went elsewhere.

    Raises PageLoadError for a page that keeps moving.
    """
    if arrival.moves >= _MAX_MOVES:
        raise PageLoadError(
            "keeps-moving", f"{arrival.url} keeps moving to other pages.", url=arrival.url
        )
    note = Note("moved", "The page went to another address by itself after it had loaded.")
    notes = arrival.notes if note in arrival.notes else (*arrival.notes, note)
    return _arrived(page, replace(arrival, notes=notes, moves=arrival.moves + 1), limits)


def settle(page: Page, arrival: Arrival, limits: LoadLimits) -> tuple[LoadedPage, int]:
    """The page once it is still, and how many changes it saw since it arrived.

    Raises PageLoadError when it shows nothing, DocumentGone when it went elsewhere: see `follow`.
    """
    asked = {"quiet": limits.quiet * 1000, "wait": limits.settle * 1000}
    got = _run(page, arrival.url, "calm", asked, seconds=limits.settle + limits.busy)
    if got["phase"] == "replaced":
        raise DocumentGone("document-gone", "The page went to another address.")
    if got["empty"] == "blank":
        raise PageLoadError(
            "blank", f"{arrival.url} shows nothing: the page is blank.",
            status=arrival.status, url=arrival.url,
        )  # fmt: skip
    notes = arrival.notes
    if got["empty"]:
        notes = (*notes, Note("bare", "The page shows nothing."))
    if not got["quiet"]:
        notes = (*notes, _limit_note("settle", limits.settle, "kept changing"))
    timings = {**arrival.timings, "settle": float(got["seconds"])}
    loaded = LoadedPage(
        arrival.url, str(got["url"]), str(got["title"]), arrival.status, notes, timings
    )
    return loaded, int(got["changes"])


def _arrived(page: Page, arrival: Arrival, limits: LoadLimits) -> Arrival:
    began = time.monotonic()
    for _ in range(_MAX_MOVES):
        status = _document(page, arrival.url, limits)
        answered = time.monotonic()
        asked = {"load": limits.load * 1000, "fonts": limits.fonts * 1000}
        seconds = limits.load + limits.fonts + limits.busy
        try:
            got = _run(page, arrival.url, "arrive", asked, seconds=seconds)
        except DocumentGone:
            # A script in the page sent it elsewhere before it had loaded.
            continue
        timings = {
            "answer": answered - began,
            "load": float(got["loadSeconds"]),
            "fonts": float(got["fontSeconds"]),
        }
        found = replace(arrival, status=status, timings=timings)
        return _ready(page, _with_notes(found, got, limits), limits)
    raise PageLoadError(
        "keeps-moving", f"{arrival.url} keeps moving to other pages.", url=arrival.url
    )


def _with_notes(arrival: Arrival, got: Mapping[str, Any], limits: LoadLimits) -> Arrival:
    notes = list(arrival.notes)
    if got["ready"] == "loading":
        raise PageLoadError(
            "incomplete",
            f"{arrival.url} was not complete after {limits.load:g} seconds.",
            status=arrival.status, url=arrival.url, seconds=limits.load,
        )  # fmt: skip
    if got["ready"] != "complete":
        notes.append(_limit_note("load", limits.load, "was still loading something"))
    if not got["fonts"]:
        notes.append(_limit_note("fonts", limits.fonts, "was still waiting for its fonts"))
    return replace(arrival, notes=tuple(notes))


def _ready(page: Page, arrival: Arrival, limits: LoadLimits) -> Arrival:
    if limits.ready is None:
        return arrival
    asked = {"wait": limits.ready_wait * 1000}
    try:
        got = page.run("ready", asked, limits.ready, seconds=limits.ready_wait + limits.busy)
    except ScriptError as error:
        raise PageLoadError(
            "ready-selector", f"{limits.ready!r} is no CSS selector.", url=arrival.url
        ) from error
    except PageBusy as error:
        raise busy(arrival.url) from error
    if got["found"]:
        return arrival
    # What is there is not what the person wants checked: nothing that it passes would count.
    raise PageLoadError(
        "ready-limit",
        f"{arrival.url}: nothing visible matched {limits.ready!r} after {limits.ready_wait:g} seconds.",
        status=arrival.status, url=arrival.url, selector=limits.ready, seconds=limits.ready_wait,
    )  # fmt: skip


def _document(page: Page, url: str, limits: LoadLimits) -> int | None:
    """Waits for the first of a document and gives its HTTP status back. Raises PageLoadError."""
    limit = time.monotonic() + limits.answer
    idle_since: float | None = None
    while True:
        got = _probe(page, url, limits.answer)
        if got["phase"] == "error":
            if got["status"] >= 400:
                raise http_failure(url, int(got["status"]))
            raise failure(url, str(got["code"]))
        if got["phase"] == "document":
            return _checked(url, got)
        now = time.monotonic()
        if not _is_idle(page):
            idle_since = None
        elif idle_since is None:
            idle_since = now
        elif now - idle_since >= _IDLE_SECONDS:
            raise PageLoadError(
                "nothing", f"{url} gave no page: a download or an empty answer.", url=url
            )
        if now >= limit:
            raise _no_answer(url, limits.answer)
        time.sleep(_POLL_SECONDS)


def _probe(page: Page, url: str, seconds: float) -> dict[str, Any]:
    try:
        got: dict[str, Any] = page.run("probe", seconds=seconds)
    except DocumentGone:
        return {"phase": "pending"}
    except ScriptError as error:
        message = f"{url} does not let itself be examined: {error}"
        raise PageLoadError("script-error", message, url=url) from error
    except PageBusy as error:
        if page.is_chromium and _shows_document(page):
            raise busy(url) from error
        raise _no_answer(url, seconds) from error
    return got


def _checked(url: str, got: Mapping[str, Any]) -> int | None:
    status = int(got["status"]) or None
    if status is not None and status >= 400:
        raise http_failure(url, status)
    kind = str(got["contentType"])
    if kind in _HTML_TYPES or (kind.endswith("xml") and got["html"]):
        return status
    raise PageLoadError(
        "not-html", f"{url} is {kind}, not a page.", status=status, url=url, type=kind
    )


def _is_idle(page: Page) -> bool:
    """Whether the tab is empty and nothing is on its way to it: a download, an empty answer."""
    if not page.is_chromium:
        return False
    # In a pending tab this is the address asked for, or empty.
    target = {"targetId": page.driver.current_window_handle}
    with driver_errors():
        info = page.devtools("Target.getTargetInfo", target)
    return bool(info["targetInfo"]["url"] == "about:blank")


def _shows_document(page: Page) -> bool:
    history = page.devtools("Page.getNavigationHistory", {})
    return bool(history["entries"][history["currentIndex"]]["url"] != "about:blank")


def _run(page: Page, url: str, name: str, *arguments: Any, seconds: float) -> dict[str, Any]:
    """A script's answer; PageLoadError for a page that never lets it run, or run well."""
    try:
        got: dict[str, Any] = page.run(name, *arguments, seconds=seconds)
    except PageBusy as error:
        raise busy(url) from error
    except ScriptError as error:
        message = f"{url} does not let itself be examined: {error}"
        raise PageLoadError("script-error", message, url=url) from error
    return got


def busy(url: str) -> PageLoadError:
    """The error for a page whose scripts never pause."""
    return PageLoadError("busy", f"A script of {url} keeps the browser busy without end.", url=url)


def _no_answer(url: str, seconds: float) -> PageLoadError:
    return PageLoadError(
        "timeout", f"{url} did not answer within {seconds:g} seconds.", url=url, seconds=seconds
    )


def _limit_note(limit: str, seconds: float, what: str) -> Note:
    return Note(f"{limit}-limit", f"The page {what} after {seconds:g} seconds.", seconds=seconds)
