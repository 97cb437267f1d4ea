"""Decides which pages other processes check, and how many processes are worth their start."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from govpage_lint.engine.cache import PageCache
from govpage_lint.engine.cache.seeing import Witnessed, witnessed
from govpage_lint.engine.cache.segments import Entry
from govpage_lint.engine.choices import Choices
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Progress, Run, quiet
from govpage_lint.engine.schedule import Frontier, Listed
from govpage_lint.engine.workers import Lost, StartFailed, Workers, forks, processors
from govpage_lint.findings import PageResult
from govpage_lint.logs import log
from govpage_lint.records import dataclass, replace
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import MissingTarget, Target

if TYPE_CHECKING:
    # In typing only from Python 3.13 on.
    from typing_extensions import TypeIs

# How many bytes of pages make up for the start of one process: as a copy of this one, or anew with
# all that it imports.
_WORTH_A_COPY: Final = 100_000
_WORTH_A_START: Final = 600_000
# Each holds the rules and a page; more than so many only when a person says so.
_MOST: Final = 16


@dataclass(frozen=True, slots=True)
class Task:
    """A target for another process, and what holds for it: who chooses knows the rules, and stays here."""

    target: Target
    choices: Choices


@dataclass(frozen=True)
class RunStart:
    """How a process begins to check pages: with the rules of this one, or with those it reads itself.

    ``witness`` says whether it has to be known which files a result depends on.
    """

    house: tuple[Path, ...]
    options: RunOptions
    book: Rulebook | None = None
    witness: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        # Rules hold compiled matchers, which do not travel.
        return (RunStart, (self.house, self.options, None, self.witness))

    def __call__(self) -> Callable[[Task], Witnessed]:
        """What the process does with a target."""
        run, choose = self.open()

        def work(task: Task) -> Witnessed:
            choose(task.choices)
            if self.witness:
                return witnessed(run, task.target)
            return Witnessed(run.check(task.target))

        return work

    def open(self) -> tuple[Run, Callable[[Choices], None]]:
        """A run of the process's own, and how it is told what holds for the next target."""
        # Files are checked without a browser, or not by other processes at all.
        options = replace(self.options, browser="never")
        held: dict[str, Choices] = {}
        run = Run(self.book or Rulebook(self.house), options, choose=lambda target: held["now"])

        def choose(choices: Choices) -> None:
            held["now"] = choices

        return run, choose


def pages(
    run: Run,
    start: RunStart,
    targets: Iterable[Target | MissingTarget] | Frontier,
    *,
    cache: PageCache | None = None,
    jobs: int | None = None,
    browsers: int = 1,
    progress: Progress = quiet,
) -> Iterator[PageResult]:
    """A result for each target, in order, files by as many processes as ``jobs`` says, pages in as
    many browsers as ``browsers`` says.

    With None it is as many as the work is worth. A process that dies costs the page it had in hand.
    What a ``cache`` holds of files is not checked again; what is checked is kept there.
    """
    frontier = run.follow(targets)
    if browsers > 1 and not (_only_files(frontier) and start.options.browser != "always"):
        from govpage_lint.engine.together import Start, pages_together

        run.rest()
        begin = Start(start.house, start.options, frontier.follows, start.book)
        yield from pages_together(run, begin, frontier, browsers, progress)
        return
    if not isinstance(frontier, Listed) or frontier.expected is None:
        # What comes next is known only when pages have been read.
        yield from run.pages(frontier)
        return
    known = list(all_of(frontier))
    kept = kept_results(run, cache, known)
    todo = [target for target in known if target.name not in kept]
    count = job_count(todo, start.options, jobs)
    if count < 2:
        found = (_alone(run, cache, target) for target in todo)
        yield from _in_order(known, kept, found)
        return
    start = replace(start, witness=cache is not None)
    with Workers(start, count) as workers:
        yield from _in_order(known, kept, _together(run, cache, workers, todo, progress))


def kept_results(
    run: Run, cache: PageCache | None, targets: Iterable[Target | MissingTarget]
) -> Mapping[str, Entry]:
    """What is known of files from another run and still holds, by name."""
    if cache is None:
        return {}
    return cache.find((one, run.choices(one)) for one in filter(is_file, targets))


def _in_order(
    targets: Iterable[Target | MissingTarget],
    kept: Mapping[str, Entry],
    found: Iterator[PageResult | None],
) -> Iterator[PageResult]:
    for target in targets:
        result = kept[target.name].result if target.name in kept else next(found)
        if result is not None:
            yield result


def _alone(run: Run, cache: PageCache | None, target: Target | MissingTarget) -> PageResult | None:
    if cache is None or not is_file(target):
        return run.one(target)
    found = witnessed(run, target)
    cache.keep(target, run.choices(target), found)
    return found.result


def _together(
    run: Run,
    cache: PageCache | None,
    workers: Workers[Task, Witnessed],
    targets: Sequence[Target | MissingTarget],
    progress: Progress,
) -> Iterator[PageResult | None]:
    files = filter(is_file, targets)
    results = workers.results(Task(target, run.choices(target)) for target in files)
    alone = False
    for target in targets:
        found: Witnessed | Lost | None = None
        if is_file(target) and not alone:
            try:
                found = next(results)
                progress(target.name, "read")
            except StartFailed as failed:
                log.warning("no other process could be started (%s): one checks all", failed)
                alone = True
        if isinstance(found, Lost):
            assert isinstance(target, Target)
            yield run.unchecked(target, found.problem)
        elif found is None:
            yield _alone(run, cache, target)
        else:
            if cache is not None and is_file(target):
                cache.keep(target, run.choices(target), found)
            yield found.result


def _only_files(frontier: Frontier) -> bool:
    return isinstance(frontier, Listed) and frontier.only_files


def all_of(frontier: Frontier) -> Iterator[Target | MissingTarget]:
    """What is known to come now."""
    while (target := frontier.take()) is not None:
        yield target


def is_file(target: Target | MissingTarget) -> TypeIs[Target]:
    """Whether a target is a file that is there."""
    return isinstance(target, Target) and target.kind == "file"


def job_count(
    targets: Sequence[Target | MissingTarget], options: RunOptions, jobs: int | None
) -> int:
    """How many processes are to check the files among the targets: 1 for none but this one."""
    if options.browser == "always" or jobs == 1:
        return 1
    paths = [target.path for target in targets if isinstance(target, Target) and target.path]
    if jobs is not None:
        return min(jobs, len(paths))
    most = min(processors(), len(paths), _MOST)
    if most < 2:
        return 1
    worth = _WORTH_A_COPY if forks() else _WORTH_A_START
    return min(most, sum(map(_size, paths)) // worth)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
