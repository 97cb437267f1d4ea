"""``govpage-lint init`` as a new user meets it: what it asks, what it writes, and what it never does."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from govpage_lint.cli.interview import PROFILES
from govpage_lint.rulebook.book import Rulebook
from tests.cli.conftest import Govpage

NAME = "govpage-lint.toml"


def answers(*lines: str) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def written(folder: Path) -> dict[str, object]:
    return tomllib.loads((folder / NAME).read_text(encoding="utf-8"))


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_every_profile_is_offered():
    assert set(PROFILES) == {"auto", *Rulebook().profiles}


def test_the_answers_are_written_and_hold(govpage: Govpage, tmp_path: Path):
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "p.html").write_text(
        '<html lang="en"><img src="a.png">', encoding="utf-8"
    )
    result = govpage("init", stdin=answers("ko", "1", "", "n", "n", "n"))
    assert (result.code, result.err) == (0, "")
    assert "어느 기관의 페이지입니까?" in result.out
    assert written(tmp_path) == {
        "profile": "kr",
        "lang": "ko",
        "targets": ["public"],
        "fail-on": "error",
    }
    shown = json.loads(govpage("--show-config", "--format", "json").out)["targets"][0]
    assert {one["key"]: one["value"] for one in shown["settings"]}["profile"] == "kr"
    checked = govpage()
    assert checked.code == 1
    assert "대체 텍스트 없는 이미지" in checked.out


@pytest.mark.parametrize(
    ("language", "profile", "expected"),
    [
        ("en", "5", "uk"),
        ("english", "jp", "jp"),
        ("", "", None),
        ("한국어", "", "kr"),
        ("en", "10", None),
    ],
)
def test_answers_are_numbers_names_or_nothing(
    govpage: Govpage,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    profile: str,
    expected: str | None,
):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert govpage("init", stdin=answers(language, profile, "a b", "", "", "")).code == 0
    assert written(tmp_path).get("profile") == expected
    assert written(tmp_path)["targets"] == ["a", "b"]


def test_a_wrong_answer_is_asked_again(govpage: Govpage, tmp_path: Path):
    result = govpage(
        "init", stdin=answers("de", "en", "99", "0", "kr", "", "maybe", "no", "n", "n")
    )
    assert result.code == 0
    assert result.out.count("Number [10]") == 3
    assert "Answer y or n." in result.out
    assert written(tmp_path)["profile"] == "kr"


def test_flags_answer_and_are_not_asked(govpage: Govpage, tmp_path: Path):
    result = govpage(
        "init",
        *("--lang", "en", "--profile", "eu", "--targets", "https://example.eu/"),
        *("--no-hook", "--no-action", "--no-baseline"),
    )
    assert (result.code, result.err) == (0, "")
    assert "?" not in result.out
    assert written(tmp_path)["targets"] == ["https://example.eu/"]


@pytest.mark.parametrize(
    "given", [b"", answers("en"), answers("en", "1", "", "y", "y"), b"en\n1\n."]
)
def test_where_the_answers_end_early_nothing_is_written(
    govpage: Govpage, tmp_path: Path, given: bytes
):
    result = govpage("init", stdin=given)
    assert result.code == 2
    assert "nothing was written" in result.err
    assert everything(tmp_path) == []


def test_endless_nonsense_ends(govpage: Govpage, tmp_path: Path):
    result = govpage("init", stdin=b"\xec\x9e\n" * 1000)
    assert result.code == 2
    assert everything(tmp_path) == []


def test_interrupted_at_a_question_nothing_is_written(
    govpage: Govpage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def interrupted(*_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("govpage_lint.cli.interview.Interview._targets", interrupted)
    result = govpage("init", stdin=answers("en", "1"))
    assert result.code == 130
    assert everything(tmp_path) == []


def test_nothing_is_written_over_without_force(govpage: Govpage, tmp_path: Path):
    (tmp_path / NAME).write_text("# mine\n", encoding="utf-8")
    result = govpage("init", "--yes")
    assert result.code == 2
    assert f"{NAME} is there already; --force writes over it" in result.err
    assert (tmp_path / NAME).read_text(encoding="utf-8") == "# mine\n"
    assert govpage("init", "--yes", "--force", "--profile", "ca").code == 0
    assert written(tmp_path)["profile"] == "ca"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_project_keeps_what_it_has_and_gets_our_table(
    govpage: Govpage, tmp_path: Path, newline: str
):
    project = tmp_path / "pyproject.toml"
    before = f'# 프로젝트{newline}[project]{newline}name = "x"'.encode()
    project.write_bytes(before)
    project.chmod(0o640)
    assert govpage("init", "--yes", "--pyproject", "--profile", "kr", "--lang", "ko").code == 0
    after = project.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(newline.encode())
    assert tomllib.loads(after.decode())["tool"]["govpage-lint"]["profile"] == "kr"
    assert everything(tmp_path) == ["pyproject.toml"]
    if os.name == "posix":
        assert project.stat().st_mode & 0o777 == 0o640
    again = govpage("init", "--yes", "--pyproject", "--force")
    assert again.code == 2 and "has a table [tool.govpage-lint] already" in again.err
    beside = govpage("init", "--yes")
    assert beside.code == 2 and "would hide" in beside.err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "there is no pyproject.toml"),
        (b"[project", "is not valid TOML"),
        (b"# \xff", "is not valid TOML"),
        (b"tool = { x = 1 }", "the table cannot be added"),
        (b"#" * 1_000_001, "is larger than"),
    ],
)
def test_a_project_that_cannot_take_it_stays_as_it_is(
    govpage: Govpage, tmp_path: Path, text: bytes | None, message: str
):
    project = tmp_path / "pyproject.toml"
    if text is not None:
        project.write_bytes(text)
    result = govpage("init", "--yes", "--pyproject")
    assert result.code == 2
    assert message in result.err and len(result.err.splitlines()) == 1
    assert (project.read_bytes() if text is not None else None) == text


def test_the_hook_and_the_action_are_valid_and_never_written_over(govpage: Govpage, tmp_path: Path):
    words = ("--yes", "--hook", "--action", "--targets", "public", "--targets", "https://a.kr/")
    assert govpage("init", *words).code == 0
    hook = tmp_path / ".pre-commit-config.yaml"
    action = tmp_path / ".github" / "workflows" / "govpage-lint.yml"
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(hook)]
    checked = subprocess.run(command, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    step = yaml.safe_load(action.read_text(encoding="utf-8"))["jobs"]["pages"]["steps"][1]
    assert step["with"]["targets"].split() == ["public", "https://a.kr/"]
    hook.write_text("repos: []\n", encoding="utf-8")
    result = govpage("init", *words, "--force")
    assert result.code == 0
    assert f"{hook.name} is there already and stays as it is" in result.out
    assert hook.read_text(encoding="utf-8") == "repos: []\n"


def test_a_target_in_the_action_is_no_expression(govpage: Govpage, tmp_path: Path):
    target = "a${{ github.token }}b${{c"
    assert govpage("init", "--yes", "--action", "--targets", target).code == 0
    action = tmp_path / ".github" / "workflows" / "govpage-lint.yml"
    step = yaml.safe_load(action.read_text(encoding="utf-8"))["jobs"]["pages"]["steps"][1]
    # The only expressions are texts, which stand for themselves.
    outside = re.split(r"\$\{\{ '(\$\{\{)' \}\}", step["with"]["targets"].strip())
    assert all("${{" not in part for part in outside[::2])
    assert "".join(outside) == target


@pytest.mark.parametrize("target", ["a\nb", "", "  ", "\x1b[2J"])
def test_a_target_that_names_nothing_is_refused(govpage: Govpage, tmp_path: Path, target: str):
    result = govpage("init", "--yes", "--action", "--targets", target)
    assert result.code == 2
    assert "names nothing" in result.err and "\x1b" not in result.err
    assert everything(tmp_path) == []


@pytest.mark.parametrize("target", ['a"b', "a\\b", "한글 폴더", "a'b", "#x", "${{ x }}"])
def test_any_other_target_can_be_written_and_read(govpage: Govpage, tmp_path: Path, target: str):
    assert govpage("init", "--yes", "--targets", target).code == 0
    assert written(tmp_path)["targets"] == [target]


def test_it_can_be_another_folder(govpage: Govpage, tmp_path: Path):
    (tmp_path / "site").mkdir()
    assert govpage("init", "site", "--yes").code == 0
    assert everything(tmp_path) == [str(Path("site") / NAME)]
    result = govpage("init", "nowhere", "--yes")
    assert result.code == 2 and "nowhere: no such folder" in result.err


def test_a_full_disk_leaves_no_half_file(
    govpage: Govpage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("govpage_lint.cli.output.os.fdopen", full)
    result = govpage("init", "--yes")
    assert result.code == 2
    assert f"{NAME} cannot be written: No space left on device" in result.err
    assert everything(tmp_path) == []
