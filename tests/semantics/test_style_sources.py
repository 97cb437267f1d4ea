"""Which style sheets count, in what order, and what an unread one makes unknown."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.semantics.style import Styles
from govpage_lint.semantics.unknown import UNKNOWN
from tests.semantics.styling import styles_of

_BODY = "<p id=x class=i style='left: 1px'>"


def _color(head, sheets=None, css=""):
    styles, found = styles_of(_BODY, css, head=head, sheets=sheets)
    return styles.value(found["x"], "color")


@pytest.mark.parametrize(
    "head",
    [
        "<style>p {color: red}</style>",
        "<style type=text/css media='screen and (min-width: 600px)'>p {color: red}</style>",
        "<style>p {color: red}</style><style media=print>p {color: blue}</style>",
        "<style>p {color: red}</style><style type=text/less>p {color: blue}</style>",
        "<style>p {color: red}</style><template><style>p {color: blue}</style></template>",
        "<style>p {color: red}</style><noscript><style>p {color: blue}</style></noscript>",
        "<link rel=stylesheet href=red.css>",
        "<LINK REL='StyleSheet shortcut' HREF=' red.css '>",
        "<link rel=stylesheet href=red.css><link rel=stylesheet href=blue.css media=print>",
        "<link rel=stylesheet href=red.css><link rel=stylesheet href=blue.css disabled>",
        "<link rel=stylesheet href=red.css><link rel='alternate stylesheet' href=blue.css title=b>",
        "<link rel=stylesheet href=red.css title=a><link rel=stylesheet href=blue.css title=b>",
        "<link rel=preload as=style href=red.css onload=\"this.rel='stylesheet'\">",
        "<link rel=stylesheet href=red.css media=print onload=\"this.media='all'\">",
        "<link rel=stylesheet href='data:text/css,p{color:red}'>",
        "<link rel=stylesheet href='data:text/css;base64,cHtjb2xvcjpyZWR9'>",
        "<base href=sub/><link rel=stylesheet href=far.css>",
        "<style>@import 'red.css'; @import url(blue.css) print;</style>",
        "<style>@import url('red.css') screen; p {margin: 0}</style>",
        "<style>@import 'red.css' supports(display: grid);</style>",
        "<style>@import 'red.css'; @import 'blue.css' supports(display: nonsense);</style>",
        "<style>@import 'blue.css' layer(a); p {color: red}</style>",
        "<style>@import 'blue.css'; @import 'red.css';</style>",
        "<style>p {color: red} @import 'blue.css';</style>",
        "<link rel=stylesheet href=deep/er.css>",
        "<link rel=stylesheet href=circle.css>",
    ],
)
def test_these_make_it_red(head):
    sheets = {
        "red.css": "p {color: red}",
        "blue.css": "p {color: blue}",
        "sub/far.css": "p {color: red}",
        "deep/er.css": "@import '../red.css'; @import 'than.css';",
        "deep/than.css": ".j {color: blue}",
        "circle.css": "@import 'elcric.css'; p {color: red}",
        "elcric.css": "@import 'circle.css'; p {color: blue}",
    }
    styles, found = styles_of(_BODY, head=head, sheets=sheets)
    assert styles.value(found["x"], "color") == "rgb(255, 0, 0)"
    assert styles.complete, styles.notes


def test_an_unread_sheet_leaves_unknown_what_it_could_change():
    head = "<link rel=stylesheet href=gone.css>"
    styles, found = styles_of(
        _BODY + "<script id=s></script><p id=h hidden>", "p {color: red}", head=head
    )
    assert styles.value(found["x"], "color") is UNKNOWN
    assert styles.value(found["x"], "visibility") is UNKNOWN
    assert styles.value(found["x"], "content", "::before") is UNKNOWN
    assert styles.value(found["h"], "display") is UNKNOWN
    # What stands on the element itself wins, and some elements are never painted.
    assert styles.value(found["x"], "left") == "1px"
    assert styles.value(found["s"], "display") == "none"
    assert not styles.complete
    assert styles.notes == ("style sheet ignored: gone.css: it could not be read",)


def test_lengths_in_em_stay_as_written_where_the_font_size_is_unknown():
    styles, found = styles_of(
        "<p id=x style='left: -999em'>", head="<link rel=stylesheet href=gone.css>"
    )
    assert styles.value(found["x"], "left") == "-999em"


def test_an_unread_import_counts_as_an_unread_sheet():
    assert _color("<style>@import 'gone.css'; p {color: red}</style>") is UNKNOWN
    assert _color("<style>@import 'gone.css' print; p {color: red}</style>") == "rgb(255, 0, 0)"


def test_nothing_is_read_before_the_first_question():
    asked: list[str] = []
    document = parse_text(f"<link rel=stylesheet href=a.css>{_BODY}")
    styles = Styles(document, asked.append)
    assert asked == []
    styles.value(document.by_id["x"][0], "display")
    assert asked == ["a.css"]


def test_namespaces_narrow_type_selectors():
    css = "@namespace url(http://www.w3.org/2000/svg); a {color: red} *|a {left: 1px}"
    styles, found = styles_of("<a id=x></a><svg><a id=y></a></svg>", css)
    assert styles.value(found["x"], "color") == "rgb(0, 0, 0)"
    assert styles.value(found["y"], "color") == "rgb(255, 0, 0)"
    assert styles.value(found["x"], "left") == "1px"
