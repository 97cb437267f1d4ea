"""Pages of one environment found in another."""

import pytest

from govpage_lint.site.mapping import MappingError, base_map, rewriting


def test_an_address_is_mapped_at_the_ends_of_its_parts_and_back() -> None:
    base = base_map(
        [
            "https://www.a.kr=http://localhost:8000/site/",
            "https://www.a.kr/en=http://localhost:9000",
        ]
    )
    assert base.place("https://www.a.kr/ko/x?y=1") == "http://localhost:8000/site/ko/x?y=1"
    assert base.place("https://WWW.a.kr/en/") == "http://localhost:9000/"
    assert base.place("https://www.a.kr.evil.example/") == "https://www.a.kr.evil.example/"
    assert base.place("https://www.a.kr") == "http://localhost:8000/site"
    assert base.name("http://localhost:9000/about") == "https://www.a.kr/en/about"
    assert base.name("http://elsewhere/") == "http://elsewhere/"


@pytest.mark.parametrize(
    "written",
    ["https://a.kr", "=http://b.kr", "a.kr=b.kr", "https://a.kr=", "https://a.kr=ftp://b"],
)
def test_what_is_no_pair_of_addresses_is_refused(written: str) -> None:
    with pytest.raises(MappingError, match="no pair of addresses"):
        base_map([written])


def test_one_address_is_mapped_once() -> None:
    with pytest.raises(MappingError, match="mapped twice"):
        base_map(["https://a.kr=http://b", "https://A.kr/=http://c"])


def test_listed_addresses_are_rewritten_and_left_out_before_or_after() -> None:
    rewrite = rewriting(r"^https://www\.(\w+)", r"http://\1.test", ["/en/", r"\.test/old"])
    assert rewrite.apply("https://www.a.kr/x") == "http://a.test.kr/x"
    assert rewrite.apply("https://www.a.kr/en/x") is None
    assert rewriting("a", "b", ["^b"]).apply("a") is None


@pytest.mark.parametrize(
    ("find", "replace", "exclude", "told"),
    [
        ("(", "x", [], "no regular expression"),
        ("a", None, [], "given together"),
        (None, "a", [], "given together"),
        ("a", r"\2", [], "does not fit"),
        (None, None, ["*"], "no regular expression"),
    ],
)
def test_a_wrong_pattern_is_told_before_anything_is_fetched(
    find: str | None, replace: str | None, exclude: list[str], told: str
) -> None:
    with pytest.raises(MappingError, match=told):
        rewriting(find, replace, exclude)
