"""What a rule may read beside the page that it looks at, and what it may not."""

from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.neighbours import Folder, NeighbourLimits, Neighbours, Web, Written
from govpage_lint.engine.observe import source_page
from govpage_lint.fetch import Fetcher
from tests.web import page as page_answer
from tests.web import serve


def page_in(folder: Path, html: str, *, root: Path | None = None, name: str = "page.html") -> Page:
    file = folder / name
    file.write_text(html)
    site = Folder(root or folder)
    return source_page(parse_text(html), profile="wcag-aa", site=site, place=str(file.resolve()))


def title(page: Page | None) -> str | None:
    return None if page is None else page.document.by_name["title"][0].text_content


def written(html: str, **files: str) -> Page:
    texts = {name.replace("__", "/").replace("_", ".", 1): text for name, text in files.items()}
    site = Written(texts)
    return source_page(parse_text(html), profile="wcag-aa", site=site, place="page.html")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "www" / "en").mkdir(parents=True)
    (tmp_path / "secret.html").write_text("<title>Secret</title>")
    (tmp_path / "www" / "map.html").write_text("<title>Map</title>")
    (tmp_path / "www" / "en" / "index.html").write_text(
        '<title>English</title><a href="../map.html">'
    )
    (tmp_path / "www" / "list.pdf").write_text("<title>PDF</title>")
    return tmp_path / "www"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("map.html", "Map"),
        (" ./en/../map.html#place ", "Map"),
        ("/map.html", "Map"),
        ("en/", "English"),
        ("en", "English"),
        ("m%61p.html", "Map"),
        ("", None),
        ("#top", None),
        ("gone.html", None),
        ("map.html?id=3", None),
        ("list.pdf", None),
        ("../secret.html", None),
        ("/../secret.html", None),
        ("https://www.example.go.kr/map.html", None),
        ("//www.example.go.kr/map.html", None),
        ("javascript:open('map.html')", None),
        ("http://[", None),
        ("\0", None),
    ],
)
def test_an_address_leads_to_a_page_beside_the_file(
    site: Path, address: str, expected: str | None
) -> None:
    assert title(page_in(site, "<p>").neighbour(address)) == expected


def test_a_link_out_of_the_site_is_not_followed_to_a_file(site: Path) -> None:
    (site / "out.html").symlink_to(site.parent / "secret.html")
    assert page_in(site, "<p>").neighbour("out.html") is None


def test_addresses_of_one_file_give_one_page(site: Path) -> None:
    page = page_in(site, "<p>")
    first = page.neighbour("en/")
    assert first is not None
    assert first is page.neighbour("/en/index.html")
    assert first.neighbour("../page.html") is page
    assert title(first.neighbour("../map.html")) == "Map"


def test_a_base_moves_relative_addresses(site: Path) -> None:
    assert title(page_in(site, '<base href="en/">').neighbour("index.html")) == "English"
    assert page_in(site, '<base href="https://x.go.kr/">').neighbour("map.html") is None


def test_instant_redirects_are_followed_and_slow_ones_are_not() -> None:
    page = written(
        "<p>",
        a_html='<meta http-equiv=refresh content="0; url=b.html"><title>A</title>',
        b_html='<meta http-equiv=refresh content="0;en/c.html"><title>B</title>',
        en__c_html='<meta http-equiv=refresh content="9;../a.html"><title>C</title>',
        out_html='<meta http-equiv=refresh content="0;https://x.go.kr/"><title>Out</title>',
        circle_html='<meta http-equiv=refresh content="0;circle.html"><title>O</title>',
    )
    assert title(page.neighbour("a.html")) == "C"
    assert page.neighbour("out.html") is None
    assert page.neighbour("circle.html") is None


def test_a_frame_has_the_document_that_is_written_in_it_or_lies_beside() -> None:
    page = written(
        '<iframe srcdoc="<title>In</title><iframe src=map.html></iframe>" src="map.html"></iframe>'
        '<iframe src="map.html"></iframe><iframe></iframe>',
        map_html="<title>Map</title>",
    )
    inner, beside, empty = (page.frame(frame) for frame in page.document.by_name["iframe"])
    assert (title(inner), title(beside), empty) == ("In", "Map", None)
    assert inner is not None
    assert inner.frame(inner.document.by_name["iframe"][0]) is beside
    assert page.frame(page.document.by_name["iframe"][0]) is inner


def test_a_page_that_frames_itself_comes_to_an_end() -> None:
    page: Page | None = written(
        "<p>", map_html='<title>Map</title><iframe src="map.html"></iframe>'
    )
    assert page is not None
    page = page.neighbour("map.html")
    for _ in range(9):
        assert page is not None
        page = page.frame(page.document.by_name["iframe"][0])

    html = "<iframe srcdoc=''></iframe>"
    for _ in range(9):
        html = f"<iframe srcdoc='{html.replace('&', '&amp;').replace(chr(39), '&#39;')}'></iframe>"
    nested: Page | None = written(html)
    depth = 0
    while nested is not None:
        nested, depth = nested.frame(nested.document.by_name["iframe"][0]), depth + 1
    assert depth == NeighbourLimits().depth + 1


def test_only_so_much_is_read() -> None:
    texts = {f"{number}.html": "<title>x</title>" for number in range(9)} | {"big.html": "x" * 500}
    limits = NeighbourLimits(count=3, size=100, total=40)

    def make(document, around, place):
        made = source_page(document, profile="wcag-aa")
        return Page(document, made.semantics, data=made.data, surroundings=around)

    page = Neighbours(Written(texts), make, limits).start(parse_text("<p>"), "page.html")
    assert page.neighbour("big.html") is None
    assert [page.neighbour(f"{number}.html") is not None for number in range(4)] == [
        True, True, False, False,
    ]  # fmt: skip


def test_the_styles_of_a_neighbour_come_from_beside_it() -> None:
    page = written(
        "<p>",
        en__map_html='<title>Map</title><link rel=stylesheet href="m.css"><a href="x">Go</a>',
        en__m_css="a { display: none }",
    )
    found = page.neighbour("en/map.html")
    assert found is not None
    assert found.semantics.visible(found.document.by_name["a"][0]) is False


def test_an_address_on_the_web_has_no_neighbours() -> None:
    document = parse_text("<p>", url="https://www.example.go.kr/")
    assert source_page(document, profile="wcag-aa").neighbour("map.html") is None


def test_pages_of_the_same_origin_are_fetched_once_a_run() -> None:
    asked: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(request.path)
        page_answer("<title>Map</title>")(request)

    web = Web(Fetcher("test"))
    with serve({"/map": answer, "/log-out": answer}) as address:
        for _ in range(2):
            found = source_page(
                parse_text('<base href="/">'), profile="wcag-aa", site=web, place=f"{address}/a/b"
            )
            assert title(found.neighbour("map?id=3#top")) == "Map"
            assert title(found.neighbour(f"{address}/map?id=3")) == "Map"
            assert found.neighbour("log-out") is None
            assert found.neighbour("report.pdf") is None
            assert found.neighbour("absent") is None
            assert found.neighbour("http://127.0.0.2:9/map") is None
    assert asked == ["/map?id=3"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("list.pdf", b"<title>PDF</title>"),
        ("list.pdf?v=2#t=3", b"<title>PDF</title>"),
        ("/list.pdf", b"<title>PDF</title>"),
        ("../secret.html", None),
        ("gone.mp4", None),
        ("en", None),
        ("https://www.example.go.kr/list.pdf", None),
        ("", None),
    ],
)
def test_a_file_beside_a_page_can_be_read(site: Path, address: str, expected: bytes | None) -> None:
    found = page_in(site, "<p>").open_file(address)
    if found is None:
        assert expected is None
        return
    with found:
        assert found.read() == expected


def test_of_a_file_on_the_web_the_beginning_is_read_once() -> None:
    asked: list[str] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(f"{request.path} {request.headers['Range']}")
        request.send_response(200)
        request.send_header("Content-Length", "300000")
        request.end_headers()
        request.wfile.write(bytes(300_000))

    web = Web(Fetcher("test"))
    with serve({f"/{number}.mp4": answer for number in range(9)}) as address:
        page = source_page(parse_text("<p>"), profile="wcag-aa", site=web, place=f"{address}/a")
        for _ in range(2):
            found = page.open_file("0.mp4#t=3")
            assert found is not None
            assert len(found.read()) == 262_144
            assert found.seek(0, 2) == 300_000
            assert found.read(4) == b""
        assert page.open_file("absent.mp4") is None
        assert page.open_file("http://127.0.0.2:9/0.mp4") is None
        assert sum(page.open_file(f"{number}.mp4") is not None for number in range(9)) == 5
    assert asked[0] == "/0.mp4 bytes=0-262143"
    assert len(asked) == 5
