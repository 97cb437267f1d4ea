"""How a script of ours runs in a page: with a time limit, and with errors one can tell apart."""

import itertools
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govpage_lint.browser.errors import (
    BrowserError,
    DocumentGone,
    DriverFailure,
    DriverSilent,
    PageBusy,
    one_line,
)
from govpage_lint.regexes import regex

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver
    from selenium.webdriver.remote.webelement import WebElement

_SCRIPTS = Path(__file__).with_name("scripts")
_INCLUDE = regex(r"^ *// include (\w+)$", re.MULTILINE)

# What a driver says when the document that a script ran in is no longer there.
_GONE = (
    "document unloaded",
    "execution context",
    "cannot find context",
    "frame detached",
    "frame was detached",
    "aborted by navigation",
    "inspected target navigated",
    "no such execution context",
    "browsing context has been discarded",
    "document was unloaded",
    # Firefox.
    "actor '",
)

# A script of ours is an async function. It is started, and then asked after: a driver that waits for
# it would not notice that the page went elsewhere. Whatever happens in it comes back as a value.
_START = """
const jobs = window[Symbol.for("govpage-lint.jobs")] ||= {};
const job = (jobs[arguments[0]] = {});
const fail = (error) => { job.answer = { error: String((error && error.message) || error) } };
try {
  (%s).apply(null, Array.prototype.slice.call(arguments, 1)).then(
    (value) => { job.answer = { value: value }; }, fail);
} catch (error) { fail(error); }
return { state: "started" };
"""
_ASK = """
const jobs = window[Symbol.for("govpage-lint.jobs")] || {};
const job = jobs[arguments[0]];
if (!job) return { state: "gone" };
if (!job.answer) return { state: "busy" };
delete jobs[arguments[0]];
return { state: "done", answer: job.answer };
"""
_DEPTH = """
let depth = 0;
for (let at = window; at !== at.parent; at = at.parent) depth += 1;
return depth;
"""
# Whether what a snapshot was taken of is still there; see snapshot.js.
_HAS_NODES = 'return Symbol.for("govpage-lint.nodes") in window;'
_ANSWER_SECONDS = 15.0
_FIRST_PAUSE = 0.002
_LONGEST_PAUSE = 0.03
_numbers = itertools.count(1)


class ScriptError(BrowserError):
    """A script of ours threw in the page."""


@cache
def script(name: str) -> str:
    """The text of one of our scripts for the page, an async function expression.

    A line "// include NAME" stands for the text of a part that several scripts have.
    """
    text = (_SCRIPTS / f"{name}.js").read_text("utf-8")
    whole = _INCLUDE.sub(lambda match: _part(match[1]), text)
    return _START % whole.strip().rstrip(";")


def _part(name: str) -> str:
    return (_SCRIPTS / "parts" / f"{name}.js").read_text("utf-8").rstrip()


@contextmanager
def driver_errors() -> Iterator[None]:
    """Turns what Selenium and its connection raise into our exceptions."""
    from selenium.common import exceptions
    from urllib3.exceptions import HTTPError, ReadTimeoutError

    try:
        yield
    except (exceptions.NoSuchFrameException, exceptions.StaleElementReferenceException) as error:
        raise DocumentGone("frame-gone", "The frame went away.") from error
    except exceptions.TimeoutException as error:
        raise PageBusy("page-busy", "The page did not answer in time.") from error
    except exceptions.JavascriptException as error:
        message = one_line(error.msg or "")
        if any(mark in message.lower() for mark in _GONE):
            raise DocumentGone("document-gone", "The document went away.") from error
        raise ScriptError("script-error", message) from error
    except exceptions.WebDriverException as error:
        message = one_line((error.msg or type(error).__name__).split("\n")[0])
        if any(mark in message.lower() for mark in _GONE):
            raise DocumentGone("document-gone", "The document went away.") from error
        raise DriverFailure("driver-failure", f"The browser failed: {message}.") from error
    except ReadTimeoutError as error:
        raise DriverSilent("page-busy", "The browser did not answer in time.") from error
    except (HTTPError, ConnectionError) as error:
        raise DriverFailure("driver-gone", "The browser's driver stopped answering.") from error


def _value(answer: Mapping[str, Any]) -> Any:
    if "error" in answer:
        raise ScriptError("script-error", str(answer["error"]))
    return answer.get("value")


class Page:
    """The tab that shows one page, and the frame of it that scripts run in."""

    def __init__(self, driver: "WebDriver", is_chromium: bool) -> None:
        self.driver = driver
        self.is_chromium = is_chromium
        self._seconds = 0.0
        self._metrics: tuple[int, int] | None = None
        # Whether it is shown as on a phone, in whatever size.
        self.mobile = False
        # Whether the page's own scripts once never paused, and may not do so again.
        self.stuck = False
        # Whether the driver did not even answer; it has so long after a script's own limit.
        self.silent = False
        self._patience = _ANSWER_SECONDS
        self._hurries = False
        # Whether it is kept from harm for as long as it is open: see probes/guard.py.
        self.guarded = False
        # What is known of its style sheets: see probes/sheets.py.
        self.sheets: dict[object, Any] = {}

    def run(self, name: str, *arguments: Any, seconds: float) -> Any:
        """What the script `name` gives back for these arguments, in the current frame.

        Raises PageBusy after `seconds`, DocumentGone when the page goes elsewhere meanwhile,
        ScriptError when the script throws, DriverFailure when the browser is dead.
        """
        limit = time.monotonic() + seconds
        job = f"{name} {next(_numbers)}"
        with self._errors():
            self._limit(seconds)
            self.driver.execute_script(script(name), job, *arguments)
        pause = _FIRST_PAUSE
        while True:
            with self._errors():
                told = self.driver.execute_script(_ASK, job)
            # A dialog of the page can end a script of ours without a value.
            state = told["state"] if isinstance(told, Mapping) else "busy"
            if state == "gone":
                raise DocumentGone("document-gone", "The document went away.")
            if state == "done":
                return _value(told["answer"])
            if time.monotonic() > limit:
                raise PageBusy("page-busy", "The page did not answer in time.")
            time.sleep(pause)
            pause = min(pause * 1.5, _LONGEST_PAUSE)

    @property
    def address(self) -> str:
        """Where the tab is."""
        with self._errors():
            return str(self.driver.current_url)

    def execute(self, source: str, *, seconds: float) -> Any:
        """The value of a plain script, such as a library to be put into the page."""
        with self._errors():
            self._limit(seconds)
            return self.driver.execute_script(source)

    def enter(self, frames: Sequence["WebElement"], *, seconds: float) -> None:
        """Goes to the frame that these frame elements lead to, outermost first; () is the top.

        Raises DocumentGone for a frame that is gone or has not loaded, PageBusy for one that does
        not answer in time.
        """
        with self._errors():
            self._limit(seconds)
            self.driver.switch_to.default_content()
            for frame in frames:
                self.driver.switch_to.frame(frame)
            # Chromium's driver runs a script for a frame that never got a document in the top.
            if frames and self.driver.execute_script(_DEPTH) != len(frames):
                raise DocumentGone("frame-gone", "The frame has not loaded.")

    def ask(
        self,
        place: tuple[Sequence["WebElement"], int],
        name: str,
        *arguments: Any,
        seconds: float,
    ) -> Any:
        """What a script gives back for a document that a snapshot was taken of.

        ``place`` are the frames that lead to its window, and its number there; the script gets the
        nodes of the document, then the arguments. It ends in the top window. Raises as `run`.
        """
        path, local = place
        if path:
            self.enter(path, seconds=seconds)
        try:
            return self.run(name, local, *arguments, seconds=seconds)
        except ScriptError as error:
            if self.execute(_HAS_NODES, seconds=seconds):
                raise
            raise DocumentGone("document-gone", "The document went away.") from error
        finally:
            if path:
                self.enter((), seconds=seconds)

    @contextmanager
    def window(self, width: int, height: int, *, seconds: float = 5.0) -> Iterator[None]:
        """Chromium shows the page in a window of this size, in CSS pixels, and then as before.

        Raises as `run`, where the page does not get laid out.
        """
        before = self._metrics
        self.resize(width, height)
        try:
            self.run("laid_out", seconds=seconds)
            yield
        finally:
            if before is not None:
                self.resize(*before)
                self.run("laid_out", seconds=seconds)

    @property
    def metrics(self) -> tuple[int, int] | None:
        """The size of Chromium's window, in CSS pixels; None where it was never set."""
        return self._metrics

    def resize(self, width: int, height: int) -> None:
        """Give Chromium's tab a window of this size, in CSS pixels."""
        orientation = ("landscapePrimary", 90) if width > height else ("portraitPrimary", 0)
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            {
                "width": width,
                "height": height,
                "deviceScaleFactor": 1,
                "mobile": self.mobile,
                "screenOrientation": {"type": orientation[0], "angle": orientation[1]},
            },
        )
        self._metrics = (width, height)

    def devtools(self, command: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The answer of Chromium to a DevTools command."""
        with self._errors():
            answer = self.driver.execute_cdp_cmd(command, dict(parameters))
        return answer if isinstance(answer, dict) else {}

    def hurry(self, seconds: float) -> None:
        """From now on the driver has so long to answer, and is not asked again if it does not."""
        self._patience = seconds
        self._hurries = True
        self._seconds = 0.0

    @contextmanager
    def _errors(self) -> Iterator[None]:
        if self.silent and self._hurries:
            raise DriverSilent("page-busy", "The browser did not answer in time.")
        try:
            with driver_errors():
                yield
        except PageBusy as error:
            self.stuck = True
            self.silent = isinstance(error, DriverSilent)
            raise

    def _limit(self, seconds: float) -> None:
        if seconds != self._seconds:
            self.driver.set_script_timeout(seconds)
            self._seconds = seconds
            # Drivers wait for a page that never pauses beyond all limits of their own.
            executor: Any = self.driver.command_executor
            executor.client_config.timeout = seconds + self._patience
