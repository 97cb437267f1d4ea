"""Decides how a page's result is kept as plain data, and that what comes back is one.

A cache may have been written by anybody: what is read is data and nothing else, and each value has to
be of the type that its field says. Fields are taken from the values' own classes, so that none is
forgotten that comes later.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeAliasType, Union, cast, get_args, get_origin, get_type_hints

from govpage_lint.findings import PageResult

type _Reader = Callable[[Any], Any]


def result_data(page: PageResult) -> Any:
    """A result as lists, objects, numbers and texts, without the time that it took."""
    return _data(dataclasses.replace(page, timings={}))


def result_from(data: object) -> PageResult:
    """The result that was kept. Raises ValueError for anything that is none."""
    return cast(PageResult, _reader(PageResult)(data))


def shape() -> str:
    """The fields of a result and of all in it: an entry of another shape is none of ours."""
    return repr(_fields(PageResult))


def _data(value: Any) -> Any:
    if type(value) in (str, int, float, bool, NoneType):
        return value
    if isinstance(value, tuple):
        return [_data(one) for one in value]
    if isinstance(value, Mapping):
        return {key: _data(one) for key, one in value.items()}
    return [_data(getattr(value, name)) for name in _names(cast(Any, type(value)))]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(one.name for one in dataclasses.fields(kind))


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
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return [hint]
    if get_origin(hint) is Literal:
        return []
    return [found for one in get_args(hint) for found in _classes(one)]


# -- reading -----------------------------------------------------------------------------------------


@cache
def _reader(hint: Any) -> _Reader:
    """What reads a value of a type, and raises ValueError for any other."""
    if isinstance(hint, TypeAliasType):
        return _reader(hint.__value__)
    if dataclasses.is_dataclass(hint):
        return _object_reader(cast(type, hint))
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return lambda data: _checked(data, isinstance(data, str) and data in inner)
    if origin is tuple:
        return _tuple_reader(inner)
    if origin in (Union, UnionType):
        (kind,) = (one for one in inner if one is not NoneType)
        read = _reader(kind)
        return lambda data: None if data is None else read(data)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        read = _reader(inner[1])
        return lambda data: {key: read(one) for key, one in _of(dict, data).items()}
    if hint is float:
        return lambda data: _checked(data, type(data) in (int, float))
    return lambda data: _of(hint, data)


def _object_reader(kind: type) -> _Reader:
    hints = get_type_hints(kind)
    readers = [_reader(hints[name]) for name in _names(kind)]

    def read(data: Any) -> Any:
        values = _of(list, data)
        _checked(data, len(values) == len(readers))
        return kind(*(reader(value) for reader, value in zip(readers, values, strict=True)))

    return read


def _tuple_reader(inner: tuple[Any, ...]) -> _Reader:
    _checked(inner, len(inner) == 2 and inner[1] is Ellipsis)
    read = _reader(inner[0])
    return lambda data: tuple(map(read, _of(list, data)))


def _of(kind: type, data: Any) -> Any:
    return _checked(data, type(data) is kind)


def _checked(data: Any, good: bool) -> Any:
    if not good:
        raise ValueError("not what a result holds")
    return data
