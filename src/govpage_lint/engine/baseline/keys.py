"""Decides what a baseline calls a page: a path from the baseline's folder, or a clean address.

A key ends in what names the page; every ``/`` before, and a ``?``, ends a folder of pages that may be
made from one template. A pattern is such a folder with ``**`` after it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from unicodedata import normalize
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from govpage_lint.findings import PageResult
from govpage_lint.regexes import regex

ANY: Final = "**"
_SESSION_PATH: Final = regex(r"(?i);[^/?#]*|/\(S\([^)/]*\)\)")
# Parameters that say who asks or when, not what for.
_NOISE: Final = regex(
    r"(?i)(?:jsessionid|phpsessid|aspsessionid\w*|sid|session_?id|_?csrf\w*|nonce|utm_\w+|fbclid|gclid|_ga|_gl"
    r"|_|ts|timestamp|rnd|rand|random|nocache|cb|cachebuster)"
)
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
_MAX_FOLDERS: Final = 60


def page_key(page: PageResult, folder: Path, here: Path) -> str:
    """What a baseline in ``folder`` calls a page that was named from the folder ``here``."""
    target = page.target
    if "://" in target:
        return address_key(target)
    if target == "-":
        return target
    try:
        # Not resolve(): a linked folder is called what the person calls it.
        path = os.path.relpath(here / target, folder)
    except ValueError:
        # On another drive.
        path = str(here / target)
    return normalize("NFC", path.replace(os.sep, "/"))


def address_key(address: str) -> str:
    """An address without session ids, noise, names of users and fragment; its query in order."""
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").lower()
        port = parts.port
    except ValueError:
        return address
    if port is not None and port != _DEFAULT_PORTS.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _NOISE.fullmatch(name)
    )
    path = _SESSION_PATH.sub("", parts.path) or "/"
    return urlunsplit((parts.scheme.lower(), host, path, urlencode(query), ""))


def folders_of(key: str) -> Iterator[str]:
    """The beginnings of a key that end a folder, from the widest: "", "a/", "a/b/"."""
    place = 0
    if "://" in key:
        place = key.find("/", key.index("://") + 3) + 1
        if not place:
            return
        yield key[:place]
    else:
        yield ""
    for _ in range(_MAX_FOLDERS):
        found = regex(r"[/?]").search(key, place)
        if found is None:
            return
        place = found.end()
        yield key[:place]


def within(key: str, folder: str) -> bool:
    """Whether a page lies in a folder; the widest folder of paths has no addresses in it."""
    return key.startswith(folder) if folder else "://" not in key
