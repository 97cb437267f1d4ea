"""Decides how a file is checked so that it is known afterwards which files the result depends on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from time import time_ns
from typing import TYPE_CHECKING

from govpage_lint.engine.cache.witness import (
    State,
    Witness,
    digest,
    seen_at,
    seen_now,
    state_of,
)
from govpage_lint.fetch import Fetcher, FetchError, Resource
from govpage_lint.findings import PageResult
from govpage_lint.records import dataclass, field
from govpage_lint.targets import Target

if TYPE_CHECKING:
    from govpage_lint.engine.run import Run


@dataclass(frozen=True, slots=True)
class Witnessed:
    """A result, and what it depends on.

    ``states`` are the files that were read or looked for, by name; None where one of them could not be
    read or has changed meanwhile. ``before`` are the same files as they were seen before that.
    """

    result: PageResult
    states: Mapping[str, State] | None = None
    before: Mapping[str, tuple[int, ...] | str] = field(default_factory=dict)


def witnessed(run: Run, target: Target) -> Witnessed:
    """The result of a target, checked now. Only files have states."""
    path = target.path
    if path is None:
        return Witnessed(run.check(target))
    name = os.path.abspath(path)  # noqa: PTH100
    own = {name: seen_at(name)}
    seen = seen_now(path)
    if seen is None:
        return Witnessed(run.check(target), before=own)
    began = time_ns()
    try:
        data = Fetcher("").read_file(path)
    except FetchError:
        return Witnessed(run.check(target), before=own)
    run.witness = witness = Witness()
    try:
        result = run.check(target, Resource(data, None))
    finally:
        run.witness = None
    before = {**witness.before, **own}
    states = witness.states()
    if states is None or seen_now(path) != seen:
        return Witnessed(result, before=before)
    states[name] = state_of(seen, digest(data), began)
    return Witnessed(result, states, before)
