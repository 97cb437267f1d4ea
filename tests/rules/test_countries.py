"""What the profiles of countries and unions ask for, beside what WCAG says today."""

import json

import pytest

from govpage_lint.cli import main
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.profiles import profile_for

BOOK = Rulebook()


@pytest.mark.parametrize("profile", list(BOOK.profiles.values()), ids=list(BOOK.profiles))
def test_a_profile_names_standards_and_rules_that_there_are(profile):
    assert set(profile.standards) <= set(BOOK.standards.by_id)
    for key in profile.levels:
        name, _, case = key.partition(":")
        assert BOOK.resolve(name) == name or name.removeprefix("axe-") in BOOK.axe
        assert not case or case in BOOK.rules[name].cases


@pytest.mark.parametrize(
    ("address", "profile"),
    [
        ("https://www.mofa.go.kr/eng/", "kr"),
        ("https://commission.europa.eu/", "eu"),
        ("https://www.gov.uk/", "uk"),
        ("https://www.service.gouv.fr/", "eu"),
        ("https://www.canada.ca/en.html", "ca"),
        ("https://www.soumu.go.jp/", "jp"),
        ("https://www.af.mil/", "us-federal"),
        ("https://example.org/", "wcag-aa"),
        (None, "wcag-aa"),
    ],
)
def test_the_host_decides_the_profile(address, profile):
    assert profile_for(address, list(BOOK.profiles.values()), "wcag-aa").id == profile


@pytest.mark.parametrize(
    ("profile", "keys"),
    [
        ("eu", {"en:9.1.1.1", "wcag:1.1.1"}),
        ("us-federal", {"section-508:1.1.1", "wcag:1.1.1"}),
        ("us-state", {"ada:1.1.1", "wcag:1.1.1"}),
        ("uk", {"psbar:1.1.1", "wcag:1.1.1"}),
        ("jp", {"jis:1.1.1", "wcag:1.1.1"}),
        ("ca", {"en:9.1.1.1", "wcag:1.1.1"}),
    ],
)
def test_a_finding_names_the_clause_of_the_country(tmp_path, capsys, profile, keys):
    page = tmp_path / "page.html"
    page.write_text("<!doctype html><html lang=en><title>A</title><img src=a.png>", "utf-8")
    options = ["--isolated", "--format", "json", "--profile", profile]
    main([str(page), *options, "--select", "image-alt-missing"])
    (finding,) = json.loads(capsys.readouterr().out)["pages"][0]["findings"]
    assert set(finding["criteria"]) == keys
    assert finding["level"] == "error"


def test_what_a_standard_does_not_ask_for_yet_is_no_error():
    standards = BOOK.standards
    newer, older = ("2.4.11",), ("1.1.1",)
    assert BOOK.profiles["eu"].bounded("error", newer, standards) == "warning"
    assert BOOK.profiles["eu"].bounded("info", newer, standards) == "info"
    assert BOOK.profiles["eu"].bounded("error", older, standards) == "error"
    assert BOOK.profiles["uk"].bounded("error", newer, standards) == "error"
    # Criteria of WCAG 2.1 are asked for by the Union, not by Section 508.
    assert BOOK.profiles["eu"].bounded("error", ("1.4.10",), standards) == "error"
    assert BOOK.profiles["us-federal"].bounded("error", ("1.4.10",), standards) == "warning"
    # What is no matter of WCAG keeps its level.
    assert BOOK.profiles["us-federal"].bounded("error", (), standards) == "error"
