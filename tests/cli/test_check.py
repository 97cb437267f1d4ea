"""The command as people run it on files: what it prints, and how it ends."""

import json
import re
from pathlib import Path

import pytest

from govpage_lint.rulebook.validation import validator
from tests.cli.conftest import Govpage

FAULTY = (
    '<!doctype html>\n<html lang="en">\n<head><title>News</title></head>\n'
    "<body><main><h1></h1><p>Text</p></main></body></html>\n"
)
CLEAN = (
    '<!doctype html>\n<html lang="en">\n<head><title>News of the ministry</title></head>\n<body>'
    '<a href="#main">Skip to content</a><main id="main"><h1>News</h1><p>Text</p></main></body></html>\n'
)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(FAULTY, encoding="utf-8")
    return file


def test_a_finding_shows_place_line_message_remedy_and_fails(govpage: Govpage, page: Path) -> None:
    result = govpage("page.html", "--select", "heading-empty")
    assert result.code == 1
    lines = result.out.splitlines()
    assert lines[0] == "page.html:4:13: error: Empty heading  [heading-empty]"
    assert lines[1] == "4 │ <body><main><h1></h1><p>Text</p></main></body></html>"
    assert lines[2] == "  │             ^^^^"
    assert lines[3] == "  │ The <h1> has no text."
    assert "WCAG 1.3.1" in result.out and "KWCAG 6.4.2" in result.out
    assert lines[-1] == "Found 1 error, 0 warnings in 1 page (1 fixable with --fix --unsafe-fixes)."
    assert result.err == ""


def test_a_clean_page_passes_quietly(govpage: Govpage, tmp_path: Path) -> None:
    (tmp_path / "clean.html").write_text(CLEAN, encoding="utf-8")
    result = govpage("clean.html")
    assert (result.code, result.out) == (0, "Found 0 errors, 0 warnings in 1 page.\n")


def test_the_report_speaks_korean(govpage: Govpage, page: Path) -> None:
    result = govpage("page.html", "--select", "heading-empty", "--lang", "ko")
    assert result.out.splitlines()[0] == "page.html:4:13: 오류: 빈 제목  [heading-empty]"
    assert (
        result.out.splitlines()[-1]
        == "페이지 1개: 오류 1건, 경고 0건 (--fix --unsafe-fixes로 자동 수정 가능 1건)."
    )


def test_json_keeps_to_its_published_schema(govpage: Govpage, page: Path) -> None:
    result = govpage("page.html", "missing.html", "--format", "json")
    report = json.loads(result.out)
    errors = [error.message for error in validator("report").iter_errors(report)]
    assert not errors
    assert report["schema"] == 1
    assert report["tool"]["axe"] is None
    finding = next(f for f in report["pages"][0]["findings"] if f["rule"] == "heading-empty")
    assert finding["location"] == {"line": 4, "column": 13, "end_line": 4, "end_column": 17}
    assert finding["snippet"] == "<h1>"
    assert finding["selector"] == "body > main > h1"
    assert finding["observers"] == ["source"]
    assert report["pages"][0]["outcomes"]["heading-empty"]["failed"] == 1
    assert report["pages"][1]["status"] == "error"


def test_github_annotates_the_line(govpage: Govpage, page: Path) -> None:
    result = govpage("page.html", "--select", "heading-empty", "--format", "github")
    first = result.out.splitlines()[0]
    assert first.startswith(
        "::error file=page.html,line=4,endLine=4,col=13,endColumn=17,title=Empty heading (heading-empty)::"
    )
    assert "The <h1> has no text." in first


def test_several_reports_at_once(govpage: Govpage, page: Path, tmp_path: Path) -> None:
    result = govpage("page.html", "--format", "text", "--format", "json=out/report.json")
    assert "Found" in result.out
    assert json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["schema"] == 1


def test_standard_input_is_a_page(govpage: Govpage) -> None:
    result = govpage("-", "--select", "heading-empty", stdin=FAULTY.encode())
    assert result.code == 1
    assert result.out.startswith("-:4:13: error")


def test_a_fragment_is_not_asked_for_what_only_a_page_has(govpage: Govpage) -> None:
    result = govpage("-", stdin=b"<p>Only a paragraph</p>")
    assert (result.code, result.out) == (0, "Found 0 errors, 0 warnings in 1 page.\n")


@pytest.mark.parametrize(
    ("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)]
)
def test_fail_on_decides_the_exit_code(
    govpage: Govpage, page: Path, fail_on: str, code: int
) -> None:
    assert govpage("page.html", "--select", "heading-empty", "--fail-on", fail_on).code == code


def test_warnings_alone_do_not_fail_unless_asked(govpage: Govpage, tmp_path: Path) -> None:
    (tmp_path / "w.html").write_text("<h1>a</h1><p>t</p><h3>b</h3><p>t</p>", encoding="utf-8")
    assert govpage("w.html", "--select", "heading-level-skipped").code == 0
    assert govpage("w.html", "--select", "heading-level-skipped", "--fail-on", "warning").code == 1


def test_a_folder_and_a_glob_give_their_pages_in_order_each_once(
    govpage: Govpage, tmp_path: Path
) -> None:
    for name in (
        "b.html",
        "a.HTM",
        "sub/c.xhtml",
        "node_modules/x.html",
        ".git/y.html",
        "note.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(FAULTY, encoding="utf-8")
    result = govpage(".", "*.html", "--select", "heading-empty")
    places = [line.split(":")[0] for line in result.out.splitlines() if "error:" in line]
    assert places == ["a.HTM", "b.html", "sub/c.xhtml"]


def test_urls_from_reads_targets_from_a_list(govpage: Govpage, page: Path, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("\ufeff# pages\n\npage.html\n", encoding="utf-8")
    assert govpage("--urls-from", "list.txt", "--select", "heading-empty").code == 1
    assert govpage("--urls-from", "-", "--select", "heading-empty", stdin=b"page.html\n").code == 1


# -- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "target", "message"),
    [
        (None, "nowhere.html", "no such file or folder"),
        (None, "www.mofa.go.kr", "for an address write https://www.mofa.go.kr"),
        (None, "*.nothing", "the pattern matches no file"),
        (None, "ftp://example.org/x", "use http or https"),
        ("folder", "folder", "the folder holds no pages"),
        (b"%PDF-1.7 ...", "p.html", "is a PDF document, not a page"),
        (b"\x89PNG\r\n", "p.html", "is a PNG image, not a page"),
        (b" \n", "p.html", "is empty"),
    ],
)
def test_what_cannot_be_checked_is_one_clear_line_and_exit_3(
    govpage: Govpage, tmp_path: Path, page: Path, make: object, target: str, message: str
) -> None:
    if make == "folder":
        (tmp_path / "folder").mkdir()
    elif isinstance(make, bytes):
        (tmp_path / "p.html").write_bytes(make)
    result = govpage(target, "page.html", "--select", "heading-empty")
    assert result.code == 3
    first = result.out.splitlines()[0]
    assert first.startswith(f"{target}: not checked: ")
    assert message in first
    assert "page.html:4:13" in result.out
    assert "1 page could not be checked" in result.out.splitlines()[-1]


def test_an_unreadable_and_a_huge_file_do_not_stop_the_others(
    govpage: Govpage, tmp_path: Path, page: Path
) -> None:
    (tmp_path / "huge.html").write_bytes(b"x" * 20_000_001)
    result = govpage("huge.html", "page.html", "--select", "heading-empty")
    assert result.code == 3
    assert "huge.html: not checked: is larger than 20 MB" in result.out
    assert "page.html:4:13" in result.out


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--formt", "json"], "there is no option --formt; did you mean --format?"),
        (["--format", "jsn"], "there is no format jsn; did you mean json?"),
        (
            ["--select", "heading-emty"],
            "select: there is no rule heading-emty; did you mean heading-empty?",
        ),
        (["--ignore", "x-y"], "ignore: there is no rule x-y"),
        (["--profile", "krr"], "there is no profile krr; did you mean kr?"),
        (["--fail-on", "errors"], "invalid choice: 'errors'"),
        (["--format", "json", "--format", "text"], "only one format can go to standard output"),
        (["--rules", "nowhere"], "nowhere: no such file or folder of rules"),
        (["--config", "nowhere.toml"], "nowhere.toml: cannot be read"),
        (["--axe-source", "nowhere.js"], "nowhere.js: no such file"),
        (["--browser", "--no-browser"], "not allowed with argument"),
    ],
)
def test_a_wrong_word_is_one_line_that_names_the_nearest_and_exit_2(
    govpage: Govpage, page: Path, words: list[str], message: str
) -> None:
    result = govpage("page.html", *words)
    assert result.code == 2
    assert result.out == ""
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_a_fault_of_the_tool_is_no_finding(
    govpage: Govpage, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the disk\nis gone")

    monkeypatch.setattr("govpage_lint.cli.command.settings_of", broken)
    result = govpage("page.html")
    assert (result.code, result.out) == (2, "")
    assert result.err == "govpage-lint: RuntimeError: the disk is gone (--debug shows where)\n"


def test_no_target_at_all_says_so(govpage: Govpage) -> None:
    result = govpage()
    assert result.code == 2
    assert "no target is named" in result.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('profil = "kr"', "govpage-lint.toml:1: profil: unknown key; did you mean profile?"),
        ('lang = "de"', 'govpage-lint.toml:1: lang: "de" is not known'),
        (
            "levels = { heading-emty = 'off' }",
            "levels.heading-emty: there is no rule heading-emty; did you mean heading-empty?",
        ),
        ("levels = { heading-empty = 'fatal' }", 'levels.heading-empty: "fatal" is not known'),
        ("select = 'x'", 'govpage-lint.toml:1: select: "x" is not a list'),
        ("profile = ", "is not valid TOML"),
        ("rules = ['house']", "house: no such file or folder of rules"),
    ],
)
def test_a_broken_configuration_is_one_line_with_file_and_key(
    govpage: Govpage, page: Path, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "govpage-lint.toml").write_text(text, encoding="utf-8")
    result = govpage("page.html")
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert len(result.err.splitlines()) == 1


def test_the_configuration_is_found_upwards_and_flags_win(govpage: Govpage, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.govpage-lint]\nlang = "ko"\nlevels = { heading-empty = "warning" }\nselect = ["heading-empty"]\n',
        encoding="utf-8",
    )
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "p.html").write_text(FAULTY, encoding="utf-8")
    result = govpage("p.html", folder=tmp_path / "site")
    assert result.code == 0
    assert "p.html:4:13: 경고:" in result.out
    assert (
        "p.html:4:13: warning:" in govpage("p.html", "--lang", "en", folder=tmp_path / "site").out
    )
    assert govpage("p.html", "--isolated", folder=tmp_path / "site").code == 1


# -- untrusted text -------------------------------------------------------------------------------

HOSTILE = (
    '<html lang="en"><h1 id="\x1b]0;owned\x07"></h1>'
    "<h2>\u202e::\u2028::error::x\x1b[31m\x00\x9b2J</h2>\n::error file=x::y"
)


@pytest.mark.parametrize("form", ["text", "github"])
def test_text_from_a_page_never_reaches_the_terminal_or_the_log_as_a_command(
    govpage: Govpage, form: str
) -> None:
    result = govpage("-", "--format", form, stdin=HOSTILE.encode())
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u202e]", result.out)
    commands = [line for line in result.out.splitlines() if line.startswith("::")]
    if form == "text":
        assert not commands
    for command in commands:
        assert re.match(r"::(error|warning|notice)( [^:\n]*)?::", command)


def test_a_name_of_a_file_cannot_command_either(govpage: Govpage, tmp_path: Path) -> None:
    name = "a\x1b[2J,line=9::error::\n.html"
    (tmp_path / name).write_text(FAULTY, encoding="utf-8")
    for form in ("text", "github"):
        result = govpage(name, "--format", form, "--select", "heading-empty")
        assert "\x1b" not in result.out
        assert not any(line.startswith("::error::") for line in result.out.splitlines())


def test_what_cannot_be_checked_is_said_in_korean_too(govpage: Govpage, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_bytes(b"%PDF-1.7")
    result = govpage("p.html", "nowhere", "--lang", "ko")
    assert "p.html: 검사 못함: 페이지가 아닙니다: a PDF document" in result.out
    assert "nowhere: 검사 못함: 파일이나 폴더가 없습니다." in result.out
    assert result.out.splitlines()[-1] == (
        "페이지 2개: 오류 0건, 경고 0건 (검사하지 못한 페이지 2개)."
    )


@pytest.mark.parametrize("data", [b"", b" \n"])
def test_a_template_may_write_nothing(govpage: Govpage, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "extra.jsp").write_bytes(data)
    result = govpage("extra.jsp", folder=tmp_path)
    assert (result.code, result.out) == (0, "Found 0 errors, 0 warnings in 1 page.\n")
