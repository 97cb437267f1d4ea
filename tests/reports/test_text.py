"""The text report: what is on many pages is told once; counts and developments are tables."""

from dataclasses import replace

from hypothesis import given, settings

from govpage_lint.findings import Location, Report
from govpage_lint.reports import text
from govpage_lint.reports.grouping import faults
from govpage_lint.reports.trend import trend_of
from govpage_lint.reports.view import View
from tests.reports.reporting import (
    EMPTY_HEADING,
    LOOK,
    SMALL_TEXT,
    VIEW,
    full_report,
    hostile_reports,
    page,
    report_of,
)


def site(pages: int) -> Report:
    found = (replace(EMPTY_HEADING, location=Location(n + 1, 1, n + 1, 5)) for n in range(pages))
    return report_of(*(page(f"p{n}.html", one, LOOK) for n, one in enumerate(found)))


def test_a_fault_of_a_template_is_told_once_with_its_first_places() -> None:
    out = text.render(site(1_000), VIEW)
    assert out.count("[heading-empty]") == 1
    assert (
        "  = The same on 1,000 pages: p0.html:1:1, p1.html:2:1, p2.html:3:1 and 997 more\n" in out
    )
    assert out.count("[image-alt-medium-word]") == 1
    assert "Is this alt enough? (on 1,000 pages)  [image-alt-medium-word]" in out
    assert out.endswith(
        "Found 1,000 errors, 0 warnings, 1,000 to review in 1,000 pages (1,000 fixable with --fix --unsafe-fixes).\n"
    )


def test_on_few_pages_each_is_told() -> None:
    out = text.render(site(3), VIEW)
    assert out.count("[heading-empty]") == 3
    assert "The same" not in out


def test_it_speaks_korean() -> None:
    out = text.render(replace(site(5), language="ko"), VIEW)
    assert (
        "페이지 5개에 같은 문제가 있습니다: p0.html:1:1, p1.html:2:1, p2.html:3:1 외 2곳\n" in out
    )


def test_faults_come_worst_first_and_what_a_person_judges_last() -> None:
    found = faults(report_of(page("a", LOOK, SMALL_TEXT, EMPTY_HEADING), page("b", SMALL_TEXT)))
    assert [(one.finding.rule, one.pages) for one in found] == [
        ("heading-empty", 1),
        ("text-too-small", 2),
        ("image-alt-medium-word", 1),
    ]


def test_statistics_count_by_rule_in_place_of_the_findings() -> None:
    lines = text.render(full_report(), View(statistics=True)).splitlines()
    assert lines[:4] == [
        "site/gone.html: not checked: no such file or folder",
        "1  error    heading-empty          Title of heading-empty  (on 1 page, 1 fixable)",
        "1  warning  text-too-small         Title of text-too-small  (on 1 page)",
        "1  review   image-alt-medium-word  Title of image-alt-medium-word  (on 1 page)",
    ]
    assert lines[-1].startswith("Found 1 error")


def test_a_development_is_a_table() -> None:
    old = replace(report_of(page("a.html", EMPTY_HEADING)), created="2026-10-01T08:00:00Z")
    trend = trend_of([old, full_report()])
    lines = text.render(full_report(), View(trend=trend)).splitlines()
    at = lines.index("Development")
    assert lines[at + 1 : at + 4] == [
        "When (UTC)        Pages  Errors  Warnings  New  Fixed  Not checked",
        "2026-10-01 08:00      1       1         0    –      –            0",
        "2026-11-26 09:00      3       1         1    2      0            1",
    ]


@settings(max_examples=40, deadline=None)
@given(hostile_reports())
def test_no_text_commands_a_terminal(report: Report) -> None:
    for view in (VIEW, View(statistics=True)):
        out = text.render(report, view)
        assert all(
            ord(sign) >= 0x20 and not 0x7F <= ord(sign) < 0xA0 for sign in out if sign != "\n"
        )
        assert not any(sign in out for sign in "\x1b\x07\u202e\u2028")
