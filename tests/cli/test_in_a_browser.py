"""The command with a real browser: addresses and files, axe merged in, and what it does without one."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from govpage_lint.browser import choice
from govpage_lint.browser.errors import BrowserUnavailable
from govpage_lint.rulebook.validation import validator
from tests.cli.conftest import Govpage
from tests.needs import needs_browser
from tests.web import page, redirect, serve

FAULTY = """<!doctype html><html lang="en"><head><title>News of the ministry</title>
<link rel="stylesheet" href="site.css"></head><body>
<main><h1>News</h1><h3>Late</h3><p class="faint">Nobody can read this text.</p>
<script>document.querySelector("main").append(Object.assign(new Image(), {src: "x.png"}))</script>
</main></body></html>"""
CSS = ".faint { color: #eee; background: #fff }"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    answers = {
        "/": page(FAULTY),
        "/site.css": page(CSS, kind="text/css"),
        "/moved": redirect("/"),
        "/blank": page("<!doctype html><title>x</title><body><script></script></body>"),
    }
    with serve(answers) as address:
        yield address


@needs_browser
def test_an_address_is_opened_in_a_browser_and_axe_is_merged_in(
    govpage: Govpage, site: str
) -> None:
    result = govpage(f"{site}/moved", "--format", "json")
    report = json.loads(result.out)
    assert not list(validator("report").iter_errors(report))
    assert result.code == 1
    assert report["tool"]["axe"].startswith("4.")
    assert report["tool"]["browser"]
    found = {finding["rule"]: finding for finding in report["pages"][0]["findings"]}
    assert report["pages"][0]["url"] == f"{site}/"
    assert found["heading-level-skipped"]["observers"] == ["source", "rendered", "axe"]
    assert found["heading-level-skipped"]["location"]["line"] == 3
    contrast = found["text-contrast-low"]
    assert contrast["observers"] == ["axe", "probe"]
    assert contrast["axe"] == ["color-contrast"]
    assert contrast["location"]["line"] == 3
    image = next(f for f in report["pages"][0]["findings"] if f["axe"] == ["image-alt"])
    assert image["location"] is None
    assert report["pages"][0]["outcomes"]["text-contrast-low"]["failed"] == 1


@needs_browser
def test_a_file_is_served_so_that_its_style_sheet_counts(govpage: Govpage, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "site.css").write_text(CSS, encoding="utf-8")
    result = govpage("page.html", "--browser", "--select", "axe-color-contrast")
    assert result.code == 1
    assert "page.html:3:33: error" in result.out


@needs_browser
def test_standard_input_and_a_file_elsewhere_are_opened_too(
    govpage: Govpage, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "p.html").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "here").mkdir()
    result = govpage(
        "-",
        str(tmp_path / "elsewhere" / "p.html"),
        "--browser",
        "--select",
        "heading-level-skipped",
        stdin=FAULTY.encode(),
        folder=tmp_path / "here",
    )
    assert result.code == 0
    assert result.out.count("seen by axe") == 2


@needs_browser
def test_a_page_that_is_blank_in_the_browser_could_not_be_checked(
    govpage: Govpage, site: str
) -> None:
    result = govpage(f"{site}/blank", f"{site}/")
    assert result.code == 3
    assert "/blank: not checked:" in result.out
    assert "text-contrast-low" in result.out


@needs_browser
def test_a_file_that_is_not_axe_is_said_before_anything_runs(
    govpage: Govpage, tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_text(FAULTY, encoding="utf-8")
    (tmp_path / "not-axe.js").write_text("alert(1)", encoding="utf-8")
    result = govpage("page.html", "--browser", "--axe-source", "not-axe.js")
    assert result.code == 2
    assert "not-axe.js is not axe-core" in result.err


@pytest.fixture
def no_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise BrowserUnavailable("no-browser", "There is no browser.", hint="Install Chromium.")

    monkeypatch.setattr(choice, "find_browser", none)


@pytest.mark.usefixtures("no_browser")
def test_without_a_browser_the_source_is_checked_and_the_report_says_so_once(
    govpage: Govpage, site: str
) -> None:
    result = govpage(f"{site}/", f"{site}/moved", "--select", "heading-level-skipped")
    assert result.code == 0
    assert result.out.count("heading-level-skipped") == 2
    notes = [line for line in result.out.splitlines() if line.startswith("Note:")]
    assert notes == [
        "Note: only the source was checked, without a browser: There is no browser. Install Chromium."
    ]


@pytest.mark.usefixtures("no_browser")
def test_a_demanded_browser_that_is_missing_is_a_fault(govpage: Govpage, site: str) -> None:
    result = govpage(f"{site}/", "--browser")
    assert (result.code, result.out) == (2, "")
    assert "There is no browser. Install Chromium." in result.err


@pytest.mark.usefixtures("no_browser")
def test_no_browser_keeps_to_the_source_without_a_note(govpage: Govpage, site: str) -> None:
    result = govpage(f"{site}/", "--no-browser", "--select", "heading-level-skipped")
    assert "Note" not in result.out
