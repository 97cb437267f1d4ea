"""Decides how the bytes of a target come in, within limits, and why when they don't."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from govpage_lint.targets import Target

if TYPE_CHECKING:
    import urllib3

_HTML_TYPES: Final = ("text/html", "application/xhtml+xml")
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CHUNK: Final = 65_536
_BINARY: Final = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
)


class FetchError(Exception):
    """A target whose bytes could not be had: one line that says why."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """``size`` in bytes after decoding; ``connect``, ``read`` and ``total`` in seconds."""

    size: int = 20_000_000
    redirects: int = 10
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0


@dataclass(frozen=True, slots=True)
class Resource:
    """The bytes of a page. ``url`` is where they were in the end, None for what has no address."""

    data: bytes
    url: str | None
    charset: str | None = None
    language: str | None = None
    headers: Mapping[str, str] | None = None
    notes: tuple[str, ...] = field(default=())


class Fetcher:
    """Fetches targets; keeps connections open between them. Not for use by several threads."""

    def __init__(self, user_agent: str, limits: FetchLimits | None = None) -> None:
        self._user_agent = user_agent
        self.limits = limits or FetchLimits()
        self._pool: urllib3.PoolManager | None = None

    def fetch(self, target: Target) -> Resource:
        """The bytes of a target. Raises FetchError."""
        if target.kind == "url":
            return self._fetch_url(target.name)
        if target.kind == "stdin":
            return Resource(self._limited(sys.stdin.buffer.read(self.limits.size + 1)), None)
        assert target.path is not None
        return Resource(self.read_file(target.path), None)

    def read_file(self, path: Path) -> bytes:
        """The bytes of a file. Raises FetchError."""
        try:
            # Asked before it is opened: a pipe would hold us until somebody writes to it.
            if not path.is_file():
                raise FetchError("is not a regular file")
            with path.open("rb") as file:
                data = file.read(self.limits.size + 1)
        except OSError as error:
            raise FetchError(f"cannot be read: {error.strerror or error}") from error
        return self._limited(data)

    def _limited(self, data: bytes) -> bytes:
        if len(data) > self.limits.size:
            raise FetchError(
                f"is larger than {self.limits.size / 1e6:.0f} MB, which is more than a page"
            )
        for magic, kind in _BINARY:
            if data.startswith(magic):
                raise FetchError(f"is {kind}, not a page")
        return data

    # -- HTTP --------------------------------------------------------------------------------------

    def _fetch_url(self, url: str) -> Resource:
        # urllib3 costs more to import than a file costs to check.
        import urllib3

        seen: list[str] = []
        while True:
            try:
                response = self._open(url)
            except urllib3.exceptions.HTTPError as error:
                raise FetchError(_reason(error, url)) from error
            except (ValueError, UnicodeError) as error:
                raise FetchError("is not a web address") from error
            try:
                if response.status in _REDIRECTS and (place := response.headers.get("Location")):
                    seen.append(url)
                    url = self._next(urljoin(url, place), seen)
                    continue
                return self._read(response, url)
            except urllib3.exceptions.HTTPError as error:
                raise FetchError(_reason(error, url)) from error
            finally:
                response.close()

    def _next(self, url: str, seen: list[str]) -> str:
        if url in seen:
            raise FetchError(f"redirects in a circle, back to {url}")
        if len(seen) > self.limits.redirects:
            raise FetchError(f"redirects more than {self.limits.redirects} times")
        if urlsplit(url).scheme not in ("http", "https"):
            raise FetchError(f"redirects to {url}, which is no web address")
        return url

    def _open(self, url: str) -> Any:
        import urllib3

        if self._pool is None:
            timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.read)
            self._pool = urllib3.PoolManager(timeout=timeout, retries=False)
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        }
        headers["Accept-Encoding"] = "gzip, deflate"
        return self._pool.request(
            "GET", url, headers=headers, redirect=False, preload_content=False, retries=False
        )

    def _read(self, response: Any, url: str) -> Resource:
        if response.status >= 400:
            raise FetchError(
                f"the server answers {response.status} {response.reason or ''}".rstrip()
            )
        kind, charset = _content_type(response.headers.get("Content-Type"))
        if kind and kind not in _HTML_TYPES:
            raise FetchError(f"is {kind}, not a page")
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > self.limits.size:
            raise FetchError(
                f"is {int(length) / 1e6:.0f} MB large; more than {self.limits.size / 1e6:.0f} MB is no page"
            )
        data = self._limited(self._body(response))
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Resource(data, url, charset, _one_language(headers.get("content-language")), headers)

    def _body(self, response: Any) -> bytes:
        from time import monotonic

        deadline = monotonic() + self.limits.total
        parts: list[bytes] = []
        size = 0
        for part in response.stream(_CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > self.limits.size:
                break
            if monotonic() > deadline:
                raise FetchError(f"is still sending after {self.limits.total:.0f} seconds")
        return b"".join(parts)


def _content_type(value: str | None) -> tuple[str, str | None]:
    """Media type in lower case and charset of a Content-Type header."""
    if not value:
        return "", None
    message = Message()
    message["Content-Type"] = value
    charset = message.get_param("charset")
    return message.get_content_type() if "/" in value else "", charset if isinstance(
        charset, str
    ) else None


def _one_language(value: str | None) -> str | None:
    """HTML takes Content-Language for the page's language only when it names just one."""
    return value.strip() if value and "," not in value else None


def _reason(error: Exception, url: str) -> str:
    """One line for what went wrong on the way to a server."""
    import urllib3.exceptions as problems

    host = _host(url)
    inner = getattr(error, "reason", None) or error
    if isinstance(inner, problems.NameResolutionError):
        return f"the name {host} does not resolve"
    if isinstance(inner, problems.ReadTimeoutError):
        return f"{host} does not answer in time"
    if isinstance(inner, problems.NewConnectionError):
        if isinstance(inner.__cause__, ConnectionRefusedError):
            return f"{host} refuses the connection"
        return f"no connection to {host}: {_short(inner.__cause__ or inner)}"
    if isinstance(inner, problems.ConnectTimeoutError):
        return f"{host} does not answer: no connection in time"
    if isinstance(inner, problems.SSLError):
        return f"the certificate or encryption of {host} is not right: {_short(inner)}"
    if isinstance(inner, problems.LocationParseError | problems.LocationValueError):
        return "is not a web address"
    if isinstance(inner, problems.DecodeError):
        return f"what {host} sends does not decompress"
    return f"the connection to {host} broke: {_short(inner)}"


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _short(error: object) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 120 else text[:119] + "…"
