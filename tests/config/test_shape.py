"""The walk over the schema gives the answers that jsonschema gives, and says them in one line."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from jsonschema import Draft202012Validator, FormatChecker

from govpage_lint.config.layers import DEFAULTS
from govpage_lint.config.reading import config_in
from govpage_lint.config.shape import _FORMATS, config_schema, first_fault

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "rules/schema/config.schema.json").read_text(encoding="utf-8"))


def _checker() -> FormatChecker:
    checker = FormatChecker(formats=())
    for name, fault in _FORMATS.items():
        checker.checks(name)(lambda text, fault=fault: not isinstance(text, str) or not fault(text))
    return checker


JUDGE = Draft202012Validator(SCHEMA, format_checker=_checker())

# What the walk reads of a schema; the other words describe and change nothing.
KNOWN = set(
    "$ref enum type anyOf properties additionalProperties propertyNames required items minItems maxItems "
    "maxProperties minLength maxLength pattern format minimum maximum exclusiveMinimum".split()
)
TELLING = {"$schema", "$id", "title", "description", "default", "$defs"}


def _schemas(schema: Any) -> Any:
    yield schema
    for key in ("properties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from _schemas(inner)
    for key in ("items", "additionalProperties", "propertyNames"):
        if isinstance(schema.get(key), dict):
            yield from _schemas(schema[key])
    for inner in schema.get("anyOf", ()):
        yield from _schemas(inner)


def test_the_schema_is_valid_and_uses_only_words_that_the_walk_knows():
    Draft202012Validator.check_schema(SCHEMA)
    assert {key for one in _schemas(SCHEMA) for key in one} <= KNOWN | TELLING
    assert {one["format"] for one in _schemas(SCHEMA) if "format" in one} == set(_FORMATS)


def test_every_key_is_described_and_the_defaults_are_those_of_the_command():
    properties = config_schema()["properties"]
    told = {key: one["default"] for key, one in properties.items() if "default" in one}
    assert told == dict(DEFAULTS)
    for key, one in properties.items():
        target = config_schema()["$defs"].get(one.get("$ref", "").rpartition("/")[2], one)
        assert (one.get("description") or target.get("description", "")).endswith("."), key


@pytest.mark.parametrize("language", ["en", "ko"])
def test_the_documentation_has_every_key(language: str):
    page = ROOT / "docs" / "pages" / language / "configuration.md"
    rows = re.findall(r"^\| `([a-z-]+)` \| ", page.read_text(encoding="utf-8"), re.MULTILINE)
    assert set(config_schema()["properties"]) <= set(rows)


# -- the same answers as jsonschema ---------------------------------------------------------------

_WORDS = some.sampled_from(
    [
        "kr",
        "en",
        "error",
        "off",
        "x",
        "",
        "^(",
        "a[",
        "**/x",
        "2027-01-31",
        "2027-13-01",
        "auto",
        ".jsp",
        "KR",
    ]
)
_ANY = some.recursive(
    some.one_of(
        some.none().map(lambda _: True),
        some.booleans(),
        some.integers(-3, 400),
        some.floats(),
        _WORDS,
    ),
    lambda inner: some.one_of(
        some.lists(inner, max_size=3),
        some.dictionaries(
            some.sampled_from(["files", "rules", "reason", "until", "levels", "x", ".a"]),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=6,
)
_CONFIGS = some.dictionaries(
    some.one_of(some.sampled_from(sorted(SCHEMA["properties"])), _WORDS), _ANY, max_size=4
)


def _finite(value: Any) -> bool:
    if isinstance(value, float):
        return value == value and abs(value) != float("inf")
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(_finite(one) for one in inner)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_CONFIGS.filter(_finite))
def test_the_walk_agrees_with_jsonschema(data: dict[str, Any]):
    # 1.0 is a whole number to jsonschema; in TOML a person wrote a fraction.
    judged = json.loads(json.dumps(data), parse_float=lambda text: float(text) + 0.25)
    assert (first_fault(judged) is None) == JUDGE.is_valid(judged), first_fault(judged)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_CONFIGS)
def test_whatever_is_wrong_is_one_line(data: dict[str, Any]):
    fault = first_fault(data)
    assert fault is None or ("\n" not in fault.message and len(fault.message) < 700)


@pytest.mark.parametrize(
    ("toml", "place", "message"),
    [
        ("max-warnings = -1", ("max-warnings",), "-1 is not a whole number from 0"),
        ("max-warnings = true", ("max-warnings",), "true is not a whole number from 0"),
        ("jobs = 0", ("jobs",), "0 is not auto or a whole number from 1 to 60"),
        ("jobs = 'all'", ("jobs",), '"all" is not auto or a whole number'),
        ("page-timeout = nan", ("page-timeout",), "NaN is not a number above 0 to 3600"),
        ("cache = 3", ("cache",), "3 is not true or false or text"),
        ("fail_on = 'error'", ("fail_on",), "unknown key; did you mean fail-on?"),
        ("fail-on = 'warnings'", ("fail-on",), "did you mean warning? It takes error, warning"),
        ("exclude = ['a[b']", ("exclude", 0), "has a [ that is not closed"),
        ("exclude = ['../x']", ("exclude", 0), "leads out of the folder"),
        ("[[overrides]]\nprofile = 'kr'", ("overrides", 0), "give files or addresses"),
        (
            "[[overrides]]\naddresses = ['^(']",
            ("overrides", 0, "addresses", 0),
            "is no regular expression",
        ),
        ("[[suppress]]\nrules = ['x']", ("suppress", 0, "reason"), "is missing"),
        (
            "[[suppress]]\nrules = ['x']\nreason = 'y'\nuntil = 2027-01-01T00:00:00",
            ("suppress", 0, "until"),
            "is not a date such as 2027-06-30",
        ),
        (
            "[[suppress]]\nrules = ['x']\nreason = 'y'\nuntil = '2027-02-30'",
            ("suppress", 0, "until"),
            "is not a date",
        ),
        ("[[suppress]]\nrules = []\nreason = 'y'", ("suppress", 0, "rules"), "is an empty list"),
        ("[templates]\njsp = 'jsp'", ("templates", "jsp"), "the name"),
        ("templates = 'never'", ("templates",), '"never" is not auto or a table'),
        (
            "[options.a]\nb = 1979-05-27",
            ("options", "a", "b"),
            "is not true or false or a number or text",
        ),
    ],
)
def test_what_is_wrong_is_named_with_what_is_allowed(
    toml: str, place: tuple[Any, ...], message: str
):
    fault = first_fault(tomllib.loads(toml))
    assert fault is not None
    assert fault.path == place
    assert message in fault.message


def test_a_date_of_toml_is_a_date():
    assert (
        first_fault({"suppress": [{"rules": ["x"], "reason": "y", "until": date(2027, 1, 1)}]})
        is None
    )


@pytest.mark.parametrize(
    ("text", "ours"),
    [
        ("[tool.govpage-lint]\nlang = 'ko'", True),
        ("[tool]\ngovpage-lint = { lang = 'ko' }", True),
        ("[tool.'govpage-lint']", True),
        ("[project]\ndependencies = ['govpage-lint']", False),
    ],
)
def test_a_project_is_ours_where_it_has_our_table(tmp_path: Path, text: str, ours: bool):
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert (config_in(tmp_path) is not None) is ours
