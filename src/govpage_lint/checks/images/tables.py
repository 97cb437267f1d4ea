"""Decides how long what is made of a data table is kept: as long as the process, like the table."""

from collections.abc import Callable, Mapping
from typing import Any

_kept: dict[tuple[int, object], tuple[Mapping[str, Any], Any]] = {}


def made_once[T](table: Mapping[str, Any], make: Callable[[Mapping[str, Any]], T]) -> T:
    """What ``make`` makes of a table of ``rules/data``, made when it is first asked for."""
    key = (id(table), make)
    found = _kept.get(key)
    if found is None:
        # The table is kept along, so that no other one gets its identity.
        found = _kept[key] = (table, make(table))
    made: T = found[1]
    return made
