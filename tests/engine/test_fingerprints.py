"""What a fingerprint lives through, and what it does not."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.document.parse import parse_text
from govpage_lint.engine.check import Inspector
from govpage_lint.engine.fingerprints import base_of, normal, numbered
from govpage_lint.engine.observe import source_page
from govpage_lint.findings import Finding, Suppressed
from govpage_lint.rulebook.book import Rulebook

BOOK = Rulebook()
RULES = [BOOK.rules[name] for name in ("image-alt-missing", "heading-empty")]
INSPECTOR = Inspector(RULES, BOOK.profiles["wcag-aa"], BOOK.standards, "en")


def findings(html: str) -> list[Finding]:
    page = source_page(parse_text(html), profile="wcag-aa")
    return [one.finding for one in INSPECTOR.inspect(page).placed]


def marks(html: str) -> list[str]:
    return [finding.fingerprint for finding in findings(html)]


def bases(html: str) -> Counter[str]:
    return Counter(base_of(mark) for mark in marks(html))


PAGE = (
    '<header id="top"><img src="/img/logo.png" class="logo big"></header><main><h2></h2>{}</main>'
)
FILLERS = st.sampled_from(
    [
        "",
        "\n\n",
        "<p>Text</p>",
        "<div><p>Text</p></div>",
        '<img src="b.png" alt="B">',
        "<h2>A</h2>",
        "<!-- x -->",
    ]
)


@settings(deadline=None)
@given(st.lists(FILLERS, max_size=6), st.lists(FILLERS, max_size=6))
def test_what_comes_before_and_after_changes_nothing(before, after) -> None:
    image = '<img src="a.png">'
    inside = "".join(before) + image + "".join(after)
    assert bases(PAGE.format(image)) == bases(PAGE.format(inside))
    assert marks("\n" * len(before) + PAGE.format(image)) == marks(PAGE.format(image))


ATTRIBUTES = {"src": "a.png", "class": "x y", "width": "10", "title": "T", "id": "pic"}


@settings(deadline=None)
@given(st.permutations(sorted(ATTRIBUTES)), st.booleans())
def test_the_order_of_attributes_and_classes_changes_nothing(order, turned) -> None:
    values = {**ATTRIBUTES, "class": "y  x" if turned else "x y"}
    tag = "<img " + " ".join(f'{name}="{values[name]}"' for name in order) + ">"
    plain = "<img " + " ".join(f'{name}="{value}"' for name, value in ATTRIBUTES.items()) + ">"
    assert marks(tag) == marks(plain)


NUMBERED = '<div id="post-{n}"><img id="img{n}" class="w{n}" src="/f/view.do?no={n}&amp;v={n}" width={n}></div>'


@settings(deadline=None)
@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_numbers_change_nothing(one, other) -> None:
    assert marks(NUMBERED.format(n=one)) == marks(NUMBERED.format(n=other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<img src="a.png" nonce="abc">', '<img src="a.png" nonce="xyz">'),
        ('<img src="/a;jsessionid=AB.png?x">', '<img src="/a;jsessionid=QRS.png?x">'),
        ('<img src="/a.png?sid=abcdef&amp;b=c">', '<img src="/a.png?sid=ghijkl&amp;b=c">'),
        ('<img src="/(S(abcd))/a.png">', '<img src="/(S(wxyz))/a.png">'),
        ('<img src="/s/logo.3f9a1c2b.png">', '<img src="/s/logo.77bb01ee.png">'),
        ('<img src="/s/logo-BxYz12_Q.png">', '<img src="/s/logo-k9TzPq-a.png">'),
        ('<img class="Card_pic__x7Ab3" src="a">', '<img class="Card_pic__kZq1w" src="a">'),
        ('<img data-v-7ba5bd90 src="a">', '<img data-v-11aa22bb src="a">'),
        ('<img _ngcontent-abc-c12 src="a">', '<img _ngcontent-xyz-c9 src="a">'),
        ('<img id=":r1:" src="a">', '<img id=":Rab:" src="a">'),
        (
            '<img id="x-0b5c3f9e-beef-4abc-9def-001122334455" src="a">',
            '<img id="x-aabbccdd-0000-4fff-8eee-ffeeddccbbaa" src="a">',
        ),
        ('<img src="a.png" data-loaded="yes">', '<img src="a.png">'),
    ],
)
def test_what_a_visit_or_a_build_changes_changes_nothing(one, other) -> None:
    assert marks(one) == marks(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<img src="a.png">', '<img src="b.png">'),
        ('<main><img src="a.png"></main>', '<header><img src="a.png"></header>'),
        ('<div id="a"><img src="a.png"></div>', '<div id="b"><img src="a.png"></div>'),
        ('<img src="/budget/plan.png">', '<img src="/people/plan.png">'),
        ("<h1></h1>", "<h2></h2>"),
    ],
)
def test_another_fault_has_another_fingerprint(one, other) -> None:
    assert marks(one) != marks(other)


def test_what_looks_the_same_is_counted() -> None:
    found = marks('<main><img src="a.png"><p><img src="a.png"></p><img src="b.png"></main>')
    assert len(set(found)) == 3
    assert Counter(map(base_of, found)).most_common(1)[0][1] == 2
    assert [mark for mark in found if re.fullmatch("[0-9a-f]{20}-2", mark)]


def test_numbering_is_once_for_a_page() -> None:
    one, other, third = findings('<img src="a.png"><img src="a.png"><img src="a.png">')
    told, suppressed = numbered(
        [third, third], [Suppressed(one, "inline"), Suppressed(other, "inline")]
    )
    marks = [f.fingerprint for f in told] + [s.finding.fingerprint for s in suppressed]
    base = base_of(one.fingerprint)
    assert marks == [base, f"{base}-2", f"{base}-3", f"{base}-4"]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_made_normal_and_stays_so(text) -> None:
    once = normal(text)
    assert "\n" not in once
    assert not re.search(r"[1-9]", once) or not once.isascii()
