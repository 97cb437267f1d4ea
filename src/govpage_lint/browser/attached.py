"""A page that stands in somebody else's browser, such as that of a Selenium test: seen as it is.

It is neither opened nor waited for, nothing is pressed and no window is resized; the driver ends in the
top document, with the time limits that it had.
"""

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, Any

from govpage_lint.browser.errors import BrowserError
from govpage_lint.browser.observe import ObserveOptions, Sight, Watcher, see
from govpage_lint.browser.page import Page, driver_errors

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

_CHROMIUM = frozenset(("chrome", "chromium", "msedge", "chrome-headless-shell"))


class AttachedPage:
    """What stands in a driver's current window."""

    def __init__(self, driver: "WebDriver") -> None:
        self.driver = driver
        capabilities = driver.capabilities
        name = str(capabilities.get("browserName", ""))
        self._page = Page(driver, name.lower() in _CHROMIUM)
        self.browser = f"{name} {capabilities.get('browserVersion', '')}".strip()

    @property
    def url(self) -> str:
        """The address of the page. Raises DriverFailure."""
        with driver_errors():
            return str(self.driver.current_url)

    @property
    def charset(self) -> str:
        """The encoding that the browser read the page in, by its standard name. Raises BrowserError."""
        with driver_errors():
            self.driver.switch_to.default_content()
            return str(self.driver.execute_script("return document.characterSet"))

    def source(self) -> str:
        """The markup that the page came with; what it has become where a browser does not tell.

        Raises BrowserError.
        """
        if self._page.is_chromium:
            try:
                return self._written()
            except (BrowserError, KeyError, TypeError, ValueError):
                # A page that a script wrote has none.
                pass
        with driver_errors():
            self.driver.switch_to.default_content()
            return str(self.driver.page_source)

    def see(self, options: ObserveOptions, watcher: Watcher | None = None) -> Sight:
        """What is seen of the page, shown to the watcher too. Raises BrowserError."""
        began = monotonic()
        with self._limits_kept():
            self._page.enter((), seconds=options.limits.answer)
            sight = see(self._page, options, watcher)
        sight.timings["total"] = monotonic() - began
        return sight

    def _written(self) -> str:
        tree = self._page.devtools("Page.getFrameTree", {})["frameTree"]["frame"]
        got = self._page.devtools(
            "Page.getResourceContent", {"frameId": tree["id"], "url": tree["url"]}
        )
        content = str(got["content"])
        if got.get("base64Encoded"):
            return base64.b64decode(content).decode("utf-8", "replace")
        return content

    @contextmanager
    def _limits_kept(self) -> Iterator[None]:
        executor: Any = self.driver.command_executor
        with driver_errors():
            script = self.driver.timeouts.script
        answer = executor.client_config.timeout
        try:
            yield
        finally:
            executor.client_config.timeout = answer
            with driver_errors():
                self.driver.set_script_timeout(script)
