"""Decides how pages are checked so that it is known what each depends on, by several processes where
that is worth it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govpage_lint.engine.cache.seeing import witnessed
from govpage_lint.engine.cache.store import PageCache
from govpage_lint.engine.choices import Choices
from govpage_lint.engine.many import RunStart, Task, is_file, job_count
from govpage_lint.engine.run import Progress, Run
from govpage_lint.engine.watching.marks import Mark, from_states, marked, marks_of
from govpage_lint.engine.workers import Lost, StartFailed, Workers
from govpage_lint.findings import PageResult
from govpage_lint.logs import log
from govpage_lint.records import dataclass
from govpage_lint.targets import MissingTarget, Target


@dataclass(frozen=True, slots=True)
class Looked:
    """The result of a page, and the files that it depends on."""

    result: PageResult
    marks: dict[str, Mark]


@dataclass(frozen=True)
class Looking:
    """How a process begins to check pages for one that watches. It can be pickled."""

    start: RunStart

    def __call__(self) -> Callable[[Task], Looked]:
        """What the process does with a target."""
        run, choose = self.start.open()

        def work(task: Task) -> Looked:
            choose(task.choices)
            return look_at(run, self.start.cache, task.target, task.choices)

        return work


def look_at(run: Run, cache: PageCache | None, target: Target, choices: Choices) -> Looked:
    """The result of a target: kept from another run where it still holds, else checked now."""
    held = cache.held(target, choices) if cache is not None else None
    if held is not None:
        return Looked(held[0], from_states(held[1]))
    found = witnessed(run, target)
    if cache is not None:
        cache.keep(target, choices, found)
    return Looked(found.result, marks_of(found))


def looked_at(
    run: Run,
    start: RunStart,
    targets: Sequence[Target | MissingTarget],
    jobs: int | None,
    progress: Progress,
) -> Iterator[Looked]:
    """What comes of each target, in order."""
    count = job_count(targets, start.options, jobs)
    if count < 2:
        yield from (_alone(run, start.cache, target) for target in targets)
        return
    with Workers(Looking(start), count) as workers:
        yield from _together(run, start.cache, workers, targets, progress)


def _alone(run: Run, cache: PageCache | None, target: Target | MissingTarget) -> Looked:
    if is_file(target):
        return look_at(run, cache, target, run.choices(target))
    result = run.one(target)
    assert result is not None, "only what links lead to may turn out to be nothing"
    return Looked(result, {})


def _together(
    run: Run,
    cache: PageCache | None,
    workers: Workers[Task, Looked],
    targets: Sequence[Target | MissingTarget],
    progress: Progress,
) -> Iterator[Looked]:
    results = workers.results(Task(one, run.choices(one)) for one in filter(is_file, targets))
    alone = False
    for target in targets:
        if alone or not is_file(target):
            yield _alone(run, cache, target)
            continue
        try:
            found = next(results)
            progress(target.name, "read")
        except StartFailed as failed:
            log.warning("no other process could be started (%s): one checks all", failed)
            alone = True
            found = _alone(run, cache, target)
        if isinstance(found, Lost):
            found = Looked(run.unchecked(target, found.problem), marked([str(target.path)]))
        yield found
