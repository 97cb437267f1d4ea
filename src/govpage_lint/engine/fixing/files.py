"""Decides what becomes of files that are to be mended, one after the other or several at once.

Each is mended and written by one process, and what came of it is told in the order of the files. What
goes wrong with one costs the others nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from govpage_lint.engine.fixing.difference import difference
from govpage_lint.engine.fixing.rounds import mend
from govpage_lint.engine.fixing.writing import NotWritten, replace_file
from govpage_lint.engine.many import RunStart, Task, is_file, job_count
from govpage_lint.engine.run import Run
from govpage_lint.engine.workers import Lost, StartFailed, Workers
from govpage_lint.fetch import FetchError
from govpage_lint.logs import log
from govpage_lint.records import dataclass
from govpage_lint.targets import MissingTarget, Target


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done with mended files: written, or, with ``diff``, shown as a difference, which
    is ``readable`` for a person at a terminal."""

    unsafe: bool
    diff: bool = False
    readable: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file: so many ``faults`` were mended. In one line each: ``refused``, why some
    were left; ``failed``, why it stays as it was; ``unread``, why it could not be read."""

    faults: int = 0
    changed: bool = False
    difference: tuple[bytes, ...] = ()
    refused: str | None = None
    failed: str | None = None
    unread: str | None = None


@dataclass(frozen=True)
class MendStart:
    """How a process begins to mend files."""

    start: RunStart
    wanted: Wanted

    def __call__(self) -> Callable[[Task], Outcome]:
        """What the process does with a file."""
        run, choose = self.start.open()

        def work(task: Task) -> Outcome:
            choose(task.choices)
            return mended(run, task.target, self.wanted)

        return work


def mended(run: Run, target: Target, wanted: Wanted) -> Outcome:
    """Mend a file. Never raises."""
    try:
        data = run.read(target)
        mending = mend(
            run.examine(target, data),
            lambda now: run.examine(target, now),
            unsafe=wanted.unsafe,
        )
        shown: tuple[bytes, ...] = ()
        if mending.changed and wanted.diff:
            shown = tuple(difference(target.name, mending, readable=wanted.readable))
        elif mending.changed and target.path is not None:
            replace_file(target.path, mending.before.data, mending.after.data)
    except FetchError as error:
        return Outcome(unread=str(error.problem))
    except NotWritten as error:
        return Outcome(failed=f"is not mended: {error}")
    except Exception as error:
        # Whatever is wrong with one file, the others are mended.
        log.debug("while mending %s", target.name, exc_info=True)
        return Outcome(failed=f"is not mended: {type(error).__name__}: {error}")
    return Outcome(len(mending.fixed), mending.changed, shown, mending.refused)


def mended_files(
    run: Run,
    start: RunStart,
    targets: Sequence[Target | MissingTarget],
    wanted: Wanted,
    jobs: int | None,
) -> Iterator[tuple[Target | MissingTarget, Outcome | None]]:
    """All targets in their order, the files among them mended by as many processes as ``jobs`` says,
    with None as many as they are worth. The outcome of all others is None: they are not mended."""
    begin = MendStart(start, wanted)
    count = job_count(targets, start.options, jobs)
    # Here too by a run of its own: what it has read of other files is not what they become.
    alone = begin() if count < 2 else None
    with Workers(begin, count) as workers:
        files = filter(is_file, targets)
        results = workers.results(Task(target, run.choices(target)) for target in files)
        for target in targets:
            if not is_file(target):
                yield target, None
                continue
            found: Outcome | Lost | None = None
            if alone is None:
                try:
                    found = next(results)
                except StartFailed as failed:
                    log.warning("no other process could be started (%s): one mends all", failed)
                    alone = begin()
            if found is None and alone is not None:
                found = alone(Task(target, run.choices(target)))
            yield target, _outcome(found)


def _outcome(found: Outcome | Lost | None) -> Outcome | None:
    return Outcome(failed=f"is not mended: {found.problem}") if isinstance(found, Lost) else found
