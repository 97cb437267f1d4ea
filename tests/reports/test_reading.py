"""Saved reports: what was written is read back, and anything else is refused in one line."""

import json
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.findings import Report
from govpage_lint.reports import json as json_report
from govpage_lint.reports.merging import merged
from govpage_lint.reports.reading import ReportError, read_report, report_of
from govpage_lint.reports.trend import trend_of
from tests.reports.reporting import (
    EMPTY_HEADING,
    LOOK,
    SMALL_TEXT,
    VIEW,
    full_report,
    hostile_reports,
    page,
)
from tests.reports.reporting import (
    report_of as report_on,
)

FEW = settings(max_examples=40, deadline=None)


def data() -> dict[str, Any]:
    return json_report.as_data(full_report())


def refusal(value: object) -> str:
    with pytest.raises(ReportError) as caught:
        report_of(value)
    return str(caught.value)


def test_a_report_is_read_back_as_it_was() -> None:
    assert report_of(data()) == full_report()


@FEW
@given(hostile_reports())
def test_any_text_is_read_back(report: Report) -> None:
    text = json_report.render(report, VIEW).encode("utf-8", "backslashreplace")
    assert read_report(text) == report


def test_what_windows_makes_of_a_redirection_is_read() -> None:
    text = json_report.render(full_report(), VIEW)
    assert read_report(text.encode("utf-16")) == full_report()
    assert read_report(text.encode("utf-8-sig")) == full_report()


def test_a_report_of_the_first_release_is_read() -> None:
    """Keys that came later may be missing; those that a later version adds are passed over."""
    old = data()
    for key in ("created", "grounds", "rulesets"):
        del old[key]
    old["later"] = {"x": 1}
    for one in old["pages"]:
        del one["ruleset"], one["suppressed"]
        one["new"] = []
        for finding in one["findings"]:
            del finding["fix"]
            finding["new"] = None
    read = report_of(old)
    assert read.created == ""
    assert [len(one.findings) for one in read.pages] == [2, 1, 0]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b'{"schema": 1, "pages": [', "is cut off: it ends in line 1"),
        (b'{"schema": 1,\n"pages": ["abc', "is cut off: it ends within a text of line 2"),
        (b'{"schema": 1 "pages"}', "is not JSON: line 1, column 14"),
        (b"<html>", "is not JSON: line 1, column 1"),
        (b"\xff\xfe\x00", "is not JSON"),
        (b"\x80abcdef", "neither UTF-8 nor UTF-16"),
        (b"[" * 200_000, "is nested too deeply"),
        (b'{"schema": ' + b"1" * 5000 + b"}", "is not JSON"),
        (b'{"schema": NaN}', "NaN is no number"),
        (b"[]", "is no JSON report of govpage-lint"),
        (b'{"runs": [], "version": "2.1.0"}', "is no JSON report of govpage-lint"),
        (b'{"schema": true, "pages": []}', "is no JSON report of govpage-lint"),
        (
            b'{"schema": 2, "pages": []}',
            "is of schema version 2, and this govpage-lint reads up to 1",
        ),
        (b'{"schema": 0, "pages": []}', "schema: there is no version 0"),
        (b'{"schema": 1, "pages": {}}', "pages: is not a list"),
        (b'{"schema": 1, "pages": [3]}', "pages[0]: is not an object"),
        (b'{"schema": 1, "pages": []}', "tool: is not an object"),
    ],
)
def test_what_is_no_report_is_refused_in_one_line(text: bytes, message: str) -> None:
    with pytest.raises(ReportError) as caught:
        read_report(text)
    assert message in str(caught.value)
    assert len(str(caught.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("lang",), "de", "lang: is not one of en, ko"),
        (("created",), 5, "created: is not a text"),
        (("pages", 0, "status"), "fine", "pages[0].status: is not one of checked, error"),
        (("pages", 0, "target"), None, "pages[0].target: is not a text"),
        (("pages", 0, "ruleset"), 7, "pages[0].ruleset: is not a whole number below 2"),
        (("pages", 0, "timings"), {"x": "y"}, "pages[0].timings: is not an object of numbers"),
        (("pages", 2, "error"), None, "pages[2].error: is not a text"),
        (("pages", 0, "findings", 0, "level"), "fatal", "findings[0].level: is not one of"),
        (("pages", 0, "findings", 0, "location", "line"), 0, "line: is not a whole number from 1"),
        (("pages", 0, "findings", 0, "location", "line"), True, "line: is not a whole number"),
        (("pages", 0, "findings", 0, "observers"), ["me"], "observers: is not a list of source"),
        (("pages", 0, "findings", 0, "fix", "safe"), 1, "fix.safe: is not true or false"),
        (("pages", 0, "suppressed", 0, "by"), "me", "suppressed[0].by: is not one of inline"),
        (("pages", 0, "outcomes", "axe-region", "passed"), -1, "passed: is not a whole number"),
        (("rules", "heading-empty", "title"), [], "rules.heading-empty.title: is not a text"),
    ],
)
def test_a_wrong_value_is_named_by_its_key(
    path: tuple[Any, ...], value: object, message: str
) -> None:
    broken: Any = data()
    place = broken
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert message in refusal(broken)


def test_a_missing_key_is_told_as_missing() -> None:
    broken = data()
    del broken["pages"][0]["findings"][0]["selector"]
    assert refusal(broken) == "pages[0].findings[0].selector: is missing; it should be a text"


def test_a_link_that_runs_something_is_dropped() -> None:
    hostile = data()
    hostile["criteria"]["wcag:1.3.1"]["url"] = "javascript:alert(1)"
    assert report_of(hostile).criteria["wcag:1.3.1"].url is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=6,
)


@FEW
@given(st.data())
def test_any_value_anywhere_is_read_or_refused(draw: st.DataObject) -> None:
    broken: Any = data()
    place = broken
    while True:
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = draw.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or draw.draw(st.booleans()):
            break
        place = place[key]
    place[key] = draw.draw(JSON)
    with suppress(ReportError):
        report_of(json.loads(json.dumps(broken)))


def test_several_reports_become_one_and_the_newest_speaks_for_a_page() -> None:
    old = replace(
        report_on(page("a", EMPTY_HEADING), page("b", LOOK)), created="2026-01-01T00:00:00Z"
    )
    new = replace(report_on(page("b"), page("c", SMALL_TEXT)), created="2026-02-01T00:00:00Z")
    whole = merged([new, old])
    assert [(one.target, len(one.findings)) for one in whole.pages] == [
        ("a", 1),
        ("b", 0),
        ("c", 1),
    ]
    assert set(whole.rules) == {"heading-empty", "image-alt-medium-word", "text-too-small"}
    assert whole.notes == ("No browser was used.",)
    assert whole.created == new.created


def test_a_series_tells_what_is_new_and_what_is_gone() -> None:
    first = replace(
        report_on(page("a", EMPTY_HEADING), page("b", EMPTY_HEADING, LOOK)), created="2026-01-01"
    )
    gone = replace(page("b"), status="error", error="no answer")
    second = replace(report_on(page("a", SMALL_TEXT), gone), created="2026-02-01")
    one, two = trend_of([second, first])
    assert (one.errors, one.warnings, one.new, one.fixed) == (2, 0, None, None)
    # What stood on the page that gave no answer is not taken for fixed.
    assert (two.errors, two.warnings, two.new, two.fixed, two.unchecked) == (0, 1, 1, 1, 1)
