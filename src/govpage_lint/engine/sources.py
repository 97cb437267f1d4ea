"""Decides where the bytes of a page come from, and what it may read beside itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govpage_lint.engine.neighbours import Folder, Web
from govpage_lint.engine.onepage import Around
from govpage_lint.engine.sheets import sheet_loader
from govpage_lint.fetch import Fetcher, FetchLimits, Resource

if TYPE_CHECKING:
    from govpage_lint.engine.cache.witness import Witness
    from govpage_lint.engine.options import RunOptions
    from govpage_lint.sending import Cookie
    from govpage_lint.targets import Target

# What is only compared with a page is not waited for as the page is.
_BESIDE = FetchLimits(size=1_000_000, connect=4.0, read=4.0, total=8.0)


class Sources:
    """Files, addresses and standard input of one run."""

    def __init__(self, options: RunOptions) -> None:
        sending = options.browsing.visiting.sending
        retries = options.browsing.retries
        self._fetcher = Fetcher(options.user_agent, sending=sending, retries=retries)
        # Of its own, since it is used by the thread that inspects.
        self._web = (
            Web(Fetcher(options.user_agent, _BESIDE, sending)) if options.neighbours else None
        )
        self._stdin_name = options.stdin_name
        self._held: dict[str, bytes] = {}
        # Who wants to know which files are read beside a page in a file.
        self.witness: Witness | None = None

    def fetch(self, target: Target) -> Resource:
        """The bytes of a target, and how they were served. Raises FetchError."""
        held = self._held.get(target.name)
        return self._fetcher.fetch(target) if held is None else Resource(held, None)

    def hold(self, target: Target, data: bytes) -> None:
        """Take these bytes for those of a target that can be read only once."""
        self._held[target.name] = data

    def send(self, cookies: Sequence[Cookie]) -> None:
        """Send these cookies from now on: somebody has signed in."""
        self._fetcher.sending = self._fetcher.sending.with_cookies(cookies)
        if self._web is not None:
            self._web.fetcher.sending = self._fetcher.sending

    def name_of(self, target: Target) -> str | None:
        """What the file of a target is called: that may make it a template."""
        if target.kind == "stdin":
            return self._stdin_name
        return None if target.path is None else str(target.path)

    def around(self, target: Target, resource: Resource) -> Around:
        """What a page may read beside itself."""
        root = Path.cwd()
        if target.path is not None:
            load = sheet_loader(target.path, root, self.witness)
            return Around(load, Folder(root, self.witness), str(target.path.resolve()))
        if target.kind == "url" and resource.url and self._web is not None:
            return Around(site=self._web, place=resource.url)
        return Around()
