"""What the action's check makes of inputs, reports and names, without an installation."""

import json
from collections import Counter
from pathlib import Path

import pytest

from action import check

GOOD = {"INPUT_TARGETS": "index.html"}


def _page(target: str, **levels: int) -> check.Page:
    return check.Page(target, True, Counter(levels))


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


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pages": [{}]}', '{"pages": null}'])
def test_a_report_that_is_not_whole_is_none(tmp_path: Path, text: str):
    (tmp_path / "report.json").write_text(text, encoding="utf-8")
    assert check.pages_of(tmp_path / "report.json") is None
    assert check.pages_of(tmp_path / "missing.json") is None


def test_the_report_is_counted_by_page_and_level(tmp_path: Path):
    findings = [{"level": "error"}, {"level": "error"}, {"level": "info"}]
    report = {
        "pages": [
            {"target": "a.html", "status": "checked", "findings": findings},
            {"target": "b.html", "status": "error", "findings": []},
        ]
    }
    (tmp_path / "report.json").write_text(json.dumps(report), encoding="utf-8")
    pages = check.pages_of(tmp_path / "report.json")
    assert pages is not None
    assert check.totals(pages) == {
        "error": 2,
        "warning": 0,
        "info": 1,
        "pages": 2,
        "unchecked": 1,
    }


def test_the_summary_counts_in_words_that_fit_the_number():
    one = check.summary([_page("a.html", error=1)], "en")
    assert "1 error, 0 warnings, 0 advice in 1 page." in one
    two = check.summary([_page("a.html", error=2), _page("b.html", warning=1)], "en")
    assert "2 errors, 1 warning, 0 advice in 2 pages." in two


def test_the_summary_names_the_worst_pages_first_and_says_how_many_it_leaves_out():
    pages = [_page(f"p{number}.html", error=number) for number in range(1, check.ROWS + 4)]
    lines = check.summary(pages, "ko").splitlines()
    rows = [line for line in lines if line.startswith("| <code>")]
    assert rows[0].startswith(f"| <code>p{check.ROWS + 3}.html</code> | {check.ROWS + 3} |")
    assert len(rows) == check.ROWS
    assert lines[-1] == "이 밖에 3개 페이지에서도 문제를 찾았습니다."


def test_the_name_of_a_page_is_no_markup_in_the_summary():
    name = "a|`<b>`\n::error::[x](http://evil) ![y](z) @team *s* _u_ ~~t~~ </code><script>"
    row = check.summary([_page(name, error=1)], "en").splitlines()[-1]
    inside = row.removeprefix("| <code>").removesuffix("</code> | 1 | 0 | 0 |")
    assert not set(inside) & set("|`<>[]()!@*_~\n:")
