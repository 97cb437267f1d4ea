"""Where links lead."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.checks.navigation.address import destination
from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.observe import source_page

HTML = '<!doctype html>{head}<body><main id="main">A</main><a name="old">B</a><p id="본문">C</p></body>'


def page(url: str | None = None, head: str = "") -> Page:
    return source_page(parse_text(HTML.format(head=head), url=url), profile="wcag-aa")


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("#main", "place"),
        (" #main\n", "place"),
        ("#old", "place"),
        ("#%EB%B3%B8%EB%AC%B8", "place"),
        ("#본문", "place"),
        ("#gone", "place"),
        ("#", "nowhere"),
        ("javascript:void(0)", "nowhere"),
        ("JavaScript:;", "nowhere"),
        ("javascript:goMain()", "script"),
        ("#/route", "elsewhere"),
        ("#!page=2", "elsewhere"),
        ("/news#main", "place"),
        ("/news#gone", "unsure"),
        ("#{{ target }}", "unsure"),
        ("/news", "elsewhere"),
        ("", "elsewhere"),
    ],
)
def test_the_kind_of_a_destination(address: str, kind: str) -> None:
    assert destination(page(), address).kind == kind


def test_case_matters_in_fragments() -> None:
    found = destination(page(), "#Main")
    assert found.kind == "place"
    assert found.target is None


def test_the_address_of_the_page_itself_is_the_page() -> None:
    here = page("https://www.example.go.kr/news/list?p=1")
    assert destination(here, "/news/list?p=1#main").kind == "place"
    assert destination(here, "?p=1#main").kind == "place"
    assert destination(here, "/news/list?p=2#main").kind == "elsewhere"
    assert destination(here, "https://www.example.com/#main").kind == "elsewhere"


def test_base_turns_a_bare_fragment_into_another_page() -> None:
    elsewhere = page("https://www.example.go.kr/news/list", '<base href="/">')
    assert destination(elsewhere, "#main").rebased
    home = page("https://www.example.go.kr/", '<base href="/">')
    assert destination(home, "#main").kind == "place"


def test_base_says_nothing_about_a_file() -> None:
    assert destination(page(None, '<base href="/">'), "#main").kind == "place"


@given(
    st.text(max_size=60),
    st.sampled_from([None, "https://example.org/a", "http://[", "file:///a.html"]),
)
@settings(max_examples=200, deadline=None)
def test_any_address_leads_somewhere_or_nowhere(address: str, url: str | None) -> None:
    assert destination(page(url), address).kind in (
        "place",
        "nowhere",
        "script",
        "elsewhere",
        "unsure",
    )
