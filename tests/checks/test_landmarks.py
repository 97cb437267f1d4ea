"""What the rules about landmarks leave to each other, and what they cannot know."""

from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic == "landmarks"]
SHEET = '<link rel="stylesheet" href="site.css">'


def page(body: str, head: str = "") -> Page:
    html = f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"
    return source_page(parse_text(html), profile="wcag-aa")


def findings(body: str, head: str = "", outcome: str = "failed") -> list[str]:
    judged = Dispatcher(RULES).run(page(body, head))
    return sorted(one.rule.id for one in judged if one.verdict.outcome == outcome)


def test_a_main_inside_of_another_is_nested_and_not_also_a_second_one() -> None:
    assert findings('<div role="main"><main><h1>A</h1></main></div>') == ["landmark-nested"]


def test_a_page_without_landmarks_lacks_a_main_one_and_no_more() -> None:
    assert findings("<h1>A</h1><p>B</p><div>C</div>") == ["landmark-main-missing"]


def test_a_section_whose_name_is_not_there_is_not_also_outside() -> None:
    body = '<main><h1>A</h1></main><section aria-labelledby="gone"><p>B</p></section>'
    assert findings(body) == ["aria-reference-missing"]


def test_a_block_outside_is_one_finding_whatever_stands_in_it() -> None:
    block = "<div><p>A <b>B</b></p><ul><li>C</li></ul><button>D</button><img src=x alt=E></div>"
    assert findings(f"<main><h1>A</h1></main>{block}") == ["landmark-content-outside"]


def test_menus_that_a_style_sheet_may_hide_are_left_to_a_person() -> None:
    body = "<nav><a href=/>A</a></nav><nav><a href=/>B</a></nav><main><h1>A</h1></main>"
    assert findings(body) == ["landmark-name-repeated", "landmark-name-repeated"]
    assert findings(body, SHEET) == []
    assert findings(body, SHEET, "cantTell") == ["landmark-name-repeated"]


def test_a_form_around_the_page_is_no_landmark_around_its_landmarks() -> None:
    assert findings('<form aria-label="f"><header>A</header><main><h1>B</h1></main></form>') == []


def test_a_dialog_has_landmarks_of_its_own() -> None:
    body = "<header>A</header><main><h1>B</h1></main><dialog open><header>C</header></dialog>"
    assert findings(body) == []


def test_deep_nesting_is_no_recursion() -> None:
    body = (
        '<div role="form" aria-label="f">' * 3000
        + "<aside>A</aside>"
        + "<ul class=menu><li>" * 3000
    )
    assert "landmark-main-missing" in findings(body)
