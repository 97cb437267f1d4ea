"""What the examples of the rules about ARIA cannot say: lists that agree, hostile pages, rendered pages."""

from collections import Counter

import pytest

from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Element
from govpage_lint.engine.dispatch import Dispatcher
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook, data_table
from govpage_lint.semantics.aria_details import attributes, role_details
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.tables import aria, html, read_table
from tests.semantics.rendering import facts_of

BOOK = Rulebook()
TOPICS = ("aria", "keyboard")
RULES = [rule for rule in BOOK.rules.values() if rule.topic in TOPICS]


def asked(rule: str) -> set[str]:
    """The attributes that a rule's selectors begin with."""
    return {selector.attribute or "" for selector in BOOK.rules[rule].matcher.selectors or ()}


def failed(page: Page) -> Counter[str]:
    judged = Dispatcher(RULES).run(page)
    return Counter(one.rule.id for one in judged if one.verdict.outcome == "failed")


def findings(body: str) -> Counter[str]:
    html_text = f"<!doctype html><html lang=en><head><title>A</title></head><body>{body}</body>"
    return failed(source_page(parse_text(html_text), profile="wcag-aa"))


# ── lists that say the same ───────────────────────────────────────────────────────────────────────


def test_the_rules_ask_for_each_attribute_that_concerns_them() -> None:
    known = attributes()
    local = {name for name, details in known.items() if not details.is_global}
    assert asked("aria-attribute-unsupported") == local
    free = ("string", "idrefs")
    assert asked("aria-value-invalid") == {n for n, d in known.items() if d.kind not in free}
    old = {n for n, d in known.items() if d.deprecated or d.globally_deprecated}
    assert asked("aria-attribute-deprecated") == old
    bounded = {n for n, d in known.items() if d.least is not None}
    assert bounded <= asked("aria-value-out-of-range")


def test_what_roles_prohibit_is_asked_for_and_goes_everywhere_else() -> None:
    known = attributes()
    details = [role_details(role) for role in aria().valid | aria().draft]
    prohibited = {name for one in details if one is not None for name in one.prohibited}
    assert prohibited == asked("aria-attribute-prohibited")
    assert all(known[name].is_global for name in prohibited)


def test_where_a_name_is_prohibited_its_braille_is_too() -> None:
    for role in aria().valid | aria().draft:
        details = role_details(role)
        assert details is not None
        assert ("aria-braillelabel" in details.prohibited) is ("aria-label" in details.prohibited)


def test_what_a_role_needs_it_takes() -> None:
    for role in aria().valid:
        details = role_details(role)
        assert details is not None
        needed = details.required | details.required_focused | details.required_expanded
        taken = details.supported | {n for n, d in attributes().items() if d.is_global}
        assert needed <= taken, role


def test_the_elements_of_html_that_mean_nothing_have_no_role_in_the_other_table() -> None:
    elements = read_table("html-aria-details.toml")["elements"]
    mapped = set(html().roles) | html().none | html().unmapped
    assert not set(elements["generic"].split()) & mapped
    assert not set(elements["generic"].split()) & set(elements["unnamed"].split())


def test_the_roles_whose_attributes_html_lends_are_roles() -> None:
    for element, words in read_table("html-aria-details.toml")["attributes"].items():
        for word in words.split():
            assert word in attributes() or role_details(word) is not None, element


# ── what a browser adds ───────────────────────────────────────────────────────────────────────────


def rendered(body: str) -> Page:
    document = parse_text(f"<!doctype html><html lang=en><title>A</title><body>{body}")

    def styles(element: Element) -> dict[str, str]:
        return {"display": "inline" if element.local_name in ("a", "span") else "block"}

    semantics = Semantics(document, rendered=facts_of(document, styles))
    return Page(document, semantics, data=data_table, observer="rendered")


def test_a_rendered_page_is_what_it_is() -> None:
    body = (
        '<script>go()</script><div role="checkbox" :aria-checked="on" tabindex="0">A</div>'
        '<span role="button">B</span><div aria-label="{{ name }}">C</div><p aria-x.y="z">D</p>'
    )
    assert failed(rendered(body)) == {
        "aria-required-attribute-missing": 1,
        "role-not-focusable": 1,
        "aria-attribute-prohibited": 1,
        "aria-attribute-unknown": 1,
    }
    assert findings(body) == {}


# ── hostile pages ─────────────────────────────────────────────────────────────────────────────────

_WIDE = 5_000
_DEEP = 3_000


@pytest.mark.parametrize(
    ("piece", "rule", "count"),
    [
        ('<div role="listitem">a</div>', "role-context-missing", _WIDE),
        ('<p id="a">x</p>', "id-repeated", 1),
        ('<a href="#x" accesskey="k">b</a>', "accesskey-repeated", _WIDE - 1),
        ('<div onclick="go()">c</div>', "click-without-keyboard", _WIDE),
        ('<div aria-hidden="true"><input></div>', "aria-hidden-focusable", _WIDE),
        ('<i aria-lable="x"></i>', "aria-attribute-unknown", _WIDE),
        ('<main aria-live="polite">d</main>', "live-region-too-large", 0),
    ],
)
def test_a_wide_page_costs_what_it_is_wide(piece: str, rule: str, count: int) -> None:
    assert findings(piece * _WIDE)[rule] == count


@pytest.mark.parametrize(
    "opening",
    [
        '<div role="list">',
        "<div>",
        '<div role="menu"><div role="group">',
        '<div aria-hidden="true" tabindex="0">',
        '<span role="img" aria-label="x" tabindex="0">',
        '<div role="listitem">',
        '<div aria-live="polite">',
        '<div onclick="go()">',
        '<div role="application" aria-label="x">',
        '<div id="a" aria-labelledby="a b" role="group">',
        '<p role="text">',
        '<div role="row" aria-busy="true">',
    ],
)
def test_a_deep_page_is_no_recursion_and_no_square(opening: str) -> None:
    findings(opening * _DEEP + '<a href="/" role="option">x</a><h2>y</h2>')


def test_very_many_ids_and_names_that_nobody_knows() -> None:
    many = "".join(f'<p id="i{n}" aria-x{n}="a">x</p><i id="i{n}">y</i>' for n in range(2_000))
    found = findings(many)
    assert found["id-repeated"] == 2_000
    assert found["aria-attribute-unknown"] == 2_000
