"""Decides whether data from outside fits its schema, and says what does not in one line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from govpage_lint.datafiles import rules_folder
from govpage_lint.rulebook.model import RuleError
from govpage_lint.spelling import get_close_matches


@lru_cache(maxsize=16)
def validator(schema: str) -> Draft202012Validator:
    """The validator of ``rules/schema/<schema>.schema.json``."""
    file = rules_folder() / "schema" / f"{schema}.schema.json"
    return Draft202012Validator(json.loads(file.read_text(encoding="utf-8")))


def validate(data: Mapping[str, Any], schema: str, file: Path) -> None:
    """Raises RuleError for the most telling way in which ``data`` does not fit the schema."""
    error = best_match(validator(schema).iter_errors(data))
    if error is not None:
        key, message = describe(error)
        raise RuleError(file, key, message)


def describe(error: ValidationError) -> tuple[str, str]:
    """The key that an error is about, dotted, and what is wrong with it, with the nearest name."""
    path = _dotted(error.absolute_path)
    allowed: Any = error.validator_value
    instance: Any = error.instance
    if error.validator == "oneOf" or (error.parent and error.parent.validator == "oneOf"):
        return _one_of(error if error.validator == "oneOf" else error.parent, path)
    if error.validator in ("additionalProperties", "unevaluatedProperties"):
        known = _known_keys(error)
        unknown = next((key for key in instance if key not in known), "?")
        near = get_close_matches(unknown, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(sorted(known))}"
        return f"{path}.{unknown}".lstrip("."), f"unknown key; {hint}"
    if error.validator == "enum":
        near = get_close_matches(str(instance), [str(value) for value in allowed], 1)
        words = ", ".join(str(value) for value in allowed)
        hint = f"did you mean {near[0]}? It takes" if near else "it takes"
        return path, f"{_short(instance)} is not known; {hint} {words}"
    if error.validator == "required":
        missing = [key for key in allowed if key not in instance]
        return f"{path}.{missing[0]}".lstrip("."), "is missing"
    if error.validator == "type":
        return path, f"{_short(instance)} is not {_type_name(allowed)}"
    if error.validator == "pattern":
        return path, f"{_short(instance)} does not have the form {allowed}"
    message = " ".join(error.message.split())
    return path, message if len(message) <= 200 else message[:199] + "…"


def _one_of(error: Any, path: str) -> tuple[str, str]:
    """For a choice between keys: which there are, and which of them were given."""
    keys = [key for branch in error.validator_value for key in branch.get("required", ())]
    given = [key for key in keys if key in error.instance]
    found = f"given are {' and '.join(given)}" if given else "none is given"
    return path, f"takes exactly one of {', '.join(keys)}; {found}"


def _known_keys(error: ValidationError) -> set[str]:
    schema: Any = error.schema
    known = set(schema.get("properties", ()))
    for part in ("allOf", "anyOf", "oneOf"):
        for branch in schema.get(part, ()):
            known |= set(branch.get("properties", ()))
    return known


def _dotted(path: Iterable[str | int]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.lstrip(".")


def _short(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else text[:59] + "…"


def _type_name(types: str | list[str]) -> str:
    names = {
        "string": "text",
        "object": "a table",
        "array": "a list",
        "integer": "a whole number",
        "boolean": "true or false",
    }
    return " or ".join(
        names.get(name, name) for name in ([types] if isinstance(types, str) else types)
    )
