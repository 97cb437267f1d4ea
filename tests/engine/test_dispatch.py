"""Rules reach the elements that their selectors mean, each once, however many ways lead there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.document.parse import parse
from govpage_lint.document.selectors import compile_selector
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.matchers import build_matcher
from govpage_lint.rulebook.model import Rule

BASE = Rulebook().rules["heading-empty"]
SELECTORS = [
    "p",
    "b, [role]",
    "[lang]",
    "p[lang=en], [role]",
    "*",
    "#x",
    ".y, p",
    "p, p[role]",
    ":lang(en)",
]
PIECES = st.sampled_from(
    [
        "<p>",
        "<p lang=en>",
        "<p id=x>",
        "<b class='y z'>",
        "<p role=a class=y>",
        "</b>",
        "<svg><p>",
        "</svg>",
        "<b role=c lang=ko>",
    ]
)


def _rule(number: int, selector: str) -> Rule:
    matcher = build_matcher({"match": {"of": selector, "selector": "#none"}})
    return replace(BASE, id=f"r{number}", matcher=matcher)


RULES = [_rule(number, selector) for number, selector in enumerate(SELECTORS)]


@given(st.lists(PIECES, max_size=12).map("".join))
def test_each_rule_judges_what_its_selectors_match_once(markup: str) -> None:
    document = parse(f"<!doctype html>{markup}".encode())
    page = source_page(document, profile="wcag-aa")
    reached = [(one.rule.id, one.verdict.target) for one in Dispatcher(RULES).run(page)]
    wanted = [
        (f"r{number}", element)
        for number, selector in enumerate(SELECTORS)
        for element in document.elements
        if any(one.test(element) for one in compile_selector(selector))
    ]
    assert len(reached) == len(wanted)
    assert set(reached) == set(wanted)
