"""Addresses that do not give a page: one clear line each, within limits; those that do, byte for byte."""

import gzip
import time
from collections.abc import Iterator

import pytest

from govpage_lint.fetch import Fetcher, FetchError, FetchLimits
from govpage_lint.targets import Target
from tests.web import Answer, closed_port, page, redirect, serve, silent_port

HTML = "<!doctype html><title>서울</title>"


def drip(request) -> None:
    """Sends for ever, a little at a time."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    try:
        for _ in range(200):
            request.wfile.write(b"x" * 100)
            request.wfile.flush()
            time.sleep(0.02)
    except OSError:
        pass


ANSWERS: dict[str, Answer] = {
    "/ok": page(HTML, Content_Language="ko"),
    "/euc": page(HTML.encode("cp949"), kind='text/html; charset="EUC-KR"'),
    "/typeless": page(HTML, kind=""),
    "/gzip": page(gzip.compress(HTML.encode()), Content_Encoding="gzip"),
    "/bomb": page(gzip.compress(b"x" * 3_000_000), Content_Encoding="gzip"),
    "/broken-gzip": page(b"no gzip at all", Content_Encoding="gzip"),
    "/moved": redirect("/ok"),
    "/circle": redirect("/circle2"),
    "/circle2": redirect("/circle"),
    "/to-file": redirect("file:///etc/passwd"),
    "/500": page("oops", status=500),
    "/pdf": page(b"%PDF-1.7", kind="application/pdf"),
    "/image": page(b"\x89PNG", kind="image/png"),
    "/disguised": page(b"%PDF-1.7"),
    "/large": page(b"x" * 1_500_000),
    "/drip": drip,
    **{f"/hop{n}": redirect(f"/hop{n + 1}") for n in range(20)},
}
# A busy machine takes its time for what answers; what never does is not waited for.
LIMITS = FetchLimits(size=1_000_000, connect=60, read=60, total=60)
HASTY = FetchLimits(size=1_000_000, connect=60, read=0.5, total=0.3)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serve(ANSWERS) as address:
        yield address


def fetch(address: str, limits: FetchLimits = LIMITS):
    return Fetcher("test", limits).fetch(Target("url", address))


def test_a_page_comes_with_its_charset_language_and_final_address(site: str) -> None:
    resource = fetch(f"{site}/moved")
    assert resource.data == HTML.encode()
    assert (resource.url, resource.charset, resource.language) == (f"{site}/ok", "utf-8", "ko")
    assert resource.headers["content-language"] == "ko"
    assert fetch(f"{site}/euc").charset == "EUC-KR"
    assert fetch(f"{site}/typeless").data == HTML.encode()
    assert fetch(f"{site}/gzip").data == HTML.encode()


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("/nowhere", "the server answers 404 Not Found"),
        ("/500", "the server answers 500 Internal Server Error"),
        ("/circle", "redirects in a circle"),
        ("/hop0", "redirects more than 10 times"),
        ("/to-file", "redirects to file:///etc/passwd, which is no web address"),
        ("/pdf", "is application/pdf, not a page"),
        ("/image", "is image/png, not a page"),
        ("/disguised", "is a PDF document, not a page"),
        ("/large", "more than 1 MB is no page"),
        ("/bomb", "is larger than 1 MB"),
        ("/broken-gzip", "does not decompress"),
        ("/drip", "is still sending after"),
    ],
)
def test_what_is_no_page_is_one_line(site: str, path: str, message: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(site + path, HASTY if path == "/drip" else LIMITS)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_port_that_nobody_listens_on_refuses() -> None:
    refused = pytest.raises(FetchError, match=r"127\.0\.0\.1 refuses the connection")
    with closed_port() as port, refused:
        fetch(f"http://127.0.0.1:{port}/")


def test_a_server_that_never_answers_is_given_up() -> None:
    with silent_port() as port, pytest.raises(FetchError, match="does not answer in time"):
        fetch(f"http://127.0.0.1:{port}/", HASTY)


def test_a_name_that_does_not_resolve_says_so() -> None:
    with pytest.raises(FetchError, match=r"the name nowhere\.invalid does not resolve"):
        fetch("http://nowhere.invalid/")


@pytest.mark.parametrize(
    "address", ["http://", "http://[::1", "http://a b/", "http://\x00/", "http://127.0.0.1:99999/"]
)
def test_an_address_that_is_none_is_one_line(address: str) -> None:
    with pytest.raises(FetchError) as caught:
        fetch(address)
    assert "\n" not in str(caught.value)
