"""Many pages of one site: sitemaps, crawls and another environment, against a served site."""

import gzip
import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Govpage, Result
from tests.web import Answer, page, redirect, serve

HTML = '<!doctype html><html lang="en"><title>{title}</title><h1>{title}</h1><main>{links}</main>'
KEEP_TO_SOURCE = ("--no-browser", "--no-neighbours", "--format", "json", "--select")
RULE = "heading-level-skipped"


def made(title: str, *links: str) -> Answer:
    text = "".join(f'<p><a href="{link}">Page {link}</a>' for link in links)
    return page(HTML.format(title=title, links=text))


def here(text: str) -> Answer:
    """An answer in which {here} is the address of the server."""

    def answer(request: BaseHTTPRequestHandler) -> None:
        page(text.format(here=f"http://{request.headers['Host']}"), kind="text/xml")(request)

    return answer


URL = "<url><loc>{here}%s</loc></url>"
ANSWERS = {
    "/": made("Home", "/a", "/b", "/private/x", "/file", "/moved", "/logout", "/gone"),
    "/a": made("A", "/b", "/c"),
    "/b": made("B", "/?from=b", "http://127.0.0.2:1/elsewhere"),
    "/c": made("C"),
    "/private/x": made("Private"),
    "/file": page(b"%PDF-1.7", kind="application/pdf"),
    "/moved": redirect("/a"),
    "/robots.txt": here("User-agent: *\nDisallow: /private\nSitemap: {here}/index.xml\n"),
    "/index.xml": here(
        "<sitemapindex><sitemap><loc>{here}/map.xml.gz</loc></sitemap>"
        "<sitemap><loc>{here}/more.xml</loc></sitemap></sitemapindex>"
    ),
    "/more.xml": here(f"<urlset>{URL % '/c'}{URL % '/en/x'}</urlset>"),
    "/live.xml": page("<urlset><url><loc>https://www.example.go.kr/a</loc></url></urlset>"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    answers = dict(ANSWERS)
    with serve(answers) as address:
        packed = f"<urlset>{URL % '/a'}{URL % '/b'}</urlset>".format(here=address).encode()
        answers["/map.xml.gz"] = page(gzip.compress(packed), kind="application/gzip")
        yield address


def run(govpage: Govpage, *words: str) -> tuple[Result, dict[str, Any]]:
    result = govpage(*words, *KEEP_TO_SOURCE, RULE)
    return result, json.loads(result.out)


def paths(report: dict[str, Any], site: str) -> list[str]:
    return [one["target"].removeprefix(site) for one in report["pages"]]


def test_a_site_names_its_sitemaps_to_robots_and_they_are_read(govpage: Govpage, site: str) -> None:
    result, report = run(govpage, "--sitemap", site, "--sitemap-exclude", "/en/")
    assert (result.code, paths(report, site)) == (0, ["/a", "/b", "/c"])
    assert all(one["status"] == "checked" for one in report["pages"])


def test_listed_addresses_are_rewritten(govpage: Govpage, site: str) -> None:
    found = ("--sitemap-find", r"^https://www\.example\.go\.kr", "--sitemap-replace", site)
    result, report = run(govpage, "--sitemap", f"{site}/live.xml", *found)
    assert (result.code, paths(report, site)) == (0, ["/a"])


def test_pages_of_another_environment_keep_their_names(govpage: Govpage, site: str) -> None:
    public = "https://www.example.go.kr"
    base = ("--base-url", f"{public}={site}")
    for words in (("--sitemap", f"{public}/live.xml"), (f"{public}/a",), (f"{site}/a",)):
        result, report = run(govpage, *words, *base)
        one = report["pages"][0]
        assert (result.code, one["target"], one["url"]) == (0, f"{public}/a", f"{public}/a")
        # By its host.
        assert one["profile"] == "kr"


def test_a_sitemap_may_be_a_file(govpage: Govpage, site: str, tmp_path: Path) -> None:
    (tmp_path / "map.txt").write_text(f"{site}/a\n{site}/b\n", encoding="utf-8")
    _, report = run(govpage, "--sitemap", "map.txt", f"{site}/b", "--max-pages", "1")
    assert paths(report, site) == ["/b"]
    assert "--max-pages" in report["notes"][0]


def test_a_sitemap_that_cannot_be_read_is_no_success(govpage: Govpage, site: str) -> None:
    result, report = run(govpage, "--sitemap", f"{site}/none.xml", f"{site}/a")
    assert result.code == 3
    assert [one["status"] for one in report["pages"]] == ["checked", "error"]
    assert govpage("--sitemap", "none.xml").code == 2
    assert run(govpage, "--sitemap", f"{site}/c")[0].code == 3


def test_a_crawl_checks_the_pages_that_links_lead_to(govpage: Govpage, site: str) -> None:
    result, report = run(govpage, site, "--crawl")
    checked = [one["target"] for one in report["pages"] if one["status"] == "checked"]
    assert checked == [f"{site}/", *(f"{site}{path}" for path in ("/a", "/b", "/c", "/?from=b"))]
    # A broken link is a page that could not be checked, and who links to it is told.
    assert result.code == 3
    broken = next(one for one in report["pages"] if one["status"] == "error")
    assert broken["target"] == f"{site}/gone"
    assert broken["notes"] == [f"linked from {site}/"]
    assert any("robots.txt" in note for note in report["notes"])


def test_a_crawl_has_limits_and_a_site_of_ones_own_may_be_crawled_whole(
    govpage: Govpage, site: str
) -> None:
    words = (site, "--crawl", "--max-depth", "1", "--crawl-exclude", "gone", "--ignore-robots")
    result, report = run(govpage, *words)
    assert (result.code, paths(report, site)) == (0, ["/", "/a", "/b", "/private/x"])
    assert paths(run(govpage, *words, "--max-pages", "2")[1], site) == ["/", "/a"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("x.html", "--max-depth", "2"), "--max-depth does nothing without --crawl"),
        (("x.html", "--sitemap-exclude", "a"), "--sitemap-exclude does nothing without --sitemap"),
        (
            ("http://a.kr/", "--crawl", "--max-pages", "0"),
            "0 is not a whole number from 1 to 1000000",
        ),
        (("http://a.kr/", "--crawl", "--crawl-include", "("), "( is no regular expression"),
        (("x.html", "--base-url", "http://a.kr"), "http://a.kr is no pair of addresses"),
        (("--sitemap", "http://a.kr/m.xml", "--sitemap-find", "a"), "given together"),
    ],
)
def test_an_option_that_makes_no_sense_is_said(
    govpage: Govpage, words: tuple[str, ...], told: str
) -> None:
    result = govpage(*words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
