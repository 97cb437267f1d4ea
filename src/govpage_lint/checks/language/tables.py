"""Decides how long a table of the language checks, once made ready, is kept: as long as the process."""

from collections.abc import Callable, Mapping
from typing import Any

type Table = Mapping[str, Any]

_kept: dict[tuple[object, ...], tuple[tuple[Table, ...], Any]] = {}


def made_once[T](make: Callable[..., T], *tables: Table) -> T:
    """What ``make`` makes of tables of ``rules/data``, made when first asked for.

    Tables are read once a process, so that there is one made thing for each.
    """
    key = (make, *map(id, tables))
    found = _kept.get(key)
    if found is None:
        # The tables are kept too: their identity is the key.
        found = _kept[key] = (tables, make(*tables))
    made: T = found[1]
    return made
