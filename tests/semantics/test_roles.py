"""Roles: what HTML-AAM and ARIA 1.2 say, and what browsers do where these leave it open."""

import pytest

from tests.semantics.asking import element, role, semantics_of


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<a id=x href=#>", "link"),
        ("<a id=x>", "generic"),
        ("<area id=x href=#>", "link"),
        ("<article id=x>", "article"),
        ("<details open><summary id=x>s", "html-summary"),
        ("<summary id=x>s", "generic"),
        ("<details open><summary>a</summary><summary id=x>b", "generic"),
        ("<button id=x>", "button"),
        ("<dl><dt id=x>t<dd>d", "term"),
        ("<dl><dt>t<dd id=x>d", "definition"),
        ("<h3 id=x>", "heading"),
        ("<hr id=x>", "separator"),
        ("<iframe id=x></iframe>", "html-iframe"),
        ("<video id=x></video>", "html-video"),
        ("<label id=x>", "html-label"),
        ("<nav id=x>", "navigation"),
        ("<output id=x>", "status"),
        ("<p id=x>", "paragraph"),
        ("<script id=x></script>", None),
        ("<br id=x>", None),
        ("<made-up id=x>", "generic"),
        ("<blink id=x>", "generic"),
        ("<svg id=x></svg>", "graphics-document"),
        ("<svg><a id=x href=#></a></svg>", "link"),
        ("<svg><g id=x><title>t</title></g></svg>", "group"),
        ("<math id=x></math>", "math"),
        ("<textarea id=x></textarea>", "textbox"),
        ("<select id=x><option>a</select>", "combobox"),
        ("<select id=x size=4><option>a</select>", "listbox"),
        ("<select id=x multiple><option>a</select>", "listbox"),
        ("<select id=x size=1><option>a</select>", "combobox"),
    ],
)
def test_an_element_has_the_role_that_html_gives_it(markup: str, expected: str | None) -> None:
    assert role(markup) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("", "textbox"),
        ("nonsense", "textbox"),
        ("EMAIL", "textbox"),
        ("search", "searchbox"),
        ("number", "spinbutton"),
        ("range", "slider"),
        ("checkbox", "checkbox"),
        ("radio", "radio"),
        ("submit", "button"),
        ("image", "button"),
        ("hidden", None),
        ("password", "html-input-password"),
        ("file", "html-input-file"),
    ],
)
def test_an_input_has_the_role_of_its_type(kind: str, expected: str | None) -> None:
    assert role(f'<input id=x type="{kind}">') == expected


def test_a_text_field_with_a_list_of_suggestions_is_a_combobox() -> None:
    assert role("<input id=x list=l><datalist id=l></datalist>") == "combobox"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<header id=x>", "banner"),
        ("<main><header id=x>", "generic"),
        ("<article><header id=x>", "generic"),
        ("<section><footer id=x>", "generic"),
        ("<div role=region aria-label=r><footer id=x>", "generic"),
        ("<div><footer id=x>", "contentinfo"),
        ("<main><aside id=x>", "complementary"),
        ("<section><aside id=x>", "generic"),
        ("<section><aside id=x aria-label=a>", "complementary"),
        ("<section id=x>", "generic"),
        ("<section id=x aria-label=s>", "region"),
        ("<section id=x title=s>", "region"),
        ('<section id=x aria-label="  ">', "generic"),
        ("<section id=x aria-labelledby=missing>", "generic"),
        ("<section id=x aria-labelledby=h><h2 id=h>H", "region"),
        ("<form id=x>", "generic"),
        ("<form id=x aria-label=f>", "form"),
    ],
)
def test_a_landmark_depends_on_where_it_stands_and_on_its_name(markup: str, expected: str) -> None:
    assert role(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<img id=x>", "img"),
        ("<img id=x alt=a>", "img"),
        ("<img id=x alt>", "none"),
        ('<img id=x alt="" title=t>', "img"),
        ('<img id=x alt="" aria-label=t>', "img"),
        ('<img id=x alt="" tabindex=0>', "img"),
        ('<img id=x alt=" ">', "img"),
    ],
)
def test_an_empty_alt_takes_an_image_away_unless_something_names_it(
    markup: str, expected: str
) -> None:
    assert role(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<div id=x role=button>", "button"),
        ("<div id=x role=BUTTON>", "button"),
        ("<div id=x role='made-up switch button'>", "switch"),
        ("<div id=x role=widget>", "generic"),
        ("<h2 id=x role=made-up>", "heading"),
        ("<div id=x role=presentation>", "none"),
        ("<div id=x role=image>", "img"),
        ("<div id=x role='region group'>", "group"),
        ("<div id=x role='region group' aria-label=r>", "region"),
        ("<div id=x role=form>", "generic"),
        ("<div id=x role=doc-toc>", "doc-toc"),
    ],
)
def test_the_first_role_that_is_one_counts(markup: str, expected: str) -> None:
    assert role(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h2 id=x role=none>", "none"),
        ("<h2 id=x role=none aria-live=polite>", "heading"),
        ('<h2 id=x role=none aria-label="">', "heading"),
        ("<h2 id=x role=none aria-hidden=false>", "none"),
        ("<h2 id=x role=none tabindex=-1>", "heading"),
        ("<button id=x role=none>", "button"),
        ("<button id=x role=none disabled>", "none"),
        ("<a id=x role=presentation href=#>", "link"),
        ("<a id=x role=presentation>", "none"),
    ],
)
def test_what_is_focusable_or_has_global_attributes_cannot_be_presentational(
    markup: str, expected: str
) -> None:
    assert role(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ul><li id=x>", "listitem"),
        ("<menu><li id=x>", "listitem"),
        ("<li id=x>", "generic"),
        ("<ul><div><li id=x>", "listitem"),
        ("<div role=list><li id=x>", "listitem"),
        ("<ul role=menu><li id=x>", "generic"),
        ("<ul role=none><li id=x>", "none"),
        ("<ul role=none tabindex=0><li id=x>", "listitem"),
    ],
)
def test_an_item_is_one_as_long_as_its_list_is_one(markup: str, expected: str) -> None:
    assert role(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table><tr><td id=x>", "cell"),
        ("<table role=grid><tr><td id=x>", "gridcell"),
        ("<table role=none><tr><td id=x>", "none"),
        ("<table role=none tabindex=0><tr><td id=x>", "cell"),
        ("<table role=group><tr><td id=x>", "generic"),
        ("<table><tr id=x><td>", "row"),
        ("<table><thead id=x><tr><th>", "rowgroup"),
        ("<table><tr><th>a<th id=x>b<tr><td>1<td>2", "columnheader"),
        ("<table><tr><th id=x>a<td>b", "rowheader"),
        ("<table><tr><td>a<th id=x>b", "rowheader"),
        ("<table><tr><td></td><th id=x>b<tr><th>1<td>2", "columnheader"),
        ("<table><tr><th id=x scope=row>a<th>b", "rowheader"),
        ("<table><tr><th id=x scope=col>a<td>b", "columnheader"),
        ("<table><tr><th id=x scope=nonsense>a<td>b", "rowheader"),
    ],
)
def test_a_cell_is_what_its_table_and_its_neighbours_make_it(markup: str, expected: str) -> None:
    assert role(markup) == expected


def test_the_tokens_of_a_role_are_kept_as_written() -> None:
    found = semantics_of("<p id=x role=' Foo  button '>")
    assert found.explicit_roles(element(found)) == ("Foo", "button")


def test_the_valid_roles_hold_no_abstract_and_no_draft_ones() -> None:
    valid = semantics_of("").valid_roles
    assert {"alert", "doc-toc", "graphics-symbol", "treegrid"} <= valid
    assert not valid & {"widget", "landmark", "image", "suggestion"}


def test_landmarks_and_headings_come_in_the_order_of_the_page() -> None:
    found = semantics_of(
        "<header>h</header><nav hidden>n</nav><main><h2>A</h2><h1 aria-hidden=true>B</h1>"
        "<p role=heading aria-level=4>C</p><p role=heading>D</p><h3 aria-level=0>E</h3></main>"
        "<form>no name</form>"
    )
    assert [found.role(landmark) for landmark in found.landmarks()] == ["banner", "main"]
    assert [(found.text(e), level) for e, level in found.headings()] == [
        ("A", 2),
        ("C", 4),
        ("D", 2),
        ("E", 3),
    ]
