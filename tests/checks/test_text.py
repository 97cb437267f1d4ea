"""The rules of text: lists that must agree, and pages made to be costly."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table

BOOK = Rulebook()
RULES = ["letter-spacing-fixed", "word-spacing-fixed", "hidden-text-lost", "text-capitals"]
RULES += ["pointed-at-by-sight", "told-by-place"]
MANY = 10_000


def test_the_rule_is_asked_of_all_classes_in_the_table() -> None:
    rule = BOOK.rules["hidden-text-lost"]
    asked = {selector.class_name for selector in rule.matcher.selectors or ()} - {None}
    assert asked == set(data_table("visual_words")["unseen"]["classes"])


PAGES = {
    "nested, each fixed": "<div style='letter-spacing: 0 !important'>x" * (MANY // 2),
    "nested, each inheriting": "<div style='letter-spacing: inherit !important'>x" * (MANY // 2),
    "many that inherit": "<div style='word-spacing: 0 !important'>" + "<p>two words</p>" * MANY,
    "links": "<a href=/>more<span style='display: none'>about this" * (MANY // 4),
    "one link": "<a href=/>more" + "<span style='display: none'>about this</span>" * MANY,
    "nested hidden": "<b class='sr-only blind' style='display: none'>two words" * (MANY // 4),
    "capitals": "<p>SOME WORDS THAT ARE IN CAPITALS AND GO ON FOR LONG" * (MANY // 4),
    "instructions": "<button>a b</button>" * MANY + "<p>Press the round button." * MANY,
    "one instruction": "<p>Press the " + "round " * MANY + "star. ★",
    "many sentences": "<p>" + "The office on the right is open. Press the star. " * (MANY // 20),
    "long capitals": "<p>" + "CAPITALS " * MANY,
}


@pytest.mark.parametrize("markup", PAGES.values(), ids=PAGES)
def test_hostile_pages_end(markup: str) -> None:
    page = source_page(parse_text(f"<!doctype html><body>{markup}"), profile="wcag-aa")
    dispatcher = Dispatcher([BOOK.rules[name] for name in RULES])
    assert sum(1 for _ in dispatcher.run(page)) <= 4 * MANY
