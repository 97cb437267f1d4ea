"""What the cascade makes of a page's styles, from outside."""

import subprocess
import sys

import pytest

from govpage_lint.semantics.unknown import UNKNOWN
from tests.semantics.styling import styles_of, value


@pytest.mark.parametrize(
    ("css", "color"),
    [
        ("p {color: red} p {color: blue}", "rgb(0, 0, 255)"),
        (".a {color: red} p {color: blue}", "rgb(255, 0, 0)"),
        ("#x {color: red} .a.b {color: blue}", "rgb(255, 0, 0)"),
        ("p {color: red !important} #x {color: blue}", "rgb(255, 0, 0)"),
        ("p {color: red ! IMPORTANT} p {color: blue !important}", "rgb(0, 0, 255)"),
        (":where(#x) {color: red} p {color: blue}", "rgb(0, 0, 255)"),
        (":is(#y, p) {color: red} .a.b {color: blue}", "rgb(255, 0, 0)"),
        ("p {color: red; color: no-colour}", "rgb(255, 0, 0)"),
        ("p {color: red} p:not-a-thing, p {color: blue}", "rgb(255, 0, 0)"),
        ("p {color: red} p::-moz-selection, p {color: blue}", "rgb(255, 0, 0)"),
        ("p {color: red} .1a, p {color: blue}", "rgb(255, 0, 0)"),
        ("p {color: red} p:hover {color: blue}", "rgb(255, 0, 0)"),
        ("<!-- p {color: red} -->", "rgb(255, 0, 0)"),
        ("/* p {color: blue} */ p {color: red /* ; color: blue */}", "rgb(255, 0, 0)"),
        ("p {c\\6flor: red}", "rgb(255, 0, 0)"),
    ],
)
def test_the_strongest_declaration_wins(css, color):
    assert value(css, "<p id=x class='a b'>", "color") == color


@pytest.mark.parametrize(
    ("css", "color"),
    [
        ("@layer a {#x {color: red}} p {color: blue}", "rgb(0, 0, 255)"),
        ("@layer b, a; @layer a {p {color: red}} @layer b {#x {color: blue}}", "rgb(255, 0, 0)"),
        ("@layer a {p {color: red !important}} p {color: blue !important}", "rgb(255, 0, 0)"),
        ("@layer a, b; @layer b {p {color: blue}} @layer a.c {#x {color: red}}", "rgb(0, 0, 255)"),
        ("@layer a {@layer b {p {color: red}} p {color: blue}}", "rgb(0, 0, 255)"),
        ("@layer {p {color: red}} @layer {p {color: blue}}", "rgb(0, 0, 255)"),
    ],
)
def test_layers_come_before_specificity(css, color):
    assert value(css, "<p id=x>", "color") == color


def test_a_style_attribute_wins_over_all_but_important_rules():
    css = "#x {left: 1px} .i {top: 2px !important}"
    styles, found = styles_of("<p id=x class=i style='left: 3px; top: 4px; LEFT: 5PX'>", css)
    assert styles.value(found["x"], "left") == "5px"
    assert styles.value(found["x"], "top") == "2px"
    strong, found = styles_of("<p id=x class=i style='top: 4px !important'>", css)
    assert strong.value(found["x"], "top") == "4px"


@pytest.mark.parametrize(
    ("css", "property", "computed"),
    [
        ("div {visibility: hidden}", "visibility", "hidden"),
        ("div {visibility: hidden} p {visibility: visible}", "visibility", "visible"),
        ("div {visibility: hidden} p {visibility: initial}", "visibility", "visible"),
        ("div {overflow: hidden}", "overflow", "visible"),
        ("div {overflow: hidden} p {overflow: inherit}", "overflow", "hidden"),
        ("p {display: none} #x {display: revert}", "display", "block"),
        ("p {display: unset}", "display", "inline"),
        ("p {all: unset}", "display", "inline"),
        ("div {text-indent: 2em; font-size: 10px} p {font-size: 30px}", "text-indent", "20px"),
        ("div {line-height: 1.5} p {font-size: 30px}", "line-height", "45px"),
        ("div {line-height: 150%} p {font-size: 30px}", "line-height", "24px"),
        ("div {font-size: 2em} p {font-size: 50%; margin-left: 2rem}", "font-size", "16px"),
        ("html {font-size: 62.5%} p {margin-left: 2rem}", "margin-left", "20px"),
        ("div {font-weight: bold} p {font-weight: bolder}", "font-weight", "900"),
        ("div {color: red} p {background: currentcolor}", "background-color", "rgb(255, 0, 0)"),
    ],
)
def test_values_are_inherited_and_computed(css, property, computed):
    assert value(css, "<div><p id=x></div>", property) == computed


@pytest.mark.parametrize(
    ("css", "display"),
    [
        ("", "inline"),
        ("span {position: absolute}", "block"),
        ("span {float: left}", "block"),
        ("p {display: flex}", "block"),
        ("p {display: inline-grid} span {display: inline-flex}", "flex"),
        ("div {display: flex} p {display: contents}", "block"),
        ("span {display: inline flow-root}", "inline-block"),
        ("span {display: -ms-flexbox; display: sideways}", "inline"),
    ],
)
def test_boxes_that_are_floated_or_items_are_blocks(css, display):
    assert value(css, "<div><p><span id=x></span></p></div>", "display") == display


@pytest.mark.parametrize(
    ("markup", "property", "computed"),
    [
        ("<p id=x hidden>", "display", "none"),
        ("<p id=x hidden=until-found>", "content-visibility", "hidden"),
        ("<script id=x></script>", "display", "none"),
        ("<input id=x type=hidden>", "display", "none"),
        ("<dialog id=x>", "display", "none"),
        ("<dialog id=x open>", "display", "block"),
        ("<details><summary id=x>a</summary></details>", "display", "list-item"),
        ("<ul><li><ul id=x></ul></ul>", "list-style-type", "circle"),
        ("<table><tr><th id=x></table>", "text-align", "center"),
        ("<table><tr><td id=x bgcolor=336699></table>", "background-color", "rgb(51, 102, 153)"),
        ("<p align=center id=x>", "text-align", "-webkit-center"),
        ("<font size=7 color=chucknorris id=x>", "font-size", "48px"),
        ("<font size=7 color=chucknorris id=x>", "color", "rgb(192, 0, 0)"),
        ("<img id=x width=1 height=1>", "width", "1px"),
        ("<h1 id=x>", "font-size", "32px"),
        ("<h1><small id=x></small></h1>", "font-size", "26.6667px"),
        ("<strong><b id=x></b></strong>", "font-weight", "900"),
        ("<pre id=x></pre>", "font-size", "13px"),
        ("<div style='font-size:20px'><code id=x></code></div>", "font-size", "20px"),
        ("<a href=/ id=x>", "text-decoration-line", "underline"),
        ("<p id=x dir=rtl>", "direction", "rtl"),
        ("<svg><text id=x></text></svg>", "display", "block"),
    ],
)
def test_the_browser_has_rules_of_its_own(markup, property, computed):
    assert value("", markup, property) == computed


@pytest.mark.parametrize(
    ("css", "pseudo", "property", "computed"),
    [
        ("", "::before", "content", "none"),
        ("p::before {color: red}", "::before", "content", "none"),
        ("p:before {content: 'A b' attr(title)}", "::before", "content", "'A b' attr(title)"),
        ("p::after {content: ''; display: none}", "::after", "display", "none"),
        ("p::after {content: ''} p {color: red}", "::after", "color", "rgb(255, 0, 0)"),
        ("p {font-size: 20px} p::after {content: ''; left: 2em}", "::after", "left", "40px"),
        ("p::after {content: ''} p {display: flex}", "::after", "display", "block"),
    ],
)
def test_pseudo_elements_are_styled_as_children(css, pseudo, property, computed):
    assert value(css, "<p id=x title=t>", property, pseudo) == computed


def test_a_skip_link_comes_into_view_when_it_gets_the_focus():
    css = """
      .skip {position: absolute; left: -9999px; clip: rect(0 0 0 0)}
      .skip:focus {left: 0; clip: auto}
      nav ul {visibility: hidden} nav:focus-within ul {visibility: visible}
      a:hover {opacity: 0.5}
    """
    body = "<a id=x class=skip href=#m>Skip</a><nav><a id=y href=/>m</a><ul id=z><li></ul></nav>"
    styles, found = styles_of(body, css)
    link = found["x"]
    assert styles.value(link, "left") == "-9999px"
    assert styles.value(link, "left", state="focus") == "0px"
    assert styles.value(link, "clip", state="focus") == "auto"
    assert styles.value(link, "outline-style", state="focus") == "auto"
    assert styles.value(link, "opacity", state="focus") == "1"
    assert styles.value(link, "opacity", state="hover") == "0.5"
    assert styles.value(found["z"], "visibility") == "hidden"
    assert styles.value(found["z"], "visibility", state="focus", focused=found["y"]) == "visible"
    assert styles.value(found["z"], "visibility", state="focus", focused=link) == "hidden"


def test_a_selector_that_cannot_be_decided_leaves_the_value_unknown():
    css = "input:invalid {color: red} input:not(:valid) {left: 1px} p:valid {display: none}"
    styles, found = styles_of("<input id=x><p id=y>", css)
    assert styles.value(found["x"], "color") is UNKNOWN
    assert styles.value(found["x"], "left") is UNKNOWN
    assert styles.value(found["x"], "top") == "auto"
    assert styles.value(found["y"], "display") == "block"
    stronger = css + "#x {color: blue}"
    assert value(stronger, "<input id=x>", "color") == "rgb(0, 0, 255)"


def test_what_a_container_query_sets_is_unknown_unless_it_changes_nothing():
    css = "p {color: red; left: 1px} @container (width > 1px) {p {color: blue; left: 1px}}"
    assert value(css, "<p id=x>", "color") is UNKNOWN
    assert value(css, "<p id=x>", "left") == "1px"


def test_what_an_animation_moves_is_unknown():
    css = "@keyframes show {to {opacity: 1}} p {opacity: 0; left: 1px; animation: 1s show forwards}"
    assert value(css, "<p id=x>", "opacity") is UNKNOWN
    assert value(css, "<p id=x>", "left") == "1px"
    assert value(css, "<div id=x style='opacity: 0'>", "opacity") == "0"


def test_a_property_that_nobody_knows_has_no_value():
    assert value("p {frobnicate: 1}", "<p id=x>", "frobnicate") is UNKNOWN


def test_matches_are_told_with_sheet_and_line():
    css = "\np, a {color: red}\n.i {color: blue !important}"
    styles, found = styles_of("<p id=x class=i style='color: green'>", css)
    told = [
        (one.value, one.important, one.selector, one.line) for one in styles.matched(found["x"])
    ]
    assert told == [
        ("rgb(255, 0, 0)", False, "p, a", 2),
        ("rgb(0, 128, 0)", False, "", 1),
        ("rgb(0, 0, 255)", True, ".i", 3),
    ]
    assert styles.matched(found["x"])[0].sheet == "<style> in line 1"


def test_rules_are_nested():
    css = ".a {color: red; & .b {color: blue} &.c > p {color: lime} @media all {left: 1px} p & {top: 2px}}"
    styles, found = styles_of(
        "<div class='a c' id=x><p id=y>p</p><i class=b id=z></i></div><p><b class=a id=w></b>", css
    )
    assert styles.value(found["x"], "color") == "rgb(255, 0, 0)"
    assert styles.value(found["x"], "left") == "1px"
    assert styles.value(found["y"], "color") == "rgb(0, 255, 0)"
    assert styles.value(found["z"], "color") == "rgb(0, 0, 255)"
    assert styles.value(found["w"], "top") == "2px"


def test_in_quirks_mode_names_have_no_case_and_lengths_need_no_unit():
    body = "<p id=X class=Big style='margin: 2 4; color: 336699'><table><td id=t></table>"
    styles, found = styles_of(body, "#x.BIG {left: 5px} body {font-size: 30px}", doctype="")
    assert styles.value(found["X"], "left") == "5px"
    assert styles.value(found["X"], "margin-left") == "4px"
    assert styles.value(found["X"], "color") == "rgb(51, 102, 153)"
    assert styles.value(found["t"], "font-size") == "16px"
    strict, found = styles_of(body, "#x.BIG {left: 5px}")
    assert strict.value(found["X"], "left") == "auto"
    assert strict.value(found["X"], "margin-left") == "0px"


def test_a_page_without_intricate_selectors_or_colours_loads_no_css_library():
    program = (
        "import sys\n"
        "from govpage_lint.document.parse import parse_text\n"
        "from govpage_lint.semantics.style import Styles\n"
        "page = parse_text('<style>.a > p:first-child {display: none; color: #123}</style><p>')\n"
        "styles = Styles(page, lambda address: None)\n"
        "assert [styles.value(e, 'display') for e in page.elements][-1] == 'block'\n"
        "assert not {'tinycss2', 'cssselect2'} & set(sys.modules), 'loaded'\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("head", ["", "<link rel=stylesheet href=nobody-has-it>"])
@pytest.mark.parametrize("name", ["display", "visibility", "text-transform"])
def test_the_values_of_all_elements_are_those_of_each(head, name):
    markup = (
        "<body style='visibility: hidden'><div id=x class=a><p style='display: inline'>t<b>u</b></p>"
        "<p style='text-transform: uppercase'><i hidden>v</i></p><svg><title>w</title></svg></div>"
    )
    styles, found = styles_of(head + markup, ".a {display: flex; visibility: visible}")
    elements = found["x"].document.elements
    assert styles.values(name) == [styles.value(element, name) for element in elements]
    known = styles.declarers(frozenset((name,)))
    assert known is not None and known.complete is not bool(head)
    if head:
        others = [element for element in elements if element not in known.elements]
        assert {styles.value(element, name) for element in others} <= {UNKNOWN}
