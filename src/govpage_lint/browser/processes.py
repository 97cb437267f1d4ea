"""How browser processes are ended and their folders removed, even when Python itself dies.

Run as a program it is the watchman: it learns on its standard input what a session started, and
when that closes before a goodbye (the session's process was killed) it ends and removes all of it.
"""

import os
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

_GRACE_SECONDS = 2.0
_REMOVE_SECONDS = 5.0
_TICK = 0.02


def birth(process: int) -> str:
    """What tells a process from a later one with its number; "" if that cannot be told."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text("ascii", "replace")
    except OSError:
        return ""
    # The second field is the program's name in brackets, and may hold spaces and brackets.
    fields = stat.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 else ""


def is_running(process: int) -> bool:
    """Whether a process with this number is there and has not ended."""
    if sys.platform == "win32":
        return _windows_tasks(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    with suppress(OSError):
        state = Path(f"/proc/{process}/stat").read_text("ascii", "replace").rpartition(")")[2]
        return state.split()[:1] not in (["Z"], ["X"])
    return True


def end_process(process: int, born: str = "", grace: float = _GRACE_SECONDS) -> None:
    """Ends a process: asks it, waits up to `grace` seconds, then kills it.

    With `born` (see `birth`) another process that got the number meanwhile is left alone.
    """
    if not is_running(process) or (born and birth(process) != born):
        return
    if sys.platform == "win32":
        import subprocess

        command = ["taskkill", "/F", "/T", "/PID", str(process)]
        subprocess.run(command, capture_output=True, check=False)
        return
    for sign, seconds in ((signal.SIGTERM, grace), (signal.SIGKILL, grace)):
        with suppress(OSError):
            os.kill(process, sign)
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            # A child of ours stays in the table until it is waited for.
            with suppress(OSError):
                os.waitpid(process, os.WNOHANG)
            if not is_running(process):
                return
            time.sleep(_TICK)


def remove_folder(folder: Path) -> bool:
    """Removes a folder that a dying browser may still write to; False if it would not go."""
    import shutil

    limit = time.monotonic() + _REMOVE_SECONDS
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return True
        if time.monotonic() > limit:
            return False
        time.sleep(_TICK * 5)


def _windows_tasks(process: int) -> bool:
    import subprocess

    command = ["tasklist", "/FI", f"PID eq {process}", "/NH"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    return str(process) in ran.stdout


class Watchman:
    """A small process that cleans up after a session that cannot do it itself any more."""

    def __init__(self) -> None:
        """Starts it. It costs one Python interpreter without its libraries."""
        import subprocess

        # Its own session: a Ctrl-C at the terminal is for the linter, which then says goodbye.
        self._process: subprocess.Popen[bytes] | None = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def watch_process(self, process: int) -> None:
        """Ends this process too, if it comes to that."""
        self._tell(f"process {process} {birth(process)}")

    def watch_folder(self, folder: Path) -> None:
        """Removes this folder too, if it comes to that."""
        self._tell(f"folder {folder}")

    def dismiss(self) -> None:
        """Says goodbye: the session has cleaned up, nothing is left to do."""
        watchman, self._process = self._process, None
        if watchman is None:
            return
        with suppress(OSError, ValueError):
            watchman.communicate(b"goodbye\n", timeout=_GRACE_SECONDS)
        if watchman.poll() is None:
            watchman.kill()
            watchman.wait()

    def _tell(self, line: str) -> None:
        if self._process is not None and self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.write(f"{line}\n".encode("utf-8", "surrogateescape"))
                self._process.stdin.flush()


def _stand_watch() -> None:
    processes: list[tuple[int, str]] = []
    folders: list[Path] = []
    for raw in sys.stdin.buffer:
        word, _, rest = raw.decode("utf-8", "surrogateescape").rstrip("\n").partition(" ")
        if word == "goodbye":
            return
        if word == "process":
            number, _, born = rest.partition(" ")
            processes.append((int(number), born))
        elif word == "folder":
            folders.append(Path(rest))
    for number, born in reversed(processes):
        end_process(number, born)
    for folder in folders:
        remove_folder(folder)


if __name__ == "__main__":
    _stand_watch()
