"""What the rules about frames make of pages that no example would show."""

from typing import BinaryIO

import pytest

from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Element
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic == "frames"]


class Shown:
    """Frames as a browser tells them: documents by the title of their frame."""

    def __init__(self, pages: dict[str, Page]) -> None:
        self._pages = pages

    def neighbour(self, address: str) -> Page | None:
        return None

    def open_file(self, address: str) -> BinaryIO | None:
        return None

    def frame(self, element: Element) -> Page | None:
        return self._pages.get(element.attributes.get("id", ""))


def page(html: str, url: str | None = None, **frames: Page) -> Page:
    made = source_page(parse_text(html, url=url), profile="kr")
    return Page(
        made.document,
        made.semantics,
        data=data_table,
        observer="rendered",
        surroundings=Shown(frames),
    )


def found(one: Page, outcome: str = "failed") -> list[str]:
    judged = Dispatcher(RULES).run(one)
    return sorted(judgement.rule.id for judgement in judged if judgement.verdict.outcome == outcome)


TWO = '<iframe id="a" title="Map" src="1"></iframe><iframe id="b" title="Map" src="2"></iframe>'


def test_what_the_browser_was_sent_on_to_is_one_document() -> None:
    both = [page("<p>Map of Gaon city hall", "https://www.gaon.go.kr/map") for _ in range(2)]
    assert found(page(TWO, a=both[0], b=both[1])) == []


def test_documents_without_text_are_not_told_apart() -> None:
    blank = [page("", "about:srcdoc"), page("", "about:srcdoc")]
    assert found(page(TWO, a=blank[0], b=blank[1])) == []
    assert "frame-name-repeated" in found(page(TWO, a=blank[0], b=blank[1]), "cantTell")


def test_documents_of_other_words_are_two() -> None:
    ours, theirs = page("<p>Map of Gaon city hall"), page("<p>Household water rates in summer")
    assert found(page(TWO, a=ours, b=theirs)) == ["frame-name-repeated"]


@pytest.mark.parametrize(
    "html",
    [
        "<iframe title=a src=x></iframe>" * 20_000,
        "<iframe title=a srcdoc='<p>x'></iframe>" * 5_000,
        "<iframe tabindex=-1 srcdoc='<a href=x>x</a>'></iframe>" * 3_000,
        '<iframe title="' + "frame " * 50_000 + '"></iframe>',
        "<div>" * 5_000 + "<iframe title=a></iframe>" * 5_000,
    ],
    ids=str.__len__,
)
def test_hostile_pages_come_to_an_end(html: str) -> None:
    source = source_page(parse_text("<!doctype html>" + html), profile="kr")
    for _ in Dispatcher(RULES).run(source):
        pass
