"""How pages are looked at in a browser: windows, several at once, tries, parts, pictures."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from govpage_lint.rulebook.validation import validator
from tests.cli.conftest import Govpage, Result
from tests.needs import needs_browser
from tests.web import Answer, page, redirect, serve

HTML = '<!doctype html><html lang="en"><title>{0}</title><main><h1>{0}</h1>{1}</main>'
RULE = "heading-level-skipped"
# The headings are out of order in a narrow window only, in a dark one only, and on a phone only.
RESPONSIVE = """<style>h3, h4, h5 { display: none }
@media (max-width: 400px) { h3 { display: block } }
@media (prefers-color-scheme: dark) { h4 { display: block } }
@media (pointer: coarse) { h5 { display: block } }</style>
<meta name="viewport" content="width=device-width"><h3>Narrow</h3><h4>Dark</h4><h2>News</h2><h5>Phone</h5>"""


class Broken:
    """Answers that break the connection off for the first so many times."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, request: BaseHTTPRequestHandler) -> None:
        if self.left:
            self.left -= 1
            request.connection.shutdown(2)
        else:
            page(HTML.format("Late", "<h3>x</h3>"))(request)


def linked(title: str, *links: str) -> Answer:
    return page(
        HTML.format(title, "<h3>x</h3>" + "".join(f'<a href="{to}">{to}</a>' for to in links))
    )


@pytest.fixture
def site() -> Iterator[str]:
    answers: dict[str, Answer] = {
        "/": linked("Home", "/a", "/b", "/again", "/file"),
        "/a": linked("A", "/c"),
        "/b": linked("B"),
        "/c": linked("C"),
        "/again": redirect("/a"),
        "/file": page(b"%PDF-1.7", kind="application/pdf"),
        "/blank": page("<!doctype html><title>x</title><body><script></script></body>"),
        "/responsive": page(HTML.format("R", RESPONSIVE)),
        "/chat": page(HTML.format("Chat", '<h3>x</h3></main><div id="chat"><h5>y</h5></div>')),
        "/broken": Broken(1),
        "/broken-for-long": Broken(2),
    }
    with serve(answers) as address:
        yield address


def run(govpage: Govpage, *words: str) -> tuple[Result, dict[str, Any]]:
    result = govpage(*words, "--select", RULE, "--no-neighbours", "--format", "json")
    report: dict[str, Any] = json.loads(result.out) if result.out else {}
    return result, report


@needs_browser
def test_windows_tell_a_fault_once_and_which_of_them_have_it(govpage: Govpage, site: str) -> None:
    windows = "1280x1024,320x256,1280x1024:dark,390x844:mobile"
    _, report = run(govpage, f"{site}/responsive", "--viewport", windows)
    assert not list(validator("report").iter_errors(report))
    found = {one["snippet"]: one["viewports"] for one in report["pages"][0]["findings"]}
    assert found["<h3>"] == ["320x256", "390x844:mobile"], found
    assert found["<h5>"] == ["390x844:mobile"], found
    assert found["<h4>"] == ["1280x1024:dark"]
    assert not any("1280x1024" in windows for windows in found.values()), found


@needs_browser
def test_pages_side_by_side_come_in_order_and_a_bad_one_disturbs_none(
    govpage: Govpage, site: str
) -> None:
    words = (f"{site}/a", f"{site}/blank", f"{site}/none", f"{site}/b", f"{site}/c")
    result, report = run(govpage, *words, "--concurrency", "2")
    assert result.code == 3
    states = [(one["target"], one["status"]) for one in report["pages"]]
    assert states == list(
        zip(words, ("checked", "error", "error", "checked", "checked"), strict=True)
    )
    assert report["tool"]["browser"]
    for one in report["pages"]:
        if one["status"] == "checked":
            assert "rendered" in one["findings"][0]["observers"]


def test_a_crawl_side_by_side_finds_the_same_pages(govpage: Govpage, site: str) -> None:
    words = (site, "--crawl", "--no-browser")
    _, one = run(govpage, *words)
    _, several = run(govpage, *words, "--concurrency", "3")
    targets = [page["target"].removeprefix(site) for page in several["pages"]]
    assert targets == ["/", "/a", "/b", "/c"]
    assert targets == [page["target"].removeprefix(site) for page in one["pages"]]
    assert one["notes"] == several["notes"]


def test_a_page_is_tried_again_when_the_connection_broke(govpage: Govpage, site: str) -> None:
    assert run(govpage, f"{site}/broken", "--no-browser")[0].code == 0
    assert run(govpage, f"{site}/broken-for-long", "--no-browser")[0].code == 3
    assert run(govpage, f"{site}/none", "--no-browser", "--retries", "0")[0].code == 3


@needs_browser
def test_a_page_that_never_gets_ready_could_not_be_checked(govpage: Govpage, site: str) -> None:
    words = ("--ready", "main h3", "--page-timeout", "2")
    result, report = run(govpage, f"{site}/a", f"{site}/responsive", *words)
    assert result.code == 3
    assert [one["status"] for one in report["pages"]] == ["checked", "error"]
    assert "main h3" in report["pages"][1]["error"]


@needs_browser
def test_parts_are_hidden_and_faults_are_pictured(
    govpage: Govpage, site: str, tmp_path: Path
) -> None:
    words = ("--hide", "#chat", "--screenshot", "shots", "--screenshot-pages")
    _, report = run(govpage, f"{site}/chat", *words)
    (one,) = report["pages"]
    (found,) = one["findings"]
    assert found["snippet"] == "<h3>"
    assert (tmp_path / found["screenshot"]).read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / one["screenshot"]).is_file()
    assert not list(validator("report").iter_errors(report))


def test_parts_are_left_out_of_the_source_too(govpage: Govpage, site: str) -> None:
    words = (f"{site}/chat", "--no-browser")
    assert len(run(govpage, *words)[1]["pages"][0]["findings"]) == 2
    for more in (("--exclude-elements", "#chat"), ("--include-elements", "main")):
        (found,) = run(govpage, *words, *more)[1]["pages"][0]["findings"]
        assert found["snippet"] == "<h3>"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--viewport", "wide"), "wide is no window; write 1280x1024"),
        (("--viewport", "10x10"), "a side of a window has 100 to 8000 pixels"),
        (("--viewport", "320x256:drak"), "drak is not known; it takes mobile, dark"),
        (("--viewport", ",".join(f"{n}x200" for n in range(200, 210))), "more than 8"),
        (("--concurrency", "0"), "0 is not a whole number from 1 to 32"),
        (("--retries", "x"), "x is not a whole number from 0 to 10"),
        (("--hide", "a["), "--hide: “a[” is no CSS selector"),
        (("--exclude-elements", "p{}"), "--exclude-elements: “p{}” is no CSS selector"),
        (("--screenshot", "x.html"), "x.html is a file; name a folder"),
        (("--screenshot-pages",), "does nothing without --screenshot"),
        (("--no-browser", "--viewport", "320x256"), "need a browser"),
    ],
)
def test_a_view_that_makes_no_sense_is_said(
    govpage: Govpage, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    (tmp_path / "x.html").write_text(HTML.format("x", ""), encoding="utf-8")
    result = govpage("x.html", *words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
