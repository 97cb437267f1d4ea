"""What a sitemap lists, however it is written, and what a hostile one cannot do."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.fetch import FetchError
from govpage_lint.site.sitemap import SitemapLimits, listed
from govpage_lint.targets import MissingTarget

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def urlset(*addresses: str, more: str = "") -> bytes:
    entries = "".join(f"<url><loc> {address}\n</loc>{more}</url>" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?><urlset {NAMESPACE}>{entries}</urlset>'.encode()


def index(*addresses: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{address}</loc></sitemap>" for address in addresses)
    return f"<sitemapindex {NAMESPACE}>{entries}</sitemapindex>".encode()


def read(
    maps: dict[str, bytes], limits: SitemapLimits | None = None
) -> tuple[list[str], dict[str, str]]:
    """The addresses below "map", and the codes of what was wrong by the map's name."""

    def load(place: str) -> bytes:
        if place not in maps:
            raise FetchError("http-status", "the server answers 404", status=404)
        return maps[place]

    found = list(listed("map", load, limits))
    pages = [one for one in found if isinstance(one, str)]
    return pages, {one.name: one.error.code for one in found if isinstance(one, MissingTarget)}


def test_pages_come_in_order_once_and_pictures_are_none() -> None:
    picture = (
        '<i:image xmlns:i="http://www.google.com/schemas/sitemap-image/1.1"><i:loc>http://a.kr/p.png</i:loc>'
        "</i:image><lastmod>2026-01-01</lastmod>"
    )
    data = urlset("http://a.kr/1", "http://a.kr/2?a=1&amp;b=2", "http://a.kr/1#top", more=picture)
    assert read({"map": data}) == (["http://a.kr/1", "http://a.kr/2?a=1&b=2"], {})


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(urlset("http://a.kr/1"), mtime=0),
        b"\xef\xbb\xbfhttp://a.kr/1\r\n\r\n",
        urlset("http://a.kr/1").decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        urlset("http://a.kr/1").replace(NAMESPACE.encode(), b""),
        b"\n  " + urlset("http://a.kr/1").partition(b"?>")[2],
    ],
    ids=["packed", "text", "utf-16", "no namespace", "blank lines before"],
)
def test_a_map_may_be_packed_or_text_or_in_another_encoding(data: bytes) -> None:
    assert read({"map": data}) == (["http://a.kr/1"], {})


def test_maps_of_maps_are_read_and_one_that_fails_loses_nothing() -> None:
    maps = {
        "map": index("http://a.kr/m1", "http://a.kr/gone", "http://a.kr/m2", "http://a.kr/m1"),
        "http://a.kr/m1": urlset("http://a.kr/1"),
        "http://a.kr/m2": gzip.compress(urlset("http://a.kr/2", "http://a.kr/1"), mtime=0),
    }
    assert read(maps) == (
        ["http://a.kr/1", "http://a.kr/2"],
        {"http://a.kr/gone": "http-status"},
    )


def test_maps_that_list_each_other_end() -> None:
    maps = {"map": index("a"), "a": index("map", "b"), "b": index("a")}
    assert read(maps) == ([], {"map": "sitemap-empty"})


def test_depth_and_number_of_maps_and_addresses_have_limits() -> None:
    deep = {"map": index("m1"), **{f"m{n}": index(f"m{n + 1}") for n in range(1, 9)}}
    assert read(deep)[1] == {"m4": "sitemap-deep"}
    wide = {"map": index(*(f"m{n}" for n in range(9))), "m0": urlset("http://a.kr/1")}
    pages, faults = read(wide, SitemapLimits(files=3))
    assert pages == ["http://a.kr/1"]
    assert faults["m2"] == "sitemap-deep"
    many = urlset(*(f"http://a.kr/{n}" for n in range(9)))
    pages, faults = read({"map": many}, SitemapLimits(addresses=4))
    assert (len(pages), faults) == (4, {"map": "sitemap-many"})


BOMB = b"""<!DOCTYPE urlset [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<urlset><url><loc>http://a.kr/&b;</loc></url></urlset>"""
OUTSIDE = b"""<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>http://a.kr/&x;</loc></url></urlset>"""


@pytest.mark.parametrize(
    "data", [BOMB, OUTSIDE, b'<!DOCTYPE urlset SYSTEM "http://e/x.dtd"><urlset/>']
)
def test_a_document_type_and_its_entities_are_refused(data: bytes) -> None:
    assert read({"map": data}) == ([], {"map": "sitemap-doctype"})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"<!doctype html><html><body>Sign in</body></html>", "sitemap-page"),
        (b"<html><body>x</body></html>", "sitemap-page"),
        (b"just words", "sitemap-kind"),
        (b"\x00\x01\x80\xff", "sitemap-kind"),
        (gzip.compress(urlset("http://a.kr/1"), mtime=0)[:-20], "sitemap-packed"),
        (gzip.compress(b" " * 5000, mtime=0), "sitemap-large"),
        (b"<urlset>" + b"<a>" * 5000, "sitemap-kind"),
        (b"<urlset></urlset>", "sitemap-empty"),
        (b"<urlset><url><loc>\xff</loc>", "sitemap-broken"),
    ],
)
def test_what_is_no_sitemap_is_said(data: bytes, code: str) -> None:
    assert read({"map": data}, SitemapLimits(size=20_000 if b"<a>" in data else 2_000)) == (
        [],
        {"map": code},
    )


def test_a_map_that_breaks_off_gives_what_came_before() -> None:
    data = urlset("http://a.kr/1", "http://a.kr/2")[:-30]
    pages, faults = read({"map": data})
    assert pages == ["http://a.kr/1"]
    assert faults == {"map": "sitemap-broken"}


@given(st.binary(max_size=200) | st.text("<>/urlsetoc &;!\"'", max_size=60).map(str.encode))
def test_no_bytes_stop_the_reading(data: bytes) -> None:
    read({"map": data}, SitemapLimits(size=1000))
