"""Decides in which order targets are checked, and that nothing of a run is lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Sized
from typing import TYPE_CHECKING, Protocol

from govpage_lint.problems import Problem
from govpage_lint.targets import MissingTarget, Target

if TYPE_CHECKING:
    from govpage_lint.site.crawl import Links


class Frontier(Protocol):
    """Where targets come from; some may become known only when others have been checked.

    ``follows`` says whether it wants to learn where pages lead to; ``expected`` is how many targets
    there are, None where nobody knows.
    """

    follows: bool
    expected: int | None

    def take(self) -> Target | MissingTarget | None:
        """The next target; None where none is known now."""

    def accepts(self, target: Target, place: str, canonical: str | None) -> bool:
        """Whether the page that came for a target is one to check."""

    def is_no_page(self, target: Target, code: str) -> bool:
        """Whether a target that could not be read is nothing that a check of pages misses."""

    def learn(self, target: Target, links: Links | None) -> None:
        """Take in where a page leads to; None for one that could not be read."""

    def found_on(self, target: Target) -> str | None:
        """The page that led to a target."""

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What was left out."""


class Listed:
    """Targets that are known from the start, or are read as they are needed."""

    follows = False

    def __init__(self, targets: Iterable[Target | MissingTarget], limit: int | None = None) -> None:
        self.expected = len(targets) if isinstance(targets, Sized) else None
        # Whether no page of the web is among them, as far as that is known.
        self.only_files = isinstance(targets, Sequence) and not any(
            isinstance(target, Target) and target.kind == "url" for target in targets
        )
        self._targets = iter(targets)
        self._limit = limit
        self._taken = 0
        self.notes: tuple[Problem, ...] = ()

    def take(self) -> Target | MissingTarget | None:
        """The next target; None at the end, or after as many as the person wants."""
        target = next(self._targets, None)
        if target is None or self._limit is None:
            return target
        if self._taken >= self._limit:
            words = f"{self._limit} pages were looked at (--max-pages); more are listed"
            self.notes = (Problem("pages-limit", words, pages=self._limit),)
            return None
        self._taken += 1
        return target

    def accepts(self, target: Target, place: str, canonical: str | None) -> bool:
        """Every page that was asked for is checked."""
        return True

    def is_no_page(self, target: Target, code: str) -> bool:
        """What was asked for is missed."""
        return False

    def learn(self, target: Target, links: Links | None) -> None:
        """Nothing is followed."""

    def found_on(self, target: Target) -> str | None:
        """A person named it."""
        return None
