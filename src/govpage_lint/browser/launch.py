"""How a browser is started, and what is said when it does not start."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govpage_lint.browser.choice import BrowserChoice
from govpage_lint.browser.errors import BrowserUnavailable, one_line
from govpage_lint.browser.failedstart import StartWatch, said
from govpage_lint.browser.families import family, install_hint
from govpage_lint.browser.flags import (
    SessionOptions,
    chromium_arguments,
    configure_chromium,
    configure_firefox,
)
from govpage_lint.browser.processes import birth, end_process
from govpage_lint.logs import log
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from selenium.webdriver.common.options import ArgOptions
    from selenium.webdriver.common.service import Service
    from selenium.webdriver.remote.webdriver import WebDriver


_SANDBOX_HINT = (
    "The browser's sandbox needs unprivileged user namespaces. In Docker, run with"
    " --security-opt seccomp=unconfined or --cap-add SYS_ADMIN, or as root;\n"
    "on Ubuntu 23.10 and newer use Google Chrome's package or the snap, which have a profile."
)


class NotStarted(Exception):
    """The browser did not start, for the reason in the message."""


@dataclass(frozen=True, slots=True)
class Launched:
    """A running browser: Selenium's driver and the processes, each with its time of birth."""

    driver: "WebDriver"
    born: tuple[tuple[int, str], ...]

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the driver's process and of the browser's."""
        return tuple(number for number, _ in self.born)

    def limit(self, seconds: float) -> None:
        """Gives the driver up when it does not answer a command within `seconds`."""
        executor: Any = self.driver.command_executor
        executor.client_config.timeout = seconds

    def end(self) -> None:
        """Ends the processes that still run: the browser, then its driver."""
        for number, born in reversed(self.born):
            end_process(number, born)


def launch(
    choice: BrowserChoice, options: SessionOptions, folder: Path, watch: Callable[[int], None]
) -> Launched:
    """Starts the browser of the choice, with all its files in `folder`.

    `watch` is told the number of every process that is started. Raises BrowserUnavailable.
    """
    try:
        return _launch(choice, choice.driver, options, folder, watch)
    except NotStarted as error:
        if choice.driver is None or "only supports" not in str(error):
            raise _explained(choice, options, folder, str(error)) from error
        misfit = str(error)
    log.warning("%s does not fit the browser; Selenium Manager is asked for one.", choice.driver)
    try:
        return _launch(choice, None, options, folder, watch)
    except NotStarted as error:
        raise _explained(choice, options, folder, misfit) from error


def _launch(
    choice: BrowserChoice,
    driver_path: Path | None,
    options: SessionOptions,
    folder: Path,
    watch: Callable[[int], None],
) -> Launched:
    from selenium.common.exceptions import WebDriverException
    from urllib3.exceptions import HTTPError

    driver_options = _driver_options(choice, options, folder)
    starts: list[StartWatch] = []

    def started(process: int) -> None:
        watch(process)
        starts.append(StartWatch(process))

    service = _service(choice, driver_path, folder, started)
    try:
        with _quiet_selenium():
            driver: WebDriver = _driver_class(choice)(options=driver_options, service=service)
    except BaseException as error:
        process = getattr(service, "process", None)
        if process is not None:
            end_process(process.pid)
        if not isinstance(error, (WebDriverException, HTTPError, OSError)):
            raise
        told = next((start.reason for start in starts if start.reason), None)
        raise NotStarted(told or getattr(error, "msg", None) or str(error)) from error
    finally:
        for start in starts:
            start.stop()
    numbers = [service.process.pid]
    browser = driver.capabilities.get("goog:processID") or driver.capabilities.get("moz:processID")
    if isinstance(browser, int):
        watch(browser)
        numbers.append(browser)
    launched = Launched(driver, tuple((number, birth(number)) for number in numbers))
    launched.limit(options.command_seconds)
    return launched


def _driver_options(choice: BrowserChoice, options: SessionOptions, folder: Path) -> "ArgOptions":
    from selenium import webdriver

    driver_options: Any
    if choice.name == "firefox":
        driver_options = webdriver.FirefoxOptions()
        configure_firefox(driver_options, options, folder)
    else:
        edge = choice.name == "edge"
        driver_options = webdriver.EdgeOptions() if edge else webdriver.ChromeOptions()
        configure_chromium(driver_options, options, folder / "profile")
    if choice.binary is not None:
        driver_options.binary_location = str(choice.binary)
    # All waiting is ours, so that a page that never ends loading cannot hold a command.
    driver_options.page_load_strategy = "none"
    driver_options.unhandled_prompt_behavior = "dismiss"
    found: ArgOptions = driver_options
    return found


def _service(
    choice: BrowserChoice, driver_path: Path | None, folder: Path, watch: Callable[[int], None]
) -> "Service":
    from selenium.webdriver.chrome.service import Service as ChromeService
    from selenium.webdriver.edge.service import Service as EdgeService
    from selenium.webdriver.firefox.service import Service as FirefoxService

    kind: Any = {"firefox": FirefoxService, "edge": EdgeService}.get(choice.name, ChromeService)
    # Whatever browser and driver write goes where it is removed with the folder.
    places = ("TMPDIR", "TMP", "TEMP", "BREAKPAD_DUMP_LOCATION")
    environ = {**os.environ, **dict.fromkeys(places, str(folder))}

    class Watched(kind):  # type: ignore[misc]
        """The driver's process, made known before it starts a browser."""

        def start(self) -> None:
            super().start()
            watch(self.process.pid)

    made: Service = Watched(
        executable_path=str(driver_path) if driver_path else None,
        env=environ,
        # Its own process group: a Ctrl-C at the terminal is for the linter, which ends the rest.
        popen_kw={"start_new_session": True},
    )
    return made


def _driver_class(choice: BrowserChoice) -> Any:
    from selenium import webdriver

    return {"firefox": webdriver.Firefox, "edge": webdriver.Edge}.get(choice.name, webdriver.Chrome)


@contextmanager
def _quiet_selenium() -> Iterator[None]:
    """Keeps Selenium Manager from reporting its use."""
    before = os.environ.get("SE_AVOID_STATS")
    os.environ.setdefault("SE_AVOID_STATS", "true")
    try:
        yield
    finally:
        if before is None:
            os.environ.pop("SE_AVOID_STATS", None)


def _explained(
    choice: BrowserChoice, options: SessionOptions, folder: Path, told: str
) -> BrowserUnavailable:
    """What to tell a person whose browser did not start."""
    known = family(choice.name)
    hint = install_hint(choice.name)
    reason = one_line(told.split("\n")[0]).removeprefix("session not created: ").rstrip(".")
    if "only supports" in reason:
        message = f"{choice.driver} does not fit {known.title}: {reason}."
        return BrowserUnavailable("driver-misfit", message, hint=hint)
    if "Unable to obtain driver" in reason:
        message = f"There is no {known.driver} for {known.title}, and Selenium could not fetch one."
        return BrowserUnavailable("no-driver", message, hint=hint)
    if choice.binary is not None and known.is_chromium:
        arguments = chromium_arguments(options, folder / "alone")
        reason = (said(choice.binary, arguments) or reason).rstrip(".")
    if "sandbox" in reason:
        hint = f"{_SANDBOX_HINT}\n{hint}"
    return BrowserUnavailable("no-start", f"{known.title} did not start: {reason}.", hint=hint)
