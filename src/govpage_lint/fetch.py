"""Decides how the bytes of a target come in, within limits, and why when they don't."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urljoin, urlsplit

from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, field
from govpage_lint.sending import Sending
from govpage_lint.targets import TEMPLATE_SUFFIXES, Target

if TYPE_CHECKING:
    import urllib3

_HTML_TYPES: Final = ("text/html", "application/xhtml+xml")
_REDIRECTS: Final = (301, 302, 303, 307, 308)
_CHUNK: Final = 65_536
# What may be gone at the next try, and the seconds before it.
_PASSING: Final = frozenset(
    ("no-answer", "no-connection-in-time", "broken-connection", "still-sending")
)
_PASSING_STATUS: Final = frozenset((429, 502, 503, 504))
_PAUSE: Final = 0.5
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
    """A target whose bytes could not be had: ``problem`` is one line that says why."""

    def __init__(self, code: str, text: str, **values: object) -> None:
        super().__init__(text)
        self.problem = Problem(code, text, **values)


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


@dataclass(frozen=True, slots=True)
class FileStart:
    """The first bytes of a file, and how many it has in all."""

    data: bytes
    size: int


class Fetcher:
    """Fetches targets; keeps connections open between them. Not for use by several threads.

    ``retries`` is how often a page is asked for again whose server or connection broke.
    """

    def __init__(
        self,
        user_agent: str,
        limits: FetchLimits | None = None,
        sending: Sending | None = None,
        retries: int = 0,
    ) -> None:
        self._user_agent = user_agent
        self._retries = retries
        self.sending = sending or Sending()
        self.limits = limits or FetchLimits()
        self._pool: urllib3.PoolManager | None = None

    def fetch(self, target: Target) -> Resource:
        """The bytes of a target. Raises FetchError."""
        if target.kind == "url":
            return self._fetch_patiently(target.place)
        if target.kind == "stdin":
            return Resource(self._limited(sys.stdin.buffer.read(self.limits.size + 1)), None)
        assert target.path is not None
        return Resource(self.read_file(target.path), None)

    def _fetch_patiently(self, url: str) -> Resource:
        from time import sleep

        for left in reversed(range(self._retries + 1)):
            try:
                return self._fetch_url(url)
            except FetchError as error:
                if not left or not _may_pass(error.problem):
                    raise
            sleep(_PAUSE)
        raise AssertionError("the last try returns or raises")

    def fetch_data(self, url: str) -> bytes:
        """The bytes of a file of any kind at an address. Raises FetchError."""
        return self._fetch_url(url, pages=False).data

    def fetch_start(self, url: str, size: int) -> FileStart | None:
        """The first bytes of a file of any kind, not more than ``size``; None where they can't be had.

        Redirects are not followed.
        """
        import urllib3

        try:
            response = self._open(url, url, {"Range": f"bytes=0-{size - 1}", "Accept": "*/*"})
        except (urllib3.exceptions.HTTPError, ValueError, UnicodeError):
            return None
        try:
            if response.status not in (200, 206):
                return None
            data = response.read(size, decode_content=False)
            return FileStart(data, _whole_size(response.headers, len(data)))
        except urllib3.exceptions.HTTPError:
            return None
        finally:
            response.close()

    def read_file(self, path: Path, *, pages: bool = True) -> bytes:
        """The bytes of a file; of any kind, where it need not be a page. Raises FetchError."""
        try:
            # Asked before it is opened: a pipe would hold us until somebody writes to it.
            if not path.is_file():
                raise FetchError("not-a-file", "is not a regular file")
            with path.open("rb") as file:
                data = file.read(self.limits.size + 1)
        except OSError as error:
            reason = error.strerror or error
            raise FetchError("unreadable", f"cannot be read: {reason}", reason=reason) from error
        if pages and not data.strip() and path.suffix.lower() in TEMPLATE_SUFFIXES:
            # A part that writes nothing is nothing unusual.
            return data
        return self._limited(data, pages=pages)

    def _limited(self, data: bytes, *, pages: bool = True) -> bytes:
        if len(data) > self.limits.size:
            limit = f"{self.limits.size / 1e6:.0f}"
            text = f"is larger than {limit} MB, which is more than a page"
            raise FetchError("too-large", text, limit=limit)
        if not data.strip():
            # Nothing was read, so nothing can have passed.
            raise FetchError("empty", "is empty")
        for magic, kind in _BINARY if pages else ():
            if data.startswith(magic):
                raise FetchError("not-a-page", f"is {kind}, not a page", kind=kind)
        return data

    # -- HTTP --------------------------------------------------------------------------------------

    def _fetch_url(self, url: str, *, pages: bool = True) -> Resource:
        # urllib3 costs more to import than a file costs to check.
        import urllib3

        seen: list[str] = []
        asked = url
        while True:
            try:
                response = self._open(url, asked)
            except urllib3.exceptions.HTTPError as error:
                raise _failure(error, url) from error
            except (ValueError, UnicodeError) as error:
                raise FetchError("no-address", "is not a web address") from error
            try:
                if response.status in _REDIRECTS and (place := response.headers.get("Location")):
                    seen.append(url)
                    url = self._next(urljoin(url, place), seen)
                    continue
                return self._read(response, url, pages=pages)
            except urllib3.exceptions.HTTPError as error:
                raise _failure(error, url) from error
            finally:
                response.close()

    def _next(self, url: str, seen: list[str]) -> str:
        if url in seen:
            raise FetchError("redirect-circle", f"redirects in a circle, back to {url}", url=url)
        if len(seen) > self.limits.redirects:
            count = self.limits.redirects
            raise FetchError("redirect-many", f"redirects more than {count} times", count=count)
        if urlsplit(url).scheme not in ("http", "https"):
            raise FetchError(
                "redirect-scheme", f"redirects to {url}, which is no web address", url=url
            )
        return url

    def _open(self, url: str, asked: str, more: Mapping[str, str] | None = None) -> Any:
        import urllib3

        if self._pool is None:
            timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.read)
            self._pool = urllib3.PoolManager(timeout=timeout, retries=False)
        headers = {
            "User-Agent": self._user_agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
        }
        if more is None:
            headers["Accept-Encoding"] = "gzip, deflate"
        else:
            headers.update(more)
        headers.update(self.sending.headers_for(url, asked))
        return self._pool.request(
            "GET", url, headers=headers, redirect=False, preload_content=False, retries=False
        )

    def _read(self, response: Any, url: str, *, pages: bool) -> Resource:
        if response.status >= 400:
            text = f"the server answers {response.status} {response.reason or ''}".rstrip()
            raise FetchError("http-status", text, status=response.status)
        kind, charset = _content_type(response.headers.get("Content-Type"))
        if pages and kind and kind not in _HTML_TYPES:
            raise FetchError("not-a-page", f"is {kind}, not a page", kind=kind)
        length = response.headers.get("Content-Length", "")
        if length.isdecimal() and int(length) > self.limits.size:
            limit = f"{self.limits.size / 1e6:.0f}"
            text = f"is {int(length) / 1e6:.0f} MB large; more than {limit} MB is no page"
            raise FetchError("too-large", text, limit=limit)
        data = self._limited(self._body(response), pages=pages)
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
                seconds = f"{self.limits.total:.0f}"
                text = f"is still sending after {seconds} seconds"
                raise FetchError("still-sending", text, seconds=seconds)
        return b"".join(parts)


def _may_pass(problem: Problem) -> bool:
    return problem.code in _PASSING or problem.values.get("status") in _PASSING_STATUS


def _whole_size(headers: Mapping[str, str], least: int) -> int:
    """How many bytes a file has of which a part came: by Content-Range, or by Content-Length."""
    whole = headers.get("Content-Range", "").rpartition("/")[2] or headers.get("Content-Length", "")
    return max(least, int(whole)) if whole.isdecimal() else least


def _content_type(value: str | None) -> tuple[str, str | None]:
    """Media type in lower case and charset of a Content-Type header."""
    if not value:
        return "", None
    from email.message import Message

    message = Message()
    message["Content-Type"] = value
    charset = message.get_param("charset")
    return message.get_content_type() if "/" in value else "", charset if isinstance(
        charset, str
    ) else None


def _one_language(value: str | None) -> str | None:
    """HTML takes Content-Language for the page's language only when it names just one."""
    return value.strip() if value and "," not in value else None


def _failure(error: Exception, url: str) -> FetchError:
    """What went wrong on the way to a server."""
    import urllib3.exceptions as problems

    host = _host(url)
    inner = getattr(error, "reason", None) or error
    reason = _short(inner.__cause__ or inner)
    # From the narrow to the wide: in urllib3 most of these are kinds of one another.
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str, str], ...] = (
        (problems.NameResolutionError, "unresolved", f"the name {host} does not resolve"),
        (problems.ReadTimeoutError, "no-answer", f"{host} does not answer in time"),
        (problems.NewConnectionError, "no-connection", f"no connection to {host}: {reason}"),
        (
            problems.ConnectTimeoutError,
            "no-connection-in-time",
            f"{host} does not answer: no connection in time",
        ),
        (
            problems.SSLError,
            "tls",
            f"the certificate or encryption of {host} is not right: {reason}",
        ),
        (
            (problems.LocationParseError, problems.LocationValueError),
            "no-address",
            "is not a web address",
        ),
        (problems.DecodeError, "undecodable", f"what {host} sends does not decompress"),
        (Exception, "broken-connection", f"the connection to {host} broke: {reason}"),
    )
    code, text = next((code, text) for kind, code, text in kinds if isinstance(inner, kind))
    if code == "no-connection" and isinstance(inner.__cause__, ConnectionRefusedError):
        code, text = "refused", f"{host} refuses the connection"
    return FetchError(code, text, host=host, reason=reason)


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or url
    except ValueError:
        return url


def _short(error: object) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 120 else text[:119] + "…"
