"""What a test suite gets without a browser: markup and files, and the fixture of the plugin."""

import subprocess
import sys

import pytest

from govpage_lint.cli import UsageError
from govpage_lint.testing import PageFaults, assert_page, check_page

CLEAN = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Permits</title><h1>Permits</h1>'
)
FAULTY = f'{CLEAN}<img src="hall.png">'


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_markup_passes_or_tells_what_is_wrong():
    report = assert_page(CLEAN, select=["image-alt-missing"])
    assert report.pages[0].status == "checked"
    with pytest.raises(PageFaults, match="has no alt attribute"):
        assert_page(FAULTY)


def test_what_does_not_fail_is_not_told():
    with pytest.raises(PageFaults) as raised:
        assert_page(FAULTY + "<h4>Fees</h4>")
    assert "heading-level-skipped" not in str(raised.value)
    rules = {finding.rule for finding in raised.value.report.pages[0].findings}
    assert "heading-level-skipped" in rules
    with pytest.raises(PageFaults, match="heading-level-skipped"):
        assert_page(CLEAN + "<h4>Fees</h4>", fail_on="warning")


def test_files_and_the_configuration_above_them(folder):
    (folder / "page.html").write_text(FAULTY, "utf-8")
    with pytest.raises(PageFaults):
        assert_page(folder / "page.html")
    (folder / "govpage-lint.toml").write_text('ignore = ["image-alt-missing"]\n', "utf-8")
    assert_page(folder / "page.html")
    assert_page(FAULTY)


def test_a_file_that_is_not_there_fails(folder):
    with pytest.raises(PageFaults, match="not checked"):
        assert_page(folder / "gone.html")


def test_a_wrong_name_is_a_mistake_of_the_test():
    with pytest.raises(UsageError, match="image-alt-missing"):
        check_page(CLEAN, select=["image-alt-mising"])


def test_the_plugin_has_a_fixture(folder):
    (folder / "test_pages.py").write_text(
        f"def test_good(assert_page):\n    assert_page({CLEAN!r})\n\n"
        f"def test_bad(assert_page):\n    assert_page({FAULTY!r})\n",
        "utf-8",
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    assert "1 failed, 1 passed" in done.stdout
    assert "has no alt attribute" in done.stdout
