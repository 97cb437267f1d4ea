"""Decides whether a configuration has the shape that its schema asks for, without jsonschema.

Who has a configuration pays for this on every start, and importing jsonschema takes longer than
checking a page. ``rules/schema/config.schema.json`` is read as it is published, so that editors and
the command can never differ; of JSON Schema this knows the words that the file uses, and a test
holds the two to the same answers.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Final, NamedTuple

from govpage_lint.config.errors import KeyPath
from govpage_lint.config.patterns import PatternError, compile_address, compile_path_pattern
from govpage_lint.datafiles import rules_folder
from govpage_lint.spelling import get_close_matches

type Schema = Mapping[str, Any]

# A line that lists more names says nothing.
_MOST_NAMED: Final = 30


class Fault(NamedTuple):
    """Where data does not fit, and what is wrong there with what is allowed."""

    path: KeyPath
    message: str


@cache
def config_schema() -> Schema:
    """The published schema of the configuration."""
    file = rules_folder() / "schema" / "config.schema.json"
    found: Schema = json.loads(file.read_text(encoding="utf-8"))
    return found


def first_fault(data: object, key: str | None = None) -> Fault | None:
    """The first way in which data does not fit the schema, or the schema of one top-level key."""
    schema = config_schema() if key is None else config_schema()["properties"][key]
    path = () if key is None else (key,)
    return next(_faults(data, schema, path), None)


def _faults(value: object, schema: Schema, path: KeyPath) -> Iterator[Fault]:
    if "$ref" in schema:
        name = schema["$ref"].removeprefix("#/$defs/")
        yield from _faults(value, config_schema()["$defs"][name], path)
    if "enum" in schema and not any(
        value == one and type(value) is type(one) for one in schema["enum"]
    ):
        yield Fault(path, f"{short(value)} is not known; {_allowed(value, schema['enum'])}")
        return
    if "type" in schema and not _has_type(value, schema):
        yield Fault(path, f"{short(value)} is not {wanted(schema)}")
        return
    if "anyOf" in schema:
        yield from _any_of(value, schema["anyOf"], path)
    if isinstance(value, str):
        yield from _text(value, schema, path)
    elif isinstance(value, Mapping):
        yield from _table(value, schema, path)
    elif isinstance(value, list):
        yield from _list(value, schema, path)
    elif not _in_range(value, schema):
        yield Fault(path, f"{short(value)} is not {wanted(schema)}")


def _table(value: Mapping[str, Any], schema: Schema, path: KeyPath) -> Iterator[Fault]:
    properties = schema.get("properties", {})
    other = schema.get("additionalProperties", True)
    if len(value) > schema.get("maxProperties", math.inf):
        yield Fault(path, f"has {len(value)} entries; at most {schema['maxProperties']} are read")
        return
    for name, inner in value.items():
        here = (*path, name)
        if name in properties:
            yield from _faults(inner, properties[name], here)
        elif other is False:
            near = get_close_matches(name, properties, 1)
            yield Fault(here, f"unknown key; {_known(near, properties)}")
        elif isinstance(other, Mapping):
            for fault in _text(name, schema.get("propertyNames", {}), here):
                yield Fault(here, f"the name {fault.message}")
            yield from _faults(inner, other, here)
    for name in schema.get("required", ()):
        if name not in value:
            yield Fault((*path, name), "is missing")


def _known(near: list[str], properties: Mapping[str, Any]) -> str:
    """What to write instead of a key: the nearest, or which there are where they can be read."""
    if near:
        return f"did you mean {near[0]}?"
    if len(properties) > _MOST_NAMED:
        return f"none of the {len(properties)} known keys is like it"
    return f"known are {', '.join(sorted(properties))}"


def _list(value: list[Any], schema: Schema, path: KeyPath) -> Iterator[Fault]:
    if len(value) > schema.get("maxItems", math.inf):
        yield Fault(path, f"has {len(value)} entries; at most {schema['maxItems']} are read")
    elif len(value) < schema.get("minItems", 0):
        yield Fault(path, "is an empty list")
    else:
        for number, inner in enumerate(value):
            yield from _faults(inner, schema.get("items", {}), (*path, number))


def _text(value: str, schema: Schema, path: KeyPath) -> Iterator[Fault]:
    if len(value) < schema.get("minLength", 0):
        yield Fault(path, "is empty")
    elif len(value) > schema.get("maxLength", math.inf):
        yield Fault(path, f"is longer than {schema['maxLength']} characters")
    elif "pattern" in schema and re.search(schema["pattern"], value) is None:
        yield Fault(path, f"{short(value)} does not have the form {schema['pattern']}")
    elif "format" in schema and (message := _FORMATS[schema["format"]](value)):
        yield Fault(path, message)


def _any_of(value: object, branches: list[Schema], path: KeyPath) -> Iterator[Fault]:
    found = [list(_faults(value, branch, path)) for branch in branches]
    if not all(found):
        return
    # The branch that has the value's type says best what is wrong with it.
    for branch, faults in zip(branches, found, strict=True):
        if isinstance(value, Mapping | list) and "type" in branch and _has_type(value, branch):
            yield faults[0]
            return
    if all("required" in branch for branch in branches):
        names = " or ".join(branch["required"][0] for branch in branches)
        yield Fault(path, f"says for nothing that it holds; give {names}")
        return
    yield Fault(path, f"{short(value)} is not {' or '.join(wanted(branch) for branch in branches)}")


_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "string": (str,),
    "object": (dict,),
    "array": (list,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


def _has_type(value: object, schema: Schema) -> bool:
    name: str = schema["type"]
    if isinstance(value, bool):
        return name == "boolean"
    if schema.get("format") == "date" and isinstance(value, date):
        # TOML has dates of its own; a point in time is none.
        return not isinstance(value, datetime)
    if isinstance(value, float) and not math.isfinite(value):
        return False
    return isinstance(value, _TYPES[name])


def _in_range(value: object, schema: Schema) -> bool:
    if not isinstance(value, int | float) or isinstance(value, bool):
        return True
    return bool(
        value >= schema.get("minimum", -math.inf)
        and value > schema.get("exclusiveMinimum", -math.inf)
        and value <= schema.get("maximum", math.inf)
    )


def _allowed(value: object, values: list[object]) -> str:
    words = [str(one) for one in values]
    near = get_close_matches(str(value), words, 1)
    return f"{f'did you mean {near[0]}? It' if near else 'it'} takes {', '.join(words)}"


def wanted(schema: Schema) -> str:
    """What a schema asks for, in words: "a whole number from 1 to 256"."""
    if "enum" in schema:
        return " or ".join(str(one) for one in schema["enum"])
    if "$ref" in schema:
        return wanted(config_schema()["$defs"][schema["$ref"].removeprefix("#/$defs/")])
    if schema.get("format") == "date":
        return "a date such as 2027-06-30"
    name = {
        "string": "text",
        "object": "a table",
        "array": "a list",
        "integer": "a whole number",
        "number": "a number",
        "boolean": "true or false",
    }[schema["type"]]
    if "exclusiveMinimum" in schema:
        name += f" above {schema['exclusiveMinimum']}"
    if "minimum" in schema:
        name += f" from {schema['minimum']}"
    if "maximum" in schema:
        name += f" to {schema['maximum']}"
    return name


def short(value: object) -> str:
    """A value as it is written, cut to a readable length."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"


def _bad_date(text: str) -> str | None:
    try:
        # fromisoformat also takes weeks and basic forms, which the schema's format does not.
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
            date.fromisoformat(text)
            return None
    except ValueError:
        pass
    return f"{short(text)} is not a date such as 2027-06-30"


def _bad_path_pattern(text: str) -> str | None:
    try:
        compile_path_pattern(text)
    except PatternError as error:
        return f"the pattern {short(text)} {error}"
    return None


def _bad_address(text: str) -> str | None:
    try:
        compile_address(text)
    except PatternError as error:
        return f"the pattern {short(text)} {error}"
    return None


_FORMATS: Final[Mapping[str, Callable[[str], str | None]]] = {
    "date": _bad_date,
    "path-pattern": _bad_path_pattern,
    "address-pattern": _bad_address,
}
