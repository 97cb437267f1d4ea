"""What robots.txt allows, by RFC 9309, also where it is missing or hostile."""

import pytest

from govpage_lint.fetch import FetchError
from govpage_lint.site.robots import LONGEST_DELAY, Robots


def robots(answer: bytes | FetchError) -> Robots:
    def load(place: str) -> bytes:
        assert place == "http://a.kr/robots.txt"
        if isinstance(answer, FetchError):
            raise answer
        return answer

    return Robots(load)


def forbidden(answer: bytes | FetchError, path: str = "/x") -> str | None:
    found = robots(answer).forbids(f"http://a.kr{path}")
    return None if found is None else found.code


def test_the_longest_rule_for_our_name_decides() -> None:
    text = (
        b"User-agent: *\nDisallow: /\n\nUser-agent: govpage-lint\nDisallow: /board/*/print$\n"
        b"Allow: /board\nSitemap: http://a.kr/map.xml\n"
    )
    assert forbidden(text, "/board/3/view") is None
    assert forbidden(text, "/board/3/print") == "robots"
    assert robots(text).sitemaps("http://a.kr/") == ("http://a.kr/map.xml",)


@pytest.mark.parametrize(
    "answer",
    [
        FetchError("http-status", "404", status=404),
        FetchError("http-status", "403", status=403),
        FetchError("empty", "is empty"),
        b"<!doctype html><title>Not here</title>",
        b"\xff\xfe\x00",
    ],
)
def test_a_site_without_rules_allows_everything(answer: bytes | FetchError) -> None:
    assert forbidden(answer) is None


@pytest.mark.parametrize(
    "error",
    [
        FetchError("http-status", "the server answers 503", status=503),
        FetchError("refused", "a.kr refuses the connection"),
    ],
)
def test_rules_that_cannot_be_read_allow_nothing(error: FetchError) -> None:
    assert forbidden(error) == "robots-unread"


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(b"0.5", 0.5), (b"86400", LONGEST_DELAY), (b"-3", 0), (b"nan", 0), (b"soon", 0)],
)
def test_the_delay_is_kept_within_reason(written: bytes, seconds: float) -> None:
    found = robots(b"User-agent: *\nDisallow:\nCrawl-delay: " + written)
    assert found.delay("http://a.kr/") == seconds


def test_the_rules_of_a_site_are_read_once() -> None:
    asked = []

    def load(place: str) -> bytes:
        asked.append(place)
        return b""

    found = Robots(load)
    for path in ("", "/a", "/b"):
        found.forbids(f"https://a.kr:8443{path}")
    assert asked == ["https://a.kr:8443/robots.txt"]
