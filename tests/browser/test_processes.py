"""Nothing that a session started outlives it, even when its process is killed."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from govpage_lint.browser.processes import birth, end_process, is_running, remove_folder
from tests.browser.waiting import until

SLEEPER = "import time; print('ready', flush=True); time.sleep(600)"
# Ends only when it is killed.
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"
OWNER = """
import sys, time
from pathlib import Path
from govpage_lint.browser.processes import Watchman
watchman = Watchman()
watchman.watch_folder(Path(sys.argv[1]))
watchman.watch_process(int(sys.argv[2]))
print("ready", flush=True)
time.sleep(600)
"""


def started(code: str, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def closed(process: subprocess.Popen[str]) -> int:
    """The exit code of a process that has ended, or ends within a minute."""
    code = process.wait(60)
    if process.stdout is not None:
        process.stdout.close()
    return code


@pytest.mark.parametrize("code", [SLEEPER, DEAF], ids=["willing", "deaf"])
def test_a_process_is_ended_even_if_it_does_not_listen(code: str) -> None:
    process = started(code)
    assert is_running(process.pid)
    end_process(process.pid, grace=0.3)
    assert not is_running(process.pid)
    closed(process)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="births are read from /proc")
def test_a_later_process_with_the_same_number_is_left_alone() -> None:
    process = started(SLEEPER)
    end_process(process.pid, born="1" + birth(process.pid))
    assert is_running(process.pid)
    end_process(process.pid, born=birth(process.pid))
    assert not is_running(process.pid)
    closed(process)


def test_a_folder_that_is_not_there_counts_as_removed(tmp_path: Path) -> None:
    (tmp_path / "profile" / "deep").mkdir(parents=True)
    assert remove_folder(tmp_path / "profile")
    assert remove_folder(tmp_path / "profile")
    assert not (tmp_path / "profile").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
def test_the_watchman_cleans_up_when_the_session_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.mkdir()
    (folder / "file").touch()
    browser = started(SLEEPER)
    owner = started(OWNER, str(folder), str(browser.pid))
    os.kill(owner.pid, signal.SIGKILL)
    closed(owner)
    assert closed(browser) == -signal.SIGTERM
    assert until(lambda: not folder.exists())


@pytest.mark.skipif(sys.platform == "win32", reason="sends POSIX signals")
def test_the_watchman_does_nothing_after_a_goodbye(tmp_path: Path) -> None:
    browser = started(SLEEPER)
    code = OWNER.replace("time.sleep(600)", "watchman.dismiss()")
    assert closed(started(code, str(tmp_path), str(browser.pid))) == 0
    assert is_running(browser.pid)
    assert tmp_path.exists()
    end_process(browser.pid)
    closed(browser)
