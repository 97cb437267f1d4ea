"""Every example of every rule: the bulk of the tests. A rule's file says what it finds; this holds it to that."""

import tomllib
from collections.abc import Iterator

import pytest

from govpage_lint.datafiles import rules_folder
from govpage_lint.engine.examples import ExampleBrowser, is_readable, run_examples
from govpage_lint.engine.examples import needs_browser as needs_a_browser
from govpage_lint.repairs.declared import check_declared
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.loading import load_examples, rule_files
from govpage_lint.rulebook.model import Rule
from govpage_lint.rulebook.validation import validate
from tests.needs import needs_browser

BOOK = Rulebook()
RULES = sorted(BOOK.rules.values(), key=lambda rule: rule.id)
FILES = rule_files(rules_folder())


@pytest.fixture(scope="session")
def browser() -> Iterator[ExampleBrowser]:
    """One browser a worker, started when a rule needs it."""
    with ExampleBrowser() as running:
        yield running


def _failures(rule: Rule, browser: ExampleBrowser) -> str:
    failures = run_examples(rule, browser)
    return "\n".join(f"example {failure.number}: {failure.problem}" for failure in failures)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if not needs_a_browser(rule)], ids=lambda rule: rule.id
)
def test_the_rule_finds_what_its_examples_say(rule: Rule, browser: ExampleBrowser) -> None:
    assert not _failures(rule, browser)


@needs_browser
@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if needs_a_browser(rule)], ids=lambda rule: rule.id
)
def test_the_rule_finds_in_a_browser_what_its_examples_say(
    rule: Rule, browser: ExampleBrowser
) -> None:
    assert not _failures(rule, browser)
    unread = sum(not is_readable(example) for example in load_examples(rule))
    if unread:
        pytest.skip(
            f"{unread} examples have pictures to be read: tesseract, or its data, is missing"
        )


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_rule_shows_a_finding_and_a_clean_example(rule) -> None:
    examples = load_examples(rule)
    assert any(example.finds or example.review for example in examples)
    assert any(not example.finds and not example.review for example in examples)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixes], ids=lambda rule: rule.id)
def test_a_rule_that_mends_shows_how_and_says_it_in_both_languages(rule) -> None:
    assert any(example.fixed is not None for example in load_examples(rule))
    for fix in rule.fixes:
        assert not fix.title["en"].endswith(".") and not fix.title["ko"].endswith(".")
        assert any("가" <= character <= "힣" for character in fix.title["ko"])
        check_declared(fix.data, rule.cases)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_file_fits_the_schema_and_has_its_examples_last(file) -> None:
    text = file.read_text(encoding="utf-8")
    data = tomllib.loads(text)
    validate(data, "rule", file)
    head = tomllib.loads(text.partition("\n[[example]]")[0])
    # The run time reads a rule up to its first example: nothing else may follow.
    assert {**head, "example": data["example"]} == data


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_words_are_those_of_a_good_report(rule) -> None:
    messages = [rule.message, *(case.message for case in rule.cases.values() if case.message)]
    for message in messages:
        assert message["en"].endswith("."), message
        assert message["ko"].endswith("."), message
        assert len(message["en"]) <= 140, message
        assert "please" not in message["en"].lower()
    assert not rule.title["en"].endswith(".")
    assert any("가" <= character <= "힣" for character in rule.title["ko"] + rule.message["ko"])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_the_criteria_exist(rule) -> None:
    for number in rule.wcag:
        assert BOOK.standards.find(f"wcag:{number}") is not None, number
    for key in rule.all_criteria:
        assert BOOK.standards.find(key) is not None, key
    for name in rule.axe:
        assert name in BOOK.axe, name
    for name in rule.covers:
        assert name in BOOK.rules, name


def test_names_and_aliases_belong_to_one_rule_each() -> None:
    names = [rule.id for rule in RULES] + [alias for rule in RULES for alias in rule.aliases]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("profile", BOOK.profiles.values(), ids=lambda profile: profile.id)
def test_a_profile_names_rules_cases_and_standards_that_exist(profile) -> None:
    file = rules_folder() / "profiles" / f"{profile.id}.toml"
    validate(tomllib.loads(file.read_text(encoding="utf-8")), "profile", file)
    for key in profile.levels:
        name, _, case = key.partition(":")
        if name.startswith("axe-"):
            assert name.removeprefix("axe-") in BOOK.axe
        else:
            assert name in BOOK.rules, key
            assert not case or case in BOOK.rules[name].cases, key
    assert all(standard in BOOK.standards.by_id for standard in profile.standards)


def test_axe_map_names_rules_that_exist() -> None:
    for rule in BOOK.axe.values():
        assert rule.rule is None or rule.rule in BOOK.rules, rule.id
