"""``govpage-lint report`` as people use it on saved reports."""

import json
from pathlib import Path

import pytest

from govpage_lint.reports import FORMATS
from tests.cli.conftest import Govpage

FAULTY = '<!doctype html>\n<html lang="en"><title>News</title><main><h1></h1><p>Text</p></main>\n'
ONLY = ("--select", "heading-empty")


@pytest.fixture
def saved(govpage: Govpage, tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(FAULTY, encoding="utf-8")
    govpage("page.html", *ONLY, "--format", "json=saved.json")
    return tmp_path / "saved.json"


@pytest.mark.parametrize("name", FORMATS)
def test_a_saved_report_gives_what_the_check_gave(
    govpage: Govpage, saved: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    check = govpage(
        "page.html", *ONLY, "--format", f"{name},json=again.json".replace("json,", "earl,")
    )
    again = govpage(
        "report", "again.json", "--format", name.replace("json", "earl") if name == "json" else name
    )
    assert (again.code, again.out, again.err) == (check.code, check.out, "")


def test_words_of_ours_are_told_in_another_language(govpage: Govpage, saved: Path) -> None:
    out = govpage("report", "saved.json", "--lang", "ko").out
    assert out.splitlines()[0] == "page.html:2:42: 오류: 빈 제목  [heading-empty]"
    assert "The <h1> has no text." in out
    assert "고치는 법: " in out and "정보와 관계" in out
    assert "보고서를 만든 언어(en)" in out
    assert out.splitlines()[-1].startswith("페이지 1개: 오류 1건, 경고 0건")


def test_exit_codes_are_those_of_a_check(govpage: Govpage, saved: Path) -> None:
    assert govpage("report", "saved.json").code == 1
    assert govpage("report", "saved.json", "--fail-on", "never").code == 0
    govpage("gone.html", "--format", "json=gone.json")
    assert govpage("report", "saved.json", "gone.json", "--fail-on", "never").code == 3


def test_several_become_one_and_standard_input_is_one_of_them(
    govpage: Govpage, saved: Path
) -> None:
    govpage("gone.html", "--format", "json=gone.json")
    out = govpage("report", "gone.json", "-", stdin=saved.read_bytes()).out
    last = out.splitlines()[-1]
    assert last.startswith("Found 1 error, 0 warnings in 2 pages (")
    assert last.endswith("1 page could not be checked).")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "x.json: cannot be read: No such file or directory"),
        (b"", "x.json: is empty"),
        (b'{"schema": 1, "pages": [', "x.json: is cut off: it ends in line 1"),
        (b"{}", "x.json: is no JSON report of govpage-lint"),
        (b'{"schema": 9, "pages": []}', "x.json: is of schema version 9"),
    ],
)
def test_a_file_that_is_no_report_is_one_line_and_exit_2(
    govpage: Govpage, tmp_path: Path, content: bytes | None, message: str
) -> None:
    if content is not None:
        (tmp_path / "x.json").write_bytes(content)
    result = govpage("report", "x.json", "--format", "json=out.json")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"govpage-lint: {message}")
    assert len(result.err.splitlines()) == 1
    assert not (tmp_path / "out.json").exists()


def test_a_file_that_never_ends_is_given_up(
    govpage: Govpage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govpage_lint.reports.reading.MAX_BYTES", 1_000_000)
    monkeypatch.setattr("govpage_lint.cli.report.MAX_BYTES", 1_000_000)
    (tmp_path / "x.json").write_bytes(b" " * 1_000_001)
    assert "x.json: is larger than 1 MB" in govpage("report", "x.json").err


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "the following arguments are required: FILE"),
        (["--source-map", "public=x", "saved.json"], "write ADDRESS=FOLDER"),
        (["--source-map", "https://a/=../x", "saved.json"], "is not within the repository"),
        (["-", "-"], "standard input can be one report only"),
        (["saved.json", "--formt", "x"], "did you mean --format?"),
    ],
)
def test_wrong_words(govpage: Govpage, saved: Path, words: list[str], message: str) -> None:
    result = govpage("report", *words)
    assert result.code == 2
    assert message in result.err


def test_hostile_text_of_a_saved_report_stays_text(govpage: Govpage, saved: Path) -> None:
    data = json.loads(saved.read_text("utf-8"))
    evil = "\x1b]0;owned\x07\u202e\n::error::x"
    finding = data["pages"][0]["findings"][0]
    finding |= {"rule": evil, "how": evil, "message": evil, "selector": evil, "criteria": [evil]}
    data["pages"][0]["target"] = evil
    data["rules"] = {evil: {"title": evil, "why": evil, "how": evil}}
    data["criteria"] = {evil: {"label": evil, "name": evil, "level": evil, "url": evil}}
    data["notes"] = [evil]
    saved.write_text(json.dumps(data), encoding="utf-8")
    for name in ("text", "concise", "github"):
        result = govpage("report", "saved.json", "--format", name)
        assert result.code == 1
        assert not any(sign in result.out for sign in "\x1b\x07\u202e")
        lines = [line for line in result.out.splitlines() if line.startswith("::error::")]
        assert not lines or name == "github"


def test_the_configuration_speaks_for_saved_reports_too(
    govpage: Govpage, saved: Path, tmp_path: Path
) -> None:
    address = "https://www.example.go.kr/news/"
    data = json.loads(saved.read_text("utf-8"))
    data["pages"][0] |= {"target": address, "url": address}
    saved.write_text(json.dumps(data), encoding="utf-8")
    config = tmp_path / "govpage-lint.toml"
    config.write_text('fail-on = "never"\n', encoding="utf-8")
    assert govpage("report", "saved.json", "--format", "sarif=a.sarif").code == 0
    assert places(tmp_path / "a.sarif") == ["govpage-lint.toml"]
    config.write_text('[source-map]\n"https://www.example.go.kr/" = "public"\n', encoding="utf-8")
    assert govpage("report", "saved.json", "--format", "sarif=a.sarif").code == 1
    assert places(tmp_path / "a.sarif") == ["public/news/index.html"]
    assert govpage("report", "saved.json", "--isolated", "--exit-zero").code == 0


def places(file: Path) -> list[str]:
    run = json.loads(file.read_text("utf-8"))["runs"][0]
    return [
        place["physicalLocation"]["artifactLocation"]["uri"]
        for result in run["results"]
        for place in result["locations"]
    ]


def test_a_fault_that_is_gone_from_the_baseline_fails_a_saved_report_too(
    govpage: Govpage, saved: Path, tmp_path: Path
) -> None:
    govpage("baseline", "create", "page.html", *ONLY)
    (tmp_path / "page.html").write_text(FAULTY.replace("<h1>", "<h1>News"), encoding="utf-8")
    words = ("page.html", *ONLY, "--baseline", "govpage-lint-baseline.json")
    check = govpage(*words, "--format", "json=new.json")
    assert check.code == 1
    again = govpage("report", "new.json")
    assert again.code == 1
    assert "gone and still in govpage-lint-baseline.json" in again.out
