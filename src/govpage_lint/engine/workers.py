"""Decides how pages are checked by several processes: each has a page in hand, none is waited for in vain.

``concurrent.futures`` gives up all pages when one process dies. Here each process has a pipe of its
own, so that it is known which page it had: that page is an error, the others go on.
"""

from __future__ import annotations

import gc
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import keep_regexes

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

# One page in hand and one in the pipe: a process never waits for us to hand it the next.
_AHEAD: Final = 2
# So many results a process may be ready before their turn: a slow page must not fill the memory.
_READY_AHEAD: Final = 8
_PATIENCE: Final = 5.0
_READY: Final = "ready"


# What a process does with a task: it must not raise. And how a process begins: this is pickled,
# and called once in the process.
type Work[Task, Result] = Callable[[Task], Result]
type Start[Task, Result] = Callable[[], Work[Task, Result]]


class StartFailed(Exception):
    """A process ended before it could do anything."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of a task whose process died: why, in words for a person."""

    problem: Problem


def forks() -> bool:
    """Whether processes begin as copies of this one, at nearly no cost.

    Only where nothing else runs in it: a copy has no other threads, but all locks that they hold.
    """
    import threading

    return sys.platform == "linux" and threading.active_count() == 1


@dataclass(slots=True)
class _Worker[Task]:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    tasks: deque[tuple[int, Task]] = field(default_factory=deque)


class Workers[Task, Result]:
    """Several processes. A context manager: at its end all of them are gone, whatever happened."""

    def __init__(self, start: Start[Task, Result], count: int) -> None:
        self._start = start
        self._count = count
        self._workers: list[_Worker[Task]] = []
        self._begun = False
        # Tasks to come, and those whose process died before it could begin with them.
        self._coming: Iterator[Task | None] = iter(())
        self._again: deque[tuple[int, Task]] = deque()
        self._given = 0
        # Results before their turn, and whose turn it is.
        self._done: dict[int, Result | Lost] = {}
        self._turn = 0

    def __enter__(self) -> Workers[Task, Result]:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        for worker in self._workers:
            worker.connection.close()
            if kind is not None or worker.tasks:
                # Nobody waits for the page that it has in hand.
                worker.process.terminate()
        for worker in self._workers:
            _end(worker.process)
        self._workers.clear()

    def results(self, tasks: Iterable[Task | None]) -> Iterator[Result | Lost]:
        """A result for each task, in order. To be called once.

        None among the tasks says that no other is known before one of those given has its result.

        Raises StartFailed when a process ends before it begins to work.
        """
        self._coming = iter(tasks)
        while True:
            self._hand_out()
            if self._turn in self._done:
                yield self._done.pop(self._turn)
                self._turn += 1
            elif any(worker.tasks for worker in self._workers):
                for worker in self._heard():
                    self._take(worker)
            else:
                return

    # -- one process -----------------------------------------------------------------------------

    def _hand_out(self) -> None:
        """Give every process a page to work on and the next one, as long as there are any."""
        for depth in range(1, _AHEAD + 1):
            for place in range(self._count):
                if place < len(self._workers) and len(self._workers[place].tasks) >= depth:
                    continue
                task = self._next()
                if task is None:
                    return
                worker = self._workers[place] if place < len(self._workers) else self._begin()
                worker.tasks.append(task)
                # One that has died meanwhile is found out when we listen to it.
                with suppress(OSError):
                    worker.connection.send(task[1])

    def _next(self) -> tuple[int, Task] | None:
        if self._again:
            return self._again.popleft()
        if self._given >= self._turn + self._count * _READY_AHEAD:
            return None
        task = next(self._coming, None)
        if task is None:
            return None
        self._given += 1
        return self._given - 1, task

    def _begin(self) -> _Worker[Task]:
        import multiprocessing

        copied = forks()
        context: Any = multiprocessing.get_context("fork" if copied else "spawn")
        if copied and not self._begun:
            # What is there now is shared by all copies for as long as nobody writes to it.
            gc.collect()
            gc.freeze()
        # A copy holds our ends of the other pipes too: it has to close them, or none of the
        # processes would see our end.
        others = [one.connection for one in self._workers] if copied else []
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(theirs, self._start, [*others, ours] if copied else []),
            daemon=True,
        )
        sys.stdout.flush()
        sys.stderr.flush()
        process.start()
        theirs.close()
        worker: _Worker[Task] = _Worker(process, ours)
        self._workers.append(worker)
        self._begun = True
        return worker

    def _heard(self) -> list[_Worker[Task]]:
        """The processes that have something to say, or have died."""
        from multiprocessing.connection import wait

        speaking = wait([worker.connection for worker in self._workers if worker.tasks])
        return [worker for worker in self._workers if worker.connection in speaking]

    def _take(self, worker: _Worker[Task]) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        if not worker.ready:
            worker.ready = True
            return
        number, _ = worker.tasks.popleft()
        self._done[number] = answer

    def _bury(self, worker: _Worker[Task]) -> None:
        """Count the page that a dead process had in hand as lost, and give the next to others."""
        self._workers.remove(worker)
        worker.connection.close()
        worker.process.join(_PATIENCE)
        code = worker.process.exitcode
        _end(worker.process)
        if not worker.ready:
            raise StartFailed(_how(code))
        number, _ = worker.tasks.popleft()
        self._done[number] = Lost(_lost(code))
        self._again.extend(worker.tasks)


def _serve[Task, Result](
    connection: Connection, start: Start[Task, Result], others: list[Connection]
) -> None:
    """The life of a process: a task in, its result out, until the pipe ends."""
    import signal

    # Ctrl-C reaches all processes of a terminal; ours are ended by the one that began them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    work: Work[Task, Result] | None = None
    try:
        work = start()
        connection.send(_READY)
        while True:
            connection.send(work(connection.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    finally:
        # What it holds, such as a browser, ends with it.
        close = getattr(work, "close", None)
        if close is not None:
            close()
        keep_regexes()


def _end(process: BaseProcess) -> None:
    """See a process to its end, and let go of it."""
    process.join(_PATIENCE)
    if process.exitcode is None:
        process.terminate()
        process.join(_PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
    process.close()


def _how(code: int | None) -> str:
    if code is None:
        return "no exit code"
    if code >= 0:
        return f"exit code {code}"
    from signal import Signals

    try:
        return Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _lost(code: int | None) -> Problem:
    reason = _how(code)
    words = f"the process that checked it was killed or ran out of memory ({reason})"
    return Problem("process-lost", words, reason=reason)


def processors() -> int:
    """How many processors this process may use; a container's share counts."""
    try:
        count = len(os.sched_getaffinity(0))
    except AttributeError:
        count = os.cpu_count() or 1
    share = _share()
    return max(1, count if share is None else min(count, share))


def _share() -> int | None:
    """The processors that the control group of a container allows, None where nothing is said."""
    try:
        with open("/sys/fs/cgroup/cpu.max", encoding="ascii") as file:  # noqa: PTH123
            quota, period = file.read().split()[:2]
        return None if quota == "max" else max(1, round(int(quota) / int(period)))
    except (OSError, ValueError, ZeroDivisionError):
        return None
