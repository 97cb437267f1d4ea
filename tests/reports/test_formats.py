"""Formats for programs: each parses back, and text from a page stays text."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from govpage_lint.findings import Fixed, Language, Report
from govpage_lint.reports import FORMATS, renderer
from govpage_lint.reports.csv import cell
from govpage_lint.reports.escape import visible
from govpage_lint.reports.view import View
from govpage_lint.rulebook.validation import validator
from tests.reports.reporting import (
    EMPTY_HEADING,
    SMALL_TEXT,
    VIEW,
    full_report,
    hostile_reports,
    page,
    report_of,
)

FEW = settings(max_examples=40, deadline=None)


def shown(name: str, report: Report, view: View = VIEW) -> str:
    return renderer(name)(report, view)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_format_renders_in_both_languages(name: str, language: Language) -> None:
    report = replace(full_report(), language=language)
    assert shown(name, report).endswith("\n")
    assert shown(name, report_of()).endswith("\n")


def test_concise_tells_a_finding_a_line() -> None:
    *lines, last = shown("concise", full_report()).splitlines()
    assert lines == [
        "site/a.html:4:13: error: The <h1> has no text. [heading-empty]",
        "site/a.html: review: Is this alt enough? [image-alt-medium-word] (body > main > h1)",
        "https://www.example.go.kr/news/: warning: The text is 9 px high. [text-too-small] (body > main > h1)",
        "site/gone.html: not checked: no such file or folder",
        # Faults that are gone from a baseline fail a check, and a note says so.
        "Note: No browser was used.",
    ]
    assert last == (
        "Found 1 error, 1 warning, 1 to review in 3 pages"
        " (1 fixable with --fix --unsafe-fixes, 1 baselined, 1 suppressed, 1 page could not be checked)."
    )


def test_the_last_line_speaks_korean() -> None:
    report = replace(full_report(), language="ko")
    assert shown("concise", report).splitlines()[-1] == (
        "페이지 3개: 오류 1건, 경고 1건, 확인 필요 1건"
        " (--fix --unsafe-fixes로 자동 수정 가능 1건, 기준선으로 제외 1건, 예외로 제외 1건, 검사하지 못한 페이지 1개)."
    )


@FEW
@given(hostile_reports())
def test_concise_keeps_each_finding_on_its_line(report: Report) -> None:
    text = shown("concise", report)
    assert len(text.split("\n")) == 4
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", text)


@FEW
@given(hostile_reports())
def test_json_keeps_to_its_schema_with_any_text(report: Report) -> None:
    data = json.loads(shown("json", report))
    assert not [error.message for error in validator("report").iter_errors(data)]
    assert data["pages"][0]["findings"][0]["message"] == report.pages[0].findings[0].message


@FEW
@given(hostile_reports())
def test_jsonl_is_an_object_a_line(report: Report) -> None:
    lines = shown("jsonl", report).splitlines()
    kinds = [json.loads(line)["kind"] for line in lines]
    assert kinds == ["finding", "unchecked", "summary"]
    assert json.loads(lines[0])["message"] == report.pages[0].findings[0].message


@FEW
@given(hostile_reports())
def test_csv_parses_back_and_no_cell_begins_a_formula(report: Report) -> None:
    text = shown("csv", report)
    assert text.startswith("\ufeffpage,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == 4 and {len(row) for row in rows} == {19}
    finding = report.pages[0].findings[0]
    assert rows[1][9] in (visible(finding.message), f"'{visible(finding.message)}")
    for row in rows:
        for value in row:
            assert not value.lstrip().startswith(("=", "+", "-", "@", "\t", "＝"))


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", " =1", "＝1", "\n=1"])
def test_a_formula_becomes_text(text: str) -> None:
    assert cell(text).startswith("'")


def test_csv_speaks_korean_to_a_korean_office() -> None:
    report = replace(full_report(), language="ko")
    rows = shown("csv", report).removeprefix("\ufeff").split("\r\n")
    assert rows[0].startswith("페이지,주소,줄,열,수준,확실성,영향,규칙,")
    assert ",오류,확실,심각,heading-empty," in rows[1]


@FEW
@given(hostile_reports())
def test_junit_is_xml_with_any_text(report: Report) -> None:
    root = ET.fromstring(shown("junit", report).encode("utf-8"))
    assert root.tag == "testsuites" and len(root) == 2
    for name in ("tests", "failures", "errors", "skipped"):
        assert int(root.get(name, "")) == sum(int(suite.get(name, "")) for suite in root)
    assert root.get("errors") == "1"
    if (finding := report.pages[0].findings[0]).message.strip().isalnum():
        assert finding.message.strip() in ET.tostring(root, encoding="unicode")


def test_junit_has_a_suite_a_page_and_a_case_a_rule() -> None:
    root = ET.fromstring(shown("junit", full_report()))
    cases = {case.get("name"): case for case in root[0]}
    assert list(cases) == [
        *("axe-region", "heading-empty", "image-alt-medium-word", "image-alt-missing"),
    ]
    failure = cases["heading-empty"].find("failure")
    assert failure is not None and failure.text is not None
    assert failure.text.splitlines()[0] == "site/a.html:4:13: error: The <h1> has no text."
    assert cases["heading-empty"].get("file") == "site/a.html"
    assert cases["heading-empty"].get("line") == "4"
    assert not list(cases["image-alt-missing"])
    assert cases["image-alt-medium-word"].find("skipped") is not None
    assert root[1].get("failures") == "0"  # A warning fails only where that is asked for.
    strict = ET.fromstring(shown("junit", full_report(), View(fail_on="warning")))
    assert strict[1].get("failures") == "1"
    assert root[2][0].find("error") is not None


@FEW
@given(hostile_reports())
def test_gitlab_is_a_list_of_what_gitlab_reads(report: Report) -> None:
    entries = json.loads(shown("gitlab", report))
    assert len(entries) == 2
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not entry["location"]["path"].startswith(("/", "../"))
        assert entry["location"]["lines"]["begin"] >= 1


def test_gitlab_gets_no_fingerprint_twice(tmp_path: Path) -> None:
    view = View(root=tmp_path, folder=tmp_path / "web")
    pages = [page("a.html", EMPTY_HEADING, EMPTY_HEADING), page("b.html", EMPTY_HEADING)]
    entries = json.loads(shown("gitlab", report_of(*pages), view))
    assert len({entry["fingerprint"] for entry in entries}) == 3
    assert [entry["location"]["path"] for entry in entries] == ["web/a.html"] * 2 + ["web/b.html"]
    assert entries[0]["location"]["lines"] == {"begin": 4, "end": 4}


def test_gitlab_tells_the_address_of_a_page_that_is_no_file() -> None:
    address = "https://www.example.go.kr/news/"
    report = report_of(page(address, SMALL_TEXT, url=address))
    (entry,) = json.loads(shown("gitlab", report))
    assert entry["description"].startswith(address)
    assert entry["location"] == {"path": "govpage-lint.toml", "lines": {"begin": 1}}
    (entry,) = json.loads(
        shown("gitlab", report, View(source_map=(("https://www.example.go.kr/", "public/"),)))
    )
    assert entry["location"]["path"] == "public/news/index.html"


@FEW
@given(hostile_reports())
def test_github_commands_are_ours_alone(report: Report) -> None:
    for line in shown("github", report).split("\n")[:-1]:
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028\u202e]", line)
        command = re.match(r"::(error|warning|notice)( [^:]*)?::", line)
        assert command or not line.lstrip().startswith("::")
        properties = (command[2] or " ").strip() if command else ""
        for part in filter(None, properties.split(",")):
            assert re.match(r"(file|line|endLine|col|endColumn|title)=[^,:\r\n]*$", part)


@pytest.mark.parametrize(
    ("safe", "unsafe", "fixed", "english", "korean"),
    [
        (0, 0, None, "", ""),
        (
            1200,
            3,
            None,
            "1,200 fixable with --fix, 3 more with --unsafe-fixes",
            "--fix로 자동 수정 가능 1,200건, --unsafe-fixes까지 쓰면 3건 더",
        ),
        (1, 0, None, "1 fixable with --fix", "--fix로 자동 수정 가능 1건"),
        (
            0,
            2,
            None,
            "2 fixable with --fix --unsafe-fixes",
            "--fix --unsafe-fixes로 자동 수정 가능 2건",
        ),
        # What is left after fixes were made, they can't mend.
        (
            1,
            2,
            Fixed(3, 1),
            "2 fixable with --fix --unsafe-fixes",
            "--fix --unsafe-fixes로 자동 수정 가능 2건",
        ),
        (1, 2, Fixed(3, 1, unsafe=True), "", ""),
    ],
)
def test_the_last_line_says_what_mends_how_many(
    safe: int, unsafe: int, fixed: Fixed | None, english: str, korean: str
) -> None:
    fix = EMPTY_HEADING.fix
    assert fix is not None
    sure = replace(EMPTY_HEADING, fix=replace(fix, safe=True))
    report = replace(report_of(page("a", *[sure] * safe, *[EMPTY_HEADING] * unsafe)), fixed=fixed)
    for language, words in (("en", english), ("ko", korean)):
        last = shown("concise", replace(report, language=language)).splitlines()[-1]  # type: ignore[arg-type]
        assert last.endswith(f" ({words})." if words else ("page." if language == "en" else "0건."))
    counts = json.loads(shown("json", report))["summary"]
    assert (counts["fixable"], counts["unsafe_fixable"]) == (safe + unsafe, unsafe)
