"""One fault on one element is one finding, whoever saw it; what axe alone saw is told in our words."""

import pytest

from govpage_lint.browser.axe import AxeFinding, AxeReport
from govpage_lint.document.parse import parse_text
from govpage_lint.engine.check import Inspector, Placed
from govpage_lint.engine.merge import AxeMerger, in_source, merged_outcomes
from govpage_lint.engine.observe import source_page
from govpage_lint.engine.trace import find_in_source
from govpage_lint.rulebook.book import Rulebook

BOOK = Rulebook()
PROFILE = BOOK.profiles["wcag-aa"]
HTML = """<!doctype html><html lang="en"><title>News</title><body>
<main><h1>News</h1><p>Text</p><h3 id="late">Late</h3><p>More</p><h2 class="x"></h2></main>
</body></html>"""


def axe_finding(
    rule: str, path: list[tuple[str, int]], attributes: dict[str, str], **more: object
) -> AxeFinding:
    values = {
        "rule": rule,
        "outcome": "failed",
        "impact": "moderate",
        "help": "axe's own help",
        "help_url": "https://example.org",
        "message": "Fix this",
        "tags": ("cat.semantics", "wcag2a", "wcag143"),
        "target": ("main > *",),
        "ancestry": ("html > body",),
        "html": "<h3>",
        "frame_depth": 0,
        "in_shadow": False,
        "related": (),
        "path": tuple(path),
        "attributes": tuple(attributes.items()),
        "frame_url": None,
    }
    return AxeFinding(**{**values, **more})  # type: ignore[arg-type]


_HEADINGS = ("heading-level-skipped", "heading-empty")


def merge(
    *findings: AxeFinding, html: str = HTML, names: tuple[str, ...] = _HEADINGS
) -> list[Placed]:
    document = parse_text(html)
    rules = [BOOK.rules[name] for name in names]
    result = Inspector(rules, PROFILE, BOOK.standards, "en").inspect(
        source_page(document, profile="wcag-aa")
    )
    report = AxeReport("4.10.2", "http://x/", tuple(findings), {"heading-order": 3})
    merger = AxeMerger(BOOK, PROFILE, "en", frozenset())
    return merger.merge(in_source(document), result, report, frozenset(rule.id for rule in rules))


H3_PATH = [("html", 1), ("body", 2), ("main", 1), ("h3", 3)]


def test_the_same_fault_on_the_same_element_is_one_finding_with_two_observers() -> None:
    merged = merge(axe_finding("heading-order", H3_PATH, {"id": "late"}))
    skipped = [one.finding for one in merged if one.finding.rule == "heading-level-skipped"]
    assert len(skipped) == 1
    assert skipped[0].observers == ("source", "axe")
    assert skipped[0].axe == ("heading-order",)
    assert len(merged) == 2


def test_what_axe_cannot_tell_adds_nothing_to_what_we_know() -> None:
    merged = merge(axe_finding("heading-order", H3_PATH, {"id": "late"}, outcome="cantTell"))
    assert [one.finding.observers for one in merged] == [("source",), ("source",)]


def test_a_fault_that_axe_alone_saw_has_our_words_and_the_line_of_the_source() -> None:
    merged = merge(axe_finding("color-contrast", H3_PATH, {"id": "late"}, impact="serious"))
    own = next(one.finding for one in merged if one.finding.rule == "axe-color-contrast")
    assert own.message == BOOK.axe["color-contrast"].message["en"].replace("{tag}", "<h3>")
    assert own.location is not None and own.location.line == 2
    assert own.snippet == '<h3 id="late">'
    assert (own.level, own.observers, own.axe) == ("error", ("axe",), ("color-contrast",))
    assert "wcag:1.4.3" in own.criteria


def test_what_is_not_in_the_source_is_told_by_its_selector() -> None:
    merged = merge(
        axe_finding("color-contrast", [("html", 1), ("body", 2), ("aside", 7)], {"id": "late2"})
    )
    own = next(one.finding for one in merged if one.finding.rule == "axe-color-contrast")
    assert own.location is None
    assert own.selector == "main > *"
    assert own.snippet == "<h3>"


@pytest.mark.parametrize("where", [{"frame_depth": 1}, {"in_shadow": True}])
def test_what_is_in_a_frame_or_a_shadow_tree_is_not_looked_for_in_the_page(
    where: dict[str, object],
) -> None:
    merged = merge(axe_finding("color-contrast", H3_PATH, {"id": "late"}, **where))
    assert next(one for one in merged if one.finding.rule == "axe-color-contrast").element is None


def test_what_axe_leaves_to_a_person_is_review_and_fails_nothing() -> None:
    merged = merge(axe_finding("color-contrast", H3_PATH, {"id": "late"}, outcome="cantTell"))
    own = next(one.finding for one in merged if one.finding.rule == "axe-color-contrast")
    assert (own.level, own.certainty) == ("info", "review")


def test_what_axe_leaves_to_a_person_is_answered_by_a_rule_that_found_it_right() -> None:
    html = "<!doctype html><html lang=en><title>News</title><body><a href=/a>News</a></body></html>"
    path = [("html", 1), ("body", 2), ("a", 1)]
    names = ("link-name-missing",)
    asked = axe_finding("link-name", path, {"href": "/a"}, outcome="cantTell")
    assert merge(asked, html=html, names=names) == []


def test_what_axe_is_sure_of_is_told_whatever_we_found_unless_ours_is_known_to_decide() -> None:
    html = "<!doctype html><html lang=en><title>News</title><body><dl><dt>A</dt><dd>B</dd></dl>"
    items = axe_finding("dlitem", [("html", 1), ("body", 2), ("dl", 1), ("dt", 1)], {})
    assert len(merge(items, html=html, names=("definition-item-outside",))) == 1
    html = "<!doctype html><html lang=en><title>News</title><body><a href=/a>News</a></body></html>"
    link = axe_finding("link-name", [("html", 1), ("body", 2), ("a", 1)], {"href": "/a"})
    assert merge(link, html=html, names=("link-name-missing",)) == []


def test_a_rule_of_an_axe_newer_than_ours_keeps_axes_words() -> None:
    merged = merge(axe_finding("brand-new", H3_PATH, {"id": "late"}))
    own = next(one.finding for one in merged if one.finding.rule == "axe-brand-new")
    assert own.message == "axe's own help"
    assert "wcag:1.4.3" in own.criteria


def test_outcomes_of_both_are_kept() -> None:
    found = axe_finding("heading-order", H3_PATH, {"id": "late"})
    report = AxeReport("4.10.2", "http://x/", (found,), {"heading-order": 3})
    outcomes = merged_outcomes({}, report, [])
    assert (outcomes["axe-heading-order"].passed, outcomes["axe-heading-order"].failed) == (3, 1)


@pytest.mark.parametrize(
    ("path", "attributes", "found"),
    [
        ([("html", 1), ("body", 2), ("main", 1), ("h2", 5)], {"class": "x"}, '<h2 class="x">'),
        ([("html", 1), ("body", 2), ("main", 1), ("h2", 5)], {"class": "x open"}, '<h2 class="x">'),
        ([("html", 1), ("body", 2), ("div", 1), ("h3", 3)], {"id": "late"}, '<h3 id="late">'),
        ([("html", 1), ("body", 2), ("main", 1), ("h2", 4)], {"class": "x"}, None),
        ([], {}, None),
        ([("html", 1), ("body", 2), ("main", 1), ("h3", 3)], {}, None),
    ],
)
def test_a_live_element_is_found_only_where_tag_and_attributes_agree(
    path: list[tuple[str, int]], attributes: dict[str, str], found: str | None
) -> None:
    document = parse_text(HTML)
    element = find_in_source(document, path, attributes)
    assert (document.source.slice(element.span) if element and element.span else None) == found


def test_a_fault_of_a_block_is_one_though_axe_tells_it_for_each_thing_in_it() -> None:
    html = '<!doctype html><html lang="en"><body><div role="heading">A <b>b</b></div></body></html>'
    document = parse_text(html)
    rules = [BOOK.rules["heading-level-invalid"]]
    page = source_page(document, profile="wcag-aa")
    result = Inspector(rules, PROFILE, BOOK.standards, "en").inspect(page)
    path = [("html", 1), ("body", 2), ("div", 1), ("b", 1)]
    report = AxeReport("4.10.2", "", (axe_finding("aria-required-attr", path, {}),))
    merger = AxeMerger(BOOK, PROFILE, "en", frozenset())
    merged = merger.merge(in_source(document), result, report, frozenset({"heading-level-invalid"}))
    assert [one.finding.observers for one in merged] == [("source", "axe")]


def test_a_fault_that_axe_tells_of_a_table_is_ours_of_a_cell_in_it() -> None:
    document = parse_text(
        '<!doctype html><html lang="en"><title>Fees</title><body><table><tr><th id="a">A</th></tr>'
        '<tr><td headers="no">1</td></tr></table></body></html>'
    )
    rules = [BOOK.rules["table-headers-unresolved"]]
    result = Inspector(rules, PROFILE, BOOK.standards, "en").inspect(
        source_page(document, profile="wcag-aa")
    )
    path = [("html", 1), ("body", 2), ("table", 1)]
    report = AxeReport("4.10.2", "http://x/", (axe_finding("td-headers-attr", path, {}),))
    merger = AxeMerger(BOOK, PROFILE, "en", frozenset())
    merged = merger.merge(
        in_source(document), result, report, frozenset(("table-headers-unresolved",))
    )
    assert [one.finding.observers for one in merged] == [("source", "axe")]
    assert merged[0].finding.snippet == 'headers="no"'
