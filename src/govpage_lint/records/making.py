"""Decides what a record's class has: its fields, its methods, and when they are written."""

from __future__ import annotations

from operator import attrgetter
from reprlib import recursive_repr
from typing import Any, Final


class _Factory:
    """Stands for a value that is made anew for each instance, in what ``help`` shows."""

    def __repr__(self) -> str:
        return "<factory>"


_MISSING: Final = object()
_FACTORY: Final = _Factory()


class Field:
    """What a field of a class is: its name, its default, and whether a repr shows it."""

    __slots__ = ("default", "default_factory", "name", "repr")

    def __init__(self, default: Any, default_factory: Any, shown: bool) -> None:
        self.name = ""
        self.default = default
        self.default_factory = default_factory
        self.repr = shown


def field(*, default: Any = _MISSING, default_factory: Any = _MISSING, repr: bool = True) -> Any:
    """As ``dataclasses.field``."""
    return Field(default, default_factory, repr)


def dataclass(
    cls: Any = None,
    /,
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
) -> Any:
    """As ``dataclasses.dataclass``. Raises TypeError for what is described above as missing."""
    if cls is not None:
        return _made(cls, frozen, slots, eq, order)
    return lambda cls: _made(cls, frozen, slots, eq, order)


def fields(of: Any) -> tuple[Field, ...]:
    """The fields of a class or of its instance, in order. Raises TypeError where it has none."""
    try:
        found: tuple[Field, ...] = of.__record_fields__
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return found


def is_dataclass(of: Any) -> bool:
    """Whether it is a class that ``dataclass`` made, or an instance of one."""
    return hasattr(of, "__record_fields__")


def replace(one: Any, /, **changes: Any) -> Any:
    """A copy of a record in which some fields have other values."""
    for each in one.__record_fields__:
        if each.name not in changes:
            changes[each.name] = getattr(one, each.name)
    return type(one)(**changes)


# -- making a class --------------------------------------------------------------------------------


def _made(cls: Any, frozen: bool, slots: bool, eq: bool, order: bool) -> Any:
    space = cls.__dict__
    if any("__record_fields__" in base.__dict__ for base in cls.__mro__):
        raise TypeError(f"{cls.__name__}: records do not inherit from each other")
    if "__post_init__" in space:
        raise TypeError(f"{cls.__name__}: records have no __post_init__")
    found = _fields_of(cls)
    names = tuple(each.name for each in found)
    methods: dict[str, Any] = {
        "__record_fields__": found,
        "__match_args__": names,
        "__dataclass_fields__": _Standard(),
        "__init__": _first_init(frozen),
        "__replace__": replace,
    }
    own = {"__repr__": _repr}
    if eq:
        own["__eq__"] = _eq(names)
        if frozen:
            own["__hash__"] = _hash(names)
        elif "__hash__" not in space or space["__hash__"] is None:
            methods["__hash__"] = None
    if order:
        own |= _order(names)
    methods |= {name: method for name, method in own.items() if not _has(space, name)}
    if frozen:
        methods |= {"__setattr__": _no_setattr, "__delattr__": _no_delattr}
        if slots:
            # A page's result is made of thousands of records, and travels from one process to another.
            methods["__reduce__"] = _reduce(names)
    if slots:
        return _with_slots(cls, names, methods)
    for each in found:
        if isinstance(space.get(each.name), Field):
            if each.default is _MISSING:
                delattr(cls, each.name)
            else:
                setattr(cls, each.name, each.default)
    for name, method in methods.items():
        setattr(cls, name, method)
    return cls


def _has(space: Any, name: str) -> bool:
    # A class that defines __eq__ has __hash__ = None without having written it.
    return name in space and not (name == "__hash__" and space[name] is None)


def _fields_of(cls: Any) -> tuple[Field, ...]:
    found = []
    late = None
    for name, annotation in cls.__annotations__.items():
        if "ClassVar" in str(annotation):
            continue
        if "InitVar" in str(annotation) or "KW_ONLY" in str(annotation):
            raise TypeError(f"{cls.__name__}.{name}: records have no InitVar or KW_ONLY")
        given = cls.__dict__.get(name, _MISSING)
        each = given if isinstance(given, Field) else Field(given, _MISSING, True)
        each.name = name
        if type(each.default) in (list, dict, set):
            raise ValueError(f"mutable default for field {name}: use default_factory")
        plain = each.default is _MISSING and each.default_factory is _MISSING
        if plain and late is not None:
            raise TypeError(f"non-default argument {name!r} follows default argument {late!r}")
        late = late if plain else name
        found.append(each)
    return tuple(found)


def _with_slots(cls: Any, names: tuple[str, ...], methods: dict[str, Any]) -> Any:
    """The class once more: slots are only made with a class."""
    space = {name: value for name, value in cls.__dict__.items() if name not in names}
    space.pop("__dict__", None)
    space.pop("__weakref__", None)
    space |= methods
    space["__slots__"] = names
    space["__qualname__"] = cls.__qualname__
    return type(cls)(cls.__name__, cls.__bases__, space)


# -- __init__ --------------------------------------------------------------------------------------


# So many instances are filled one field at a time: to write the method takes as long.
_FEW: Final = 40


def _first_init(frozen: bool) -> Any:
    left = _FEW
    put = object.__setattr__ if frozen else setattr

    def __init__(self: Any, /, *values: Any, **named: Any) -> None:
        nonlocal left
        cls: Any = type(self)
        while "__record_fields__" not in cls.__dict__:
            cls = cls.__base__
        left -= 1
        # What is called the wrong way is told by the method, as Python does.
        if left < 0 or not _filled(self, cls.__record_fields__, put, values, named):
            written = cls.__init__ = _write_init(cls, frozen)
            written(self, *values, **named)

    return __init__


def _filled(
    one: Any, found: tuple[Field, ...], put: Any, values: tuple[Any, ...], named: dict[str, Any]
) -> bool:
    """Fill the fields of an instance; False where the arguments are not those of the class."""
    given = len(values)
    if given > len(found):
        return False
    for each, value in zip(found, values, strict=False):
        put(one, each.name, value)
    used = 0
    for each in found[given:]:
        name = each.name
        if name in named:
            used += 1
            put(one, name, named[name])
        elif each.default_factory is not _MISSING:
            put(one, name, each.default_factory())
        elif each.default is not _MISSING:
            put(one, name, each.default)
        else:
            return False
    return used == len(named)


def _write_init(cls: Any, frozen: bool) -> Any:
    known: dict[str, Any] = {"_FACTORY": _FACTORY, "_setattr": object.__setattr__}
    heads, lines = [], []
    slots = "__slots__" in cls.__dict__
    for number, each in enumerate(cls.__record_fields__):
        name = value = each.name
        if each.default_factory is not _MISSING:
            known[f"_made{number}"] = each.default_factory
            head = f"{name}=_FACTORY"
            value = f"_made{number}() if {name} is _FACTORY else {name}"
        elif each.default is not _MISSING:
            known[f"_default{number}"] = each.default
            head = f"{name}=_default{number}"
        else:
            head = name
        heads.append(head)
        if not frozen:
            lines.append(f"  self.{name} = {value}")
        elif slots:
            known[f"_set{number}"] = cls.__dict__[name].__set__
            lines.append(f"  _set{number}(self, {value})")
        else:
            lines.append(f"  _setattr(self, {name!r}, {value})")
    source = f"def __init__({', '.join(['self', *heads])}):\n" + ("\n".join(lines) or "  pass")
    exec(source, known)
    init = known["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    init.__module__ = cls.__module__
    init.__annotations__ = {
        **{each.name: cls.__annotations__[each.name] for each in cls.__record_fields__},
        "return": None,
    }
    return init


# -- what all classes share ------------------------------------------------------------------------


@recursive_repr()
def _repr(self: Any) -> str:
    shown = (
        f"{each.name}={getattr(self, each.name)!r}" for each in self.__record_fields__ if each.repr
    )
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _values_of(names: tuple[str, ...]) -> Any:
    """What gets the values of a record as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda one: tuple(getattr(one, name) for name in names)


def _eq(names: tuple[str, ...]) -> Any:
    values = _values_of(names)

    def __eq__(self: Any, other: Any) -> Any:
        if self is other:
            return True
        return values(self) == values(other) if type(other) is type(self) else NotImplemented

    return __eq__


def _hash(names: tuple[str, ...]) -> Any:
    values = _values_of(names)

    def __hash__(self: Any) -> int:
        return hash(values(self))

    return __hash__


def _order(names: tuple[str, ...]) -> dict[str, Any]:
    values = _values_of(names)

    def compared(by: Any) -> Any:
        def method(self: Any, other: Any) -> Any:
            return by(values(self), values(other)) if type(other) is type(self) else NotImplemented

        return method

    by = ("__lt__", "__le__", "__gt__", "__ge__")
    return {name: compared(getattr(tuple, name)) for name in by}


def _no_setattr(self: Any, name: str, value: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _no_delattr(self: Any, name: str) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _reduce(names: tuple[str, ...]) -> Any:
    values = _values_of(names)

    def __reduce__(self: Any) -> tuple[Any, tuple[Any, ...]]:
        return type(self), values(self)

    return __reduce__


class _Standard:
    """What ``dataclasses`` knows its classes by, made when somebody asks: for tools and tests."""

    def __get__(self, one: Any, cls: Any) -> dict[str, Any]:
        import dataclasses

        twins = {}
        for each in cls.__record_fields__:
            given = {
                name: value
                for name in ("default", "default_factory")
                if (value := getattr(each, name)) is not _MISSING
            }
            twins[each.name] = (
                each.name,
                cls.__annotations__[each.name],
                dataclasses.field(repr=each.repr, **given),
            )
        made: Any = dataclasses.make_dataclass(cls.__name__, twins.values())
        standard: dict[str, Any] = made.__dataclass_fields__
        return standard
