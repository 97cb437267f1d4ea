"""What the action's check makes of inputs, reports and names, without an installation."""

import json
from pathlib import Path

import pytest

from action import check

GOOD = {"INPUT_TARGETS": "index.html"}


def test_targets_are_taken_one_a_line_behind_all_options():
    inputs = {"INPUT_TARGETS": " a b.html \r\n\n--browser\n", "INPUT_FAIL_ON": "info"}
    assert check.options(inputs) == ["--fail-on=info", "--", "a b.html", "--browser"]


@pytest.mark.parametrize(
    ("browser", "option"),
    [("auto", []), ("", []), ("true", ["--browser"]), (" False ", ["--no-browser"])],
)
def test_the_browser_input_becomes_an_option(browser: str, option: list[str]):
    assert check.options({**GOOD, "INPUT_BROWSER": browser}) == [*option, "--", "index.html"]


def test_a_value_that_looks_like_an_option_stays_the_value_of_its_own():
    chosen = check.options({**GOOD, "INPUT_PROFILE": "--config=evil"})
    assert chosen[0] == "--profile=--config=evil"


@pytest.mark.parametrize(
    ("inputs", "named"),
    [
        ({"INPUT_TARGETS": "\n \n"}, "'targets'"),
        ({"INPUT_TARGETS": "index.html\n-\n"}, "standard input"),
        ({**GOOD, "INPUT_BROWSER": "maybe"}, "'browser'"),
        ({**GOOD, "INPUT_ARGS": "--lang 'en"}, "'args'"),
    ],
)
def test_an_input_that_cannot_be_meant_is_named(inputs: dict[str, str], named: str):
    with pytest.raises(check.InputError, match=named):
        check.options(inputs)


def test_only_annotations_are_passed_on_to_the_runner(tmp_path: Path):
    lines = [
        "::error file=a.html,line=1::One.",
        "::notice::Two.",
        "::add-path::/evil",
        "::set-output name=x::y",
        " ::error::indented",
        "##[add-path]/evil",
        "1 error in 1 page.",
    ]
    passed = list(check.annotations("\n".join(lines), tmp_path, tmp_path))
    assert passed == lines[:2]


def test_files_are_named_from_the_workspace_whatever_signs_are_in_their_names(tmp_path: Path):
    site = tmp_path / "my,site"
    site.mkdir()
    (site / "100%: a,b.html").touch()
    line = "::error file=100%25%3A a%2Cb.html,line=3,title=T::file=other.html"
    [passed] = check.annotations(line, site, tmp_path)
    assert passed == ("::error file=my%2Csite/100%25%3A a%2Cb.html,line=3,title=T::file=other.html")


def test_a_file_outside_the_workspace_keeps_its_name(tmp_path: Path):
    (tmp_path / "else.html").touch()
    (tmp_path / "work").mkdir()
    line = "::error file=../else.html,line=3::Message."
    assert list(check.annotations(line, tmp_path / "work", tmp_path / "work")) == [line]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pages": []}', '{"summary": null}'])
def test_a_report_that_is_not_whole_is_none(tmp_path: Path, text: str):
    (tmp_path / "report.json").write_text(text, encoding="utf-8")
    assert check.counts_of(tmp_path / "report.json") is None
    assert check.counts_of(tmp_path / "missing.json") is None


def test_the_outputs_are_the_report_s_own_counts(tmp_path: Path):
    report = {
        "pages": [{"suppressed": [{"by": "baseline"}, {"by": "inline"}]}, {}],
        "summary": {"pages": 2, "errors": 3, "warnings": 1},
    }
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    assert check.counts_of(tmp_path / "report.json") == {
        "errors": 3,
        "warnings": 1,
        "pages": 2,
        "baselined": 1,
    }


def test_the_summary_is_the_tool_s_or_says_that_there_is_none(tmp_path: Path):
    (tmp_path / "summary.md").write_text("### All\n", encoding="utf-8")
    assert check.summary(tmp_path / "summary.md", "en") == "### All\n"
    assert "did not finish" in check.summary(tmp_path / "none.md", "en")
    assert "마치지 못했습니다" in check.summary(tmp_path / "none.md", "ko")
    (tmp_path / "long.md").write_text("x" * 1_000_001, encoding="utf-8")
    assert "did not finish" in check.summary(tmp_path / "long.md", "en")
