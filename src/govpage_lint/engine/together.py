"""Decides how pages are looked at side by side: each process has a browser of its own.

A page that kills its browser, or the process that looks at it, costs itself and nothing else.
Where pages lead to is learned in their order, so that a crawl goes the same way every time.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govpage_lint.engine.choices import Choices
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Progress, Run
from govpage_lint.engine.schedule import Frontier
from govpage_lint.engine.workers import Lost, Workers
from govpage_lint.findings import PageResult
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, replace
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import MissingTarget, Target

if TYPE_CHECKING:
    from govpage_lint.site.crawl import Links


@dataclass(frozen=True, slots=True)
class _Errand:
    """A target with what is chosen for it, since only the first process knows how to choose."""

    target: Target
    choices: Choices


@dataclass(frozen=True, slots=True)
class _Visit:
    """What came of a target in another process: its result, and what a crawl has to know of it.

    ``code`` says why it could not be read. ``used`` and ``notes`` are those of the process.
    """

    result: PageResult | None
    place: str | None = None
    canonical: str | None = None
    links: Links | None = None
    code: str | None = None
    used: tuple[str | None, str | None] = (None, None)
    notes: tuple[str, ...] = ()


class _Notebook:
    """Stands for the frontier in a process that does not have it, and writes down what it is told."""

    expected: int | None = None
    notes: tuple[Problem, ...] = ()

    def __init__(self, follows: bool) -> None:
        self.follows = follows
        self.visit = _Visit(None)

    def take(self) -> Target | MissingTarget | None:
        """Targets come by another way."""
        return None

    def accepts(self, target: Target, place: str, canonical: str | None) -> bool:
        """Whether the page is wanted is decided when its turn comes."""
        self.visit = replace(self.visit, place=place, canonical=canonical)
        return True

    def is_no_page(self, target: Target, code: str) -> bool:
        """The same for what is no page."""
        self.visit = replace(self.visit, code=code)
        return False

    def learn(self, target: Target, links: Links | None) -> None:
        """Where the page leads to."""
        if links is not None:
            self.visit = replace(self.visit, links=links)

    def found_on(self, target: Target) -> str | None:
        """Told when its turn comes."""
        return None


class _Visiting:
    """What a process does: look at one target after another, with a browser that it keeps."""

    def __init__(self, run: Run, chosen: dict[str, Choices], follows: bool) -> None:
        self._run = run
        self._chosen = chosen
        self._follows = follows

    def __call__(self, errand: _Errand) -> _Visit:
        self._chosen.clear()
        self._chosen[errand.target.name] = errand.choices
        notebook = _Notebook(self._follows)
        self._run.follow(notebook)
        result = self._run.one(errand.target)
        run = self._run
        return replace(notebook.visit, result=result, used=run.browser_used, notes=run.notes)

    def close(self) -> None:
        """End the browser."""
        self._run.__exit__(None, None, None)


@dataclass(frozen=True)
class Start:
    """How a process begins: with the rules of the first one, or with those it reads itself."""

    house: tuple[Path, ...]
    options: RunOptions
    follows: bool
    book: Rulebook | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # Rules hold compiled matchers, which do not travel.
        return (Start, (self.house, self.options, self.follows))

    def __call__(self) -> Callable[[_Errand], _Visit]:
        """What the process does with a target."""
        chosen: dict[str, Choices] = {}

        def choose(target: Target) -> Choices:
            return chosen.get(target.name, self.options.choices)

        run = Run(self.book or Rulebook(self.house), self.options, choose=choose)
        return _Visiting(run, chosen, self.follows)


def pages_together(
    run: Run, start: Start, frontier: Frontier, count: int, progress: Progress
) -> Iterator[PageResult]:
    """A result for each target, in the order in which the frontier gives them."""
    run.follow(frontier)
    order: deque[Target | MissingTarget] = deque()
    with Workers(start, count) as workers:
        for visit in workers.results(_errands(run, frontier, order)):
            yield from _missing(run, order)
            target = order.popleft()
            assert isinstance(target, Target)
            progress(target.name, "browser")
            result = _result(run, frontier, target, visit)
            frontier.learn(target, None)
            if result is not None:
                yield result
        yield from _missing(run, order)


def _errands(
    run: Run, frontier: Frontier, order: deque[Target | MissingTarget]
) -> Iterator[_Errand | None]:
    """The targets, each with what is chosen for it; None while none is known."""
    while True:
        target = frontier.take()
        if target is not None:
            order.append(target)
        if isinstance(target, Target):
            yield _Errand(target, run.choices(target))
        elif target is None:
            yield None


def _missing(run: Run, order: deque[Target | MissingTarget]) -> Iterator[PageResult]:
    while order and isinstance(order[0], MissingTarget):
        result = run.one(order.popleft())
        if result is not None:
            yield result


def _result(
    run: Run, frontier: Frontier, target: Target, visit: _Visit | Lost
) -> PageResult | None:
    if isinstance(visit, Lost):
        return run.unchecked(target, visit.problem)
    run.adopt(visit.used, visit.notes)
    if visit.code is not None and frontier.is_no_page(target, visit.code):
        return None
    if visit.place is not None and not frontier.accepts(target, visit.place, visit.canonical):
        return None
    if visit.links is not None:
        frontier.learn(target, visit.links)
    result = visit.result
    if result is None or result.status != "error":
        return result
    return replace(result, notes=(*result.notes, *run.linked_from(target)))
