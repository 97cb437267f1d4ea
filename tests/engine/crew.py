"""What other processes do in the tests: kept small, since each that begins anew imports it."""

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass

from govpage_lint.targets import Target


@dataclass(frozen=True)
class Echo:
    """A process that answers with its number and the target, and dies of some of them."""

    deadly: str = "never"

    def __call__(self) -> Callable[[Target], tuple[int, str]]:
        def work(target: Target) -> tuple[int, str]:
            if target.name.startswith(self.deadly):
                os.kill(os.getpid(), signal.SIGKILL)
            return os.getpid(), target.name

        return work


@dataclass(frozen=True)
class Dead:
    """A process that never comes to work."""

    def __call__(self) -> Callable[[Target], str]:
        sys.exit(7)
