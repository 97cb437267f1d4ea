"""How elements of a document are found: by attribute, and by what stands above them."""

from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.document.parse import parse

_ATTRIBUTES = st.sampled_from(("", ' lang="en"', ' alt=""', ' lang="ko" title="x"', " hidden"))
_TAGS = st.tuples(st.sampled_from(("div", "span", "b", "/div", "/span")), _ATTRIBUTES)


def _page(tags: list[tuple[str, str]]) -> str:
    return "<body>" + "".join(
        f"<{name}>" if name[0] == "/" else f"<{name}{attributes}>" for name, attributes in tags
    )


@given(st.lists(_TAGS, max_size=30))
def test_elements_are_found_by_their_attributes_in_tree_order(tags: list[tuple[str, str]]) -> None:
    document = parse(_page(tags).encode())
    for name in ("lang", "alt", "title", "hidden"):
        found = document.by_attribute.get(name, [])
        assert found == [element for element in document.elements if name in element.attributes]
    assert document.with_attributes(("title", "lang", "alt", "missing")) == [
        element
        for element in document.elements
        if not {"title", "lang", "alt"}.isdisjoint(element.attributes)
    ]


@given(st.lists(_TAGS, max_size=30))
def test_the_nearest_above_is_the_first_ancestor_that_passes(tags: list[tuple[str, str]]) -> None:
    document = parse(_page(tags).encode())
    nearest = document.nearest_above(lambda element: "lang" in element.attributes)
    for element in document.elements:
        above = (one for one in element.ancestors if "lang" in one.attributes)
        assert nearest[element.order] is next(above, None)


@given(st.lists(_TAGS, max_size=30))
def test_the_languages_of_all_elements_are_those_of_each(tags: list[tuple[str, str]]) -> None:
    document = parse(_page(tags).encode(), content_language="fr")
    assert document.languages == [document.language_of(element) for element in document.elements]


@given(st.lists(_TAGS, max_size=30))
def test_what_is_within_others_is_they_and_what_they_contain(tags: list[tuple[str, str]]) -> None:
    document = parse(_page(tags).encode())
    outer = document.by_attribute.get("alt", [])
    found = document.within(outer)
    for element in document.elements:
        assert found[element.order] == any(one.contains(element) for one in outer)


@given(st.lists(_TAGS, max_size=30))
def test_elements_and_nodes_are_numbered_in_tree_order(tags: list[tuple[str, str]]) -> None:
    document = parse(_page(tags).encode())
    for place, element in enumerate(document.elements):
        assert element.order == place
        for index, child in enumerate(element.element_children):
            assert (child.parent, child.index) == (element, index)
            assert child.previous is (element.element_children[index - 1] if index else None)
            assert element.order < child.order <= child.last <= element.last
        inside = [node for node in element.nodes if node.parent is element]
        assert inside == element.children
    assert len(document.flat.nodes) == sum(len(one.children) for one in document.elements)
