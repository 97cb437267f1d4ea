"""The fast parsers build html5lib's document: the same nodes, spans, errors and findings."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govpage_lint.document import parsers
from govpage_lint.document.construction import build_tree
from govpage_lint.document.encoding import decode
from govpage_lint.document.fast import build_fast_tree
from govpage_lint.document.parse import parse_text
from govpage_lint.document.source import SourceText
from govpage_lint.document.tree import Comment, Element, ParsedTree
from govpage_lint.engine.check import Inspector
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook
from tests.document.test_parse_spans import BITS
from tests.shared import saved_pages

try:
    from govpage_lint.document.turbo_cuts import build_turbo_tree
except ImportError:
    build_turbo_tree = None  # type: ignore[assignment]

BUILDERS = [
    pytest.param(build_fast_tree, id="ours"),
    pytest.param(
        build_turbo_tree,
        id="turbohtml",
        marks=pytest.mark.skipif(not parsers.is_fast(), reason="the extra fast is not installed"),
    ),
]
type Build = Callable[[str], ParsedTree]

# What may be read in more than one way, beside the bits that break trees.
BITS_OF_TOKENS = (
    *BITS,
    *"<p a=1 a=2>|<p a\"b=c>|<p a='1'b=2>|<p a=b\"c>|<p a=b/>|<p é=1>|<p a = 'b'>|<p =x>|<br/>|<p/>".split("|"),
    "<p a='&amp;'>",
    *"<p a='?x&y=1'>|<p a=&nbsp>|&nbsp x|&foo;|&#0;|&#128;|&#65;|&copy;2|&notit;|&ampx|a < b|<!-->|<!--->".split("|"),
    *"<!-- a -- b -->|<!-- a --!>|<!-- <!-- -->|<?php echo 1 ?>|<![CDATA[x<b>]]>|</ p>|<//>|<!x>|</p x=1>".split("|"),
    *"<li>|</li>|<td>|<svg><title>|<svg><style>a<b>|</svg>|<script><!--|<span>|</span>|<p a=\"|</p|<main>".split("|"),
    '<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">',
    "<!doctype html>\n<html><head><title>a &amp; b</title></head>\n<body>",
)  # fmt: skip
broken_pages = st.lists(st.sampled_from(BITS_OF_TOKENS) | st.text(max_size=4), max_size=30).map(
    "".join
)
BOOK = Rulebook()


def dump(tree: ParsedTree) -> list[Any]:
    """All that a tree says, as plain values."""
    flat: list[Any] = []
    numbers: dict[Element, int] = {}
    stack: list[Any] = [tree.root]
    while stack:
        node = stack.pop()
        if isinstance(node, Element):
            numbers[node] = len(numbers)
            copied = numbers.get(node.origin) if node.origin is not None else None
            flat.append((node.local_name, node.namespace_url, list(node.attributes.items())))
            flat.append((node.span, node.end_span, copied, len(node.children)))
            stack.extend(reversed(node.children))
        elif isinstance(node, Comment):
            flat.append((node.data, node.span))
        else:
            # The pieces of a text may be others, if only each letter has its place.
            places = [node.span_of(n, n + 1) for n in range(min(300, len(node.data)))]
            flat.append((node.data, node.span, places))
    merged = [(numbers[element], spans) for element, spans in tree.merged_tags.items()]
    comments = [(comment.data, comment.span) for comment in tree.comments]
    flat += [tree.doctype, comments, tree.errors, tree.mode, tree.fragment, merged]
    return [*flat, tree.stray_end_tags]


@pytest.mark.parametrize("build", BUILDERS)
@settings(max_examples=300, deadline=None)
@given(text=broken_pages)
@example(text="<title><b>x</title><p>a &amp; b<p>c")
@example(text="<noscript><p title='</noscript>'></noscript>")
@example(text="<table><tr>a<td> b<li>c</table>")
@example(text="<h1><p><h1>>")
@example(text="<a href='x?a=1&b_c=2&copy=3&#12=1&amp;&lt'>&foo; &amp; & &x=")
def test_any_text_gives_the_same_tree(build: Build, text: str) -> None:
    text = SourceText(text).text
    assert dump(build(text)) == dump(build_tree(text))


# What the short ways are for, begun and ended where it belongs and where it does not.
PARTS = tuple(
    """<ul> </ul> <ol> <li> </li> <dl> <dt> <dd> </dd> <h1> <h2> </h2> <div> </div> <p> </p> <span>
    </span> <a> <a~href=x> </a> <b> <b~id=1> </b> <i> </i> <button> </button> <form> </form> <noscript>
    </noscript> <table> <tbody> </tbody> <tr> </tr> <td> </td> <th> </th> </table> <caption> </caption>
    <col> ~ \\ x~y~ <select> <option> </option> <optgroup> </select> <br> <br/> <hr> <img~alt=''> <input>
    <input~type=hidden> <script>a<b</script> <style>a</style~> <title>a~&amp;~&lt</title> <link> <meta/>
    <iframe>x</iframe> <svg> <svg><foreignObject> <math><mi> </svg> <path/> <pre>\\ </pre> <textarea>\\
    </textarea> <object> </object> &amp; &nbsp;x~ &~ &x; &#x26; &#10; &#xfffe; <!--~a~--b--> <!---->
    <DIV~ID=A> </DIV> <a~b=~'c'> <head> </head> <body> </body> </html> <frameset> </> <a~= <x-y> </x-y>
    <li/>""".split()
)
BEGINNINGS = (
    "",
    "<!doctype html>",
    "<!doctype html><html><head>",
    "<!doctype html><body><table><tbody><tr><td>",
    "<!doctype html><body><ul><li><a href=x>",
    "<!doctype html><body><select><option>",
)


@pytest.mark.parametrize("build", BUILDERS)
@settings(max_examples=300, deadline=None)
@given(beginning=st.sampled_from(BEGINNINGS), parts=st.lists(st.sampled_from(PARTS), max_size=40))
def test_short_ways_lead_where_the_long_ones_do(
    build: Build, beginning: str, parts: list[str]
) -> None:
    text = beginning + "".join(parts).replace("~", " ").replace("\\", "\n")
    assert dump(build(text)) == dump(build_tree(text))


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<p>\0<b>", id="NUL"),
        pytest.param("<p>\ud800</p>\ud800", id="a lone surrogate"),
        pytest.param("<svg><![CDATA[x<b>]]></svg>", id="CDATA in SVG"),
        pytest.param("<p>text <script></script> <b title='", id="a page that ends in a tag"),
        pytest.param("<i><iframe></iframe>", id="a page that ends in raw text"),
        pytest.param("<noscript><img alt='</noscript>'>", id="an end of raw text in a value"),
        pytest.param("<script>a", id="raw text without an end"),
        pytest.param("<script><!-- <script> </script>", id="a script that writes scripts"),
        pytest.param("<frameset> a &amp b", id="frames"),
        pytest.param("</>ab<b>x</><b></b>", id="what turbohtml leaves out"),
    ],
)
def test_what_may_be_read_in_two_ways_is_read_as_html5lib_does(build: Build, text: str) -> None:
    assert dump(build(text)) == dump(build_tree(text))


HOSTILE = {
    "deep": "<div>" * 20_000 + "</section>" * 20_000,
    "lists": "<ul><li>" * 10_000 + "</ul>" * 10_000,
    "attributes": "<a " + " ".join(f"a{n}=1" for n in range(50_000)) + ">",
    "spaces in a tag": ("<a" + " " * 20_000) * 20,
    "quotes": "<a b=\"<a b='" * 3_000,
    "open comments": "<!--" * 20_000,
    "open comments with dashes": "<!-- -- <" * 8_000,
    "open tags": "<a" * 50_000,
    "open scripts": "<script><!--" * 5_000 + "</" * 5_000,
    "ends in scripts": "<script>" + "</scrip" * 20_000,
    "open titles": "<title>&" * 20_000,
    "formatting": "<b>" * 5_000 + "</b>" * 5_000,
    "fostered": "<table>" + "x<i></i>" * 5_000,
    "references": "<p>" + "&amp;&x;" * 8_000,
    "letters of a reference": "<p title='&" + "a" * 100_000 + "'>&" + "a" * 100_000,
    "signs": "< " * 20_000,
    "cells": "<table><tr><td>" * 3_000,
    "items in blocks": "<li><div>" * 5_000,
}  # fmt: skip


@pytest.mark.parametrize("build", BUILDERS)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_pages_have_the_same_tree(build: Build, text: str) -> None:
    assert dump(build(text)) == dump(build_tree(text))


def test_the_parser_is_the_one_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    for name in ("construction.build_tree", "fast.build_fast_tree", "turbo_cuts.build_turbo_tree"):
        if parsers.is_fast() or not name.startswith("turbo"):
            monkeypatch.setattr(
                f"govpage_lint.document.{name}", lambda text, name=name: used.append(name)
            )
    asked = {"html5lib": "construction", "auto": "fast", "": "fast"}
    if parsers.is_fast():
        asked["fast"] = "turbo_cuts"
    for name, module in asked.items():
        monkeypatch.setenv(parsers.PARSER_VARIABLE, name)
        parsers.build_tree("<p>")
        assert used.pop().startswith(f"{module}.")
        assert ("turbohtml" in parsers.parser_in_use()) == (name == "fast")


@pytest.mark.slow
@pytest.mark.parametrize("path", saved_pages(), ids=lambda path: path.name)
def test_real_pages_have_the_same_tree_and_findings(
    path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SourceText(decode(path.read_bytes())[0]).text
    for build in (build_fast_tree, build_turbo_tree):
        if build is not None:
            assert dump(build(text)) == dump(build_tree(text))
    profile = BOOK.profiles["wcag-aa"]
    rules = [rule for rule in BOOK.rules.values() if profile.runs(rule)]
    found = []
    for name in ("html5lib", "auto"):
        monkeypatch.setenv(parsers.PARSER_VARIABLE, name)
        inspector = Inspector(rules, profile, BOOK.standards, "en")
        result = inspector.inspect(source_page(parse_text(text), profile="wcag-aa"))
        found.append(([one.finding for one in result.placed], result.outcomes))
    assert found[0] == found[1]
