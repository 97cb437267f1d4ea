"""Decides when two addresses are one page, and which of them lead to no page, or do something."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit

from govpage_lint.regexes import regex

MAX_LENGTH: Final = 2_000
_PORTS: Final = {"http": 80, "https": 443}
# Following these would change something: end the session that the run has, say.
_ACTS: Final = regex(
    r"(?:log|sign)[-_]?(?:out|off(?![a-z]))|delete|remove|unsubscribe|cancel", re.IGNORECASE
)
_NO_PAGES: Final = frozenset(
    """.pdf .hwp .hwpx .zip .doc .docx .xls .xlsx .ppt .pptx .jpg .jpeg .png .gif .svg .webp .mp3 .mp4
    .avi .webm .ogg .wav .css .js .json .xml .rss .txt .csv .exe .apk .ics""".split()
)
# ;jsessionid=… of Java servers, at the end of a path segment.
_PATH_SESSION: Final = regex(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.IGNORECASE)
_SESSION_NAMES: Final = frozenset(
    "jsessionid phpsessid aspsessionid asp.net_sessionid sessionid session_id sid".split()
)
# What says where a visitor came from, and not what they see.
_TRACKING: Final = regex(r"utm_\w+|fbclid|gclid|msclkid|_ga|_gl", re.IGNORECASE)
# Kept as they are written: these have a meaning where they are not encoded.
_SAFE: Final = "/:@!$&'()*+,;=-._~%"
_NUMBER: Final = regex(r"\d+")


def follow(base: str, written: str) -> str | None:
    """The address that a link written at another address leads to, as one page has it; None where
    that is no address of the web."""
    written = written.strip()
    if not written or len(written) > MAX_LENGTH:
        return None
    try:
        return normal(urljoin(base, written))
    except ValueError:  # urllib refuses some addresses that browsers take
        return None


def normal(url: str) -> str | None:
    """An address without its fragment and its session's number, in the one way to write it.

    None for what is no http or https address, names a user, or is longer than MAX_LENGTH.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or "@" in parts.netloc:
        return None
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return None
    if ":" in ascii_host:
        ascii_host = f"[{ascii_host}]"
    netloc = ascii_host if port in (None, _PORTS[scheme]) else f"{ascii_host}:{port}"
    path = _path(parts.path)
    query = _query(parts.query)
    whole = f"{scheme}://{netloc}{path}" + (f"?{query}" if query else "")
    return whole if len(whole) <= MAX_LENGTH else None


def key(url: str) -> str:
    """What two addresses of one page share: without tracking, with parameters in order."""
    parts = urlsplit(url)
    pairs = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
        if not _TRACKING.fullmatch(name)
    )
    # A site that answers both is one site, and a slash at the end is seldom another page.
    path = parts.path.rstrip("/") or "/"
    return f"{parts.netloc}{path}?{pairs}" if pairs else f"{parts.netloc}{path}"


def shape(url: str) -> str:
    """What pages made by one template share: numbers and the values of parameters left open."""
    parts = urlsplit(url)
    names = sorted({name for name, _ in parse_qsl(parts.query, keep_blank_values=True)})
    path = _NUMBER.sub("#", parts.path)
    return f"{parts.netloc}{path}?{'&'.join(names)}"


def folder(url: str) -> str:
    """The path of the folder that an address is in, with its slash at the end."""
    return urlsplit(url).path.rpartition("/")[0] + "/"


def acts(url: str) -> bool:
    """Whether opening an address may do something, such as ending a session, by its words."""
    parts = urlsplit(url)
    return bool(_ACTS.search(f"{parts.path}?{parts.query}"))


def is_no_page(path: str) -> bool:
    """Whether a path names a file that is no page, by its suffix."""
    return PurePosixPath(path).suffix.lower() in _NO_PAGES


def _path(path: str) -> str:
    written = _PATH_SESSION.sub("", path) or "/"
    # Decoding and encoding again would change what an encoded slash means.
    return quote(_plain(written), safe=_SAFE)


def _plain(text: str) -> str:
    """Letters and digits that are encoded without need, decoded; other codes in capitals."""

    def one(match: re.Match[str]) -> str:
        letter = unquote(match.group(), errors="replace")
        plain = letter.isascii() and (letter.isalnum() or letter in "-._~")
        return letter if plain else match.group().upper()

    return re.sub(r"%[0-9A-Fa-f]{2}", one, text)


def _query(query: str) -> str:
    kept = [
        part
        for part in query.split("&")
        if part and part.partition("=")[0].lower() not in _SESSION_NAMES
    ]
    return quote(_plain("&".join(kept)), safe=_SAFE + "?[]|")
