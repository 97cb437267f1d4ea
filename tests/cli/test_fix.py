"""--fix and --diff as people run them: what changes in files, what is said, and how it ends."""

import os
import shutil
import stat
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from govpage_lint import placing
from tests.cli.conftest import Govpage

BODY = '<a href="/" target="_self" target="_self">가</a><button tabindex="3">나</button>'
PAGE = (
    f'<!doctype html>\n<html lang="ko">\n<head><title>A</title></head>\n<body>{BODY}</body></html>'
)
SAFE = PAGE.replace(' target="_self" target="_self"', ' target="_self"')
MENDED = SAFE.replace(' tabindex="3"', "")
RULES = ("--select", "attribute-repeated,tabindex-positive")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


def test_safe_repairs_are_made_and_the_rest_is_reported(govpage: Govpage, page: Path) -> None:
    result = govpage("page.html", "--fix", *RULES)
    assert page.read_text(encoding="utf-8") == SAFE
    assert "[tabindex-positive]" in result.out and "[attribute-repeated]" not in result.out
    assert result.out.splitlines()[-2] == "Fixed 1 fault in 1 file."
    assert (result.code, result.err) == (0, "")


def test_the_others_are_made_when_asked(govpage: Govpage, page: Path) -> None:
    result = govpage("page.html", "--fix", "--unsafe-fixes", "--lang", "ko", *RULES)
    assert page.read_text(encoding="utf-8") == MENDED
    assert result.out.splitlines()[-2:] == [
        "파일 1개에서 2건을 고쳤습니다.",
        "페이지 1개: 오류 0건, 경고 0건.",
    ]


def test_a_second_run_changes_nothing(govpage: Govpage, page: Path) -> None:
    govpage("page.html", "--fix", "--unsafe-fixes")
    before = page.stat().st_mtime_ns, page.read_bytes()
    govpage("page.html", "--fix", "--unsafe-fixes")
    assert (page.stat().st_mtime_ns, page.read_bytes()) == before


def test_without_fix_nothing_is_written(govpage: Govpage, page: Path) -> None:
    govpage("page.html", "--unsafe-fixes", *RULES)
    assert page.read_text(encoding="utf-8") == PAGE


def test_diff_shows_the_changes_and_writes_nothing(govpage: Govpage, page: Path) -> None:
    result = govpage("page.html", "--diff", *RULES)
    assert result.code == 1
    assert result.out.startswith("--- page.html\n+++ page.html\n@@ -1,4 +1,4 @@\n")
    assert page.read_text(encoding="utf-8") == PAGE
    page.write_text(MENDED, encoding="utf-8")
    assert govpage("page.html", "--diff", *RULES) == (type(result))(0, "", "")


@pytest.mark.skipif(shutil.which("patch") is None, reason="there is no patch program")
@pytest.mark.parametrize("codec", ["utf-8", "cp949"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_patch_program_takes_the_diff(
    govpage: Govpage, page: Path, codec: str, ending: str
) -> None:
    label = {"utf-8": "utf-8", "cp949": "euc-kr"}[codec]
    text = PAGE.replace("<head>", f'<head><meta charset="{label}">').replace("\n", ending)
    page.write_bytes(text.encode(codec))
    folder = page.parent
    command = [
        sys.executable,
        "-m",
        "govpage_lint",
        "page.html",
        "--diff",
        "--unsafe-fixes",
        *RULES,
    ]
    diff = subprocess.run(command, cwd=folder, capture_output=True, check=False).stdout
    subprocess.run(["patch", "-s", "--binary", "page.html"], cwd=folder, input=diff, check=True)
    wanted = page.read_bytes()
    page.write_bytes(text.encode(codec))
    govpage("page.html", "--fix", "--unsafe-fixes", *RULES)
    assert page.read_bytes() == wanted != text.encode(codec)


def test_standard_input_comes_back_mended_and_the_report_beside_it(govpage: Govpage) -> None:
    result = govpage("-", "--fix", *RULES, stdin=PAGE.encode())
    assert result.out == SAFE
    assert "[tabindex-positive]" in result.err
    assert govpage("-", "--fix", *RULES, stdin=MENDED.encode()).out == MENDED


def test_names_that_are_not_there_fail_and_the_others_are_mended(
    govpage: Govpage, page: Path
) -> None:
    result = govpage("gone.html", "page.html", "--fix", *RULES)
    assert result.code == 3
    assert page.read_text(encoding="utf-8") == SAFE
    assert govpage("gone.html", "--diff").err == "govpage-lint: gone.html: no such file or folder\n"


def test_a_read_only_file_is_named_and_stays(govpage: Govpage, page: Path) -> None:
    other = page.with_name("other.html")
    other.write_text(PAGE, encoding="utf-8")
    page.chmod(0o444)
    result = govpage("page.html", "other.html", "--fix", *RULES)
    assert result.code == 3
    assert result.err == "govpage-lint: page.html: is not mended: it is read-only\n"
    assert page.read_text(encoding="utf-8") == PAGE
    assert other.read_text(encoding="utf-8") == SAFE


def test_a_full_disk_leaves_the_file_as_it_was(
    govpage: Govpage, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    result = govpage("page.html", "--fix", *RULES)
    assert result.code == 3
    assert result.err == "govpage-lint: page.html: is not mended: No space left on device\n"
    assert page.read_text(encoding="utf-8") == PAGE
    assert list(page.parent.iterdir()) == [page]


def test_a_file_that_changes_meanwhile_is_left_alone(
    govpage: Govpage, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rights = placing._copy_rights

    def meanwhile(temporary: Path, state: os.stat_result) -> None:
        rights(temporary, state)
        page.write_text("new", encoding="utf-8")

    monkeypatch.setattr(placing, "_copy_rights", meanwhile)
    result = govpage("page.html", "--fix", *RULES)
    assert "is not mended: it was changed while it was being mended" in result.err
    assert result.code == 3
    assert page.read_text(encoding="utf-8") == "new"
    assert list(page.parent.iterdir()) == [page]


def test_a_file_that_vanishes_is_named(
    govpage: Govpage, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rights = placing._copy_rights

    def meanwhile(temporary: Path, state: os.stat_result) -> None:
        rights(temporary, state)
        page.unlink()

    monkeypatch.setattr(placing, "_copy_rights", meanwhile)
    result = govpage("page.html", "--fix", *RULES)
    assert "page.html: is not mended: it is gone" in result.err
    assert result.code == 3
    assert not list(page.parent.iterdir())


def test_permissions_and_links_stay(govpage: Govpage, page: Path) -> None:
    page.chmod(0o640)
    link = page.with_name("link.html")
    link.symlink_to(page.name)
    govpage("link.html", "--fix", *RULES)
    assert link.is_symlink()
    assert page.read_text(encoding="utf-8") == SAFE
    assert stat.S_IMODE(page.stat().st_mode) == 0o640


def test_hostile_text_in_a_diff_reaches_no_terminal(
    govpage: Govpage, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from govpage_lint.engine.fixing.difference import difference

    page.write_text(PAGE.replace("가", "\x1b[31m"), encoding="utf-8")
    monkeypatch.setattr(
        "govpage_lint.engine.fixing.files.difference",
        lambda name, mending, readable: difference(name, mending, readable=True),
    )
    result = govpage("page.html", "--diff", *RULES)
    assert "\x1b" not in result.out and "\\x1b[31m" in result.out


def test_an_ignored_rule_mends_nothing(govpage: Govpage, page: Path) -> None:
    govpage("page.html", "--fix", "--unsafe-fixes", *RULES, "--ignore", "tabindex-positive")
    assert page.read_text(encoding="utf-8") == SAFE


def test_many_files_are_mended_alike_whoever_parses_and_however_many_processes_check(
    govpage: Govpage, page: Path
) -> None:
    text = page.read_text(encoding="utf-8")
    wanted = []
    for flags in (("--jobs", "1"), ("--jobs", "2"), ("--parser", "fast"), ("--no-cache",)):
        if flags[1:] == ("fast",) and find_spec("turbohtml") is None:
            continue
        folder = page.parent / "-".join(flags).strip("-")
        folder.mkdir()
        for number in range(4):
            (folder / f"{number}.html").write_text(text.replace("가", f"가{number}"), "utf-8")
        result = govpage(folder.name, "--fix", "--unsafe-fixes", *flags)
        assert (result.code, result.err) == (0, "") or result.code == 1
        wanted.append([file.read_bytes() for file in sorted(folder.iterdir())])
    assert all(one == wanted[0] for one in wanted)
    assert b"tabindex" not in wanted[0][3] and "가3".encode() in wanted[0][3]


# -- many files ------------------------------------------------------------------------------------


def site(folder: Path) -> list[Path]:
    """Pages of which the first is the slowest, one that is no text, one that is read-only."""
    many = PAGE.replace(BODY, BODY * 40)
    files = [folder / f"p{number}.html" for number in range(8)]
    for number, file in enumerate(files):
        file.write_text(many if number == 0 else PAGE, encoding="utf-8")
    files[3].chmod(0o444)
    files[5].write_text(MENDED, encoding="utf-8")
    return files


@pytest.mark.parametrize("words", [("--fix",), ("--diff",), ("--fix", "--unsafe-fixes")])
def test_several_processes_do_as_one_does(
    govpage: Govpage, tmp_path: Path, words: tuple[str, ...]
) -> None:
    results = []
    for jobs in ("1", "3"):
        folder = tmp_path / jobs
        folder.mkdir()
        files = site(folder)
        names = [*(file.name for file in files), "gone.html"]
        done = govpage(*names, *words, "--jobs", jobs, *RULES, folder=folder)
        results.append((done, [file.read_bytes() for file in files]))
        assert sorted(folder.iterdir()) == files
    assert results[0] == results[1]
    assert results[0][0].code == 3
    if "--fix" in words:
        assert "p3.html: is not mended: it is read-only" in results[0][0].err
        assert "in 6 files." in results[0][0].out
    else:
        shown = [line for line in results[0][0].out.splitlines() if line.startswith("--- ")]
        assert shown == [f"--- p{number}.html" for number in (0, 1, 2, 3, 4, 6, 7)]


_DYING = """
import os, signal
from govpage_lint.cli import main
from govpage_lint.engine.fixing import files

here, replace_file = os.getpid(), files.replace_file

def dying(path, old, new):
    if path.name == "p4.html" and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    replace_file(path, old, new)

files.replace_file = dying
raise SystemExit(main())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes begin anew here")
def test_a_process_that_dies_costs_its_file_alone(tmp_path: Path) -> None:
    files = site(tmp_path)
    # In a process of its own: one with threads, as that of the tests may be, begins others anew.
    words = [*(file.name for file in files), "--fix", "--jobs", "2", "--isolated", *RULES]
    command = [sys.executable, "-c", _DYING, *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert "p4.html: is not mended: " in done.stderr and done.returncode == 3
    changed = [file.name for file in files if 'target="_self" target' not in file.read_text()]
    assert changed == ["p0.html", "p1.html", "p2.html", "p5.html", "p6.html", "p7.html"]
