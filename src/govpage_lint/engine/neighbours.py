"""Decides which documents beside a source page its rules may look at: frames, and files it leads to."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from urllib.parse import urljoin, urlsplit

from govpage_lint.checks.page import Page, Surroundings
from govpage_lint.document.parse import parse, parse_text
from govpage_lint.document.tree import Document, Element
from govpage_lint.engine.localfiles import LocalFiles, Witness
from govpage_lint.engine.sheets import sheet_loader
from govpage_lint.fetch import Fetcher, FetchError, FileStart
from govpage_lint.records import dataclass
from govpage_lint.semantics.refresh import first_refresh
from govpage_lint.site.addresses import acts, is_no_page
from govpage_lint.targets import PAGE_SUFFIXES, Target

_INDEXES: Final = ("index.html", "index.htm", "index.xhtml")
_MAX_REDIRECTS: Final = 5
# How many documents of the web are kept for other pages of a run.
_KEPT: Final = 40
# Of media and pictures the headers are read, of so many for a page.
_MAX_STARTS: Final = 6
_START_SIZE: Final = 262_144

type SheetLoader = Callable[[str], str | None]
type MakePage = Callable[[Document, Surroundings, str | None], Page]


@dataclass(frozen=True, slots=True)
class NeighbourLimits:
    """How much may be read for one page: ``count`` documents, of at most ``size`` bytes each and
    ``total`` bytes together, and frames in frames to a ``depth``."""

    count: int = 20
    size: int = 1_000_000
    total: int = 5_000_000
    depth: int = 4


class Site(Protocol):
    """Where the documents around a page are found: by place, whatever a place is."""

    def follow(self, place: str, address: str) -> str | None:
        """The place that an address written at another place leads to; None for no document."""

    def read(self, place: str, size: int) -> bytes | None:
        """The bytes of a document; None where there are more than ``size`` or none at all."""

    def sheets(self, place: str) -> SheetLoader:
        """What reads the style sheets of the document at a place."""

    def open_file(self, place: str, address: str) -> BinaryIO | None:
        """The file that an address written at a place leads to; None for what is out of reach."""


class Folder:
    """A site of files: places are their paths."""

    def __init__(self, root: Path, witness: Witness | None = None) -> None:
        self._root = root
        self._witness = witness
        self._last: tuple[str, LocalFiles] | None = None

    def _around(self, place: str) -> LocalFiles:
        """The files around a file: a page asks for those around itself again and again."""
        if self._last is None or self._last[0] != place:
            self._last = place, LocalFiles(Path(place), self._root, self._witness)
        return self._last[1]

    def follow(self, place: str, address: str) -> str | None:
        """The file that an address leads to from another file.

        An address with a query is out of reach: what a server or a script makes of it is not in
        the file.
        """
        path = _plain_path(address)
        if path is None:
            return None
        found = self._around(place).find(path, indexes=_INDEXES)
        return str(found) if found is not None and found.suffix.lower() in PAGE_SUFFIXES else None

    def read(self, place: str, size: int) -> bytes | None:
        """The bytes of a file that is not too large."""
        try:
            file = Path(place)
            return file.read_bytes() if file.stat().st_size <= size else None
        except OSError:
            return None

    def sheets(self, place: str) -> SheetLoader:
        """The sheets in files beside a file."""
        return sheet_loader(Path(place), self._root, self._witness)

    def open_file(self, place: str, address: str) -> BinaryIO | None:
        """Any file beside a file."""
        found = self._around(place).find(address)
        try:
            return found.open("rb") if found is not None else None
        except OSError:
            return None


def written_bytes(text: str) -> bytes:
    """The bytes of a file that is written as text, or as a data: address where it is no text."""
    if text.startswith("data:") and ";base64," in text[:100]:
        from base64 import b64decode

        return b64decode(text.partition(",")[2])
    return text.encode()


class Written:
    """A site of texts by their paths, for examples: "map.html" or "en/index.html"."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def follow(self, place: str, address: str) -> str | None:
        """The text at an address, the folders of both places considered."""
        path = _plain_path(address)
        if path is None:
            return None
        found = urljoin(f"/{place}", path).lstrip("/")
        names = (found, *(f"{found.rstrip('/')}/{name}".lstrip("/") for name in _INDEXES))
        return next((name for name in names if name in self._texts), None)

    def read(self, place: str, size: int) -> bytes | None:
        """The bytes of a text that is not too large."""
        data = written_bytes(self._texts[place])
        return data if len(data) <= size else None

    def sheets(self, place: str) -> SheetLoader:
        """The texts themselves, by their paths."""
        return lambda address: self._texts.get(urljoin(f"/{place}", address).lstrip("/"))

    def open_file(self, place: str, address: str) -> BinaryIO | None:
        """The bytes of a text."""
        path = urlsplit(urljoin(f"/{place}", address)).path.lstrip("/")
        text = self._texts.get(path)
        return BytesIO(written_bytes(text)) if text is not None else None


class _Started(BytesIO):
    """A file whose first bytes are known, and its size: behind them there is nothing to read."""

    def __init__(self, start: FileStart) -> None:
        super().__init__(start.data)
        self._whole = start.size

    def seek(self, offset: int, whence: int = 0) -> int:
        return super().seek(
            self._whole + offset if whence == 2 else offset, 0 if whence == 2 else whence
        )


class Web:
    """A site of addresses: places are those of one origin.

    What was fetched is kept for the other pages of a run. Addresses that look as if they did
    something are left alone.
    """

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self._kept: OrderedDict[str, bytes | None] = OrderedDict()
        self._starts: OrderedDict[str, dict[str, FileStart | None]] = OrderedDict()

    def follow(self, place: str, address: str) -> str | None:
        """The address of the same origin that an address leads to."""
        try:
            here, there = urlsplit(place), urlsplit(urljoin(place, address))
        except ValueError:
            return None
        same = (here.scheme, here.netloc) == (there.scheme, there.netloc)
        if not same or there.scheme not in ("http", "https"):
            return None
        url = there._replace(fragment="").geturl()
        return None if acts(url) or is_no_page(there.path) else url

    def read(self, place: str, size: int) -> bytes | None:
        """The bytes of a page that answers in time and is not too large."""
        if place not in self._kept:
            self._kept[place] = self._fetch(place)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        data = self._kept[place]
        return data if data is not None and len(data) <= size else None

    def _fetch(self, place: str) -> bytes | None:
        try:
            return self.fetcher.fetch(Target("url", place)).data
        except FetchError:
            return None

    def sheets(self, place: str) -> SheetLoader:
        """None of them is fetched."""
        return lambda address: None

    def open_file(self, place: str, address: str) -> BinaryIO | None:
        """The start of a file of the same origin; of a few for each page."""
        try:
            here, there = urlsplit(place), urlsplit(urljoin(place, address))
        except ValueError:
            return None
        if (here.scheme, here.netloc) != (there.scheme, there.netloc):
            return None
        url = there._replace(fragment="").geturl()
        known = self._starts.setdefault(place, {})
        if url not in known:
            if len(known) >= _MAX_STARTS:
                return None
            known[url] = self.fetcher.fetch_start(url, _START_SIZE)
        if len(self._starts) > _KEPT:
            self._starts.popitem(last=False)
        start = known[url]
        return _Started(start) if start is not None else None


class Neighbours:
    """The documents of a site around one page. ``make`` makes the Page of a document at a place."""

    def __init__(self, site: Site | None, make: MakePage, limits: NeighbourLimits) -> None:
        self._site = site
        self._make = make
        self._limits = limits
        self._left = limits.total
        self._pages: dict[str, Page | None] = {}

    def start(self, document: Document, place: str | None) -> Page:
        """The page that all others are neighbours of."""
        page = self._make(document, _Around(self, document, place, 0), place)
        if place is not None:
            self._pages[place] = page
        return page

    def page_at(self, place: str | None, address: str, depth: int) -> Page | None:
        """The page that an address written at ``place`` leads to, after its redirects."""
        for _ in range(_MAX_REDIRECTS):
            if self._site is None or place is None:
                return None
            place = self._site.follow(place, address)
            page = self._read(self._site, place, depth) if place is not None else None
            if page is None:
                return None
            refresh = first_refresh(page.document)
            if refresh is None or refresh.seconds > 0 or refresh.address is None:
                return page
            following = _address(page.document, refresh.address)
            if following is None:
                return None
            address = following
        return None

    def page_within(self, document: Document, place: str | None, depth: int) -> Page | None:
        """The Page of a document that is written in another one; None where it is too deep."""
        if depth >= self._limits.depth:
            return None
        return self._make(document, _Around(self, document, place, depth + 1), place)

    def file_at(self, place: str | None, address: str) -> BinaryIO | None:
        """The file that an address written at ``place`` leads to."""
        if self._site is None or place is None:
            return None
        return self._site.open_file(place, address)

    def _read(self, site: Site, place: str, depth: int) -> Page | None:
        if place not in self._pages:
            if len(self._pages) > self._limits.count or depth >= self._limits.depth:
                return None
            data = site.read(place, min(self._limits.size, self._left))
            self._left -= len(data or b"")
            self._pages[place] = (
                self.page_within(parse(data), place, depth) if data is not None else None
            )
        return self._pages[place]


class _Around:
    """What is around and in one document."""

    def __init__(
        self, neighbours: Neighbours, document: Document, place: str | None, depth: int
    ) -> None:
        self._neighbours = neighbours
        self._document = document
        self._place = place
        self._depth = depth
        self._frames: dict[Element, Page | None] = {}

    def neighbour(self, address: str) -> Page | None:
        found = _address(self._document, address)
        if found is None:
            return None
        return self._neighbours.page_at(self._place, found, self._depth)

    def frame(self, element: Element) -> Page | None:
        if element not in self._frames:
            self._frames[element] = self._in_frame(element)
        return self._frames[element]

    def open_file(self, address: str) -> BinaryIO | None:
        found = _address(self._document, address)
        return self._neighbours.file_at(self._place, found) if found is not None else None

    def _in_frame(self, element: Element) -> Page | None:
        written = element.attributes.get("srcdoc") if element.local_name == "iframe" else None
        if written is not None:
            return self._neighbours.page_within(parse_text(written), self._place, self._depth)
        return self.neighbour(element.attributes.get("src", ""))


def _address(document: Document, address: str) -> str | None:
    """An address in a document, ``<base>`` considered; None for one to the document itself."""
    bases = document.by_name.get("base", ())
    base = next((e.attributes["href"] for e in bases if "href" in e.attributes), "")
    written = address.strip()
    if not written or written.startswith("#"):
        return None
    try:
        return urljoin(base.strip(), written)
    except ValueError:  # urllib refuses some addresses that browsers take
        return None


def _plain_path(address: str) -> str | None:
    """The path of an address that is nothing but a path of the same site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or parts.query or not parts.path:
        return None
    return parts.path
