"""Decides how many values of one type are kept together: by columns, equal ones once.

All rules of the findings of many pages, then all their levels, and so on. Pages of a site say much the
same, and what is equal (a text, a place, a whole finding) is kept, read, checked and made once, where
values one by one would take most of the time of a run on pages that have not changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate, chain, islice
from types import NoneType, UnionType
from typing import (
    Any,
    Final,
    Literal,
    TypeAliasType,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from govpage_lint import records

# What writes values of one type, and what reads them: of so many that are kept those at some places,
# or all; ValueError, TypeError or LookupError for data that holds no such values.
type Places = Sequence[int] | None
type Writer = Callable[[Sequence[Any]], Any]
type Reader = Callable[[Any, int, Places], Sequence[Any]]
type Column = tuple[Writer, Reader]

# More values than this are in no data that we read.
_MOST: Final = 4_000_000


@cache
def column(hint: Any) -> Column:
    """How values of a type are written and read."""
    return _maybe_none(_filled(hint))


def _maybe_none(inner: Column) -> Column:
    """The same where there may be no values at all: most pages have nothing of some types."""
    write, read = inner
    return (
        lambda values: write(values) if values else 0,
        lambda data, count, at: read(data, count, at) if count else _nothing(data, at),
    )


def _filled(hint: Any) -> Column:
    """The same for columns with values in them."""
    if isinstance(hint, TypeAliasType):
        return column(hint.__value__)
    if records.is_dataclass(hint):
        return _objects(cast(type, hint))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return _shared(_plain({str}, frozenset(inner)))
    if origin is tuple:
        assert len(inner) == 2 and inner[1] is Ellipsis
        many = _lists(column(inner[0]), tuple)
        return _shared(many) if inner[0] is str else many
    if origin in (Union, UnionType):
        (kind,) = (one for one in inner if one is not NoneType)
        return _optional(column(kind))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mappings(column(inner[1]))
    if hint is str:
        return _shared(_plain({str}))
    return _plain({int, float} if hint is float else {hint})


def _plain(kinds: set[type], allowed: frozenset[Any] | None = None) -> Column:
    """Values that JSON has, of certain types, and some of them alone where that is said."""

    def read(data: Any, count: int, at: Places) -> Sequence[Any]:
        values = _picked(_list(data, count), at)
        if not kinds.issuperset(map(type, values)):
            raise _no_values()
        if allowed is not None and not allowed.issuperset(values):
            raise _no_values()
        return values

    return list, read


def _shared(inner: Column) -> Column:
    """Values many of which are the same: each once, and which of them stands where."""
    write_inner, read_inner = inner

    def write(values: Sequence[Any]) -> Any:
        if len(values) == 1:
            return write_inner(values)
        places = {value: place for place, value in enumerate(dict.fromkeys(values))}
        if 10 * len(places) > 9 * len(values):
            return [len(values), write_inner(values), None]
        return [len(places), write_inner(list(places)), [places[value] for value in values]]

    def read(data: Any, count: int, at: Places) -> Sequence[Any]:
        if count == 1:
            return read_inner(data, 1, at)
        several, distinct, which = _list(data, 3)
        if which is None:
            return read_inner(distinct, _same(several, count), at)
        numbers = _picked(_counts(which, count), at)
        if at is None:
            return _looked_up(read_inner(distinct, _count(several), None), numbers)
        wanted = sorted(set(numbers))
        values = read_inner(distinct, _count(several), wanted)
        found = dict(zip(wanted, values, strict=True))
        return [found[number] for number in numbers]

    return write, read


def _optional(inner: Column) -> Column:
    """Values that may be None: those that are not, and where these stand."""
    write_inner, read_inner = inner

    def write(values: Sequence[Any]) -> Any:
        places = [place for place, value in enumerate(values) if value is not None]
        rest = write_inner([values[place] for place in places])
        return [len(places), None if len(places) == len(values) else places, rest]

    def read(data: Any, count: int, at: Places) -> Sequence[Any]:
        several, places, rest = _list(data, 3)
        if places is None:
            return read_inner(rest, _same(several, count), at)
        where = {place: n for n, place in enumerate(_counts(places, _count(several)))}
        wanted = None if at is None else [where[place] for place in at if place in where]
        values = iter(read_inner(rest, several, wanted))
        # Those of a row stand in order, those that were asked for in the order of the question.
        return [
            next(values) if place in where else None
            for place in (range(count) if at is None else at)
        ]

    return write, read


def _lists(inner: Column, kind: Callable[[Iterable[Any]], Any]) -> Column:
    """Several values each: how many, and all of them in a row."""
    write_inner, read_inner = inner

    def write(values: Sequence[Any]) -> Any:
        return [list(map(len, values)), write_inner(list(chain.from_iterable(values)))]

    def read(data: Any, count: int, at: Places) -> Sequence[Any]:
        lengths, rest = _list(data, 2)
        ends = list(accumulate(_counts(lengths, count), initial=0))
        if ends[-1] > _MOST:
            raise _no_values()
        if at is None:
            row = iter(read_inner(rest, ends[-1], None))
            return [kind(islice(row, length)) for length in lengths]
        wanted = [number for place in at for number in range(ends[place], ends[place + 1])]
        row = iter(read_inner(rest, ends[-1], wanted))
        return [kind(islice(row, lengths[place])) for place in at]

    return write, read


def _mappings(inner: Column) -> Column:
    """Mappings from texts, as lists of pairs."""
    write_pairs, read_pairs = _lists(_pairs(column(str), inner), dict)
    return lambda values: write_pairs([tuple(one.items()) for one in values]), read_pairs


def _pairs(*inner: Column) -> Column:
    return _maybe_none(_shared(_rows(lambda pair: pair, lambda *values: values, inner)))


def _objects(kind: type) -> Column:
    """Values of a class: a column for each of its fields."""
    hints = _hints(kind)
    rows = _rows(
        lambda one: [getattr(one, name) for name in hints], kind, [*map(column, hints.values())]
    )
    # What holds a mapping can't be looked up, and so not be found to be the same.
    return rows if any(map(_is_mapping, hints.values())) else _shared(rows)


def _rows(
    apart: Callable[[Any], Sequence[Any]], kind: Callable[..., Any], columns: Sequence[Column]
) -> Column:
    def write(values: Sequence[Any]) -> Any:
        fields = zip(*map(apart, values), strict=True)
        return [write(list(field)) for field, (write, _) in zip(fields, columns, strict=True)]

    def read(data: Any, count: int, at: Places) -> Sequence[Any]:
        if not columns:
            raise _no_values()
        kept = zip(_list(data, len(columns)), columns, strict=True)
        return list(map(kind, *(read(one, count, at) for one, (_, read) in kept)))

    return write, read


def _hints(kind: type) -> dict[str, Any]:
    """The types of a class's fields, by their names, in order."""
    hints = get_type_hints(kind)
    found: Iterable[Any] = records.fields(cast(Any, kind))
    return {one.name: hints[one.name] for one in found}


def _is_mapping(hint: Any) -> bool:
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


# -- data ----------------------------------------------------------------------------------------------


def _picked(values: list[Any], at: Places) -> list[Any]:
    return values if at is None else [values[place] for place in at]


def _looked_up(values: Sequence[Any], numbers: Sequence[int]) -> Sequence[Any]:
    return list(map(values.__getitem__, numbers))


def _list(data: Any, length: int) -> list[Any]:
    if type(data) is not list or len(data) != length:
        raise _no_values()
    return data


def _counts(data: Any, length: int) -> list[int]:
    """So many numbers, none below zero."""
    numbers = _list(data, length)
    if numbers and (not {int}.issuperset(map(type, numbers)) or min(numbers) < 0):
        raise _no_values()
    return numbers


def _count(data: Any) -> int:
    if type(data) is not int or data < 0:
        raise _no_values()
    return data


def _same(data: Any, count: int) -> int:
    if _count(data) != count:
        raise _no_values()
    return count


def _nothing(data: Any, at: Places) -> Sequence[Any]:
    if data != 0 or at:
        raise _no_values()
    return []


def _no_values() -> ValueError:
    return ValueError("not what a result holds")
