"""Which links are skip links, and what the rules about them leave to each other."""

import pytest

from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook

RULES = [rule for rule in Rulebook().rules.values() if rule.topic == "navigation"]
MENU = '<nav><a href="/">Home</a> <a href="/news">News</a> <a href="/law">Law</a></nav>'
MAIN = '<main id="main"><h1>News</h1><p>Text</p></main>'


def page(body: str, head: str = "") -> Page:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return source_page(parse_text(html), profile="kr")


def labels(body: str) -> list[str]:
    return [link.label for link in page(body).fact(skip_links).front]


def findings(body: str, head: str = "", outcome: str = "failed") -> set[str]:
    judged = Dispatcher([rule for rule in RULES if not rule.silent]).run(page(body, head))
    return {one.rule.id for one in judged if one.verdict.outcome == outcome}


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#main">Skip to content</a>',
        '<a href="#main" class="skip-link">→</a>',
        '<a class="offscreen" href="#main">Bla bla</a>',
        '<div id="u_skip"><a href="#main">내용</a></div>',
        '<ul class="accessibility"><li><a href="#main">Inhalt</a></li></ul>',
        '<a href="#" class="skip">본문 바로가기</a>',
        '<a href="#main" aria-label="Skip to main content">📖</a>',
        '<p hidden><a href="#main">본문 바로가기</a></p>',
        "<A HREF='#main'>SKIP NAVIGATION</A>",
    ],
)
def test_this_is_a_skip_link(link: str) -> None:
    assert len(labels(link + MENU + MAIN)) == 1


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#top">Back to top</a>',
        '<a href="#search" class="search-toggle" aria-expanded="false">Search</a>',
        '<a href="#menu" data-bs-toggle="collapse">Menu</a>',
        '<ul class="nav-tabs"><li><a href="#main">Overview</a></li></ul>',
        '<a href="#" onclick="go()">Menu</a>',
        '<a href="#/contents">Contents</a>',
        '<div class="slick"><a href="#slide1">1</a></div>',
        '<nav><ul><li><a href="#main">Home</a></li><li><a href="#about">About</a></li></ul></nav>',
        '<noscript><a href="#main">Skip to content</a></noscript>',
        '<template><a href="#main">Skip to content</a></template>',
    ],
)
def test_this_is_no_skip_link(link: str) -> None:
    assert labels(link + MENU + MAIN) == []


def test_links_in_the_text_are_no_skip_links_of_the_page() -> None:
    contents = '<ul><li><a href="#a">Contents</a></li><li><a href="#b">Go to contents</a></li></ul>'
    assert labels(MENU + f"<main><h1>Act</h1>{contents}</main>") == []


def test_a_plain_label_next_to_a_skip_link_is_one_too() -> None:
    links = (
        '<ul><li><a href="#main">Skip to content</a></li><li><a href="#nav">Hauptmenü</a></li></ul>'
    )
    assert labels(links + MENU + MAIN) == ["Skip to content", "Hauptmenü"]


def test_tabindex_can_bring_a_link_to_the_front() -> None:
    late = '<a href="#main" tabindex="1">Skip to content</a>'
    assert labels(MENU * 4 + MAIN + late) == ["Skip to content"]
    assert "skip-link-late" not in findings(MENU * 4 + MAIN + late)


def test_a_component_that_skips_counts_as_a_way_past_the_menu() -> None:
    assert findings("<gov-skip-link></gov-skip-link>" + MENU + MAIN) == set()


def test_a_page_without_any_way_past_its_menu_is_told_so_once() -> None:
    body = MENU + '<div id="content"><p>Text</p></div>'
    assert findings(body) == {"bypass-missing"}


def test_a_page_with_landmarks_lacks_only_the_link() -> None:
    assert findings(MENU + MAIN) == {"skip-link-missing"}


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ('<a href="#gone">Skip to content</a>', "skip-link-target-missing"),
        ('<a href="#">Skip to content</a>', "skip-link-target-empty"),
        ('<a href="#none">Skip to content</a>', "skip-link-target-empty"),
        ('<a href="#main" style="display:none">Skip to content</a>', "skip-link-unreachable"),
        ('<a href="#off">Skip to content</a><p id="off" hidden>x</p>', "skip-link-target-hidden"),
        ('<a href="#end">Skip to content</a>', "skip-link-target-misplaced"),
    ],
)
def test_one_fault_of_a_skip_link_is_one_finding(link: str, rule: str) -> None:
    assert findings(link + MENU + MAIN + '<p id="end">End</p>') == {rule}


def test_what_an_unread_style_sheet_may_hide_is_left_to_a_person() -> None:
    body = '<a href="/">Home</a>' + '<a href="#main">Skip to content</a>' + MENU + MAIN
    sheet = '<link rel="stylesheet" href="site.css">'
    assert findings(body) == {"skip-link-late"}
    assert findings(body, sheet) == set()
    assert findings(body, sheet, "cantTell") == {"skip-link-late"}


def test_a_page_that_scripts_fill_in_is_not_judged_by_its_shell() -> None:
    body = '<a href="#main">Skip to content</a><div id="app"></div><script src="app.js"></script>'
    assert findings(body) == set()
    assert findings(body, outcome="cantTell") == {"skip-link-target-missing"}


def test_a_page_that_is_made_of_skip_links_only_is_judged_in_part() -> None:
    many = "".join(f'<a href="#c{n}">Skip to content</a>' for n in range(500))
    assert len(page(many + MAIN).fact(skip_links).links) < 100
