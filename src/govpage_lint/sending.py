"""Decides what of a person's headers and cookies goes to which address: to none but their own site."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from govpage_lint.records import dataclass, replace

_PORTS = {"http": 80, "https": 443}

type Origin = tuple[str, str, int | None]


@dataclass(frozen=True, slots=True)
class Cookie:
    """A cookie as a browser keeps it. ``domain`` begins with a dot where subdomains get it too."""

    name: str
    value: str
    domain: str
    path: str = "/"
    secure: bool = False

    def goes_to(self, url: str) -> bool:
        """Whether a browser sends it there."""
        scheme, host, _ = origin_of(url)
        if not host:
            return False
        path = urlsplit(url).path or "/"
        within = self.path.rstrip("/")
        own = self.domain.lstrip(".").lower()
        return (
            (host == own or (self.domain.startswith(".") and host.endswith(f".{own}")))
            and (path == within or path.startswith(f"{within}/") or within == "")
            and (not self.secure or scheme == "https" or host in ("localhost", "127.0.0.1"))
        )


@dataclass(frozen=True, slots=True)
class Sending:
    """What a person wants to be sent with requests.

    ``headers`` and ``given`` (cookies by name) go to ``origins`` alone, or to the origin of the page
    that was asked for where that is None. ``cookies`` go where they came from.
    """

    headers: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()
    cookies: tuple[Cookie, ...] = ()
    origins: frozenset[Origin] | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is sent that is not sent anyway."""
        return not (self.headers or self.given or self.cookies)

    def with_cookies(self, cookies: Iterable[Cookie]) -> Sending:
        """The same with the cookies of a browser that has logged in."""
        return replace(self, cookies=tuple(cookies))

    def is_own(self, url: str, asked: str) -> bool:
        """Whether headers go to an address, on the way from the one that was asked for."""
        own = {origin_of(asked)} if self.origins is None else self.origins
        there = origin_of(url)
        # A site that moves its visitors to the safe side of itself is the same site.
        return there in own or (
            there[0] == "https" and ("http", there[1], 80) in own and there[2] == 443
        )

    def headers_for(self, url: str, asked: str) -> dict[str, str]:
        """The headers for a request to ``url`` on the way from ``asked``."""
        own = self.is_own(url, asked)
        pairs = dict(self.given) if own else {}
        pairs |= {one.name: one.value for one in self.cookies if one.goes_to(url)}
        headers = dict(self.headers) if own else {}
        if pairs:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in pairs.items())
        return headers


def origin_of(url: str) -> Origin:
    """Scheme, host and port of an address; an empty host for what is none."""
    try:
        parts = urlsplit(url)
        scheme = parts.scheme.lower()
        return scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(scheme)
    except ValueError:
        return "", "", None
