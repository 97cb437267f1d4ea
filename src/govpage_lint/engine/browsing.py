"""Decides how targets are looked at in a browser: when it starts, what is served, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from govpage_lint.browser.window import Window
from govpage_lint.engine.visiting import Visiting, cookies_of, identity_of, what_lacks
from govpage_lint.fetch import Resource
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, field, replace
from govpage_lint.sending import Cookie
from govpage_lint.targets import Target

if TYPE_CHECKING:
    from govpage_lint.browser.axe import AxeReport
    from govpage_lint.browser.errors import BrowserError
    from govpage_lint.browser.observe import Watcher
    from govpage_lint.browser.page import Page
    from govpage_lint.browser.serving import Server
    from govpage_lint.browser.session import BrowserSession


class BrowserMissing(Exception):
    """No browser can be started, or axe cannot run in it: what is wrong and what to install."""


@dataclass(frozen=True, slots=True)
class BrowsingOptions:
    """``browser`` names one of several; ``page_timeout`` is in seconds; ``language`` is a tag for
    Accept-Language; ``host_rules`` are Chromium's host resolver rules; ``visiting`` says as whom
    pages are opened, and what is done on them. Each page is looked at in all ``windows``, once
    something matches the selector ``ready``, without what matches ``hidden``."""

    browser: str | None = None
    axe_source: Path | None = None
    page_timeout: float = 30.0
    language: str | None = None
    host_rules: str | None = None
    visiting: Visiting = field(default_factory=Visiting)
    user_agent: str | None = None
    windows: tuple[Window, ...] = (Window(),)
    retries: int = 1
    ready: str | None = None
    hidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What the browser made of a target; ``error`` when it could not be checked there."""

    axe: AxeReport | None = None
    error: BrowserError | Problem | None = None
    notes: tuple[object, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)


class Browsing:
    """A browser that starts when it is first needed, and what serves files to it."""

    def __init__(self, options: BrowsingOptions) -> None:
        self._options = options
        self._resources = ExitStack()
        self._session: BrowserSession | None = None
        self._failure: BrowserMissing | None = None
        self._servers: dict[Path, Server] = {}
        self.used: tuple[str | None, str | None] = (None, None)

    @property
    def notes(self) -> tuple[str, ...]:
        """Why no browser was used, when one would have been."""
        if self._failure is None:
            return ()
        reason = str(self._failure)
        text = f"only the source was checked, without a browser: {reason}"
        return (Problem("source-only", text, reason=reason),)

    @property
    def available(self) -> bool:
        """Whether a browser runs; starts it when it has not been tried yet."""
        if self._session is None and self._failure is None:
            try:
                self.start()
            except BrowserMissing as error:
                self._failure = error
        return self._session is not None

    def start(self) -> None:
        """Start the browser. Raises BrowserMissing."""
        if self._session is not None:
            return
        from govpage_lint.browser.axe_source import read_axe
        from govpage_lint.browser.choice import find_browser
        from govpage_lint.browser.errors import AxeError, BrowserUnavailable
        from govpage_lint.browser.flags import SessionOptions
        from govpage_lint.browser.session import BrowserSession

        try:
            axe = read_axe(self._options.axe_source)
            choice = find_browser(self._options.browser)
            lacking = what_lacks(choice.name, self._options.visiting)
            if lacking is not None:
                raise BrowserMissing(lacking)
            options = SessionOptions(
                language=self._options.language,
                host_resolver_rules=self._options.host_rules,
                identity=identity_of(self._options.visiting.sending),
                user_agent=self._options.user_agent,
            )
            session = self._resources.enter_context(BrowserSession(choice, options))
        except BrowserUnavailable as error:
            hint = " ".join(error.hint.split())
            raise BrowserMissing(f"{error} {hint}".strip()) from error
        except AxeError as error:
            raise BrowserMissing(str(error)) from error
        self._session = session
        self.used = (axe.version, session.name)

    def sign_in(self) -> tuple[Cookie, ...]:
        """Do what is done once, and give the cookies that it left. Raises BrowserMissing, and the
        errors of the browser.

        From then on every page is opened with what it left.
        """
        from govpage_lint.browser.actions import perform
        from govpage_lint.browser.identity import remember

        self.start()
        assert self._session is not None
        visiting = self._options.visiting
        with self._session.page() as page:
            perform(page, visiting.once, visiting.file)
            remembered = remember(page)
        self._session.remembered = remembered
        return cookies_of(remembered)

    def look(
        self,
        target: Target,
        resource: Resource,
        watcher: Watcher,
        window: Window | None = None,
    ) -> Seen:
        """Open a target in the browser, show it to the watcher and run axe in it.

        What goes wrong is told in the result.
        """
        from govpage_lint.browser.axe import AxeOptions
        from govpage_lint.browser.errors import BrowserError
        from govpage_lint.browser.loading import LoadLimits
        from govpage_lint.browser.observe import ObserveOptions, observe

        if not self.available or self._session is None:
            return Seen(error=Problem("source-only", str(self._failure), reason=str(self._failure)))
        seconds = self._options.page_timeout
        options = ObserveOptions(
            limits=LoadLimits(
                answer=seconds,
                load=seconds,
                ready=self._options.ready,
                ready_wait=min(seconds, 10.0),
            ),
            axe=AxeOptions(),
            axe_source=self._options.axe_source,
            window=window,
            retries=self._options.retries,
        )
        try:
            address = self._address(target, resource)
            options = replace(options, before=self._before(address))
            began = perf_counter()
            seen = observe(self._session, address, options, watcher)
        except BrowserError as error:
            return Seen(error=error)
        timings = {"browser": perf_counter() - began, "axe": seen.timings["axe"]}
        return Seen(
            axe=seen.axe,
            notes=(*seen.load.notes, *seen.notes, *(seen.axe.notes if seen.axe else ())),
            timings={**timings, "snapshot": seen.timings["snapshot"]},
        )

    def _before(self, address: str) -> Callable[[Page], None] | None:
        """What is done on the page at an address, before anyone looks at it."""
        visiting = self._options.visiting
        actions, hidden = visiting.for_page(address), self._options.hidden
        if not actions and not hidden:
            return None
        from govpage_lint.browser.actions import hide, perform

        def before(page: Page) -> None:
            perform(page, actions, visiting.file)
            hide(page, hidden)

        return before

    def _address(self, target: Target, resource: Resource) -> str:
        """Where the browser finds a target; files are served, so that what they refer to loads."""
        if target.kind == "url":
            return target.place
        if target.path is None:
            return self._serve_text(resource.data)
        path = target.path.resolve()
        root = Path.cwd().resolve()
        if not path.is_relative_to(root):
            root = path.parent
        return self._server(root).url_for(path)

    def _server(self, root: Path) -> Server:
        from govpage_lint.browser.serving import serve

        if root not in self._servers:
            self._servers[root] = self._resources.enter_context(serve(root))
        return self._servers[root]

    def _serve_text(self, data: bytes) -> str:
        from govpage_lint.browser.serving import serve

        name = "stdin.html"
        return self._resources.enter_context(serve(Path.cwd(), {name: data})).url_for(name)

    def close(self) -> None:
        """End the browser and the servers."""
        self._resources.close()
        self._session = None
        self._servers.clear()
