"""What the rules about markup leave to each other, and that broken pages cost no more than whole ones."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.engine.wording import target_span
from govpage_lint.rulebook.book import Rulebook, data_table

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic == "markup"]
TAGS = [
    BOOK.rules[name]
    for name in (
        "tag-unclosed",
        "tag-crossed",
        "tag-stray",
        "element-inside-its-like",
        "element-misplaced",
    )
]
START = "<!doctype html><title>t</title><body>"


def found(html: str) -> list[tuple[str, str]]:
    document = parse_text(START + html)
    judged = Dispatcher(TAGS).run(source_page(document, profile="kr"))
    spans = [
        (one.rule.id, target_span(document, one.verdict.target) or (0, 0))
        for one in judged
        if one.verdict.outcome == "failed"
    ]
    return [(rule, document.source.slice(span)) for rule, span in spans]


@pytest.mark.parametrize(
    ("html", "rule", "at"),
    [
        ("<div><span>a</div></span>", "tag-crossed", "<span>"),
        ("<p><b><i>a</b></i></p>", "tag-crossed", "<b>"),
        ("<p><b><i>a</b>b</i></p>", "tag-crossed", "<b>"),
        ("<div><b>a</div>b</b>", "tag-crossed", "<b>"),
        ("<label>a<div></label></div>", "tag-crossed", "<label>"),
        ("<h2>a</h3>", "tag-stray", "</h3>"),
        ("<a href=1>a<a href=2>b</a></a>", "element-inside-its-like", "<a href=2>"),
        ("<h2>a<h3>b</h3></h2>", "element-inside-its-like", "<h3>"),
        ("<form><form class=b></form></form>", "element-inside-its-like", "<form class=b>"),
        ("<tr></tr>", "element-misplaced", "<tr>"),
        ("<em>a</em></em>", "tag-stray", "</em>"),
    ],
)
def test_one_fault_of_tags_is_told_once(html: str, rule: str, at: str) -> None:
    assert found(html) == [(rule, at)]


def test_only_what_is_needed_is_obsolete() -> None:
    table = data_table("obsolete")
    # The input of a form has a type and a size, an ordered list a type, a video a width.
    assert "input" not in table["attribute"]["size"]
    assert not {"ol", "input", "button", "script"} & set(table["attribute"]["type"])
    assert not {"video", "img", "canvas", "iframe"} & set(table["attribute"]["width"])
    rule = BOOK.rules["element-obsolete"]
    asked = {selector.local_name for selector in rule.matcher.selectors or ()}
    assert asked == set(table["element"])
    asked = {
        selector.attribute for selector in BOOK.rules["attribute-obsolete"].matcher.selectors or ()
    }
    assert asked == set(table["attribute"])


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 20_000,
        "</div>" * 100_000,
        "<b><p>" * 2_000,
        "<div><span></div></span>" * 5_000,
        "<a href=x>" * 2_000,
        "<br>" * 100_000,
        "<p></p>" * 40_000,
        "<p a a a>" * 5_000,
        "<p a='b'c=d>" * 5_000,
        "<tr>" * 20_000,
        "<table><div>" * 500,
        "<article><ul><li><a href=x>a</a></ul>" * 2_000,
        "<object>" * 5_000 + "<embed src=a.swf>" * 5_000,
        "<p>" + "WSA XYZ Abc " * 20_000,
        "<img src=a.gif width=1>" * 20_000,
    ],
    ids=str.__len__,
)
def test_hostile_pages_come_to_an_end(html: str) -> None:
    page = source_page(parse_text(START + html), profile="kr")
    for _ in Dispatcher(RULES).run(page):
        pass
