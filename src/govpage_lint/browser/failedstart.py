"""Why a browser did not start: that it ended at once, that it took too long, what it complained of.

A driver that talks to its browser over a pipe notices the end of the browser only after a minute,
and never passes on what the browser said.
"""

import re
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from govpage_lint.browser.errors import one_line
from govpage_lint.browser.processes import end_process, is_running
from govpage_lint.regexes import regex

_LIMIT_SECONDS = 60.0
_TICK = 0.1
_SAID_SECONDS = 10.0
# A complaint in a log of Chromium's: "[123:456:1124/035032.1:FATAL:file.cc(12)] No usable sandbox!"
_PREFIX = regex(r"^\[[^\]]*\]\s*")
_COMPLAINT = regex(
    r"FATAL|sandbox|error while loading|cannot open|No such file|too long|permission|denied", re.I
)


class StartWatch:
    """Ends a driver whose browser ended before it was ready, or that takes too long.

    `reason` says which of both; it is None while all is well.
    """

    def __init__(self, driver: int) -> None:
        """Watches from now on until `stop`, over the driver with this process number."""
        self.reason: str | None = None
        self._driver = driver
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="govpage-lint start", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the watch: the driver has answered."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        limit = time.monotonic() + _LIMIT_SECONDS
        seen: set[int] = set()
        while not self._over.wait(_TICK):
            seen.update(_children(self._driver))
            if seen and not any(map(is_running, seen)):
                self.reason = "it ended at once"
            elif time.monotonic() > limit:
                self.reason = f"it was not ready after {_LIMIT_SECONDS:g} seconds"
            if self.reason:
                end_process(self._driver)
                return


def said(binary: Path, arguments: Iterable[str]) -> str | None:
    """What a browser that does not start complains of, as one line; None if it says nothing.

    It is started once more by itself, to load an empty page and end.
    """
    import subprocess

    alone = [each for each in arguments if not each.startswith("--remote-debugging")]
    try:
        ran = subprocess.run(
            [binary, *alone, "--dump-dom", "about:blank"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=_SAID_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None
    except OSError as error:
        return one_line(error.strerror or str(error))
    if ran.returncode == 0:
        return None
    lines = ran.stderr.decode("utf-8", "replace").splitlines()
    complaints = [_PREFIX.sub("", line) for line in lines if _COMPLAINT.search(line)]
    return one_line(complaints[0]) if complaints else None


def _children(process: int) -> set[int]:
    """The processes that a process started; empty where the system does not tell."""
    found: set[int] = set()
    for told in Path(f"/proc/{process}/task").glob("*/children"):
        # A thread, or all of them, may end meanwhile.
        with suppress(OSError):
            found.update(int(number) for number in told.read_text("ascii").split())
    return found
