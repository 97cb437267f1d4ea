"""Decides which addresses a sitemap lists: XML or text, packed or not, with the maps that it leads to.

Sitemaps are untrusted: a document type, and with it every entity, is refused, and size, depth and
numbers have limits.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final
from urllib.parse import urlsplit
from xml.parsers import expat

from govpage_lint.fetch import FetchError
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass
from govpage_lint.site.addresses import MAX_LENGTH, normal
from govpage_lint.targets import MissingTarget

_PACKED: Final = b"\x1f\x8b"
_CHUNK: Final = 65_536
_DEEPEST_XML: Final = 50

# Gives the bytes of a map at an address. Raises FetchError.
type Load = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class SitemapLimits:
    """``size`` in bytes of one map unpacked; ``files`` maps and ``addresses`` in all; ``depth`` of
    maps that list maps. Size and addresses are twice what the protocol allows a map."""

    size: int = 100_000_000
    files: int = 500
    addresses: int = 100_000
    depth: int = 3


@dataclass(frozen=True, slots=True)
class _Map:
    """What one map lists: pages, and maps. ``fault`` says what is wrong with the rest of it."""

    pages: tuple[str, ...]
    maps: tuple[str, ...] = ()
    fault: Problem | None = None


def listed(
    place: str, load: Load, limits: SitemapLimits | None = None
) -> Iterator[str | MissingTarget]:
    """The addresses of the pages in the map at a place, each once, and what could not be read.

    ``place`` is an address, or what ``load`` takes for one.
    """
    limits = limits or SitemapLimits()
    queue = deque([(place, 0)])
    maps, seen = {place}, set[str]()
    told = False
    while queue:
        at, depth = queue.popleft()
        found = _read(at, load, limits)
        for address in found.pages:
            known = normal(address) or address
            if known in seen:
                continue
            if len(seen) >= limits.addresses:
                words = f"more than {limits.addresses} addresses are listed; the rest is left out"
                yield MissingTarget(at, Problem("sitemap-many", words, limit=limits.addresses))
                return
            seen.add(known)
            yield address
        if found.fault is not None:
            told = True
            yield MissingTarget(at, found.fault)
        for address in found.maps:
            if address in maps:
                continue
            if len(maps) >= limits.files or depth >= limits.depth:
                told = True
                yield MissingTarget(address, _too_many(limits))
                break
            maps.add(address)
            queue.append((address, depth + 1))
    if not seen and not told:
        yield MissingTarget(place, Problem("sitemap-empty", "the sitemap lists no page"))


def _too_many(limits: SitemapLimits) -> Problem:
    words = (
        f"is left out: more than {limits.files} sitemaps, or sitemaps in sitemaps more than "
        f"{limits.depth} deep"
    )
    return Problem("sitemap-deep", words, files=limits.files, depth=limits.depth)


def _read(place: str, load: Load, limits: SitemapLimits) -> _Map:
    try:
        data = load(place)
    except FetchError as error:
        return _Map((), fault=error.problem)
    try:
        data = _unpacked(data, limits.size)
    except zlib.error:
        return _Map((), fault=Problem("sitemap-packed", "the sitemap does not unpack"))
    if len(data) > limits.size:
        limit = f"{limits.size / 1e6:.0f}"
        words = f"the sitemap is larger than {limit} MB"
        return _Map((), fault=Problem("sitemap-large", words, limit=limit))
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")[:14].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        return _Map((), fault=_page())
    # UTF-16 begins with a mark that XML alone explains.
    if start[:1] == b"<" or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _Reader().read(data)
    return _lines(data)


def _unpacked(data: bytes, size: int) -> bytes:
    """The data, unpacked where it is packed; at most one byte more than ``size``."""
    if not data.startswith(_PACKED):
        return data
    unpacker = zlib.decompressobj(31)
    whole = unpacker.decompress(data, size + 1)
    if len(whole) <= size and not unpacker.eof:
        raise zlib.error
    return whole


def _page() -> Problem:
    return Problem("sitemap-page", "is a page, not a sitemap")


def _lines(data: bytes) -> _Map:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _Map((), fault=Problem("sitemap-kind", "is neither XML nor text in UTF-8"))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    pages = tuple(line for line in lines if normal(line) is not None)
    if lines and not pages:
        return _Map((), fault=Problem("sitemap-kind", "is no sitemap: no line is an address"))
    return _Map(pages)


class _Refused(Exception):
    """The map holds what no sitemap holds."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


class _Reader:
    """Reads one map in XML. What came before a fault in it counts."""

    def __init__(self) -> None:
        self._open: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._found: dict[str, list[str]] = {"url": [], "sitemap": []}

    def read(self, data: bytes) -> _Map:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        fault = None
        try:
            for place in range(0, len(data), _CHUNK):
                parser.Parse(data[place : place + _CHUNK], False)
            parser.Parse(b"", True)
        except _Refused as error:
            fault = error.problem
        except (expat.ExpatError, ValueError, LookupError) as error:
            line = getattr(error, "lineno", 0)
            words = f"the sitemap breaks off: it is no XML from line {line} on"
            fault = Problem("sitemap-broken", words, line=line)
        return _Map(tuple(self._found["url"]), tuple(self._found["sitemap"]), fault)

    def _doctype(self, *_: object) -> None:
        words = "has a document type, which no sitemap has; it is not read"
        raise _Refused(Problem("sitemap-doctype", words))

    def _start(self, name: str, attributes: object) -> None:
        if not self._open and name.rpartition(" ")[2] not in ("urlset", "sitemapindex"):
            raise _Refused(_page())
        if len(self._open) >= _DEEPEST_XML:
            raise _Refused(Problem("sitemap-kind", "is no sitemap: elements in elements too deep"))
        self._open.append(name)
        self._text, self._length = [], 0

    def _characters(self, text: str) -> None:
        # Nobody collects the text of an endless element.
        if self._length <= MAX_LENGTH:
            self._text.append(text)
            self._length += len(text)

    def _end(self, name: str) -> None:
        self._open.pop()
        space, _, local = name.rpartition(" ")
        above, _, parent = (self._open[-1] if self._open else "").rpartition(" ")
        # The addresses of pictures and films have the same name in another namespace.
        if local == "loc" and above == space and parent in self._found:
            address = "".join(self._text).strip()
            if address:
                self._found[parent].append(address)
        self._text, self._length = [], 0


def usual_place(site: str) -> str:
    """Where a site has its map, by custom."""
    parts = urlsplit(site)
    return f"{parts.scheme}://{parts.netloc}/sitemap.xml"
