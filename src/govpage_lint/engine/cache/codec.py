"""Decides how a page's result is kept as plain data, and that what comes back is one.

A cache may have been written by anybody: what is read is data and nothing else, and each value has to
be of the type that its field says. Fields are taken from the values' own classes, so that none is
forgotten that comes later.

Values are kept by columns: all rules of a page's findings, then all their levels, and so on. A page has
hundreds of findings that say much the same, and a column is read, checked and shared at once where
findings one by one would take most of the time of a run on pages that have not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

from govpage_lint import records
from govpage_lint.findings import PageResult

# What writes a column of values of one type, and what reads as many as it is told; ValueError for
# data that holds no such values.
type _Writer = Callable[[Sequence[Any]], Any]
type _Reader = Callable[[Any, int], Sequence[Any]]
type _Column = tuple[_Writer, _Reader]


def result_data(page: PageResult) -> Any:
    """A result as lists, numbers and texts, without the time that it took."""
    write, _ = _column(PageResult)
    return write([records.replace(page, timings={})])


def result_from(data: object) -> PageResult:
    """The result that was kept. Raises ValueError for anything that is none."""
    _, read = _column(PageResult)
    (page,) = read(data, 1)
    return cast(PageResult, page)


def shape() -> str:
    """The fields of a result and of all in it: an entry of another shape is none of ours."""
    return repr(_fields(PageResult))


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in records.fields(kind))


def _fields(kind: type) -> list[Any]:
    """Names and types of a class's fields, and of those that are in them."""
    found: list[Any] = []
    todo, seen = [kind], {kind}
    while todo:
        kind = todo.pop()
        hints = get_type_hints(kind)
        found.append((kind.__name__, [(name, str(hints[name])) for name in _names(kind)]))
        for hint in hints.values():
            new = [inner for inner in _classes(hint) if inner not in seen]
            seen.update(new)
            todo += new
    return found


def _classes(hint: Any) -> list[type]:
    if isinstance(hint, TypeAliasType):
        return _classes(hint.__value__)
    if records.is_dataclass(hint) and isinstance(hint, type):
        return [hint]
    if get_origin(hint) is Literal:
        return []
    return [found for one in get_args(hint) for found in _classes(one)]


# -- columns -----------------------------------------------------------------------------------------


@cache
def _column(hint: Any) -> _Column:
    """How values of a type are written and read. Most pages have nothing of some types."""
    write, read = _filled(hint)
    return (
        lambda values: write(values) if values else 0,
        lambda data, count: read(data, count) if count else _nothing(data),
    )


def _filled(hint: Any) -> _Column:
    """The same for columns with values in them."""
    if isinstance(hint, TypeAliasType):
        return _column(hint.__value__)
    if records.is_dataclass(hint):
        return _objects(cast(type, hint))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _shared(_plain({str}, frozenset(inner)))
    if origin is tuple:
        assert len(inner) == 2 and inner[1] is Ellipsis
        many = _lists(_column(inner[0]), tuple)
        return _shared(many) if inner[0] is str else many
    if origin in (Union, UnionType):
        (kind,) = (one for one in inner if one is not NoneType)
        return _optional(_column(kind))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mappings(_column(inner[1]))
    if hint is str:
        return _shared(_plain({str}))
    return _plain({int, float} if hint is float else {hint})


def _plain(kinds: set[type], allowed: frozenset[Any] | None = None) -> _Column:
    """Values that JSON has, of certain types, and some of them alone where that is said."""

    def read(data: Any, count: int) -> Sequence[Any]:
        values = _list(data, count)
        if not kinds.issuperset(map(type, values)):
            raise _no_result()
        if allowed is not None and not allowed.issuperset(values):
            raise _no_result()
        return values

    return list, read


def _shared(inner: _Column) -> _Column:
    """Values many of which are the same: each once, and which of them stands where."""
    write_inner, read_inner = inner

    def write(values: Sequence[Any]) -> Any:
        if len(values) == 1:
            return write_inner(values)
        places = {value: place for place, value in enumerate(dict.fromkeys(values))}
        if 2 * len(places) > len(values):
            return [len(values), write_inner(values), None]
        return [len(places), write_inner(list(places)), [places[value] for value in values]]

    def read(data: Any, count: int) -> Sequence[Any]:
        if count == 1:
            return read_inner(data, 1)
        several, distinct, at = _list(data, 3)
        values = read_inner(distinct, _count(several))
        if at is None:
            return _list(values, count)
        if several == 1:
            return [values[0]] * len(_list(at, count))
        return list(map(values.__getitem__, _counts(at, count)))

    return write, read


def _optional(inner: _Column) -> _Column:
    """Values that may be None: those that are not, and where these stand."""
    write_inner, read_inner = inner

    def write(values: Sequence[Any]) -> Any:
        at = [place for place, value in enumerate(values) if value is not None]
        return [len(at), at, write_inner([values[place] for place in at])]

    def read(data: Any, count: int) -> Sequence[Any]:
        several, at, rest = _list(data, 3)
        values = read_inner(rest, len(_counts(at, _count(several))))
        if several == count:
            return values
        found: list[Any] = [None] * count
        for place, value in zip(at, values, strict=True):
            found[place] = value
        return found

    return write, read


def _lists(inner: _Column, kind: Callable[[Iterable[Any]], Any]) -> _Column:
    """Several values each: how many, and all of them in a row."""
    write_inner, read_inner = inner

    def write(values: Sequence[Any]) -> Any:
        return [list(map(len, values)), write_inner(list(chain.from_iterable(values)))]

    def read(data: Any, count: int) -> Sequence[Any]:
        lengths, rest = _list(data, 2)
        row = iter(read_inner(rest, sum(_counts(lengths, count))))
        return [kind(islice(row, length)) for length in lengths]

    return write, read


def _mappings(inner: _Column) -> _Column:
    """Mappings from texts: their keys, and their values."""
    write_keys, read_keys = _lists(_column(str), tuple)
    write_values, read_values = _lists(inner, tuple)

    def write(values: Sequence[Any]) -> Any:
        return [write_keys(values), write_values([value.values() for value in values])]

    def read(data: Any, count: int) -> Sequence[Any]:
        keys, values = _list(data, 2)
        pairs = zip(read_keys(keys, count), read_values(values, count), strict=True)
        return [dict(zip(names, found, strict=True)) for names, found in pairs]

    return write, read


def _objects(kind: type) -> _Column:
    """Values of a class: a column for each of its fields."""
    names, hints = _names(kind), get_type_hints(kind)
    columns = [_column(hints[name]) for name in names]

    def write(values: Sequence[Any]) -> Any:
        return [
            column([getattr(value, name) for value in values])
            for name, (column, _) in zip(names, columns, strict=True)
        ]

    def read(data: Any, count: int) -> Sequence[Any]:
        kept = _list(data, len(columns))
        fields = [column(one, count) for one, (_, column) in zip(kept, columns, strict=True)]
        return list(map(kind, *fields))

    return write, read


def _list(data: Any, length: int) -> list[Any]:
    if type(data) is not list or len(data) != length:
        raise _no_result()
    return data


def _counts(data: Any, length: int) -> list[int]:
    """So many numbers, none below zero."""
    numbers = _list(data, length)
    if numbers and (not {int}.issuperset(map(type, numbers)) or min(numbers) < 0):
        raise _no_result()
    return numbers


def _count(data: Any) -> int:
    if type(data) is not int or data < 0:
        raise _no_result()
    return data


def _nothing(data: Any) -> Sequence[Any]:
    if data != 0:
        raise _no_result()
    return []


def _no_result() -> ValueError:
    return ValueError("not what a result holds")
