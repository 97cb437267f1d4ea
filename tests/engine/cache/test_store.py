"""Results of many runs in one folder: none is lost or wrong, and they do not become too many."""

import os
import sys
from collections.abc import Iterable
from multiprocessing import get_context
from pathlib import Path

import pytest

from govpage_lint.engine.cache import folder as keeping
from govpage_lint.engine.cache import store
from govpage_lint.engine.cache.seeing import Witnessed
from govpage_lint.engine.cache.store import PageCache
from govpage_lint.engine.cache.witness import DAY, digest_of, seen_at, state_of
from govpage_lint.engine.choices import Choices
from govpage_lint.findings import PageResult
from govpage_lint.targets import Target

CHOICES = Choices()
LATER = 10_000_000_000


@pytest.fixture
def pages(tmp_path: Path) -> list[Target]:
    return _pages(tmp_path)


def _pages(folder: Path) -> list[Target]:
    targets = []
    for number in range(30):
        path = folder / f"{number}.html"
        path.write_text(f"<p>{number}", "utf-8")
        targets.append(Target("file", path.name, path))
    return targets


def _open(folder: Path, today: str = "2026-11-26") -> PageCache:
    return PageCache(folder / "run", "key", today)


def _checked(target: Target, note: str = "", day: str | None = None) -> Witnessed:
    """What comes of a page that was checked some time after it was written."""
    assert target.path is not None
    name = str(target.path)
    seen = seen_at(name)
    assert not isinstance(seen, str)
    states = {name: state_of(seen, digest_of(name, seen), seen[-1] + LATER)}
    if day is not None:
        states[DAY] = day
    return Witnessed(PageResult(target.name, None, "checked", notes=(note,)), states)


def _keep(folder: Path, targets: Iterable[Target], note: str = "") -> None:
    with _open(folder) as cache:
        for target in targets:
            cache.keep(target, CHOICES, _checked(target, note))


def _found(folder: Path, targets: Iterable[Target], today: str = "2026-11-26") -> dict[str, str]:
    with _open(folder, today) as cache:
        found = cache.find((target, CHOICES) for target in targets)
    return {name: entry.result.notes[0] for name, entry in found.items()}


def test_some_of_many_are_found(tmp_path: Path, pages: list[Target]) -> None:
    _keep(tmp_path, pages[:20])
    _keep(tmp_path, pages[15:25], "newer")
    found = _found(tmp_path, pages)
    assert set(found) == {target.name for target in pages[:25]}
    assert _found(tmp_path, [pages[3]]) == {"3.html": ""}
    assert found["17.html"] == "newer"


def test_other_choices_have_other_results(tmp_path: Path, pages: list[Target]) -> None:
    _keep(tmp_path, pages)
    with _open(tmp_path) as cache:
        assert not cache.find((target, Choices(profile="kr")) for target in pages)


def test_few_files_are_made_of_many(tmp_path: Path, pages: list[Target]) -> None:
    for target in pages:
        _keep(tmp_path, [target], target.name)
    assert len(list((tmp_path / "run").iterdir())) <= 13
    assert _found(tmp_path, pages) == {target.name: target.name for target in pages}


def test_what_was_replaced_is_dropped(
    tmp_path: Path, pages: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_SMALL", 0)
    monkeypatch.setattr(store, "_MOST_PASSED", 10)
    for number in range(20):
        _keep(tmp_path, pages, str(number))
    assert len(list((tmp_path / "run").iterdir())) <= 3
    assert set(_found(tmp_path, pages).values()) == {"19"}


def test_large_ones_are_written_in_parts(
    tmp_path: Path, pages: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_FULL_PAGES", 7)
    with _open(tmp_path) as cache:
        for target in pages:
            cache.keep(target, CHOICES, _checked(target))
        assert len(list((tmp_path / "run").iterdir())) == 4, "a run that is killed loses the rest"
    assert len(_found(tmp_path, pages)) == 30


def test_a_file_is_read_once_where_its_times_have_changed(
    tmp_path: Path, pages: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(tmp_path, pages)
    for target in pages:
        assert target.path is not None
        os.utime(target.path, (1_000_000_000, 1_000_000_000))
    # As if that were long ago.
    monkeypatch.setattr("govpage_lint.engine.cache.witness._TOO_FRESH", -LATER)
    assert len(_found(tmp_path, pages)) == 30
    monkeypatch.setattr("govpage_lint.engine.cache.witness.digest_of", lambda *_: "other")
    assert len(_found(tmp_path, pages)) == 30


@pytest.mark.skipif(sys.platform == "win32", reason="no time there that programs can't set")
def test_contents_that_were_put_in_place_with_an_old_date_are_seen(
    tmp_path: Path, pages: list[Target]
) -> None:
    _keep(tmp_path, pages)
    path = pages[0].path
    assert path is not None
    before = path.stat()
    path.write_text("<b>0", "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_ino) == (before.st_size, before.st_ino)
    assert set(_found(tmp_path, pages)) == {target.name for target in pages[1:]}


def test_what_holds_for_a_day_holds_on_no_other(tmp_path: Path, pages: list[Target]) -> None:
    with _open(tmp_path) as cache:
        for number, target in enumerate(pages):
            cache.keep(target, CHOICES, _checked(target, day=None if number else "2026-11-26"))
    assert len(_found(tmp_path, pages)) == 30
    assert set(_found(tmp_path, pages, "2026-11-27")) == {target.name for target in pages[1:]}


def test_what_is_damaged_goes(tmp_path: Path, pages: list[Target]) -> None:
    _keep(tmp_path, pages[:10])
    _keep(tmp_path, pages[10:])
    file = min((tmp_path / "run").iterdir(), key=lambda one: one.stat().st_size)
    file.write_bytes(file.read_bytes()[:-1] + b"0")
    assert set(_found(tmp_path, pages)) == {target.name for target in pages[10:]}
    assert not file.exists()


def test_a_folder_that_goes_away_is_done_without(tmp_path: Path, pages: list[Target]) -> None:
    _keep(tmp_path, pages)
    with _open(tmp_path) as cache:
        assert len(cache.find((target, CHOICES) for target in pages[:5])) == 5
        for file in (tmp_path / "run").iterdir():
            file.unlink()
        assert not cache.find((target, CHOICES) for target in pages)
        (tmp_path / "run").rmdir()
        (tmp_path / "run").write_text("no folder", "utf-8")
        cache.keep(pages[0], CHOICES, _checked(pages[0]))
    assert not _found(tmp_path, pages)


def test_a_full_disk_costs_what_is_new_alone(
    tmp_path: Path, pages: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    for target in pages[:12]:
        _keep(tmp_path, [target])

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        _keep(tmp_path, pages[12:])
    assert set(_found(tmp_path, pages)) == {target.name for target in pages[:12]}
    assert not list((tmp_path / "run").glob("*.tmp"))


def _writer(folder: Path, start: int) -> None:
    targets = [Target("file", f"{number}.html", folder / f"{number}.html") for number in range(30)]
    for number in range(start, start + 15):
        _keep(folder, [targets[number % 30]])
        _found(folder, targets)


def test_two_runs_write_at_once(tmp_path: Path, pages: list[Target]) -> None:
    """Each makes one file of many while the other reads and writes: what is found is right."""
    context = get_context("spawn")
    runs = [context.Process(target=_writer, args=(tmp_path, start)) for start in (0, 15)]
    for run in runs:
        run.start()
    for run in runs:
        run.join()
    assert [run.exitcode for run in runs] == [0, 0]
    assert set(_found(tmp_path, pages).values()) <= {""}
    _keep(tmp_path, pages)
    assert len(_found(tmp_path, pages)) == 30


def test_no_more_is_kept_than_there_is_room_for(
    tmp_path: Path, pages: list[Target], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "pages"
    for number in range(4):
        file = place / f"{number}" / "some.results"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"x" * 100)
        os.utime(file, (file.stat().st_mtime - number, file.stat().st_mtime - number))
    monkeypatch.setattr(keeping, "_MOST_TOTAL", 250)
    keeping.prune(place)
    assert sorted(one.name for one in place.iterdir()) == ["0", "1", "pruned"]
