"""Decides which pages of a site a crawl visits, in which order, and when it has seen enough.

Breadth first, so that the pages near the start are seen whatever the limit is. What makes a crawl
endless (calendars, sorted lists, session numbers, paths that grow) is met by counting addresses of
one shape, and not by knowing each of them.
"""

from __future__ import annotations

import re
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from functools import lru_cache
from threading import Lock
from typing import Final, Literal, NamedTuple
from urllib.parse import urlsplit

from govpage_lint.problems import Problem
from govpage_lint.records import dataclass
from govpage_lint.sending import origin_of
from govpage_lint.site.addresses import acts, folder, follow, is_no_page, key, normal, shape
from govpage_lint.site.mapping import BaseMap
from govpage_lint.site.robots import Robots
from govpage_lint.targets import MissingTarget, Target

type Scope = Literal["host", "folder"]

# More known addresses are of no use to a crawl that visits a part of them.
_MAX_KNOWN: Final = 200_000
_DEEPEST_PATH: Final = 16
# A folder in a path this often is a link that leads into itself.
_SAME_FOLDER: Final = 3


@dataclass(frozen=True, slots=True)
class CrawlOptions:
    """How far a crawl goes: ``pages`` in all, ``depth`` of links from the start, ``alike`` pages
    whose addresses differ in numbers or parameters only. ``robots`` False asks no robots.txt."""

    pages: int = 100
    depth: int = 10
    alike: int = 50
    scope: Scope = "host"
    include: tuple[re.Pattern[str], ...] = ()
    exclude: tuple[re.Pattern[str], ...] = ()
    robots: bool = True


class Links(NamedTuple):
    """What a page leads to: addresses as written, resolved against ``base``."""

    base: str
    addresses: tuple[str, ...]


class _Step(NamedTuple):
    place: str
    depth: int
    above: str | None


class Crawl:
    """The pages of a site, found by the links of those before. May be used by several threads.

    ``start`` are the targets that the person named: the crawl begins at addresses, and takes files
    as they are. ``clock`` and ``pause`` are of seconds.
    """

    follows = True
    expected: int | None = None

    def __init__(
        self,
        start: Iterable[Target | MissingTarget],
        options: CrawlOptions,
        robots: Robots,
        base: BaseMap | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self._options = options
        self._robots = robots
        self._base = base or BaseMap()
        self._clock = clock
        self._pause = pause
        self._lock = Lock()
        self._queue: deque[_Step] = deque()
        self._known: set[str] = set()
        self._visited: dict[str, _Step] = {}
        self._done: set[str] = set()
        self._alike: Counter[str] = Counter()
        self._left: Counter[str] = Counter()
        self._taken = 0
        self._next = 0.0
        self._scopes: list[tuple[str, str, str]] = []
        self._others: deque[Target | MissingTarget] = deque()
        for target in start:
            self._begin(target)

    def _begin(self, target: Target | MissingTarget) -> None:
        place = None
        if isinstance(target, Target) and target.kind == "url":
            place = normal(target.place)
        if place is None:
            self._others.append(target)
            return
        self._scopes.append((*_host(place), folder(place)))
        if key(place) not in self._known:
            self._known.add(key(place))
            self._queue.append(_Step(place, 0, None))

    # -- for who visits ----------------------------------------------------------------------------

    def take(self) -> Target | MissingTarget | None:
        """The next page to visit, once its site may be asked again; None where none is known now.

        Pages that are being visited may lead to more.
        """
        if self._others:
            return self._others.popleft()
        while (step := self._following()) is not None:
            reason = self._robots.forbids(step.place) if self._options.robots else None
            if reason is None:
                self._wait(step.place)
                return Target("url", self._base.name(step.place), address=step.place)
            self._forget(step.place)
            if step.above is None:
                return MissingTarget(self._base.name(step.place), reason)
            self._left["robots"] += 1
        return None

    def _following(self) -> _Step | None:
        with self._lock:
            if not self._queue or self._taken >= self._options.pages:
                return None
            step = self._queue.popleft()
            self._taken += 1
            self._visited[step.place] = step
            return step

    def accepts(self, target: Target, place: str, canonical: str | None) -> bool:
        """Whether the page that came for a target is one to check: ``place`` is where it was in the
        end, ``canonical`` what it says that its own address is."""
        with self._lock:
            here, step = normal(place), self._visited.get(target.place)
            if here is None or step is None:
                return True
            if not self._in_scope(here):
                if step.above is not None:
                    return self._drop(target)
                # Where a site sends its visitors is where it is.
                self._scopes.append((*_host(here), folder(here)))
            own = self._own_address(here, canonical)
            if key(own) != key(here):
                if key(own) not in self._known:
                    self._known.add(key(own))
                    self._queue.appendleft(step._replace(place=own))
                return self._drop(target)
            if key(here) in self._done:
                return self._drop(target)
            self._known.add(key(here))
            self._done.add(key(here))
            return True

    def learn(self, target: Target, links: Links | None) -> None:
        """Take in where a page leads to; None for a page that could not be read."""
        with self._lock:
            step = self._visited.pop(target.place, None)
            if links is None or step is None:
                return
            for written in links.addresses:
                self._add(self._followed(links.base, written), step)

    def is_no_page(self, target: Target, code: str) -> bool:
        """Whether a target that could not be read, for the reason of this code, is nothing that a
        check of pages misses: a link that led to a document, say."""
        with self._lock:
            step = self._visited.get(target.place)
            if step is None or step.above is None or code != "not-a-page":
                return False
            return not self._drop(target)

    def found_on(self, target: Target) -> str | None:
        """The page that led to a target; None for where the crawl started."""
        step = self._visited.get(target.place)
        return self._base.name(step.above) if step is not None and step.above else None

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What was left out, and why."""
        found = []
        rest = len(self._queue)
        if rest and self._taken >= self._options.pages:
            pages = self._options.pages
            words = f"the crawl ended after {pages} pages (--max-pages); {rest} more addresses are known"
            found.append(Problem("crawl-pages", words, pages=pages, rest=rest))
        for code, words in _LEFT_OUT.items():
            count = self._left[code]
            if count:
                found.append(Problem(f"crawl-{code}", words.format(count=count), count=count))
        return tuple(found)

    # -- the frontier ------------------------------------------------------------------------------

    def _drop(self, target: Target) -> bool:
        self._forget(target.place)
        return False

    def _forget(self, place: str) -> None:
        """Take a page for one that was not visited."""
        self._taken -= 1
        self._visited.pop(place, None)

    def _add(self, place: str | None, above: _Step) -> None:
        if place is None or key(place) in self._known or len(self._known) >= _MAX_KNOWN:
            return
        if not self._in_scope(place) or is_no_page(urlsplit(place).path):
            return
        self._known.add(key(place))
        reason = self._reason_against(place, above.depth + 1)
        if reason is not None:
            self._left[reason] += 1
            return
        self._queue.append(_Step(place, above.depth + 1, above.place))

    def _reason_against(self, place: str, depth: int) -> str | None:
        """Why a page of the site is not visited; None where it is."""
        name = self._base.name(place)
        options = self._options
        if any(pattern.search(name) for pattern in options.exclude):
            return "excluded"
        if options.include and not any(pattern.search(name) for pattern in options.include):
            return "excluded"
        if acts(place):
            return "acts"
        if depth > options.depth:
            return "deep"
        folders = Counter(urlsplit(place).path.strip("/").split("/"))
        if folders.total() > _DEEPEST_PATH or max(folders.values()) > _SAME_FOLDER:
            return "deep"
        template = shape(place)
        if template.endswith("?") and "#" not in template:
            return None
        self._alike[template] += 1
        return "alike" if self._alike[template] > options.alike else None

    def _followed(self, base: str, written: str) -> str | None:
        """Where a link leads to; pages of another environment may link to each other by the names
        that they have in the first."""
        if written.startswith("/"):
            # Menus are the same on every page of a site: their links are worked out once.
            scheme, _, rest = base.partition("://")
            base = f"{scheme}://{rest.partition('/')[0]}/"
        place = _follow(base, written)
        return None if place is None else normal(self._base.place(place))

    def _own_address(self, place: str, canonical: str | None) -> str:
        """What a page says that its address is, where that is to be believed.

        Sites whose every page names the home page are common, so only another way to write the
        same path is taken.
        """
        own = self._followed(place, canonical) if canonical else None
        if own is None or _host(own) != _host(place):
            return place
        same = urlsplit(own).path.rstrip("/") == urlsplit(place).path.rstrip("/")
        return own if same else place

    def _in_scope(self, place: str) -> bool:
        host = _host(place)
        path = urlsplit(place).path
        return any(
            host == (name, port) and (self._options.scope == "host" or path.startswith(where))
            for name, port, where in self._scopes
        )

    def _wait(self, place: str) -> None:
        """Keep the pause that the site asks for between two pages."""
        delay = self._robots.delay(place) if self._options.robots else 0.0
        now = self._clock()
        if delay and now < self._next:
            self._pause(self._next - now)
            now = self._next
        self._next = now + delay


# By the reason why addresses are left out: what is said of their number.
_LEFT_OUT: Final = {
    "robots": "{count} addresses are left out because robots.txt does not allow them (--ignore-robots for a site of your own)",  # noqa: E501
    "alike": "{count} addresses are left out because many like them were visited (--max-alike)",
    "deep": "{count} addresses are left out because they lie too deep (--max-depth)",
    "acts": "{count} addresses are left out because opening them may do something, such as logging out",
}


_follow = lru_cache(maxsize=10_000)(follow)


def _host(place: str) -> tuple[str, str]:
    """The host and port of an address; http and https of one host are one site."""
    scheme, host, port = origin_of(place)
    usual = (scheme, port) in (("http", 80), ("https", 443))
    return host.removeprefix("www."), "" if usual else str(port)
