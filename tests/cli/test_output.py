"""Where reports go: several at once, whole or not at all, and what a build server's log gets."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Govpage

FAULTY = '<!doctype html>\n<html lang="en"><title>News</title><h1></h1><p>Text</p>\n'
ONLY = ("--select", "heading-empty")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(FAULTY, encoding="utf-8")
    return file


def test_formats_may_be_listed_with_commas(govpage: Govpage, page: Path, tmp_path: Path) -> None:
    result = govpage("page.html", *ONLY, "--format", "concise,json=a.json, junit=out/b.xml")
    assert result.out.startswith("page.html:2:")
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["created"].endswith("Z")
    assert (tmp_path / "out" / "b.xml").read_text("utf-8").startswith("<?xml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("text,sarfi=x", "there is no format sarfi"),
        ("json=", "a path is missing after the equals sign"),
        ("json=.", ". is a folder; name a file in it"),
        ("json=a,csv=./a", "two reports go to"),
        ("json,csv", "only one format can go to standard output"),
        ("text,", "there is no format  (known"),
    ],
)
def test_a_wrong_format_is_one_line(govpage: Govpage, page: Path, text: str, message: str) -> None:
    result = govpage("page.html", "--format", text)
    assert (result.code, result.out) == (2, "")
    assert message in result.err and len(result.err.splitlines()) == 1


def test_github_actions_gets_annotations_beside_the_text(
    govpage: Govpage, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    lines = govpage("page.html", *ONLY, github=True).out.splitlines()
    assert lines[0].startswith("page.html:2:")
    assert any(line.startswith("::error file=page.html,line=2") for line in lines)
    named = govpage("page.html", *ONLY, "--format", "text", github=True).out
    assert "::error" not in named
    assert "::error" not in govpage("page.html", *ONLY).out


def test_no_line_of_the_text_commands_the_runner(
    govpage: Govpage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "::warning::.html").write_text(FAULTY.replace("News", "##[add-path]"), "utf-8")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    out = govpage("::warning::.html", "--format", "text", github=True).out
    assert not any(line.lstrip().startswith("::") for line in out.splitlines())
    assert "##[" not in out


def test_a_report_that_cannot_be_written_leaves_nothing_and_does_not_stop_the_others(
    govpage: Govpage, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "old.json").write_text("old")
    result = govpage("page.html", *ONLY, "--format", "json=file/a.json,text,csv=old.json")
    assert result.code == 2
    assert result.err.startswith("govpage-lint: the report file/a.json cannot be written: ")
    assert len(result.err.splitlines()) == 1
    assert "page.html:2:" in result.out
    assert (tmp_path / "old.json").read_text("utf-8").startswith("\ufeffpage,")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["file", "old.json", "page.html"]


def test_a_full_disk_leaves_the_old_report(
    govpage: Govpage, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.json").write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fdopen", full)
    result = govpage("page.html", *ONLY, "--format", "json=a.json")
    assert result.code == 2
    assert result.err == (
        "govpage-lint: the report a.json cannot be written: No space left on device\n"
    )
    assert (tmp_path / "a.json").read_text() == "old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["a.json", "page.html"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("where", ["stdout", "file"])
def test_a_device_that_is_full_is_one_line_and_exit_2(page: Path, where: str) -> None:
    words = [sys.executable, "-m", "govpage_lint", "page.html", *ONLY]
    words += ["--format=json"] if where == "stdout" else ["--format=json=/dev/full"]
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            words, cwd=page.parent, stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert result.returncode == 2
    assert len(result.stderr.splitlines()) == 1
    assert "No space left on device" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="permissions as Unix has them")
def test_permissions_and_links_stay(govpage: Govpage, page: Path, tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "real.json").chmod(0o640)
    (tmp_path / "link.json").symlink_to("real.json")
    govpage("page.html", *ONLY, "--format", "json=link.json")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "real.json").read_text("utf-8").startswith("{")


def test_a_file_name_that_is_no_utf8_is_told(govpage: Govpage, tmp_path: Path) -> None:
    name = os.fsdecode(b"\xb1\xdb.html")
    (tmp_path / name).write_text(FAULTY, encoding="utf-8")
    result = govpage(".", *ONLY, "--format", "text,json=a.json,junit=b.xml,csv=c.csv")
    assert result.code == 1
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["pages"][0]["target"] == name
