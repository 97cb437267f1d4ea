"""Files checked by several processes: in order, with nothing lost when one of them dies."""

import os
import sys
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from govpage_lint.engine import many, workers
from govpage_lint.engine.many import RunStart, job_count, pages
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Run
from govpage_lint.engine.workers import Lost, StartFailed, Workers
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import MissingTarget, Target, expand
from tests.engine.crew import Dead, Echo

OPTIONS = RunOptions(browser="never")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="ends a process by a signal")


def _targets(*names: str) -> list[Target]:
    return [Target("file", name, Path(name)) for name in names]


@pytest.fixture(params=["fork", "spawn"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Both ways to begin a process."""
    if request.param == "fork" and (sys.platform != "linux" or not workers.forks()):
        pytest.skip("other threads run here")
    monkeypatch.setattr(workers, "forks", lambda: request.param == "fork")
    yield request.param
    assert not active_children()


def test_results_come_in_the_order_of_the_targets() -> None:
    names = [f"{number}.html" for number in range(50)]
    with Workers(Echo(), 2) as crew:
        found = list(crew.results(_targets(*names)))
    assert [one[1] for one in found if not isinstance(one, Lost)] == names
    assert os.getpid() not in {one[0] for one in found if not isinstance(one, Lost)}


@POSIX
def test_a_process_that_dies_costs_the_page_it_had(way: str) -> None:
    names = ["a", "deadly-1", "b", "c", "deadly-2", "d", "e"]
    with Workers(Echo("deadly"), 2) as crew:
        found = list(crew.results(_targets(*names)))
    assert [isinstance(one, Lost) for one in found] == [name.startswith("deadly") for name in names]
    lost = found[1]
    assert isinstance(lost, Lost) and "SIGKILL" in lost.problem


def test_a_reader_who_takes_his_time_is_not_flooded() -> None:
    taken: list[Target] = []

    def coming() -> Iterator[Target]:
        for target in _targets(*(str(number) for number in range(1000))):
            taken.append(target)
            yield target

    with Workers(Echo(), 2) as crew:
        results = crew.results(coming())
        for _ in range(5):
            next(results)
        assert len(taken) <= 5 + 2 * 8


def test_processes_that_cannot_begin_are_told_of() -> None:
    with Workers(Dead(), 2) as crew, pytest.raises(StartFailed, match="exit code 7"):
        list(crew.results(_targets("a", "b")))


def test_nobody_waits_for_work_that_is_no_longer_wanted() -> None:
    def stopped() -> None:
        with Workers(Echo(), 2) as crew:
            next(iter(crew.results(_targets(*"abcdefgh"))))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stopped()
    assert not active_children()


def _site(folder: Path, count: int) -> list[Target | MissingTarget]:
    for number in range(count):
        text = f"<!doctype html><html lang=en><title>Page {number}</title><h1></h1><p>Text"
        (folder / f"{number:03}.html").write_text(text, "utf-8")
    (folder / "empty.html").write_text("", "utf-8")
    return list(expand([str(folder), str(folder / "missing.html")]))


@pytest.mark.slow
def test_many_processes_find_what_one_finds(way: str, tmp_path: Path) -> None:
    targets, book = _site(tmp_path, 12), Rulebook()
    with Run(book, OPTIONS) as run:
        alone = list(run.pages(targets))
        together = list(pages(run, RunStart((), OPTIONS, book), targets, jobs=2))
    for one, other in zip(alone, together, strict=True):
        assert (one.target, one.error, one.findings, one.outcomes, one.ran) == (
            other.target,
            other.error,
            other.findings,
            other.outcomes,
            other.ran,
        )
    assert [page.status for page in together[-2:]] == ["error", "error"]


@pytest.mark.slow
def test_where_no_process_can_be_started_one_does_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "forks", lambda: False)
    monkeypatch.setattr(many.RunStart, "__reduce__", lambda self: (Dead, ()))
    targets, book = _site(tmp_path, 3), Rulebook()
    with Run(book, OPTIONS) as run:
        found = list(pages(run, RunStart((), OPTIONS), targets, jobs=2))
    assert [page.status for page in found] == ["checked"] * 3 + ["error"] * 2


def test_few_small_files_are_not_worth_a_process(tmp_path: Path) -> None:
    targets = _site(tmp_path, 5)
    assert job_count(targets, OPTIONS, None) == 0 or job_count(targets, OPTIONS, None) == 1
    assert job_count(targets, OPTIONS, 3) == 3
    assert job_count(targets[:2], OPTIONS, 3) == 2
    assert job_count(targets, RunOptions(browser="always"), 3) == 1
