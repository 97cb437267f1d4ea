"""Decides how results of pages are kept as plain data, and that what comes back are results.

A cache may have been written by anybody: what is read is data and nothing else, and each value has to
be of the type that its field says. Fields are taken from the values' own classes, so that none is
forgotten that comes later.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, TypeAliasType, cast, get_args, get_origin, get_type_hints

from govpage_lint import records
from govpage_lint.engine.cache.columns import column
from govpage_lint.findings import PageResult


def results_data(pages: Sequence[PageResult]) -> Any:
    """Results as lists, numbers and texts, without the time that they took."""
    write, _ = column(PageResult)
    return write([records.replace(page, timings={}) for page in pages])


def results_from(
    data: object, count: int, wanted: Sequence[int] | None = None
) -> Sequence[PageResult]:
    """Of so many results that were kept, those at the wanted places, or all.

    Raises ValueError, TypeError or LookupError for anything that is none.
    """
    _, read = column(PageResult)
    return cast(Sequence[PageResult], read(data, count, wanted))


def shape() -> str:
    """The fields of a result and of all in it: an entry of another shape is none of ours."""
    found: list[Any] = []
    todo: list[type] = [PageResult]
    seen = set(todo)
    while todo:
        kind = todo.pop()
        hints = get_type_hints(kind)
        found.append((kind.__name__, [(one.name, str(hints[one.name])) for one in _fields(kind)]))
        for hint in hints.values():
            new = [inner for inner in _classes(hint) if inner not in seen]
            seen.update(new)
            todo += new
    return repr(found)


def _fields(kind: Any) -> Sequence[Any]:
    return records.fields(kind)


def _classes(hint: Any) -> list[type]:
    if isinstance(hint, TypeAliasType):
        return _classes(hint.__value__)
    if records.is_dataclass(hint) and isinstance(hint, type):
        return [hint]
    if get_origin(hint) is Literal:
        return []
    return [found for one in get_args(hint) for found in _classes(one)]
