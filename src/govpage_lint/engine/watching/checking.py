"""Decides how pages are checked so that it is known what each depends on, by several processes where
that is worth it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from govpage_lint.engine.cache import PageCache
from govpage_lint.engine.cache.seeing import Witnessed, witnessed
from govpage_lint.engine.many import RunStart, Task, is_file, job_count, kept_results
from govpage_lint.engine.run import Progress, Run
from govpage_lint.engine.watching.marks import Mark, from_states, marked, marks_of
from govpage_lint.engine.workers import Lost, StartFailed, Workers
from govpage_lint.findings import PageResult
from govpage_lint.logs import log
from govpage_lint.records import dataclass, replace
from govpage_lint.targets import MissingTarget, Target


@dataclass(frozen=True, slots=True)
class Looked:
    """The result of a page, and the files that it depends on."""

    result: PageResult
    marks: dict[str, Mark]


def looked_at(
    run: Run,
    start: RunStart,
    targets: Sequence[Target | MissingTarget],
    *,
    cache: PageCache | None,
    jobs: int | None,
    progress: Progress,
) -> Iterator[Looked]:
    """What comes of each target, in order: kept from another run where it still holds, else checked now."""
    kept = kept_results(run, cache, targets)
    todo = [target for target in targets if target.name not in kept]
    found = _checked(run, replace(start, witness=True), todo, jobs, progress)
    try:
        for target in targets:
            if target.name in kept:
                entry = kept[target.name]
                yield Looked(entry.result, from_states(entry.files))
                continue
            one = next(found)
            if isinstance(one, Witnessed):
                if cache is not None and is_file(target):
                    cache.keep(target, run.choices(target), one)
                one = Looked(one.result, marks_of(one))
            yield one
    finally:
        if cache is not None:
            cache.close()


def _checked(
    run: Run,
    start: RunStart,
    targets: Sequence[Target | MissingTarget],
    jobs: int | None,
    progress: Progress,
) -> Iterator[Witnessed | Looked]:
    count = job_count(targets, start.options, jobs)
    if count < 2:
        yield from (_alone(run, target) for target in targets)
        return
    with Workers(start, count) as workers:
        yield from _together(run, workers, targets, progress)


def _alone(run: Run, target: Target | MissingTarget) -> Witnessed | Looked:
    if is_file(target):
        return witnessed(run, target)
    result = run.one(target)
    assert result is not None, "only what links lead to may turn out to be nothing"
    return Looked(result, {})


def _together(
    run: Run,
    workers: Workers[Task, Witnessed],
    targets: Sequence[Target | MissingTarget],
    progress: Progress,
) -> Iterator[Witnessed | Looked]:
    results = workers.results(Task(one, run.choices(one)) for one in filter(is_file, targets))
    alone = False
    for target in targets:
        if alone or not is_file(target):
            yield _alone(run, target)
            continue
        try:
            found = next(results)
            progress(target.name, "read")
        except StartFailed as failed:
            log.warning("no other process could be started (%s): one checks all", failed)
            alone = True
            yield _alone(run, target)
            continue
        if isinstance(found, Lost):
            yield Looked(run.unchecked(target, found.problem), marked([str(target.path)]))
        else:
            yield found
