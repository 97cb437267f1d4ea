"""Decides as whom and how pages are visited in the browser: what is done once, and on each page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from govpage_lint.records import dataclass, field
from govpage_lint.sending import Cookie, Sending

if TYPE_CHECKING:
    from govpage_lint.browser.actions import Action
    from govpage_lint.browser.identity import Identity, Remembered


@dataclass(frozen=True, slots=True)
class PageAction:
    """Something done on every page whose address has the pattern, or on all."""

    action: Action
    on: re.Pattern[str] | None = None


@dataclass(frozen=True, slots=True)
class Visiting:
    """``once`` is done before the first page, ``each`` on every page; ``file`` is where they are
    written. ``windows_matter`` where other windows are asked for than a browser has anyway."""

    once: tuple[Action, ...] = ()
    each: tuple[PageAction, ...] = ()
    file: str = ""
    sending: Sending = field(default_factory=Sending)
    windows_matter: bool = False

    def for_page(self, address: str) -> tuple[Action, ...]:
        """What is done on the page at an address."""
        return tuple(
            one.action for one in self.each if one.on is None or one.on.search(address[:2_000])
        )


def identity_of(sending: Sending) -> Identity:
    """The same for a browser: headers by request, cookies by origin."""
    from govpage_lint.browser.identity import Identity

    origins = tuple(
        (scheme, host, port) for scheme, host, port in _with_safe_sides(sending) if port is not None
    )
    cookies = tuple(
        (f"{scheme}://{host}:{port}/", name, value)
        for scheme, host, port in origins
        for name, value in sending.given
    )
    return Identity(sending.headers if origins else (), origins, cookies)


def what_lacks(browser: str, visiting: Visiting) -> str | None:
    """Why a browser of this name cannot visit pages in this way; None where it can."""
    if visiting.sending.headers and browser != "chromium":
        # The others load no extension that is not signed, and know no other way.
        return (
            "--header and --auth-env need Chromium, which sends them to one site alone "
            "(--use-browser chromium)"
        )
    if browser == "firefox" and visiting.windows_matter:
        return "--viewport needs Chromium, Chrome or Edge (--use-browser)"
    if browser == "firefox" and (visiting.file or visiting.sending.given):
        return "--actions and --cookie need Chromium, Chrome or Edge (--use-browser)"
    return None


def _with_safe_sides(sending: Sending) -> list[tuple[str, str, int | None]]:
    """The origins, and those that their sites move visitors to for safety."""
    found = sorted(sending.origins or (), key=str)
    safe = [("https", host, 443) for scheme, host, port in found if (scheme, port) == ("http", 80)]
    return list(dict.fromkeys((*found, *safe)))


def cookies_of(remembered: Remembered) -> tuple[Cookie, ...]:
    """The cookies that a login left in the browser."""
    return tuple(
        Cookie(
            str(one.get("name", "")),
            str(one.get("value", "")),
            str(one.get("domain", "")),
            str(one.get("path", "/")),
            bool(one.get("secure")),
        )
        for one in remembered.cookies
    )
