"""What was chosen for a page is plain data: it can be hashed, pickled, and has a fingerprint of its own."""

import pickle
import subprocess
import sys
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from govpage_lint.engine.choices import Choices, sorted_levels, sorted_options

_NAMES = some.frozensets(some.sampled_from(["a", "b", "c"]))
_LEVELS: Any = some.dictionaries(
    some.sampled_from(["a", "b:x"]), some.sampled_from(["error", "off"])
)
_VALUES: Any = some.one_of(
    some.booleans(), some.integers(0, 2), some.floats(0, 2), some.tuples(some.sampled_from("xy"))
)
_OPTIONS = some.lists(
    some.tuples(some.sampled_from("ab"), some.sampled_from("xy"), _VALUES), max_size=4
)
CHOICES = some.builds(
    Choices,
    profile=some.sampled_from([None, "kr", "uk"]),
    select=some.one_of(some.none(), _NAMES),
    extend=_NAMES,
    ignore=_NAMES,
    asked=_NAMES,
    levels=_LEVELS.map(sorted_levels),
    options=_OPTIONS.map(sorted_options),
    templates=some.sampled_from([(), ((".inc", "php"),)]),
)
_PATIENT = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@_PATIENT
@given(CHOICES, CHOICES)
def test_equal_choices_and_only_these_have_one_fingerprint(one: Choices, other: Choices):
    # 1, 1.0 and True are equal to Python, and told apart by fingerprints: that costs a page anew.
    if one.fingerprint == other.fingerprint:
        assert one == other
    if repr(one) == repr(other):
        assert one.fingerprint == other.fingerprint
    assert hash(one) == hash(pickle.loads(pickle.dumps(one)))


@_PATIENT
@given(CHOICES)
def test_choices_travel_to_other_processes(choices: Choices):
    travelled = pickle.loads(pickle.dumps(choices))
    assert travelled == choices
    assert travelled.fingerprint == choices.fingerprint


def test_a_fingerprint_does_not_depend_on_the_process():
    code = (
        "from govpage_lint.engine.choices import Choices;"
        "print(Choices('kr', frozenset('abcdef'), asked=frozenset('xyz')).fingerprint)"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(found) == 1


@_PATIENT
@given(CHOICES, some.sampled_from(["a", "b", "c", "d"]), some.booleans())
def test_which_rules_are_wanted(choices: Choices, rule: str, runs: bool):
    wanted = choices.wants(rule, runs)
    if choices.select is not None:
        assert wanted is (rule in choices.select)
    elif rule in choices.extend:
        assert wanted
    elif rule in choices.ignore:
        assert not wanted
    else:
        assert wanted is runs


def test_the_longest_suffix_decides_the_template_language():
    choices = Choices(templates=((".html", "django"), (".raw.html", "html")))
    assert choices.language_of("a.html") == "django"
    assert choices.language_of("A.RAW.HTML") == "html"
    assert choices.language_of("a.php") is None
