"""What the rules about forms leave to each other, what a browser settles, and what pages may cost."""

from collections.abc import Iterator

import pytest

from govpage_lint.checks.page import Page, PageObserver
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.dispatch import Dispatcher, Judgement
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table

BOOK = Rulebook()
RULES = [rule for rule in BOOK.rules.values() if rule.topic == "forms"]


def judged(html: str, observer: PageObserver = "source") -> list[Judgement]:
    made = source_page(parse_text(html), profile="kr")
    page = Page(made.document, made.semantics, data=data_table, profile="kr", observer=observer)
    return list(Dispatcher(RULES).run(page))


def found(html: str, outcome: str = "failed", observer: PageObserver = "source") -> list[str]:
    return sorted(one.rule.id for one in judged(html, observer) if one.verdict.outcome == outcome)


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ('<label for="a"></label><input id="a">', ["field-name-missing"]),
        ("<label><input type=password></label>", ["special-field-name-missing"]),
        ("<fieldset><legend></legend></fieldset>", ["legend-empty"]),
        ("<fieldset><div><legend>A</legend></div></fieldset>", ["legend-misplaced"]),
        ('<input placeholder="Code">', ["field-placeholder-only"]),
        ('<input title="Code">', ["field-title-only"]),
        ('<label for="">A</label><input id="">', ["field-name-missing", "label-for-missing"]),
        ("<label>Menu <input></label>", ["field-label-undescriptive"]),
        (
            "<form><label>Town <input></label><label>Town <input></label><button>Go</button></form>",
            ["field-label-repeated", "field-label-undescriptive"],
        ),
    ],
)
def test_a_fault_is_told_by_the_rule_for_it(html: str, rules: list[str]):
    assert found(html) == rules


def test_what_repeats_at_the_same_place_is_told_once():
    rule = BOOK.rules["field-label-undescriptive"]
    assert rule.covers == ("field-label-repeated",)


@pytest.mark.parametrize(
    "html",
    [
        '<input :aria-label="name">',
        "<x-field><input></x-field>",
        '<label for="a" v-text="t"></label><input id="a">',
        '<label for="a{{ i }}">A</label><input :id="i" aria-label="A">',
        '<form><input aria-label="A"><x-send></x-send></form>',
    ],
)
def test_what_a_script_writes_is_no_fault_of_the_source(html: str):
    assert "field-name-missing" not in found(html)
    assert "label-for-missing" not in found(html)
    assert "submit-missing" not in found(html)


def test_a_rendered_page_is_what_it_is():
    assert found("<x-field><input></x-field>", observer="rendered") == ["field-name-missing"]
    assert "submit-missing" in found(
        '<form><input aria-label="A"><x-send></x-send></form>', observer="rendered"
    )


@pytest.mark.parametrize(
    "tokens", ["name", "section-a shipping work tel webauthn", "Billing Street-Address"]
)
def test_valid_details_of_autofill_pass(tokens: str):
    html = f'<label>A <input autocomplete="{tokens}"></label>'
    assert "autocomplete-invalid" not in found(html)
    assert "autocomplete-invalid" in found(html, "passed")


# -- hostile pages: sizes at which anything quadratic takes minutes --------------------------------

MANY = 2000


def hostile() -> Iterator[tuple[str, str]]:
    """Pages that repeat without end what forms hold once."""
    yield "fields of one name", "<form>" + "<label>Name *<input name=x class=error></label>" * MANY
    yield "labels of one field", "<form><input id=a>" + "<label for=a>Name</label>" * MANY
    yield "labels in labels", "<label>" * MANY + "a"
    yield "groups in groups", "<fieldset>" * MANY + "<input type=radio name=a>" * MANY
    yield "buttons in buttons", "<span role=button aria-label=x>a " * MANY
    yield "legends after texts", "<fieldset>" + "<p>a</p>" * MANY + "<legend></legend>" * MANY
    yield "messages", "<form><input>" + "<p class=error>Please correct the errors.</p>" * MANY
    yield "forms", "<form><input><select onchange='go()'></select></form>" * MANY
    yield "pictures", "<form>" + "<img src=captcha>" * MANY
    yield "handlers", "<div onpaste='return false'>" * MANY + "<input type=password>" * MANY
    yield "long words", f"<button aria-label='{'a b ' * MANY}'>{'b a ' * MANY}c</button>"
    yield "parentheses", f"<button aria-label='{'(' * MANY}'>{'(' * MANY}c{')' * MANY}</button>"
    yield "references", "<p id=a>x</p>" + f"<input aria-labelledby='{'a ' * 9}'>" * MANY


@pytest.mark.parametrize(
    "html", [html for _, html in hostile()], ids=[name for name, _ in hostile()]
)
def test_no_page_costs_more_than_it_is_large(html: str):
    assert judged(html)
