"""What examples cannot say of the rules about titles, refreshes and scripts at load."""

import re

import pytest

from govpage_lint.checks.describing.kinds import Kinds
from govpage_lint.checks.describing.placeholders import key_of, segments
from govpage_lint.checks.describing.topics import Topics
from govpage_lint.checks.describing.words import shares_words
from govpage_lint.checks.loading.scripts import run_at_load
from govpage_lint.checks.page import Page, PageObserver
from govpage_lint.document.parse import parse, parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table
from govpage_lint.semantics.refresh import parse_refresh

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic == "page"]


def page(html: str, observer: PageObserver = "source") -> Page:
    made = source_page(parse_text(html), profile="kr")
    return Page(made.document, made.semantics, data=data_table, observer=observer)


def found(html: str, outcome: str = "failed", observer: PageObserver = "source") -> list[str]:
    judged = Dispatcher(RULES).run(page(html, observer))
    return sorted(one.rule.id for one in judged if one.verdict.outcome == outcome)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("5", (5, None)),
        ("5.9; x", (5, "x")),
        (".5; x", (0, "x")),
        ("5;", (5, None)),
        ("5 x.html", (5, "x.html")),
        ("5;url", (5, "url")),
        ("5; url = 'a b' c", (5, "a b")),
        ('5; "x', (5, "x")),
        ("5; URL='", (5, "")),
        ("٥; x", None),
        ("5url=x", None),
        ("", None),
        ("9" * 5000, (999_999_999_999, None)),
    ],
)
def test_a_refresh_is_read_as_browsers_read_it(
    content: str, expected: tuple[int, str | None] | None
) -> None:
    assert parse_refresh(content) == expected


def test_what_a_browser_shows_is_not_written_later() -> None:
    html = "<!doctype html><html lang=en><head><title></title></head><body><script src=a></script>"
    assert "page-title-missing" in found(html, "cantTell")
    assert "page-title-missing" in found(html, observer="rendered")


def test_a_server_that_says_nothing_leaves_the_encoding_to_chance() -> None:
    document = parse("<!doctype html><html lang=ko><head><title>요금</title></head>".encode())
    served = source_page(document, profile="kr", headers={"content-type": "text/html"})
    cases = [
        one.verdict.case
        for one in Dispatcher(RULES).run(served)
        if one.rule.id == "charset-missing"
    ]
    assert cases == [None]


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Opening hours", "We are open on Monday"),
        ("FAQ", "Frequently asked questions"),
        ("Ministry of the Interior", "MOI"),
        ("수도요금 안내", "상수도 요금"),
        ("Deutsch\u00adland", "Deutschland"),
        ("ＴＡＸ 2025", "tax"),
    ],
)
def test_texts_share_words_in_whatever_form(text: str, other: str) -> None:
    assert shares_words(text, other)


@pytest.mark.parametrize(
    ("text", "other"),
    [("The weather", "We are open"), ("수도 요금", "개관 시간"), ("", "x"), ("2024", "2025")],
)
def test_texts_that_share_function_words_share_nothing(text: str, other: str) -> None:
    assert not shares_words(text, other)


def test_the_tables_are_made_of_what_is_compared() -> None:
    kinds, topics = data_table("kinds"), data_table("topics")
    names = [name for things in kinds.values() for thing in things for name in thing]
    assert len(names) == len(set(names))
    assert all(name == name.casefold() for name in names)
    assert Kinds(kinds).found_in("norwegian fish in 2024") == {
        "country": {"norway"},
        "year": {"2024"},
    }
    for topic in topics.values():
        assert set(topic["beside"]) <= topics.keys()
        assert all(re.compile(sign) and sign == sign.lower() for sign in topic["sign"])
    # A text with the name of a subject in it is never about another one.
    checked = Topics(topics)
    for topic in topics.values():
        for name in topic["name"]:
            assert not checked.is_other(name, name), name


def test_a_title_is_cut_where_sites_put_their_names() -> None:
    assert segments("Rates | Water > Gaon-si - City :: Home") == [
        "Rates",
        "Water",
        "Gaon-si",
        "City",
        "Home",
    ]
    assert key_of("  New-Page 12 ") == "newpage"


@pytest.mark.parametrize(
    ("script", "runs"),
    [
        ("X()", True),
        ("if (a) { X() }", True),
        ("try { X() } catch (e) {}", True),
        ("(function () { X() })()", True),
        ("!function () { X() }()", True),
        ("(() => { X() })()", True),
        ("$(function () { X() })", True),
        ("jQuery(document).ready(function ($) { X() })", True),
        ("window.onload = function () { X() }", True),
        ("document.addEventListener('DOMContentLoaded', e => { X() })", True),
        ("function later() { X() } later()", True),
        ("function later() { X() } $(function () { later() })", True),
        ("function later() { X() }", False),
        ("const later = () => { X() }", False),
        ("button.onclick = function () { X() }", False),
        ("a.addEventListener('click', function () { X() })", False),
        ("$('a').click((function () { X() }))", False),
        ("$(function () { $('a').on('click', function () { X() }) })", False),
        ("function outer() { function later() { X() } later() }", False),
        ("// X()", False),
        ("/* X()", False),
        ("var s = 'X()'", False),
        ("}}} X()", True),
        ("function later() { X()", False),
    ],
)
def test_what_runs_while_a_page_loads_is_told_from_what_waits(script: str, runs: bool) -> None:
    one = page(f"<script>{script}</script>")
    assert bool(list(run_at_load(one, re.compile(r"X\(\)")))) is runs


@pytest.mark.parametrize(
    "html",
    [
        "<title>" + "a | " * 60_000 + "</title><p>x",
        "<title>a</title>" * 40_000,
        "<title>x</title><h1>" + "MOFA 2024 " * 40_000,
        "<script>" + "function f(){window.open(1)}" * 20_000 + "</script>",
        "<script>" + "setTimeout(" * 40_000 + "</script>",
        "<script>" + "{" * 200_000 + "window.open(1)" + "</script>",
        "<script>" + "\"'" * 100_000 + "window.open(1)</script>",
        "<meta http-equiv=refresh>" * 40_000,
        '<meta name=viewport content="' + "a=b," * 100_000 + '">',
        "<p autofocus>" * 20_000,
    ],
    ids=str.__len__,
)
def test_hostile_pages_come_to_an_end(html: str) -> None:
    found("<!doctype html><html lang=en>" + html)
