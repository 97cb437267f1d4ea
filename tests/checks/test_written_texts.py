"""The texts of a page that are not blank, against a walk over the whole page for each element."""

from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.checks.texts import written
from govpage_lint.document.parse import parse
from govpage_lint.document.tree import Element, Text
from govpage_lint.engine.observe import source_page

PIECES = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<br>",
        "<!-- a -->",
        " ",
        "\n",
        "one",
        "&nbsp;",
        "가",
    ]
)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_texts_are_counted_before_and_until_the_end_of_each_element(markup: str) -> None:
    document = parse(f"<!doctype html><title>t</title>{markup}".encode())
    found = written(source_page(document, profile="wcag-aa"))
    nodes = [document.root, *document.root.nodes]
    texts = [node for node in nodes if isinstance(node, Text) and node.data.strip()]
    assert found.texts == texts
    assert found.before[-1] == len(texts)
    for element in document.elements:
        own = [node for node in element.nodes if node in texts]
        assert found.until[element.order] - found.before[element.order] == len(own)
        assert found.of.get(element, []) == [child for child in element.children if child in texts]
    for text, after in zip(texts, found.after, strict=True):
        before = [node for node in nodes[: nodes.index(text)] if isinstance(node, Element)]
        assert after == before[-1].order
