"""Which element of the source a live one is: what scripts added, moved and took away included."""

from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Document, Element
from govpage_lint.engine.align import align


def aligned(written: str, rendered: str) -> dict[str, str]:
    """For each live element with a mark, the mark of its source element; "" where it has none."""
    source, live = (
        parse_text(f"<!doctype html><html><head></head><body>{body}</body></html>")
        for body in (written, rendered)
    )
    pairs = align(source, live, lambda element: element.element_children)
    return {
        mark: pairs[element].attributes.get("data-m", "?") if element in pairs else ""
        for element in live.elements
        if (mark := element.attributes.get("data-m"))
    }


def test_an_unchanged_page_is_all_pairs() -> None:
    body = "<main data-m=a><p data-m=b>One</p><p data-m=c>Two</p></main>"
    assert aligned(body, body) == {"a": "a", "b": "b", "c": "c"}


def test_what_a_script_adds_is_nothing_of_the_source() -> None:
    source = "<ul data-m=l><li data-m=a>One</li><li data-m=b>Two</li></ul>"
    live = "<ul data-m=l><li data-m=a>One</li><li>New</li><li data-m=b>Two</li></ul>"
    assert aligned(source, live) == {"l": "l", "a": "a", "b": "b"}


def test_an_element_with_an_id_of_its_own_is_found_wherever_it_moved() -> None:
    source = "<div data-m=d><p id=x data-m=x>Text</p></div><footer data-m=f></footer>"
    live = (
        "<div data-m=d></div><footer data-m=f><section><p id=x data-m=x>Else</p></section></footer>"
    )
    assert aligned(source, live)["x"] == "x"


def test_siblings_that_look_alike_and_are_not_as_many_are_not_guessed() -> None:
    source = "<div><b>x</b></div><div><b>x</b></div>"
    live = "<div data-m=n1><b>y</b></div><div data-m=n2><b>x</b></div><div data-m=n3><b>y</b></div>"
    found = aligned(source, live)
    assert found["n1"] == found["n3"] == ""


def test_a_class_or_a_style_that_a_script_sets_hides_nobody() -> None:
    source = '<button data-m=b aria-expanded="false">Menu</button>'
    live = '<button data-m=b aria-expanded="true" class="open" style="top: 0">Menu</button>'
    assert aligned(source, live) == {"b": "b"}


_BODIES = st.lists(
    st.sampled_from(
        ["<p>a</p>", "<p class=k>b</p>", "<div><p>a</p><p>c</p></div>", "<a href=x>y</a>", "<hr>"]
    ),
    max_size=12,
).map("".join)


@given(_BODIES, _BODIES)
@settings(max_examples=150, deadline=None)
def test_no_source_element_is_two_and_pairs_have_one_name(written: str, rendered: str) -> None:
    source, live = _documents(written, rendered)
    pairs = align(source, live, lambda element: element.element_children)
    assert len(set(pairs.values())) == len(pairs)
    for mine, theirs in pairs.items():
        assert mine.document is live
        assert theirs.document is source
        assert mine.local_name == theirs.local_name


@given(_BODIES)
@settings(max_examples=60, deadline=None)
def test_the_same_page_is_itself(body: str) -> None:
    source, live = _documents(body, body)
    pairs = align(source, live, lambda element: element.element_children)
    assert [_order(pairs, element) for element in live.elements] == list(range(len(live.elements)))


def _order(pairs: dict[Element, Element], element: Element) -> int | None:
    return pairs[element].order if element in pairs else None


def _documents(written: str, rendered: str) -> tuple[Document, Document]:
    return parse_text(f"<!doctype html>{written}"), parse_text(f"<!doctype html>{rendered}")
