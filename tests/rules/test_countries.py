"""What the profiles of countries and unions ask for, beside what WCAG says today."""

import json
from collections import Counter

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
        ("https://www.service.gouv.fr/", "fr"),
        ("https://gouv.fr/", "fr"),
        ("https://www.bund.de/", "eu"),
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
        ("fr", {"rgaa:1.1", "en:9.1.1.1", "wcag:1.1.1"}),
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
    # In France 1.1.1 stands behind several criteria, which all ask for a part of it; so it is asked for.
    assert BOOK.profiles["fr"].bounded("error", older, standards) == "error"
    assert BOOK.profiles["fr"].bounded("error", ("1.4.10",), standards) == "error"
    assert BOOK.profiles["fr"].bounded("error", newer, standards) == "warning"
    # What is no matter of WCAG keeps its level.
    assert BOOK.profiles["us-federal"].bounded("error", (), standards) == "error"


# ── France ────────────────────────────────────────────────────────────────────────────────────

RGAA = BOOK.standards.by_id["rgaa-4.1"].criteria


def test_the_rgaa_has_its_106_criteria_in_13_topics_without_a_gap():
    assert len(RGAA) == 106
    counts = Counter(int(number.split(".")[0]) for number in RGAA)
    assert [counts[topic] for topic in range(1, 14)] == [
        9,
        2,
        3,
        13,
        8,
        2,
        5,
        10,
        4,
        14,
        13,
        11,
        12,
    ]
    assert list(RGAA) == [
        f"{topic}.{one}" for topic in counts for one in range(1, counts[topic] + 1)
    ]


def test_the_rgaa_asks_for_wcag_2_1_at_a_and_aa_but_for_live_captions():
    asked = {number for criterion in RGAA.values() for number in criterion.wcag}
    clauses = BOOK.standards.by_id["en-301-549-v3.2.1"].criteria.values()
    assert {number for clause in clauses for number in clause.wcag} - asked == {"1.2.4"}


def test_a_wcag_criterion_is_said_to_break_one_criterion_of_the_rgaa_at_most():
    whole = Counter(
        number for one in RGAA.values() for number in one.wcag if number not in one.partly
    )
    assert max(whole.values()) == 1
    assert "1.1.1" not in whole
    assert "1.3.1" not in whole


PAGE = "<!doctype html><html lang=fr><title>Accueil</title><body>{}"


@pytest.mark.parametrize(
    ("markup", "rule", "criteria"),
    [
        ("<img src=a.png>", "image-alt-missing", ["1.1"]),
        ("<a href=/><img src=a.png> Accueil</a>", "image-alt-missing", ["1.2"]),
        ("<iframe src=a.html></iframe>", "frame-title-missing", ["2.1"]),
        ("<iframe src=a.html title=' '></iframe>", "frame-title-missing", ["2.2"]),
        ("<a href=/></a>", "link-name-missing", ["6.2"]),
        ("<button></button>", "button-name-missing", ["11.9"]),
        ("<input>", "field-name-missing", ["11.1"]),
        ("<input placeholder=Nom>", "field-placeholder-only", ["11.1"]),
        ("<p id=a>A<p id=a>B", "id-repeated", ["8.2"]),
        ("<font color=red>A</font>", "element-obsolete", ["10.1"]),
        ("<h2></h2>", "heading-empty", ["9.1"]),
        ("<div><li>A</div>", "list-item-outside", ["9.3"]),
        ("<p lang=xx-1>Hello", "part-language-invalid", ["8.8"]),
        ("<marquee>A</marquee>", "marquee-element", ["10.1", "13.8"]),
        ("<meta http-equiv=refresh content=30>", "refresh-delayed", ["13.1"]),
    ],
)
def test_a_finding_names_the_criterion_of_the_rgaa(tmp_path, capsys, markup, rule, criteria):
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(markup), "utf-8")
    main([str(page), "--isolated", "--format", "json", "--profile", "fr", "--select", rule])
    (finding,) = json.loads(capsys.readouterr().out)["pages"][0]["findings"]
    named = [key.removeprefix("rgaa:") for key in finding["criteria"] if key.startswith("rgaa:")]
    assert named == criteria


def test_in_france_a_skip_link_and_valid_code_are_asked_for(tmp_path, capsys):
    page = tmp_path / "page.html"
    nav = "<nav><ul><li><a href=/a>A</a><li><a href=/b>B</a><li><a href=/c>C</a></ul></nav>"
    page.write_text(PAGE.format(f"{nav}<main><h1>Accueil</h1><p id=a>A<p id=a>B</main>"), "utf-8")

    def told(profile):
        options = ["--isolated", "--format", "json", "--profile", profile]
        main([str(page), *options, "--select", "skip-link-missing,id-repeated"])
        findings = json.loads(capsys.readouterr().out)["pages"][0]["findings"]
        return {one["rule"]: (one["level"], one["criteria"]) for one in findings}

    assert told("fr") == {
        "skip-link-missing": ("error", ["rgaa:12.7"]),
        "id-repeated": ("error", ["rgaa:8.2"]),
    }
    assert told("eu") == {"skip-link-missing": ("warning", []), "id-repeated": ("info", [])}


def test_a_page_under_wcag_names_nothing_of_the_rgaa(tmp_path, capsys):
    page = tmp_path / "page.html"
    page.write_text(PAGE.format("<img src=a.png><p id=a>A<p id=a>B<iframe src=b.html>"), "utf-8")
    for profile in ("wcag-aa", "kr", "eu"):
        main([str(page), "--isolated", "--format", "json", "--profile", profile])
        assert "rgaa:" not in capsys.readouterr().out
