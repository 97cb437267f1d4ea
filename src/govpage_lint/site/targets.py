"""Decides which targets the addresses and sitemaps that a person named come to, and their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from govpage_lint.fetch import Fetcher, FetchError
from govpage_lint.problems import Problem
from govpage_lint.site.mapping import BaseMap, Rewriting
from govpage_lint.site.robots import Robots
from govpage_lint.site.sitemap import listed, usual_place
from govpage_lint.targets import MissingTarget, Target, expand


def is_address(text: str) -> bool:
    """Whether a text names something on the web."""
    return "://" in text


def mapped(target: Target | MissingTarget, base: BaseMap) -> Target | MissingTarget:
    """A target with the name that reports have for it, and the place where it is opened."""
    if isinstance(target, MissingTarget) or target.kind != "url":
        return target
    place = base.place(target.name)
    name = target.name if place != target.name else base.name(place)
    return target if name == place else Target("url", name, address=place)


class Sitemaps:
    """Reads the sitemaps that a person named: addresses, or files on this machine."""

    def __init__(
        self, fetcher: Fetcher, robots: Robots, rewriting: Rewriting, base: BaseMap
    ) -> None:
        self._fetcher = fetcher
        self._robots = robots
        self._rewriting = rewriting
        self._base = base

    def targets(self, named: Iterable[str]) -> Iterator[Target | MissingTarget]:
        """The pages in the maps, and what of the maps could not be read."""
        for text in named:
            for place in self._places(text):
                yield from self._listed(place)

    def _listed(self, place: str) -> Iterator[Target | MissingTarget]:
        count = 0
        fault = False
        for found in listed(place, self._load):
            if isinstance(found, MissingTarget):
                fault = True
                yield found
                continue
            address = self._rewriting.apply(found)
            if address is None:
                continue
            count += 1
            if is_address(address):
                yield from expand([address.partition("#")[0]])
            else:
                words = f"{address} in a sitemap is no address"
                yield MissingTarget(address, Problem("sitemap-address", words))
        if not count and not fault:
            words = "the patterns leave out all that the sitemap lists"
            yield MissingTarget(place, Problem("sitemap-nothing", words))

    def _places(self, text: str) -> tuple[str, ...]:
        """The maps that a text means: of a site without a path those that it names to robots, or
        the usual one."""
        if not is_address(text) or urlsplit(text).path not in ("", "/"):
            return (text,)
        return self._robots.sitemaps(self._base.place(text)) or (usual_place(text),)

    def _load(self, place: str) -> bytes:
        if is_address(place):
            if urlsplit(place).scheme.lower() not in ("http", "https"):
                raise FetchError("no-address", "is not a web address")
            return self._fetcher.fetch_data(self._base.place(place))
        return self._fetcher.read_file(Path(place), pages=False)


def all_targets(
    named: Iterable[Target | MissingTarget],
    maps: Iterable[Target | MissingTarget],
    base: BaseMap,
) -> Iterator[Target | MissingTarget]:
    """What was named, then what the maps list, each once."""
    seen: set[str] = set()
    for target in chain(named, maps):
        found = mapped(target, base)
        # A sitemap that fails has a name like the page's beside it.
        name = found.name if isinstance(found, Target) else f"{found.name} {found.error}"
        if name not in seen:
            seen.add(name)
            yield found
