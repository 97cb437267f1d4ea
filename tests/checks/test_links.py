"""What the examples of the rules about links cannot say: addresses, words, and what pages may cost."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.checks.links.addresses import extension_of, is_same_resource, leads
from govpage_lint.checks.links.filetypes import SIZE
from govpage_lint.checks.links.words import LinkWords, key
from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher, Judgement
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table

RULES = [rule for rule in Rulebook().rules.values() if rule.topic == "links"]
TABLE = data_table("link_words")
WORDS = LinkWords(TABLE)


def page_of(html: str, url: str | None = "https://www.gaon.go.kr/en/news/list.html") -> Page:
    return source_page(parse_text(html, url=url), profile="wcag-aa")


def judged(html: str) -> list[Judgement]:
    return list(Dispatcher(RULES).run(page_of(html)))


# -- addresses -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("/en/news/", "./", True),
        ("/a", "https://www.gaon.go.kr/a", True),
        ("/a/index.html", "/a", True),
        ("http://gaon.go.kr/a", "/a/", True),
        ("https://www.gaon.go.kr:443/a", "/a", True),
        ("/a;jsessionid=8F2", "/a", True),
        ("/a?utm_source=x&id=3", "/a?id=3", True),
        ("/caf%C3%A9", "/café", True),
        ("mailto:Desk@gaon.go.kr?subject=x", "mailto:desk@gaon.go.kr", True),
        ("/a?id=3", "/a?id=4", None),
        ("/a#x", "/a#y", None),
        ("/a", "/b", None),
        ("/a", "https://en.gaon.go.kr/a", None),
        ("https://bit.ly/3x", "/a", None),
        ("https://youtu.be/x", "https://www.youtube.com/watch?v=x", None),
        ("javascript:go(1)", "/a", None),
        ("#", "/a", None),
        ("http://[", "/a", None),
        ("https://www.busan.go.kr/a", "/a", False),
        ("https://gaon.example.org/", "https://www.example.com/gaon", False),
        ("mailto:desk@gaon.go.kr", "/a", False),
        ("tel:110", "tel:119", False),
    ],
)
def test_two_addresses_lead_to_one_resource_or_not(one: str, other: str, same: bool | None) -> None:
    page = page_of(f'<a href="{one}">A</a><a href="{other}">A</a>')
    first, second = (leads(page, link) for link in page.document.by_name["a"])
    assert is_same_resource(page, first, second) is same
    assert is_same_resource(page, second, first) is same


def test_a_page_whose_address_is_not_known_is_of_no_other_site() -> None:
    page = page_of('<a href="/a">A</a><a href="https://www.gaon.go.kr/a">A</a>', url=None)
    first, second = (leads(page, link) for link in page.document.by_name["a"])
    assert is_same_resource(page, first, second) is None


@pytest.mark.parametrize(
    ("address", "extension"),
    [
        ("a.pdf", "pdf"),
        ("../x/a.b.PDF?v=1#p=3", "pdf"),
        ("https://www.gaon.go.kr/a%20b.hwpx", "hwpx"),
        ("//gaon.go.kr/a.zip", "zip"),
        ("https://www.gaon.go.kr", ""),
        ("//www.gaon.go.kr?f=a.pdf", ""),
        ("/view?file=a.pdf", ""),
        ("/a.pdf/view", ""),
        ("mailto:kim@gaon.go.kr", ""),
        ("javascript:open('a.pdf')", ""),
        ("/v1.2/list", ""),
        ("", ""),
    ],
)
def test_the_extension_is_that_of_a_file(address: str, extension: str) -> None:
    link = page_of(f'<a href="{address}">A</a>').document.by_name["a"][0]
    assert extension_of(link) == extension


# -- words -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Read more »",
        "READ MORE",
        "read more…",
        "[더 보기]",
        "더보기 +",
        "ｍｏｒｅ",
        "여기.",
        "More (new window)",
    ],
)
def test_signs_case_and_width_make_no_word_say_more(text: str) -> None:
    assert WORDS.is_vague(text, "en")


def test_words_of_a_language_with_latin_letters_count_where_it_is_spoken() -> None:
    assert WORDS.is_vague("Plus", "fr-CA")
    assert not WORDS.is_vague("Plus", "en")
    assert not WORDS.is_vague("Plus", "")
    assert WORDS.is_vague("더보기", "en")
    assert WORDS.is_vague("more", "ko")


def test_no_phrase_of_the_word_list_is_empty_or_written_twice() -> None:
    for language, phrases in TABLE["vague"].items():
        keys = [key(phrase) for phrase in phrases]
        assert all(keys), language
    for name in ("new_window", "transcript", "captions", "video", "audio", "stop"):
        for language, phrases in TABLE[name].items():
            assert all(phrase.strip() == phrase != "" for phrase in phrases), (name, language)


@pytest.mark.parametrize(
    "text", ["PDF, 1.2 MB", "(350KB)", "12 pages", "3쪽", "[1,5 Mo]", "20바이트"]
)
def test_a_size_is_seen(text: str) -> None:
    assert SIZE.search(text)


@pytest.mark.parametrize("text", ["2026 report", "MB 1.2", "12 pagesets", "v1.2", "5 mobile apps"])
def test_other_numbers_are_no_size(text: str) -> None:
    assert not SIZE.search(text)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert key(key(text)) == key(text) or len(key(text)) > len(key(key(text)))
    WORDS.is_vague(text, "ko")
    WORDS.is_pointing(text)
    WORDS.announces_window(text)


@settings(deadline=None)
@given(st.text(alphabet="htp:/w.@#?&=%[]\\ \t가a1", max_size=30))
def test_any_address_can_be_judged(address: str) -> None:
    escaped = address.replace("&", "&amp;").replace('"', "&quot;")
    judged(f'<nav><a href="{escaped}">Harbour</a> <a href="/x">Harbour</a></nav>')


# -- the context of a link -------------------------------------------------------------------------


def context(html: str) -> list[str]:
    page = page_of(html)
    link = next(e for e in page.document.elements if e.attributes.get("id") == "x")
    found = page.semantics.link_context(link).elements
    return [element.attributes.get("class", element.local_name) for element in found]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div><p>a <b><a id=x href=/>b</a></b></p></div>", ["p"]),
        ("<div style='display:flex'><span><a id=x href=/>b</a></span></div>", ["span"]),
        ("<section><div style='display:inline'><a id=x href=/>b</a></div></section>", ["section"]),
        ("<ul><li class=o>U<ul><li class=i><a id=x href=/>b</a></li></ul></li></ul>", ["i", "o"]),
        ("<ul role=none><li><p><a id=x href=/>b</a></p></li></ul>", ["p"]),
        ("<table><tr><th class=h>H<tr><td><a id=x href=/>b</a></table>", ["td", "h"]),
        ("<table><tr><th class=h>H<td><a id=x href=/>b</a></table>", ["td", "h"]),
        (
            "<table><tr><th>G<th class=h colspan=2>H<tr><td>1<td>2<td><a id=x href=/>b</a></table>",
            ["td", "h"],
        ),
        ("<h2 class=d id=d>D</h2><p><a id=x href=/ aria-describedby='d e'>b</a></p>", ["p", "d"]),
        ("<div role=row><span role=cell class=c><a id=x href=/>b</a></span></div>", ["div", "c"]),
    ],
)
def test_a_link_is_read_with_what_belongs_to_it(html: str, expected: list[str]) -> None:
    assert context(html) == expected


# -- hostile pages: sizes at which anything quadratic takes minutes --------------------------------

MANY = 3000


def hostile() -> Iterator[tuple[str, str]]:
    """Pages that repeat without end what others hold once."""
    yield "links of one name", "".join(f"<a href=/{n}>A</a> " for n in range(MANY))
    yield (
        "links of one name in paragraphs",
        "".join(
            f"<p>a <a href=https://x{n}.org>A</a> b <a href=/{n}>A</a></p>" for n in range(MANY)
        ),
    )
    yield "vague links", "<h2>a</h2>" + "<a href=/a.pdf>more</a>" * MANY
    yield "vague links in lists", "<ul><li>" * MANY + "<a href=/a>more</a>"
    yield "a list of vague links", "<ul>" + "<li><a href=/a>more</a>" * MANY
    yield "links in links", "<span role=link>more" * MANY
    yield "tables in tables", "<table><tr><th>a<td><a href=/a>more</a>" * (MANY // 4)
    yield "a wide row", "<table><tr>" + "<th>a<td><a href=/a>more</a>" * MANY
    yield "a long column", "<table>" + "<tr><th>a<td><a href=/a>more</a>" * MANY
    yield "headers of all", "<table><tr><th colspan=9999>a" + "<tr><td><a href=/a>b</a>" * MANY
    yield "files", "<p>" + "<a href=/a.pdf>Report</a> (1 MB), " * MANY
    yield "places", "".join(f"<a href=#{n}>more</a><p id={n}>a" for n in range(MANY))
    yield "windows", "<a href=/a target=_blank><img alt=a>Law</a>" * MANY
    yield "long addresses", f"<a href='http://{'a.' * MANY}'>x</a><a href='{'a.' * MANY}com'>x</a>"
    yield (
        "a long text",
        f"<a href=/a>{'(more) ' * MANY}</a><a href=/a title='{'[' * MANY}'>{'(' * MANY}</a>",
    )


@pytest.mark.parametrize(
    "html", [html for _, html in hostile()], ids=[name for name, _ in hostile()]
)
def test_no_page_costs_more_than_it_is_large(html: str) -> None:
    assert judged(html)
