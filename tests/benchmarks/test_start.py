"""What whole commands cost: one file from a cold start, many files by several processes, and files that have
not changed; as shares of bare work in the same run."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from govpage_lint.engine.workers import processors
from tests.benchmarks.conftest import seconds, tell
from tests.benchmarks.pages import page

BARE = "import html5lib, sys; html5lib.parse(open(sys.argv[1], 'rb').read(), transport_encoding='utf-8')"


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., Callable[[], object]]:
    """A process with these words, with a cache folder of its own and bytecode that is kept."""
    environment = {
        key: value
        for key, value in os.environ.items()
        if key not in ("GOVPAGE_LINT_NO_CACHE", "PYTHONDONTWRITEBYTECODE")
    }
    environment["GOVPAGE_LINT_CACHE"] = str(tmp_path / "cache")

    def made(*words: str) -> Callable[[], object]:
        def run() -> None:
            ran = subprocess.run(words, capture_output=True, env=environment, cwd=tmp_path)
            assert ran.returncode in (0, 1), ran.stderr

        return run

    return made


def _processor(work: Callable[[], object], *, times: int = 5) -> float:
    """The seconds that processes take of a processor, the least of some runs after one to warm up:
    what else the machine does counts less than in time that passes."""
    resource = pytest.importorskip("resource")
    work()
    found: list[float] = []
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        work()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(found)


def _ours(*words: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "govpage_lint", "--isolated", "--no-browser", *words)


def _tree(folder: Path, count: int, size: int) -> list[Path]:
    """Pages that are like each other and not the same, in folders of a hundred."""
    files = []
    text = page(size)
    for number in range(count):
        file = folder / f"{number // 100}" / f"{number}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        own = text.replace("News of the ministry", f"News {number} of the ministry")
        file.write_text(own.replace("Meeting number", f"<b></b><h4></h4>{number}"), "utf-8")
        files.append(file)
    return files


def test_one_file_from_a_cold_start(
    tmp_path: Path, command: Callable[..., Callable[[], object]]
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(60_000), "utf-8")
    bare = _processor(command(sys.executable, "-c", BARE, str(file)))
    own = _processor(command(*_ours("--no-cache", str(file))))
    tell("one file of 60 KB / python, html5lib and its parse", own / bare, 4.0)
    kept = _processor(command(*_ours(str(file))))
    tell("the same, not changed / python, html5lib and its parse", kept / bare, 2.0)


@pytest.mark.skipif(shutil.which("html-validate") is None, reason="html-validate is not installed")
def test_one_file_beside_html_validate(
    tmp_path: Path, command: Callable[..., Callable[[], object]]
) -> None:
    file = tmp_path / "page.html"
    file.write_text(page(60_000), "utf-8")
    other = _processor(command("html-validate", str(file)))
    own = _processor(command(*_ours("--no-cache", str(file))))
    tell("one file of 60 KB / html-validate", own / other, 0.5)


@pytest.mark.skipif(processors() < 2, reason="there is one processor")
def test_several_processes(tmp_path: Path, command: Callable[..., Callable[[], object]]) -> None:
    folder = tmp_path / "tree"
    _tree(folder, 40, 60_000)
    alone = seconds(command(*_ours("--no-cache", "--jobs", "1", str(folder))), times=3)
    both = seconds(command(*_ours("--no-cache", "--jobs", "2", str(folder))), times=3)
    tell("40 files by two processes / by one", both / alone, 0.7)


def test_files_that_have_not_changed(
    tmp_path: Path, command: Callable[..., Callable[[], object]]
) -> None:
    folder = tmp_path / "tree"
    files = _tree(folder, 200, 20_000)

    def read() -> object:
        return [sha256(file.read_bytes()).digest() for file in files]

    one = _processor(command(*_ours(str(files[0]))), times=3)
    anew = _processor(command(*_ours("--no-cache", str(folder))), times=1)
    kept = _processor(command(*_ours(str(folder))), times=5)
    detail = f"bare reading {seconds(read) * 1000:.0f} ms, start {one * 1000:.0f} ms"
    tell("200 files that have not changed / checked anew", kept / anew, 0.1, detail)
    each = (kept - one) / len(files)
    tell("ms for each that has not changed", each * 1000, 2.0, f"{kept * 1000:.0f} ms in all")
