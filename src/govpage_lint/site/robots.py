"""Decides what a site allows robots to open, and how fast: its robots.txt, by RFC 9309."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from govpage_lint.fetch import FetchError
from govpage_lint.problems import Problem

if TYPE_CHECKING:
    from protego import Protego

# The name that a robots.txt may speak to.
AGENT: Final = "govpage-lint"
# The part that RFC 9309 demands to be read.
_SIZE: Final = 512_000
# A site that wants more between two pages is asked more often than it wants.
LONGEST_DELAY: Final = 30.0


class Robots:
    """The rules of sites for robots. ``load`` gives the bytes at an address; raises FetchError."""

    def __init__(self, load: Callable[[str], bytes]) -> None:
        self._load = load
        self._known: dict[str, Protego | Problem | None] = {}

    def forbids(self, url: str) -> Problem | None:
        """Why an address may not be opened; None where it may."""
        rules = self._rules(url)
        if isinstance(rules, Problem):
            return rules
        if rules is None or rules.can_fetch(url, AGENT):
            return None
        words = "robots.txt does not allow it (--ignore-robots for a site of your own)"
        return Problem("robots", words)

    def delay(self, url: str) -> float:
        """The seconds that the site wants between two pages, at most LONGEST_DELAY."""
        rules = self._rules(url)
        if rules is None or isinstance(rules, Problem):
            return 0.0
        wanted = rules.crawl_delay(AGENT) or 0.0
        # What is no number compares as false.
        return min(wanted, LONGEST_DELAY) if wanted > 0 else 0.0

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The maps that the site names."""
        rules = self._rules(url)
        return () if rules is None or isinstance(rules, Problem) else tuple(rules.sitemaps)

    def _rules(self, url: str) -> Protego | Problem | None:
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = self._read(f"{site}/robots.txt")
        return self._known[site]

    def _read(self, place: str) -> Protego | Problem | None:
        from protego import Protego

        try:
            data = self._load(place)
        except FetchError as error:
            status = error.problem.values.get("status")
            if isinstance(status, int) and 400 <= status < 500:
                # There is none, so everything is allowed.
                return None
            if error.problem.code == "empty":
                return None
            words = f"the site's robots.txt cannot be read: {error.problem}"
            return Problem("robots-unread", words, reason=str(error.problem))
        return Protego.parse(data[:_SIZE].decode("utf-8-sig", "replace"))
