"""How a test waits for another process without knowing how long that takes."""

import threading
import time
from collections.abc import Callable

_LIMIT = 60.0


def until(condition: Callable[[], bool]) -> bool:
    """Whether the condition came true within a minute; True as soon as it does."""
    limit = time.monotonic() + _LIMIT
    tick = threading.Event()
    while time.monotonic() < limit:
        if condition():
            return True
        tick.wait(0.01)
    return condition()
