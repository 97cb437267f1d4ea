"""The draft of a conformance report says what fails, and never that something is met."""

import yaml
from hypothesis import given, settings

from govpage_lint.builtin import read_builtin
from govpage_lint.findings import Report
from govpage_lint.reports.openacr import as_data, render
from tests.reports.reporting import EMPTY_HEADING, VIEW, full_report, hostile_reports, report_of

LEVELS = {"success_criteria_level_a": "A", "success_criteria_level_aa": "AA"}


def adherences(report: Report) -> dict[str, dict[str, str]]:
    data = yaml.safe_load(render(report, VIEW))
    return {
        entry["num"]: entry["components"][0]["adherence"]
        for chapter in LEVELS
        for entry in data["chapters"][chapter]["criteria"]
    }


def test_it_has_every_criterion_of_both_levels_once_and_in_order():
    data = yaml.safe_load(render(report_of(), VIEW))
    for chapter, level in LEVELS.items():
        criteria = read_builtin("standards/wcag-2.2.toml")["criterion"]
        wanted = [c["id"] for c in criteria if c["level"] == level and "removed" not in c]
        assert [entry["num"] for entry in data["chapters"][chapter]["criteria"]] == wanted


def test_what_has_faults_does_not_support_and_all_else_is_not_evaluated():
    found = adherences(full_report())
    assert found["1.3.1"]["level"] == "does-not-support"
    assert "Faults found: 3 (1 page)" in found["1.3.1"]["notes"]
    assert {one["level"] for number, one in found.items() if number != "1.3.1"} == {"not-evaluated"}


def test_a_clean_page_claims_nothing():
    assert {one["level"] for one in adherences(report_of()).values()} == {"not-evaluated"}


def test_what_the_schema_requires_is_there():
    data = as_data(full_report())
    assert data["title"]
    assert "name" in data["product"]
    assert "email" in data["author"]
    assert EMPTY_HEADING.rule in full_report().rules


@settings(max_examples=40, deadline=None)
@given(hostile_reports())
def test_any_text_is_read_back_as_it_was(report: Report):
    data = yaml.safe_load(render(report, VIEW))
    written = as_data(report)
    assert data["notes"] == written["notes"]
    assert data["evaluation_methods_used"] == written["evaluation_methods_used"]
    assert data["chapters"] == written["chapters"]
