"""One running browser: started, used for page after page, brought back after a crash, surely ended.

Each page opens in a new tab of its own and, when it is left, its cookies and all that it stored are
removed, so no page sees another. (A browser context of its own would do the same; Chromium's
driver does not allow them over its pipe, and over WebDriver BiDi one costs 0.5 s a page.) The HTTP
cache is kept: the style sheets of a site are fetched once.

A session belongs to one thread.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from govpage_lint.browser.choice import BrowserChoice
from govpage_lint.browser.errors import BrowserError, DriverFailure
from govpage_lint.browser.flags import SessionOptions
from govpage_lint.browser.identity import Remembered, put_back, set_cookies
from govpage_lint.browser.launch import Launched, launch
from govpage_lint.browser.page import Page, driver_errors
from govpage_lint.browser.processes import Watchman, remove_folder
from govpage_lint.browser.window import Window, show_in
from govpage_lint.logs import log

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

_QUIT_SECONDS = 5.0
_LEAVE_SECONDS = 20.0
_LONGEST_PARENT = 36

# Dialogs of a page would stop it until someone answers. The answers are those of a person who
# closes each of them.
_NO_DIALOGS = """
window.alert = function alert() {};
window.confirm = function confirm() { return false; };
window.prompt = function prompt() { return null; };
window.print = function print() {};
"""


class BrowserSession:
    """A headless browser, as a context manager.

    The browser starts on entry (raises BrowserUnavailable if it does not) and ends on exit, come
    what may. A session whose browser died is started anew by the next `page`.
    """

    def __init__(self, choice: BrowserChoice, options: SessionOptions | None = None) -> None:
        self.choice = choice
        self.options = options or SessionOptions()
        self._launched: Launched | None = None
        self._folder: Path | None = None
        self._watchman: Watchman | None = None
        self._home = ""
        # What a login left behind: every page is opened with it.
        self.remembered = Remembered()

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def driver(self) -> "WebDriver":
        """Selenium's driver; DriverFailure when the session is not running."""
        if self._launched is None:
            raise DriverFailure("session-closed", "The browser is not running.")
        return self._launched.driver

    @property
    def is_chromium(self) -> bool:
        """Whether DevTools commands may be sent."""
        return self.choice.name != "firefox"

    @property
    def name(self) -> str:
        """The browser's name and version, such as "Chromium 126.0.6478.114"."""
        from govpage_lint.browser.families import family

        version = str(self.driver.capabilities.get("browserVersion", "")).strip()
        return f"{family(self.choice.name).title} {version}".strip()

    @property
    def processes(self) -> tuple[int, ...]:
        """The numbers of the driver's process and of the browser's."""
        return self._launched.processes if self._launched else ()

    def restart(self) -> None:
        """Ends the browser, whatever state it is in, and starts a new one."""
        self.close()
        self._start()

    def close(self) -> None:
        """Ends browser and driver and removes all that they wrote. Does nothing the second time."""
        self._end(kindly=True)

    def _end(self, *, kindly: bool) -> None:
        launched, self._launched = self._launched, None
        if launched is not None:
            if kindly:
                launched.limit(_QUIT_SECONDS)
                with suppress(Exception):
                    launched.driver.execute("quit")
            launched.end()
        self._clean()

    @contextmanager
    def page(self, window: Window | None = None) -> Iterator[Page]:
        """An empty tab that shares nothing with the pages before it, in a Chromium's window of this
        kind.

        Raises DriverFailure when the browser died; the session is then closed, and the next
        `page` starts a new one.
        """
        if self._launched is None:
            self._start()
        try:
            page = self._open(window or Window(*self.options.viewport))
            try:
                yield page
            except DriverFailure:
                # There is nobody left to be told anything.
                raise
            except BaseException:
                self._leave(page)
                raise
            self._leave(page)
        except DriverFailure:
            self.close()
            raise

    def _start(self) -> None:
        # Imported here, as elsewhere, because only a run with a browser needs it.
        import tempfile

        self._watchman = Watchman()
        self._folder = Path(tempfile.mkdtemp(prefix="govpage-lint-", dir=_parent(self.choice)))
        self._watchman.watch_folder(self._folder)
        try:
            self._launched = launch(
                self.choice, self.options, self._folder, self._watchman.watch_process
            )
            with driver_errors():
                self._home = self.driver.current_window_handle
        except BaseException:
            self.close()
            raise

    def _clean(self) -> None:
        folder, self._folder = self._folder, None
        if folder is not None and not remove_folder(folder):
            log.warning("The folder %s of the browser could not be removed.", folder)
        watchman, self._watchman = self._watchman, None
        if watchman is not None:
            watchman.dismiss()

    def _open(self, window: Window) -> Page:
        try:
            return self._new_tab(window)
        except DriverFailure:
            raise
        except BrowserError as error:
            raise DriverFailure("no-tab", f"The browser opens no tab: {error}") from error

    def _new_tab(self, window: Window) -> Page:
        if self._launched is not None:
            self._launched.limit(self.options.command_seconds)
        with driver_errors():
            if self.driver.current_window_handle != self._home:
                self.driver.switch_to.window(self._home)
            self.driver.switch_to.new_window("tab")
            page = Page(self.driver, self.is_chromium)
            if self.is_chromium:
                version = str(self.driver.capabilities.get("browserVersion", ""))
                show_in(page, window, version, self.options.user_agent)
                page.devtools("Page.addScriptToEvaluateOnNewDocument", {"source": _NO_DIALOGS})
                set_cookies(page, self.options.identity.cookies)
                put_back(page, self.remembered)
            return page

    def _leave(self, page: Page) -> None:
        """Forgets all the page stored and closes its tab and every window it opened."""
        if self._launched is None:
            return
        if page.silent or (page.stuck and not self.is_chromium):
            # Chromium ends such a page when its tab is closed; in Firefox every command waits, as
            # it does where Chromium's driver waits for what it was told before.
            self._end(kindly=False)
            return
        self._launched.limit(_LEAVE_SECONDS)
        driver = self.driver
        try:
            with driver_errors():
                self._forget(page)
                for handle in driver.window_handles:
                    if handle != self._home:
                        driver.switch_to.window(handle)
                        driver.close()
                driver.switch_to.window(self._home)
        except BrowserError as error:
            # Nothing of the page is lost by this; the next page gets a new browser.
            log.debug("The browser is started anew: %s", error)
            self.close()

    def _forget(self, page: Page) -> None:
        if self.is_chromium:
            page.devtools("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
            page.devtools("Network.clearBrowserCookies", {})
            return
        # Firefox forgets what the page's own origin stored; frames of other origins keep theirs.
        with suppress(BrowserError):
            page.driver.delete_all_cookies()
            page.execute(
                "try { localStorage.clear(); sessionStorage.clear(); } catch (error) {}",
                seconds=_QUIT_SECONDS,
            )


def _parent(choice: BrowserChoice) -> str:
    """Where the browser's folder is made.

    A snap sees only its own part of the home folder; and a browser makes a socket below it, whose
    whole path may have about a hundred bytes.
    """
    import tempfile

    binary = choice.binary
    if binary is not None and "snap" in {*binary.parts, binary.resolve().name}:
        common = Path.home() / "snap" / choice.name / "common"
        if common.is_dir():
            return str(common)
    usual = tempfile.gettempdir()
    if len(usual.encode()) > _LONGEST_PARENT and os.access("/tmp", os.W_OK):
        return "/tmp"
    return usual
