"""That the rules about headings cost no more on crowded pages."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic == "headings"]


@pytest.mark.parametrize(
    "html",
    [
        "<h2>Weather</h2>" * 20_000,
        "<h2>Weather</h2>" + "<span></span>" * 50_000 + "open Monday",
        "<p><b>Who can apply</b></p>" * 20_000,
        "<strong>Who can apply</strong>" * 20_000,
        "<div>" * 5_000 + "<p><b>Who</b></p>" * 5_000,
        "<p>" + "<b>" * 5_000 + "Who",
        "<h2>Weather" * 5_000,
        "<h2 aria-hidden=true>" + "open Monday 9 am " * 20_000 + "</h2>",
    ],
    ids=str.__len__,
)
def test_hostile_pages_come_to_an_end(html: str) -> None:
    page = source_page(parse_text("<!doctype html>" + html), profile="kr")
    for _ in Dispatcher(RULES).run(page):
        pass
