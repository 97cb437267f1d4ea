"""Sheets and pages that mean harm: an answer or a clear note, and no crash.

Sizes are such that quadratic work would take minutes; nothing is timed.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.document.parse import parse_text
from govpage_lint.semantics import style_matching, style_sheets
from govpage_lint.semantics.style import Styles
from govpage_lint.semantics.style_syntax import split_sheet, without_comments
from govpage_lint.semantics.unknown import UNKNOWN
from tests.semantics.styling import styles_of

_PROPERTIES = ("display", "visibility", "position", "color", "font-size", "left", "overflow")


def _ask(css, body="<p id=x>", head=""):
    """Ask for all elements; the note that came of it, "" for none."""
    styles, found = styles_of(body, css, head=head)
    for element in found["x"].document.elements:
        for name in _PROPERTIES:
            styles.value(element, name)
        styles.value(element, "content", "::before")
    assert styles.complete == (not styles.notes)
    return " ".join(styles.notes)


def test_a_million_selectors_are_ignored_with_a_note():
    assert "more than 100000 selectors" in _ask("p," * 1_000_000 + "p {display: none}")


def test_a_million_rules_are_ignored_with_a_note():
    note = _ask("p{}" * 1_000_000)
    assert note.startswith("style sheet ignored: <style> in line 1: more than 100000 rules")


def test_more_text_than_anyone_writes_is_ignored_with_a_note():
    assert "characters of style sheets" in _ask("p{left:1px}" + " " * 9_000_000)


def test_an_ignored_sheet_leaves_values_unknown():
    styles, found = styles_of("<p id=x>", "p{}" * 200_000)
    assert styles.value(found["x"], "display") is UNKNOWN


def test_only_the_sheet_that_is_too_much_is_ignored(monkeypatch):
    monkeypatch.setattr(style_sheets, "MOST_RULES", 3)
    head = "<style>p {left: 1px}</style><style>a{} b{} c{} d{}</style><style>p {left: 2px}</style>"
    styles, found = styles_of("<p id=x>", head=head)
    assert [one.value for one in styles.matched(found["x"])] == ["1px", "2px"]
    assert len(styles.notes) == 1


@pytest.mark.parametrize(
    "css",
    [
        "".join(f"div:has(a:has(+ .q{i % 7}) ~ p:not(.c{i})) {{left: 1px}}" for i in range(3000)),
        "".join(f"*:has(*):has(~ * + *):not(:has(.c{i})) * {{left: 1px}}" for i in range(2000)),
        "".join(f"*:not(.z{i}) {{left: 1px}}" for i in range(20_000)),
        "p {left: 1px}" * 20_000,
    ],
)
def test_matching_that_takes_too_long_is_given_up_with_a_note(css, monkeypatch):
    monkeypatch.setattr(style_matching, "MOST_WORK", 200_000)
    assert "takes too much work" in _ask(css, "<div><p id=x><a></a></div>" * 300)


def test_after_giving_up_nothing_is_known_but_what_stands_on_the_element(monkeypatch):
    monkeypatch.setattr(style_matching, "MOST_WORK", 1000)
    css = "p {left: 1px; color: red}" * 500
    styles, found = styles_of("<p id=x style='top: 1px'>" + "<p>" * 99, css)
    assert styles.value(found["x"], "left") is UNKNOWN
    assert styles.value(found["x"], "top") == "1px"
    assert styles.matched(found["x"])[0].sheet == "style"


def test_a_state_that_takes_too_long_is_unknown_and_the_rest_known(monkeypatch):
    monkeypatch.setattr("govpage_lint.semantics.style_states.MOST_STATE_WORK", 50)
    css = "p {left: 1px}" + "".join(f"p:focus:not(.a{i}) {{left: {i}px}}" for i in range(100))
    styles, found = styles_of("<p id=x>", css)
    assert styles.value(found["x"], "left", state="focus") is UNKNOWN
    assert styles.value(found["x"], "left") == "1px"


def test_sixty_thousand_siblings():
    css = (
        "a ~ b ~ i {left: 1px} b:nth-last-of-type(2n+1) ~ i:nth-child(3 of .x) {color: red}"
        " i:last-of-type {color: red} b:only-of-type + i {display: flex}"
        " :nth-last-child(odd of i ~ b) {float: left}"
    )
    assert _ask(css, "<a id=x></a>" + "<b></b><i class=x></i>" * 30_000) == ""


def test_twenty_thousand_elements_in_one_another():
    css = (
        "div div div > p ~ div div {color: red} div {font-size: 1.001em; overflow: inherit;"
        " display: contents; --a: var(--b); color: var(--a, red)} div :lang(en) {color: blue}"
        " :read-write, input:disabled {color: red} div:has(div div) {left: 1px}"
    )
    assert _ask(css, "<div id=x>" * 20_000 + "<input>") == ""


def test_one_element_with_fifty_thousand_classes_and_attributes():
    attributes = " ".join(f"a{i}=1" for i in range(50_000))
    classes = " ".join(f"k{i}" for i in range(50_000))
    assert (
        _ask("[a5] {left: 1px} .k5.k7 {top: 1px}", f"<p id=x class='{classes}' {attributes}>") == ""
    )


@pytest.mark.parametrize(
    "css",
    [
        "a{" * 90_000,
        "@media all{" * 90_000 + "p{left:1px}",
        ".c1,.c2{" + "& & &{" * 200 + "left:1px",
        ".c1{" + "&:not(&,& &){" * 60 + "left:1px",
        "(" * 500_000 + "p{left:1px}",
        "[(" * 200_000 + ")" * 200_000,
        "a;" * 400_000 + "{left:1px}",
        "}" * 900_000 + "p{left:1px}",
        '"' * 400_001 + "'\\" * 200_000 + "p{left:1px}",
        "\\" * 900_000 + "p{left:1px}",
        "/*" * 400_000,
        "p{background:" + "url(" * 100_000 + "}",
        "p{background:" + "url(x) " * 50_000 + ";content:" + '"x" ' * 100_000 + "}",
        "p{clip-path:polygon(" + "1px 2px," * 50_000 + "1px 1px)}",
        "p{left:" + "calc(1px + " * 50_000 + "1px" + ")" * 50_000 + "}",
        "p{left:calc(" + "1px + " * 100_000 + "1px)}",
        "p{color:" + "var(--n," * 20_000 + "red" + ")" * 20_000 + "}",
        ":root{--x:red;" + f"--w:{'var(--x) ' * 2000};" * 300 + "} p{color:var(--w)}",
        "@media " + "(" * 100_000 + "color" + ")" * 100_000 + "{p{left:1px}}",
        "@media " + "not " * 100_000 + "all{p{left:1px}}",
        "@supports " + "(a:b) and " * 30_000 + "(c:d){p{left:1px}}",
        "@layer " + ".".join("a" * 50_000) + ";" + "@layer a{" * 20_000 + "p{left:1px}",
        "a " * 300_000 + "{left:1px}",
        ":not(" * 50_000 + "a" + ")" * 50_000 + "{left:1px}",
        "@import 'a' " * 50_000 + ";",
        "p{animation:"
        + ",".join(f"k{i} 1s" for i in range(30_000))
        + "} @keyframes k1{to{left:0}}",
        "p{left:"
        + "9" * 400_000
        + "px;z-index:"
        + "9" * 400_000
        + ";color:#"
        + "f" * 400_000
        + "}",
        "p{left:1e999px;width:calc(1e999px - 1e999px);font-size:1e300em;line-height:1e300}",
    ],
)
def test_malformed_and_monstrous_sheets(css):
    _ask(css)


def test_a_style_attribute_of_five_megabytes():
    assert _ask("", f"<p id=x style='{'color:red;left:1px;' * 250_000}'>") == ""


def test_imports_in_circles_and_without_end():
    endless = {f"{i}.css": f"@import '{i + 1}.css'; p {{left: {i}px}}" for i in range(1000)}
    head = "<link rel=stylesheet href=0.css>"
    styles, found = styles_of("<p id=x>", head=head, sheets=endless)
    assert styles.value(found["x"], "left") is UNKNOWN
    assert "imported too deep" in styles.notes[0]
    wide = {"a.css": "@import 'b.css';" * 5000, "b.css": "@import 'a.css'; @import 'b.css';"}
    styles, found = styles_of("<p id=x>", head="<link rel=stylesheet href=a.css>", sheets=wide)
    assert styles.value(found["x"], "left") is UNKNOWN
    assert "more than 200 sheets" in styles.notes[0]


_PIECES = st.sampled_from(
    "a .b #c { } { } ( ) [ ] \" ' \\ /* */ : ; , > + ~ * & | ! @media @import @layer @supports"
    " @container @scope @property @keyframes url( var(-- calc( :has( :not( :nth-child( :is( ::before"
    " color display left red none 1px 2em 50% !important --x <!-- --> \n \0 é 한 = i of 2n+1".split(
        " "
    )
)


@settings(deadline=None, max_examples=200)
@given(pieces=st.lists(_PIECES, max_size=40))
def test_any_text_is_some_style_sheet(pieces):
    css = " ".join(pieces) + "".join(pieces)
    document = parse_text("<!doctype html><p id=x class=b style='left:1px'><a>x</a>")
    styles = Styles(document, lambda address: css)
    head = "<link rel=stylesheet href=a.css>"
    linked = Styles(parse_text(f"<!doctype html>{head}<p class=b><a>x</a>"), lambda address: css)
    for one in (styles, linked):
        for element in one._document.elements:
            for name in _PROPERTIES:
                one.value(element, name)
                one.value(element, name, state="focus")
            one.value(element, "content", "::before")
            one.matched(element)
    assert split_sheet(without_comments(css), 1000) is not None
