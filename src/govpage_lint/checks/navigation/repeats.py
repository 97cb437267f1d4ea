"""Decides what of a page repeats on the pages that it leads to, by comparing it with some of them.

As the W3C's ACT rules about bypass blocks have it: a block repeats where a page that a link leads
to, at another path, has the same. What a person perceives is cut into pieces, a text or a picture
each, and a piece repeats where another page has an equal one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import accumulate
from typing import Final
from urllib.parse import urljoin, urlsplit

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass
from govpage_lint.semantics.unknown import UNKNOWN

# With how many other pages a page is compared, and how many of its links are tried for them.
_PAGES: Final = 2
_TRIES: Final = 4
_PICTURES: Final = frozenset(
    (
        "img",
        "svg",
        "video",
        "audio",
        "canvas",
        "object",
        "embed",
        "input",
        "textarea",
        "select",
        "meter",
    )
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A text or a picture that somebody perceives, in the element of this place in tree order."""

    place: int
    key: str


class Repeats:
    """The pieces of a page in order, and which of them repeat.

    ``is_known`` is false where the page leads to other pages and none of them could be read.
    """

    def __init__(self, pieces: Sequence[Piece], keys: Set[str], *, is_known: bool) -> None:
        self.is_known = is_known
        self._places = [piece.place for piece in pieces]
        self._again = [piece.key in keys for piece in pieces]
        # How many pieces of the page's own stand before each.
        self._own = [0, *accumulate(not again for again in self._again)]
        self._first = self._again.index(True) if any(self._again) else len(self._again)

    @property
    def has_own_after(self) -> bool:
        """Whether anything that does not repeat stands behind something that does."""
        return self._own[-1] > self._own[self._first]

    def repeated_before_own(self) -> list[int]:
        """The places of what repeats before the last piece that does not."""
        last = max((at for at, again in enumerate(self._again) if not again), default=0)
        return [
            place
            for place, again in zip(self._places[:last], self._again[:last], strict=True)
            if again
        ]

    def has_own(self, element: Element) -> bool:
        """Whether an element holds something that does not repeat, behind something that does."""
        start, end = self._range(element)
        return start > self._first and self._own[end] > self._own[start]

    def leads_to_own(self, element: Element) -> bool:
        """Whether an element holds, or stands just before, something that does not repeat."""
        start, end = self._range(element)
        if start < end:
            return self.has_own(element)
        return self._first < end < len(self._again) and not self._again[end]

    def _range(self, element: Element) -> tuple[int, int]:
        start = bisect_left(self._places, element.order)
        return start, bisect_left(self._places, element.last + 1, start)


def repeats(page: Page) -> Repeats:
    """What repeats of a page. Other pages are read for it, a few and once a page."""
    others, unread = _others(page)
    keys = {piece.key for other in others for piece in _pieces(other)}
    # Where nothing repeats nobody asks what the page's own is.
    pieces = list(_pieces(page)) if keys else []
    return Repeats(pieces, keys, is_known=bool(others) or not unread)


def _others(page: Page) -> tuple[list[Page], bool]:
    """Some pages that the page leads to, and whether it leads to one that could not be read."""
    found: list[Page] = []
    tried: set[str] = set()
    unread = False
    for link in page.document.by_name.get("a", ()):
        written = link.attributes.get("href", "")
        address = _other_path(page, written)
        if address is None or address in tried:
            continue
        tried.add(address)
        other = page.neighbour(written)
        if other is None:
            unread = True
        elif other.document is not page.document:
            found.append(other)
        if len(found) == _PAGES or len(tried) == _TRIES:
            break
    return found, unread


def _other_path(page: Page, address: str) -> str | None:
    """The address of a link to another path or host, without its fragment; None for any other."""
    here = page.url or ""
    try:
        there = urlsplit(urljoin(here, address.strip()))
    except ValueError:
        return None
    if there.scheme not in ("http", "https", "file", "") or not (there.path or there.netloc):
        return None
    now = urlsplit(here)
    if (there.netloc, there.path) == (now.netloc, now.path):
        return None
    return there._replace(fragment="").geturl()


def _pieces(page: Page) -> Iterator[Piece]:
    """What somebody perceives of a page, eye or ear, in its order."""
    body = page.document.body
    for node in body.nodes if body is not None else ():
        if isinstance(node, Text):
            parent = node.parent
            key = " ".join(node.data.split()).casefold()
            if key and parent is not None and _is_perceived(page, parent):
                yield Piece(parent.order, key)
        elif (
            isinstance(node, Element)
            and node.local_name in _PICTURES
            and node.attributes.get("type") != "hidden"
            and _is_perceived(page, node)
        ):
            yield Piece(node.order, _picture(page, node))


def _is_perceived(page: Page, element: Element) -> bool:
    semantics = page.semantics
    return semantics.presumed_visible(element) or semantics.presumed_exposed(element)


def _picture(page: Page, element: Element) -> str:
    name = page.semantics.name(element)
    source = urlsplit(element.attributes.get("src", "")).path.rpartition("/")[2]
    return f"{element.local_name} {source} {'' if name is UNKNOWN else name}".casefold()
