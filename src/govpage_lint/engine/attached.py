"""Decides how a page is checked that stands in somebody else's browser: a test's, or a crawler's."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from govpage_lint.document.encoding import Encoding, encode
from govpage_lint.engine.browsing import Seen
from govpage_lint.fetch import Resource
from govpage_lint.findings import PageResult
from govpage_lint.targets import Target

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

    from govpage_lint.browser.observe import Watcher
    from govpage_lint.engine.run import Run


def check_attached(
    run: Run, driver: WebDriver, *, axe: bool = True, axe_source: Path | None = None
) -> tuple[PageResult, tuple[str | None, str | None]]:
    """The result for the page in a driver's window, and the versions of axe and of the browser.

    The page is looked at as it stands: it is not loaded again, and nothing is tried on it. What
    goes wrong is told in the result.
    """
    from govpage_lint.browser.attached import AttachedPage
    from govpage_lint.browser.axe import AxeOptions
    from govpage_lint.browser.errors import BrowserError
    from govpage_lint.browser.observe import ObserveOptions

    page = AttachedPage(driver)
    options = ObserveOptions(axe=AxeOptions() if axe else None, axe_source=axe_source)
    used: tuple[str | None, str | None] = (None, page.browser)

    def look(target: Target, resource: Resource, watcher: Watcher) -> Seen:
        nonlocal used
        try:
            sight = page.see(options, watcher)
        except BrowserError as error:
            return Seen(error=error)
        used = (sight.axe.version if sight.axe else None, page.browser)
        timings = {"browser": sight.timings["total"], "axe": sight.timings["axe"]}
        return Seen(
            axe=sight.axe,
            notes=(*sight.notes, *(sight.axe.notes if sight.axe else ())),
            timings={**timings, "snapshot": sight.timings["snapshot"]},
        )

    try:
        url = page.url
        source, charset = page.source(), page.charset
    except BrowserError as error:
        return PageResult("", None, "error", str(error)), used
    resource = _resource(source, charset, url)
    return run.check(Target("url", url), resource, look), used


def _resource(source: str, charset: str, url: str) -> Resource:
    """The bytes that a server sent, as far as they can be told from what the browser made of them."""
    try:
        data = encode(source, Encoding(charset.lower(), "transport"))
    except (UnicodeError, LookupError):
        data, charset = source.encode("utf-8", "replace"), "utf-8"
    return Resource(data, url, charset=charset)
