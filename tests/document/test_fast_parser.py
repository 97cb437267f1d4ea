"""The fast parser builds html5lib's document: the same nodes, spans, errors and findings, or none."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from govpage_lint.document import parsers
from govpage_lint.document.construction import build_tree
from govpage_lint.document.encoding import decode
from govpage_lint.document.parse import parse_text
from govpage_lint.document.source import SourceText
from govpage_lint.document.tree import Comment, Element, ParsedTree
from govpage_lint.engine.check import Inspector
from govpage_lint.engine.observe import source_page
from govpage_lint.rulebook.book import Rulebook
from tests.document.test_parse_spans import BITS
from tests.shared import saved_pages

pytest.importorskip("turbohtml", reason="the extra fast is not installed")

from govpage_lint.document.fast import build_fast_tree

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


@settings(max_examples=300, deadline=None)
@given(broken_pages)
@example("<title><b>x</title><p>a &amp; b<p>c")
@example("<noscript><p title='</noscript>'></noscript>")
@example("<table><tr>a<td> b<li>c</table>")
def test_any_text_gives_the_same_tree_or_none(text: str) -> None:
    text = SourceText(text).text
    tree = build_fast_tree(text)
    if tree is not None:
        assert dump(tree) == dump(build_tree(text))


@pytest.mark.parametrize(
    "text",
    [
        "<!doctype html><html lang=en><head><title>a &amp; b</title></head><body><p>a<p>b</body>",
        "<noscript><img src=a alt=b></noscript><svg><title>x</title><style>a{}</style></svg>",
        "<p a=1 a=2>a<p é='1'>b &nbsp c<!-- a -- b --><?php echo 1 ?></ p>",
        "<script>if (a<b) { c() }</script><style>a>b{}</style><textarea>\n<b></textarea><p>",
        "<table><tr><td><a href='?a=1&amp;b=2'>x</a></table><b><i>y</b></i>",
    ],
)
def test_what_pages_are_made_of_needs_no_other_parser(text: str) -> None:
    tree = build_fast_tree(text)
    assert tree is not None
    assert dump(tree) == dump(build_tree(text))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<p>\0", id="NUL"),
        pytest.param("<p>\ud800", id="a lone surrogate"),
        pytest.param("<svg><![CDATA[x<b>]]></svg>", id="CDATA in SVG"),
        pytest.param("<p>text <b title='", id="a page that ends in a tag"),
        pytest.param("<noscript><img alt='</noscript>'>", id="an end of raw text in a value"),
        pytest.param("<script>a", id="raw text without an end"),
        pytest.param("<script><!-- <script> </script>", id="a script that writes scripts"),
        pytest.param("<frameset> a &amp b", id="frames"),
    ],
)
def test_what_may_be_read_in_two_ways_is_left_to_html5lib(text: str) -> None:
    assert build_fast_tree(text) is None


def test_the_parser_is_the_one_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    used: list[str] = []
    monkeypatch.setattr("govpage_lint.document.fast.build_fast_tree", used.append)
    monkeypatch.setenv(parsers.PARSER_VARIABLE, "html5lib")
    assert parsers.build_tree("<p>").root.local_name == "html" and not used
    assert "turbohtml" not in parsers.parser_in_use()
    monkeypatch.setenv(parsers.PARSER_VARIABLE, "fast")
    assert parsers.build_tree("<p>").root.local_name == "html" and used == ["<p>"]
    monkeypatch.setenv(parsers.PARSER_VARIABLE, "auto")
    monkeypatch.setattr(parsers, "_read", 0)
    assert parsers.build_tree("<p>").root.local_name == "html" and used == ["<p>"]
    monkeypatch.setattr(parsers, "_WORTH", 100)
    assert parsers.build_tree("<p>" * 50).root.local_name == "html" and len(used) == 2
    assert "turbohtml" in parsers.parser_in_use()


@pytest.mark.slow
@pytest.mark.parametrize("path", saved_pages(), ids=lambda path: path.name)
def test_real_pages_have_the_same_tree_and_findings(
    path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = SourceText(decode(path.read_bytes())[0]).text
    tree = build_fast_tree(text)
    if tree is not None:
        assert dump(tree) == dump(build_tree(text))
    profile = BOOK.profiles["wcag-aa"]
    rules = [rule for rule in BOOK.rules.values() if profile.runs(rule)]
    found = []
    for name in ("html5lib", "fast"):
        monkeypatch.setenv(parsers.PARSER_VARIABLE, name)
        inspector = Inspector(rules, profile, BOOK.standards, "en")
        result = inspector.inspect(source_page(parse_text(text), profile="wcag-aa"))
        found.append(([one.finding for one in result.placed], result.outcomes))
    assert found[0] == found[1]
