"""Which pages a crawl visits: in order, in scope, within limits, and out of every trap."""

import re
from collections.abc import Callable

import pytest

from govpage_lint.fetch import FetchError
from govpage_lint.site.crawl import Crawl, CrawlOptions, Links
from govpage_lint.site.mapping import base_map
from govpage_lint.site.robots import Robots
from govpage_lint.targets import MissingTarget, Target

HOME = "http://a.kr/"
type Site = Callable[[str], list[str]]


def none(place: str) -> bytes:
    raise FetchError("http-status", "the server answers 404", status=404)


def crawl(options: CrawlOptions | None = None, start: str = HOME, robots: bytes = b"") -> Crawl:
    load = (lambda place: robots) if robots else none
    return Crawl([Target("url", start)], options or CrawlOptions(), Robots(load))


def visit(found: Crawl, site: Site, canonical: dict[str, str] | None = None) -> list[str]:
    """The pages that are checked when every page of the site answers."""
    pages = []
    while (target := found.take()) is not None:
        assert isinstance(target, Target)
        if found.accepts(target, target.place, (canonical or {}).get(target.place)):
            pages.append(target.name)
            found.learn(target, Links(target.place, tuple(site(target.place))))
        found.learn(target, None)
    return pages


def links(pages: dict[str, list[str]]) -> Site:
    return lambda place: pages.get(place, [])


def test_pages_come_breadth_first_each_once() -> None:
    site = links(
        {
            HOME: ["a", "b", "a#part", "/", "javascript:go()", "a?utm_source=x"],
            f"{HOME}a": ["c", "b"],
            f"{HOME}b": ["d", "file.pdf", "logout.do"],
        }
    )
    found = crawl()
    assert visit(found, site) == [HOME, *(f"{HOME}{name}" for name in "abcd")]
    assert [note.code for note in found.notes] == ["crawl-acts"]


def test_other_hosts_and_other_folders_are_out_of_scope() -> None:
    site = links({f"{HOME}en/index.do": ["/ko/", "sub/x", "http://b.kr/", "https://www.a.kr/en/y"]})
    start = f"{HOME}en/index.do"
    assert visit(crawl(CrawlOptions(), start), site) == [
        start,
        f"{HOME}ko/",
        f"{HOME}en/sub/x",
        "https://www.a.kr/en/y",
    ]
    assert f"{HOME}ko/" not in visit(crawl(CrawlOptions(scope="folder"), start), site)


def test_patterns_take_and_leave_links_but_not_the_start() -> None:
    site = links({HOME: ["news/1x", "news/old", "about"]})
    options = CrawlOptions(include=(re.compile("/news/"),), exclude=(re.compile("old$"),))
    assert visit(crawl(options), site) == [HOME, f"{HOME}news/1x"]


def test_the_number_and_the_depth_of_pages_have_limits_and_are_told() -> None:
    def chain(place: str) -> list[str]:
        return [place + "x"]

    found = crawl(CrawlOptions(depth=3))
    assert len(visit(found, chain)) == 4
    assert [note.code for note in found.notes] == ["crawl-deep"]
    found = crawl(CrawlOptions(pages=5), HOME)
    assert len(visit(found, lambda place: [f"p{n}x" for n in "abcdefgh"])) == 5
    assert [str(note) for note in found.notes] == [
        "the crawl ended after 5 pages (--max-pages); 4 more addresses are known"
    ]


@pytest.mark.parametrize(
    "trap",
    [
        lambda place: [f"/calendar?month={n}" for n in range(len(place), len(place) + 300)],
        lambda place: [f"/day/{n}/view" for n in range(300)],
        lambda place: [place.rstrip("/") + "/deeper/"],
        lambda place: [place.rstrip("/") + f"/{len(place)}x/"],
        lambda place: [f"/list;jsessionid={n}?sid={n}" for n in range(300)],
        lambda place: ["/list?" + "&".join(f"{name}=1" for name in reversed("abcdef"))],
    ],
    ids=["calendar", "numbers", "same folder", "growing path", "sessions", "order"],
)
def test_a_crawl_ends_in_every_trap(trap: Site) -> None:
    pages = visit(crawl(CrawlOptions(pages=100_000, depth=1_000, alike=20)), trap)
    assert len(pages) <= 25


def test_a_page_is_what_it_redirects_to_and_says_that_it_is() -> None:
    found = crawl()
    pages = []
    ends = {f"{HOME}old": f"{HOME}new", f"{HOME}out": "http://b.kr/"}
    own = {f"{HOME}list?sort=up": "/list", f"{HOME}new": "/", f"{HOME}list": f"{HOME}list"}
    while (target := found.take()) is not None:
        assert isinstance(target, Target)
        place = ends.get(target.place, target.place)
        if found.accepts(target, place, own.get(place)):
            pages.append(target.place)
        found.learn(target, Links(HOME, ("old", "new", "out", "list?sort=up", "list")))
    # A canonical address that is another page's altogether is not believed.
    assert pages == [HOME, f"{HOME}old", f"{HOME}list"]


def test_a_site_that_sends_its_visitors_elsewhere_is_there() -> None:
    found = crawl()
    target = found.take()
    assert isinstance(target, Target)
    assert found.accepts(target, "http://portal.kr/main", None)
    found.learn(target, Links("http://portal.kr/main", ("news",)))
    assert found.take() == Target("url", "http://portal.kr/news", address="http://portal.kr/news")


def test_robots_are_obeyed_unless_the_site_is_ones_own() -> None:
    rules = b"User-agent: *\nDisallow: /private"
    site = links({HOME: ["private/a", "b"]})
    found = crawl(robots=rules)
    assert visit(found, site) == [HOME, f"{HOME}b"]
    assert [note.code for note in found.notes] == ["crawl-robots"]
    assert len(visit(crawl(CrawlOptions(robots=False), robots=rules), site)) == 3
    refused = crawl(start=f"{HOME}private", robots=rules).take()
    assert isinstance(refused, MissingTarget)
    assert refused.error.code == "robots"


def test_the_delay_of_the_site_is_kept_between_two_pages() -> None:
    now, pauses = [100.0], list[float]()

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        now[0] += seconds

    rules = Robots(lambda place: b"User-agent: *\nCrawl-delay: 2\nDisallow: /none")
    found = Crawl([Target("url", HOME)], CrawlOptions(), rules, clock=lambda: now[0], pause=pause)
    visit(found, links({HOME: ["a", "b"]}))
    assert pauses == [2.0, 2.0]


def test_documents_that_links_lead_to_are_no_pages_and_named_ones_are_missed() -> None:
    found = crawl()
    start = found.take()
    assert isinstance(start, Target)
    assert not found.is_no_page(start, "not-a-page")
    found.learn(start, Links(HOME, ("download.do?x=1",)))
    linked = found.take()
    assert isinstance(linked, Target)
    assert not found.is_no_page(linked, "http-status")
    assert found.found_on(linked) == HOME
    assert found.is_no_page(linked, "not-a-page")


def test_another_environment_is_crawled_under_the_names_of_the_first() -> None:
    base = base_map(["https://www.a.kr=http://localhost:1"])
    start = Target("url", "https://www.a.kr/x", address="http://localhost:1/x")
    found = Crawl([start], CrawlOptions(), Robots(none), base)
    target = found.take()
    assert target == start
    assert isinstance(target, Target)
    assert found.accepts(target, target.place, "https://www.a.kr/x")
    found.learn(target, Links(target.place, ("https://www.a.kr/y", "z")))
    assert found.take() == Target("url", "https://www.a.kr/y", address="http://localhost:1/y")


def test_files_are_taken_as_they_are() -> None:
    file = Target("file", "page.html")
    found = Crawl([file, Target("url", HOME)], CrawlOptions(), Robots(none))
    assert found.take() == file
