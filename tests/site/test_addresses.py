"""When two addresses are one page, and which are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.site.addresses import acts, follow, is_no_page, key, normal, shape


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTP://Www.Example.GO.KR:80", "http://www.example.go.kr/"),
        ("https://example.go.kr:8443/a#top", "https://example.go.kr:8443/a"),
        ("http://a.kr/x;jsessionid=9F.node1?page=2", "http://a.kr/x?page=2"),
        ("http://a.kr/x?PHPSESSID=1&b=2", "http://a.kr/x?b=2"),
        ("http://a.kr/%ea%b0%80%41", "http://a.kr/%EA%B0%80A"),
        ("http://a.kr/가나", "http://a.kr/%EA%B0%80%EB%82%98"),
        ("http://한국.kr/", "http://xn--3e0b707e.kr/"),
        ("http://[::1]:8000/", "http://[::1]:8000/"),
        ("http://user:secret@a.kr/", None),
        ("ftp://a.kr/", None),
        ("javascript:go(1)", None),
        ("http://[broken/", None),
        ("http://a.kr:port/", None),
        ("http://a.kr/" + "x" * 3000, None),
        ("", None),
    ],
)
def test_an_address_is_written_in_one_way(written: str, expected: str | None) -> None:
    assert normal(written) == expected


@given(st.text(max_size=60))
def test_any_text_is_an_address_or_none_and_stays_what_it_became(text: str) -> None:
    for written in (text, f"http://a.kr/{text}", f"http://a.kr/?{text}"):
        found = normal(written)
        if found is not None:
            assert found.isascii()
            assert normal(found) == found


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("b.html", "http://a.kr/x/b.html"),
        ("../../../../etc", "http://a.kr/etc"),
        ("//b.kr/c", "http://b.kr/c"),
        (" ?p=2 ", "http://a.kr/x/y?p=2"),
        ("mailto:a@b.kr", None),
        ("tel:110", None),
        ("", None),
    ],
)
def test_a_link_is_followed_from_where_it_is_written(link: str, expected: str | None) -> None:
    assert follow("http://a.kr/x/y?p=1", link) == expected


def test_one_page_has_one_key_however_it_is_linked() -> None:
    keys = {
        key(address)
        for address in (
            "http://a.kr/list?b=2&a=1",
            "https://a.kr/list/?a=1&b=2&utm_source=mail",
            "http://a.kr/list?fbclid=x&a=1&b=2",
        )
    }
    assert len(keys) == 1
    assert key("http://a.kr/list?a=2&b=2") not in keys


def test_pages_of_one_template_have_one_shape() -> None:
    assert shape("http://a.kr/news/12/view?id=4&lang=ko") == shape(
        "http://a.kr/news/7/view?lang=en&id=9"
    )
    assert shape("http://a.kr/news/list") != shape("http://a.kr/news/view")


def test_what_ends_a_session_or_is_a_file_is_known_by_its_words() -> None:
    assert acts("http://a.kr/member/logOut.do")
    assert acts("http://a.kr/board?mode=delete&id=3")
    assert not acts("http://a.kr/blog/officials")
    assert is_no_page("/files/report.HWP")
    assert not is_no_page("/view.do")
