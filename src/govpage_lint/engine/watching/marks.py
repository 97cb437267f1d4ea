"""Decides whether a file is as it was when it was read: by its time, size and place, else by its contents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from time import time_ns
from typing import Any, Final

from govpage_lint.engine.cache.seeing import Witnessed
from govpage_lint.engine.cache.witness import (
    DAY,
    MAX_HASHED,
    digest_of,
    seen_at,
    state_of,
)

# What a path was: "absent", "folder", or the numbers of a file and the digest of its contents, either
# None where they are not known.
type Mark = str | tuple[tuple[int, ...] | None, str | None]
# The mark of a file that was written while it was read: it never holds.
CHANGED: Final = "changed"
type Seen = str | tuple[int, ...]


def marks_of(found: Witnessed) -> dict[str, Mark]:
    """What a result depends on."""
    if found.states is not None:
        return from_states(found.states)
    marks: dict[str, Mark] = {}
    for name, seen in found.before.items():
        same = marked([name]) if seen_at(name) == seen else {name: CHANGED}
        marks.update(same)
    return marks


def from_states(states: Mapping[str, Any]) -> dict[str, Mark]:
    """Marks of the states that the cache keeps. Whoever watches goes by the day on which he began."""
    return {name: _mark(name, state) for name, state in states.items() if name != DAY}


def _mark(name: str, state: Any) -> Mark:
    if isinstance(state, str):
        return state
    numbers, content = state
    if content is not None:
        return None if numbers is None else tuple(numbers), content
    seen = seen_at(name)
    if isinstance(seen, str):
        return seen
    # Too large to read again and again, or not to be read: that may change without a trace.
    return seen if seen[1] > MAX_HASHED else None, None


def marked(names: Iterable[str]) -> dict[str, Mark]:
    """Files as they are now."""
    found: dict[str, Mark] = {}
    for name in names:
        began = time_ns()
        seen = seen_at(name)
        state = seen if isinstance(seen, str) else state_of(seen, digest_of(name, seen), began)
        found[name] = _mark(name, state)
    return found


def renewed(name: str, mark: Mark) -> Mark | None:
    """The mark of a file that is as it was; None for one that has changed.

    One that was written again with the same contents is as it was.
    """
    began = time_ns()
    seen = seen_at(name)
    if isinstance(seen, str) or isinstance(mark, str):
        return mark if seen == mark else None
    numbers, content = mark
    if numbers == seen:
        return mark
    if seen[1] > MAX_HASHED or digest_of(name, seen) != content:
        return None
    if content is None:
        return mark
    state = state_of(seen, content, began)
    return None if state[0] is None else seen, content
