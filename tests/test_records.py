"""Records are what ``dataclasses`` would make of the same class, but for when it is made."""

import copy
import dataclasses
import inspect
import pickle
from typing import Any, ClassVar
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.records import dataclass, field, making

_MISSING = object()


@dataclasses.dataclass(frozen=True)
class Spec:
    """A class to be made both ways: its options, and the default of each field."""

    options: dict[str, bool]
    defaults: list[Any]
    factories: set[int]
    hidden: set[int]

    def made(self, module: Any) -> Any:
        space: dict[str, Any] = {"__module__": __name__, "__qualname__": "Made"}
        annotations: dict[str, Any] = {"kind": "ClassVar[str]"}
        space["kind"] = "a kind"
        for number, default in enumerate(self.defaults):
            name = f"f{number}"
            annotations[name] = "int"
            given: dict[str, Any] = {"repr": False} if number in self.hidden else {}
            if default is not _MISSING:
                if number in self.factories:
                    given["default_factory"] = lambda default=default: default
                else:
                    given["default"] = default
            if given:
                plain = set(given) == {"default"}
                space[name] = given["default"] if plain else module.field(**given)
        space["__annotations__"] = annotations
        return module.dataclass(**self.options)(type("Made", (), space))


@st.composite
def specs(draw: st.DrawFn) -> Spec:
    required = draw(st.integers(0, 3))
    given = draw(st.lists(st.integers(0, 3) | st.none() | st.text(max_size=2), max_size=3))
    count = range(required + len(given))
    options = {name: draw(st.booleans()) for name in ("frozen", "slots", "eq")}
    options["order"] = options["eq"] and draw(st.booleans())
    some = st.sets(st.sampled_from(count)) if count else st.just(set[int]())
    return Spec(options, [_MISSING] * required + given, draw(some), draw(some))


def said(ask: Any) -> Any:
    """What comes of a call: its result, or the error."""
    try:
        return ask()
    except Exception as error:
        return type(error), str(error)


values = st.lists(st.integers(0, 2) | st.floats(allow_nan=False) | st.text(max_size=1), max_size=7)
named = st.dictionaries(st.sampled_from(["f0", "f1", "f4", "other"]), st.integers(0, 2), max_size=3)


@settings(deadline=None)
@given(specs(), values, values, named, st.booleans())
def test_a_record_is_what_a_dataclass_is(
    spec: Spec, first: list[Any], second: list[Any], changes: dict[str, Any], many: bool
) -> None:
    told: list[list[Any]] = []
    module: Any
    for module in (dataclasses, making):
        with patch.object(making, "_FEW", 0 if many else 40):
            cls: Any = spec.made(module)
        one, other = (said(lambda cls=cls, given=given: cls(*given)) for given in (first, second))
        told.append([])
        for made in (one, other, said(lambda cls=cls: cls(**changes))):
            told[-1] += [repr(made), said(lambda made=made: hash(made) if is_frozen(spec) else 0)]
        if isinstance(one, cls):
            told[-1] += [
                cls.__match_args__,
                [each.name for each in module.fields(cls)],
                [each.name for each in dataclasses.fields(one)],
                cls.__hash__ is None,
                one.kind,
                repr(said(lambda one=one, module=module: module.replace(one, **changes))),
                one == copy.copy(one),
                [getattr(copy.copy(one), f"f{n}") for n in range(len(spec.defaults))],
                hasattr(one, "__dict__"),
                said(lambda one=one: setattr(copy.copy(one), "f0", 1)) if spec.defaults else 0,
                said(lambda one=one: delattr(copy.copy(one), "f0")) if spec.defaults else 0,
                # The method is written when there are many instances.
                str(inspect.signature(cls.__init__)).replace("'", "") if many else "",
            ]
            if isinstance(other, cls):
                told[-1] += [
                    one == other,
                    one != other,
                    said(lambda one=one, other=other: one < other),
                    said(lambda one=one, other=other: one >= other),
                ]
    assert told[0] == told[1]


def is_frozen(spec: Spec) -> bool:
    return spec.options["frozen"] and spec.options["eq"]


@dataclass(frozen=True, slots=True)
class Kept:
    name: str
    size: int = 3
    parts: tuple[str, ...] = field(default_factory=tuple)

    SEEN: ClassVar[int] = 1

    @property
    def long(self) -> str:
        return self.name * self.size


@dataclass(slots=True)
class Open:
    name: str
    parts: list[str] = field(default_factory=list)


def test_instances_travel_between_processes() -> None:
    for one in (Kept("a"), Kept("b", 2, ("x",)), Open("c", ["d"])):
        assert pickle.loads(pickle.dumps(one)) == one


def test_an_instance_may_arrive_before_any_is_made() -> None:
    source = pickle.dumps(Kept("a", 2))
    again: Any = making.dataclass(frozen=True, slots=True)(
        type("Kept", (), {"__annotations__": {"name": "str", "size": "int", "parts": "tuple"}})
    )
    _, values = pickle.loads(source).__reduce__()
    one = again(*values)
    assert (one.name, one.size, one.parts) == ("a", 2, ())
    assert again("a", 2, ()) == one


def test_each_instance_has_a_list_of_its_own() -> None:
    one = Open("a")
    one.parts.append("x")
    one.name = "b"
    assert Open("a").parts == [] and one == Open("b", ["x"])


def test_a_frozen_record_takes_nothing_new() -> None:
    for name in ("name", "other"):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(Kept("a"), name, 1)


def test_what_is_written_in_the_class_stays() -> None:
    @dataclass(frozen=True, slots=True)
    class Own:
        name: str

        def __repr__(self) -> str:
            return "own"

        def __eq__(self, other: object) -> bool:
            return True

        def __hash__(self) -> int:
            return 7

    assert (repr(Own("a")), Own("a") == Own("b"), hash(Own("a"))) == ("own", True, 7)
    assert Kept("ab", 2).long == "abab" and Kept.SEEN == 1


@pytest.mark.parametrize(
    ("space", "error"),
    [
        ({"__annotations__": {"a": "int", "b": "int"}, "a": 1}, "non-default argument 'b' follows"),
        ({"__annotations__": {"a": "list"}, "a": []}, "mutable default"),
        ({"__annotations__": {"a": "InitVar[int]"}}, "no InitVar"),
        ({"__annotations__": {"_": "KW_ONLY"}}, "KW_ONLY"),
        ({"__annotations__": {}, "__post_init__": print}, "no __post_init__"),
    ],
)
def test_what_records_do_not_have_is_told_when_the_class_is_made(
    space: dict[str, Any], error: str
) -> None:
    with pytest.raises((TypeError, ValueError), match=error):
        making.dataclass(type("Made", (), space))


def test_records_do_not_inherit_from_each_other() -> None:
    with pytest.raises(TypeError, match="inherit"):
        making.dataclass(type("Made", (Kept,), {"__annotations__": {}}))


def test_what_is_no_record_has_no_fields() -> None:
    assert making.is_dataclass(Kept) and making.is_dataclass(Kept("a"))
    assert not making.is_dataclass(3)
    with pytest.raises(TypeError, match="dataclass type or instance"):
        making.fields(3)
