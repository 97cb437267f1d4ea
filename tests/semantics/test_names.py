"""Accessible names and descriptions: accname 1.2 and HTML-AAM 1.0, as browsers do them."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.rendered import BrowserNode
from govpage_lint.semantics.unknown import UNKNOWN
from tests.semantics.asking import element, name, semantics_of
from tests.semantics.rendering import facts_of


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a id=x href=#>one <b>two</b></a>", "one two"),
        ("<a id=x href=#>one<b>two</b></a>", "onetwo"),
        ("<a id=x href=#>one<div>two</div>three</a>", "one two three"),
        ("<a id=x href=#>one<br>two</a>", "one two"),
        ("<a id=x href=#>one<img alt=two>three</a>", "one two three"),
        ("<a id=x href=#> &nbsp; one\n\t two </a>", "one two"),
        ("<a id=x href=#>one<!-- c -->two</a>", "onetwo"),
        ("<a id=x href=#><script>s</script><style>t</style>u</a>", "u"),
        ("<h2 id=x>a <input value=v> b</h2>", "a v b"),
        ("<h2 id=x>a <select><option>o<option selected>p</select> b</h2>", "a p b"),
        ("<h2 id=x>a <input type=submit> b</h2>", "a Submit b"),
        ("<h2 id=x>a <b role=slider aria-valuenow=3 aria-valuetext=three>q</b></h2>", "a three"),
        ("<h2 id=x>a <b role=listbox><i role=option aria-selected=true>o</i></b></h2>", "a o"),
        ("<button id=x><img role=none alt=a>b</button>", "b"),
        ("<a id=x href=#><svg><title>t</title><text>u</text></svg></a>", "t"),
        ("<a id=x href=#><svg><g><title>deep</title></g></svg></a>", "deep"),
        ("<a id=x href=#><i title=t></i></a>", "t"),
        ("<a id=x href=#><i title=t>u</i></a>", "u"),
        ("<a id=x href=#><i title=t><img alt=''></i></a>", "t"),
        ("<a id=x href=#><i aria-label=l>u</i>v</a>", "l v"),
        ("<details><summary id=x>s</summary>d</details>", "s"),
        ("<div role=menuitem id=x>File<div role=menu><p role=menuitem>Open</div></div>", "File"),
        ("<div role=treeitem id=x>A<div role=group><p role=treeitem>B</div></div>", "A"),
        ("<div role=group id=x>content</div>", ""),
        ("<p id=x aria-label=l>paragraphs have no names</p>", ""),
        ("<div id=x title=t>neither have generics</div>", ""),
    ],
)
def test_content_names_what_may_be_named_by_it(markup: str, expected: str) -> None:
    assert name(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected", "source"),
    [
        ("<a id=x href=# aria-label=l title=t>c", "l", "aria-label"),
        ("<a id=x href=# aria-label=' ' title=t>c", "c", "content"),
        ("<a id=x href=# title=t></a>", "t", "title"),
        (
            "<a id=x href=# aria-label=l aria-labelledby=r>c</a><p id=r>ref",
            "ref",
            "aria-labelledby",
        ),
        ("<a id=x href=# aria-label=l aria-labelledby=missing>c", "l", "aria-label"),
        ("<a id=x href=# aria-label=l aria-labelledby=r>c</a><p id=r>", "l", "aria-label"),
        ("<a id=x href=# aria-labeledby=r>misspelt</a><p id=r>ref", "ref", "aria-labelledby"),
        ("<img id=x alt=a title=t>", "a", "alt"),
        ("<img id=x title=t>", "t", "title"),
        ("<input id=x><label for=x>l</label>", "l", "label"),
        ("<label>l <input id=x title=t></label>", "l", "label"),
        ("<label for=x>a</label><label for=x>b</label><input id=x>", "a b", "label"),
        ("<label for=x>a</label><label>b<input id=x></label>", "a b", "label"),
        ("<label>one<input id=x value=v>two</label>", "one two", "label"),
        (
            "<label><input type=checkbox id=x>for <input value=3> days</label>",
            "for 3 days",
            "label",
        ),
        ("<label for=x aria-label=l>m</label><input id=x>", "l", "label"),
        ("<label for=x aria-labelledby=r>m</label><input id=x><p id=r>ref", "ref", "label"),
        ("<label for=x><img alt=a></label><input id=x>", "a", "label"),
        ("<label for=x> </label><input id=x title=t>", "t", "title"),
        ("<label for=x>l</label><div id=x role=textbox></div>", "", None),
        ("<label for=x>l</label><button id=x>c</button>", "l", "label"),
        ("<input id=x placeholder=p title=t>", "t", "title"),
        ("<input id=x placeholder=p>", "p", "placeholder"),
        ("<input id=x type=checkbox placeholder=p>", "", None),
        ("<div id=x role=textbox aria-placeholder=p></div>", "p", "placeholder"),
        ("<input id=x type=submit>", "Submit", "default"),
        ("<input id=x type=submit title=t>", "Submit", "default"),
        ("<input id=x type=reset value=v>", "v", "value"),
        ("<input id=x type=button>", "", None),
        ("<input id=x type=image alt=a value=v>", "a", "alt"),
        ("<input id=x type=image alt='' title=t>", "t", "title"),
        ("<input id=x type=image>", "Submit", "default"),
        ("<fieldset id=x><legend>l</legend></fieldset>", "l", "legend"),
        ("<table id=x summary=s><caption>c</caption></table>", "c", "caption"),
        ("<table id=x summary=s><tr><td>d</table>", "s", "summary"),
        ("<figure id=x><figcaption>c</figcaption></figure>", "", None),
        ("<svg id=x><title>t</title></svg>", "t", "title element"),
        ("<iframe id=x title=t></iframe>", "t", "title"),
        ("<map name=m><area id=x href=# alt=a></map><img usemap=#m>", "a", "alt"),
        ("<select><optgroup id=x label=l></select>", "l", "label attribute"),
    ],
)
def test_the_strongest_source_of_a_name_wins(
    markup: str, expected: str, source: str | None
) -> None:
    found = semantics_of(markup)
    assert (found.name(element(found)), found.name_source(element(found))) == (expected, source)


def test_the_name_of_a_page_is_its_title() -> None:
    found = semantics_of("")
    assert found.name(found.document.root) == "Page"


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("<p id=r>a <i hidden>b</i></p>", "a"),
        ("<p id=r hidden>a <i hidden>b</i></p>", "a b"),
        ("<p id=r aria-hidden=true>a <i aria-hidden=true>b</i></p>", "a b"),
        ("<div hidden>z<p id=r>a <i style='display:none'>b</i></p></div>", "a b"),
        ("<p id=r style='visibility:hidden'>a <i>b</i></p>", "a b"),
        ("<p id=r hidden>a<script>s</script></p>", "a"),
        ("<p id=r aria-label=l>a</p>", "l"),
        ("<p id=r aria-labelledby=s>a</p><p id=s>no chains</p>", "a"),
        ("<input id=r value=v aria-label=l>", "v"),
        ("<input id=r aria-label=l>", "l"),
        ("<input id=r type=checkbox><label for=r>l</label>", "l"),
        ("<img id=r role=none alt=a>", "a"),
        ("<table id=r><caption>c</caption><tr><td>d</table>", "c"),
        ("<fieldset id=r><legend>l</legend>m</fieldset>", "l"),
        ("<svg><title id=r>t</title></svg>", "t"),
        ("<noscript id=r>n</noscript>", "own"),
        ("<textarea id=r>t</textarea>", "t"),
        ("<section id=r title=t></section>", "t"),
    ],
)
def test_a_reference_gives_the_text_of_its_target_hidden_or_not(target: str, expected: str) -> None:
    assert name(f"<a id=x href=# aria-labelledby=r>own</a>{target}") == expected


def test_references_are_taken_in_their_order_and_missing_ones_left_out() -> None:
    found = semantics_of(
        "<a id=x href=# aria-label=self aria-labelledby='b missing x a'>c</a><p id=a>A<p id=b>B"
    )
    assert found.name(element(found)) == "B self A"
    assert found.named_by_reference(element(found))
    assert [(i, e is not None) for i, e in found.idrefs(element(found), "aria-labelledby")] == [
        ("b", True),
        ("missing", False),
        ("x", True),
        ("a", True),
    ]


def test_circles_of_references_end() -> None:
    found = semantics_of("<a id=x href=# aria-labelledby=y>X</a><a id=y href=# aria-labelledby=x>Y")
    assert [found.name(element(found, i)) for i in "xy"] == ["Y", "X"]


def test_what_a_reference_has_taken_in_is_not_taken_in_again() -> None:
    markup = (
        "<h3 id=x>see <a href=# aria-labelledby=i>1</a> <a href=#>or <img id=i alt=map> 2</a></h3>"
    )
    assert name(markup) == "see map or 2"


@pytest.mark.parametrize("hiding", ["hidden", "aria-hidden=true", "style='visibility:hidden'"])
def test_a_hidden_label_legend_or_caption_names_nothing(hiding: str) -> None:
    assert name(f"<label for=x {hiding}>l</label><input id=x>") == ""
    assert name(f"<fieldset id=x><legend {hiding}>l</legend></fieldset>") == ""
    assert name(f"<table id=x><caption {hiding}>l</caption><tr><td>d</table>") == ""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a id=x href=#>a <i aria-hidden=true>b</i> c</a>", "a c"),
        ("<a id=x href=#>a <i hidden>b</i> c</a>", "a c"),
        (
            "<a id=x href=#>a <i style='visibility:hidden'>b <b style='visibility:visible'>c</b></i>",
            "a c",
        ),
        ("<style>.v{position:absolute;left:-999em}</style><a id=x href=#><i class=v>a</i>", "a"),
    ],
)
def test_hidden_content_is_no_part_of_a_name(markup: str, expected: str) -> None:
    assert name(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a id=x href=# aria-owns=o>a</a><p id=o>b", "a b"),
        ("<a id=x href=# aria-owns=o>a</a><p hidden id=o>b", "a"),
        ("<a id=x href=# aria-owns=o>a</a><p aria-hidden=true id=o>b", "a"),
        ("<a id=x href=# aria-owns=o>a</a><p aria-hidden=true><i id=o>b</i>", "a b"),
        ("<h2 id=x>a <i id=o>moved</i></h2><p aria-owns=o>b", "a"),
        ("<h2 id=x>a <i id=o>stays</i></h2><p aria-owns=o hidden>b", "a stays"),
        ("<a id=x href=# aria-owns=x>a</a>", "a"),
        ("<p id=p><a id=x href=# aria-owns=p>a</a>", "a"),
    ],
)
def test_what_an_element_owns_is_part_of_its_content(markup: str, expected: str) -> None:
    assert name(markup) == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("content:'before'", "beforelink"),
        ("content:'before';display:block", "before link"),
        ("content:'★' / 'star'", "star link"),
        ("content:attr(data-x)", "attrlink"),
        ("content:'\\2605  '", "★ link"),
        (r"content:'\f09a'", "link"),
        ("content:url(x.png)", "link"),
        ("content:none", "link"),
        ("content:counter(n)", "link"),
    ],
)
def test_content_of_pseudo_elements_counts_where_it_is_text(rule: str, expected: str) -> None:
    markup = f"<style>#x::before{{{rule}}}</style><a id=x href=# data-x=attr>link</a>"
    assert name(markup) == expected


def test_a_tree_with_its_shadows_leaves_no_name_unknown() -> None:
    document = parse_text("<a id=x href=#><my-icon></my-icon></a>")
    found = Semantics(document, rendered=facts_of(document))
    assert found.name(document.by_id["x"][0]) == ""


def test_a_name_that_only_the_browser_finds_is_unknown_and_not_missing() -> None:
    document = parse_text("<a id=x href=#><my-icon></my-icon></a>")
    link = document.by_id["x"][0]
    accessible = {link.order: BrowserNode("link", "Print")}
    found = Semantics(document, rendered=facts_of(document, accessible=accessible))
    assert found.name(link) is UNKNOWN


def test_only_a_custom_element_leaves_a_name_unknown() -> None:
    assert name("<a id=x href=#><my-icon></my-icon></a>") is UNKNOWN
    assert name("<a id=x href=#><my-icon></my-icon>text</a>") == "text"
    assert name("<a id=x href=#><link rel=stylesheet href=x.css><i class=icon></i></a>") == ""


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a id=x href=# aria-describedby='d e' title=t>a</a><p hidden id=d>D<p id=e>E", "D E"),
        ("<a id=x href=# aria-describedby=missing title=t>a", "t"),
        ("<a id=x href=# aria-description=d title=t>a", "d"),
        ("<a id=x href=# title=a>a", ""),
        ("<a id=x href=# title=t></a>", ""),
        ("<table id=x summary=s><caption>c</caption></table>", "s"),
        ("<svg id=x><title>t</title><desc>d</desc></svg>", "d"),
    ],
)
def test_a_description_adds_what_the_name_does_not_say(markup: str, expected: str) -> None:
    found = semantics_of(markup)
    assert found.description(element(found)) == expected
