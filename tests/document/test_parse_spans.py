"""The tree is html5lib's to the node, and every span is the source of its node, however broken the page."""

from typing import Any

import html5lib
import pytest
from html5lib.treebuilders import getTreeBuilder
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govpage_lint.document.parse import parse, parse_text
from govpage_lint.document.source import SourceText
from govpage_lint.document.tree import Comment, Document, Element, Text
from tests.shared import saved_pages

# Bits that drive the parser into its repairs: misnesting, tables, forms, foreign content, tokens cut short.
BITS = (
    "<div>|</div>|<p>|</p>|<b>|</b>|<i>|<a href=x>|</a>|<table>|<tr>|<td>|</td>|</table>|<select>|<option>|<li>|<ul>|"
    "</ul>|<svg>|<math>|<mi>|<title>|</title>|<script>|</script>|<!--c-->|<!--|</br>|text|&amp;|&lt|&#x41;|<|>|</>|<?|"
    "<!doctype html>|<html lang=en>|<body class=a>|<body id=q>|<html dir=x>|<head>|</head>|<frameset>|<form>|</form>|"
    "<input type=hidden>|<button>|</button>|<h1>|</h2>|<pre>\n|<textarea>|</textarea>|<image src=z>|<isindex>|"
    "<a\tb='c'd=\"e\"f>|<p/x=1/>|\r\n|\r|\0|한국어 글|<nobr>|<font size=1>|</font>|<caption>|<col>|<colgroup>|<tbody>|"
    "<foreignObject>|<desc>|<a xlink:href=q>|<rt>|<ruby>|<style>|</style>|<plaintext>|<template>|<object>|</object>|"
    "<marquee>|<dd>|<dt>|<x y=1 y=2 Z>| |\n|a b |</body>|</html>|<noscript>|</noscript>|"
    "<iframe>|</iframe>|<img alt='>'>"
).split("|")

broken_pages = st.lists(st.sampled_from(BITS) | st.text(max_size=4), max_size=25).map("".join)

_PREFIXES = {
    "http://www.w3.org/1999/xlink": "xlink:",
    "http://www.w3.org/XML/1998/namespace": "xml:",
    "http://www.w3.org/2000/xmlns/": "xmlns:",
}


def stock_tree(text: str) -> list[tuple[object, ...]]:
    """html5lib's own tree as a flat list, adjacent texts as one."""
    root = html5lib.HTMLParser(tree=getTreeBuilder("etree")).parse(text)
    flat: list[tuple[object, ...]] = []
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if node is None:
            flat.append(("end",))
        elif isinstance(node, str):
            if flat[-1][0] == "text":
                node = str(flat.pop()[1]) + node
            flat.append(("text", node))
        elif not isinstance(node.tag, str):
            flat.append(("comment", node.text))
        else:
            flat.append(
                ("element", node.tag, tuple(sorted((_plain(k), v) for k, v in node.attrib.items())))
            )
            inside: list[Any] = [node.text] if node.text else []
            for child in node:
                inside.append(child)
                if child.tail:
                    inside.append(child.tail)
            stack.append(None)
            stack.extend(reversed(inside))
    return flat


def _plain(name: str) -> str:
    if not name.startswith("{"):
        return name
    namespace, local = name[1:].split("}")
    return (
        "xmlns"
        if (prefix := _PREFIXES[namespace]) == "xmlns:" and local == "xmlns"
        else prefix + local
    )


def our_tree(document: Document) -> list[tuple[object, ...]]:
    """Our tree in the same form."""
    flat: list[tuple[object, ...]] = []
    stack: list[Element | Text | Comment | None] = [document.root]
    while stack:
        node = stack.pop()
        if node is None:
            flat.append(("end",))
        elif isinstance(node, Text):
            if node.data:
                flat.append(("text", node.data))
        elif isinstance(node, Comment):
            flat.append(("comment", node.data))
        else:
            name = f"{{{node.namespace_url}}}{node.local_name}"
            flat.append(("element", name, tuple(sorted(node.attributes.items()))))
            stack.append(None)
            stack.extend(reversed(node.children))
    return flat


def assert_spans_hold(document: Document) -> None:
    source = document.source
    for element in document.elements:
        if element.span is not None:
            tag = source.slice(element.span)
            assert tag[0] == "<" and tag[-1] == ">", (element, tag)
            written = (
                source.slice((element.span[0] + 1, element.span[1])).lower().replace("\0", "\ufffd")
            )
            names = {"img": ("img", "image")}.get(element.local_name, (element.local_name.lower(),))
            assert written.startswith((*names, "isindex")), (element, tag)
            if not written.startswith("isindex"):
                places = {place.name.replace("\0", "\ufffd") for place in element.source_attributes}
                assert {name.lower() for name in element.attributes} <= places, (element, tag)
        if element.end_span is not None:
            end = source.slice(element.end_span)
            assert end.startswith("</") and end.endswith(">"), (element, end)
        for attribute in element.source_attributes:
            assert source.slice(attribute.span).lower().startswith(attribute.name[:1])
            if attribute.value_span is not None:
                assert source.slice(attribute.value_span) == attribute.value
        for child in element.children:
            if isinstance(child, Text) and child.span is not None:
                written = source.slice(child.span)
                if not set(written) & set("&<\0"):
                    assert written == child.data
            if isinstance(child, Comment) and child.span is not None:
                assert source.slice(child.span).startswith("<")
    for comment in document.comments:
        assert comment.span is not None and source.slice(comment.span).startswith("<")


@settings(max_examples=400, deadline=None)
@given(broken_pages)
@example("<a></></b>")
@example("<p>x<table><b>y<tr>z&amp;<td>")
@example("<div><b><p></b>t</p></div>")
@example("<html lang=en><html dir=x><body><body class=q>")
@example("<image src=z alt='a>b'>")
@example("<svg><a xlink:href=q></a></svg>")
def test_the_tree_is_html5libs_and_every_span_is_its_nodes_source(text: str) -> None:
    document = parse_text(text)
    assert our_tree(document) == stock_tree(text)
    assert_spans_hold(document)


@pytest.mark.parametrize("page", saved_pages(), ids=lambda page: page.name)
def test_real_pages_keep_tree_and_spans(page) -> None:
    document = parse(page.read_bytes())
    assert our_tree(document) == stock_tree(document.source.text)
    assert_spans_hold(document)


@given(st.text(alphabet="ab\r\n한<", max_size=40), st.data())
def test_a_span_of_the_normalised_text_leads_back_to_the_original(
    original: str, data: st.DataObject
) -> None:
    source = SourceText(original)
    start = data.draw(st.integers(0, len(source.text)))
    end = data.draw(st.integers(start, len(source.text)))
    first, last = source.original_span((start, end))
    assert original[first:last].replace("\r\n", "\n").replace("\r", "\n") == source.text[start:end]


@given(st.text(alphabet="ab\r\n한", max_size=40))
def test_lines_and_columns_are_those_of_an_editor(original: str) -> None:
    source = SourceText(original)
    lines = original.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for offset, character in enumerate(source.text):
        place = source.position(offset)
        line = lines[place.line - 1] + "\n"
        assert line[place.column - 1] == character
        assert source.line(place.line) == lines[place.line - 1]


def test_the_end_tag_that_closes_an_element_is_its_own() -> None:
    document = parse_text("<ul><li>one<li>two</li></ul><div><p>x</div></p>")
    ends = {
        document.source.slice(e.span): e.end_span and document.source.slice(e.end_span)
        for e in document.elements
        if e.span
    }
    assert ends["<ul>"] == "</ul>"
    assert ends["<div>"] == "</div>"
    assert ends["<p>"] is None
    first, second = document.by_name["li"]
    assert first.end_span is None
    assert second.end_span is not None


def test_a_text_knows_the_source_of_a_part_of_it_across_character_references() -> None:
    document = parse_text("<p>Seoul &amp; <!-- --> 서울</p>")
    first, second = document.by_name["p"][0].texts
    written = [first.span_of(6, 7), first.span_of(0, 5), second.span_of(1, 3)]
    assert [document.source.slice(span) for span in written if span] == ["&amp;", "Seoul", "서울"]


def test_copies_that_the_parser_makes_point_to_the_tag_that_was_written() -> None:
    document = parse_text("<p><b class=x>one<p>two")
    copies = [e for e in document.by_name["b"] if e.span is None]
    assert copies
    origins = {document.written(element) for element in copies}
    assert [e and e.span and document.source.slice(e.span) for e in origins] == ["<b class=x>"]


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000,
        "<b>" * 5_000,
        "<rt>" * 20_000 + "</div>",
        "<table>" + "<b>" * 2_000 + "</table>",
        "<table>" + "x<i></i>" * 5_000,
        "<p>" + "&amp;" * 50_000,
        "\x01" * 50_000,
        "<a " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
    ],
    ids=[
        "deep",
        "formatting",
        "ruby",
        "fostered formatting",
        "fostered text",
        "references",
        "controls",
        "attributes",
    ],
)
def test_hostile_pages_parse_without_recursion(page: str) -> None:
    document = parse_text(page)
    assert document.elements[0].local_name == "html"
    assert_spans_hold(document)


@pytest.mark.parametrize(
    ("html", "strays"),
    [
        ("<div>a</span></div>", ["</span>"]),
        ("<div><span>a</div></span>", ["</span>"]),
        ("<p>a<div>b</div></p>", ["</p>"]),
        ("a</BR>b", ["</BR>"]),
        ("<img></img>", ["</img>"]),
        ("<b><p>a</b>c</p>", []),
        ("<p><b><i>a</b>c</i></p>", []),
        ("<ul><li>a<li>b</ul>", []),
        ("<title></b></title><!-- </i> --><a title='</u>'></a>", []),
        ("<svg><path></path></g></svg>", ["</g>"]),
        ("<td>a</td>", ["</td>"]),
        ("<div></body></div></div></html>", ["</div>"]),
    ],
)
def test_end_tags_that_end_nothing_are_known(html: str, strays: list[str]) -> None:
    document = parse_text(f"<!doctype html><body>{html}")
    assert [document.source.slice(tag.span) for tag in document.stray_end_tags] == strays
