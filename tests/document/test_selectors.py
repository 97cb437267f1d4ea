"""Plain selectors say what the full compiler says of them, and leave to it what is not plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.builtin import builtin_names, read_builtin
from govpage_lint.document.full_selectors import compile_full
from govpage_lint.document.parse import parse_text
from govpage_lint.document.plain_selectors import plain_selector
from govpage_lint.document.selectors import Paths, SelectorError, compile_selector, css_path
from govpage_lint.rulebook.loading import NOT_RULES

PAGE = parse_text(
    """<!doctype html><html lang=ko><body onload=x>
    <a href="#a" TARGET="_Blank" rel="noopener  next">a</a><a name=b>b</a>
    <input type=Image alt=""><input type="image" alt="x y"><th scope>t</th>
    <p role="heading main" aria-level=2 title="a,b">p</p><p role=HEADING>q</p>
    <svg role=img><a href=x>s</a><title>t</title></svg><math><mi title=x>m</mi></math>
    <my-part role=x></my-part><h2 aria-level="" class="Title big_1">h</h2><p class=big_1></p><p> </p>
    <a xml:lang=en @click=x v-on:click=y (click)=z><h2 rel=x class="a big_1"><p role=x>n</p></h2></a>"""
)
NAMES = st.sampled_from(["a", "p", "input", "svg|a", "svg|svg", "svg|*", "h2", "math|mi", ""])
ATTRIBUTES = st.sampled_from(
    r"role href type alt title aria-level rel xml\:lang \@click v-on\:click \(click\)".split()
)
VALUES = st.sampled_from(
    ["heading", "image", "_blank", '"_blank"', '"a,b"', "'x y'", "x", '"#a"', "noopener"]
)
SIGNS = st.sampled_from(["=", "~=", "*=", "^=", "$="])
PARTS = st.builds(
    lambda name, sign, value, any_case: (
        f"[{name}]" if sign is None else f"[{name}{sign}{value}{any_case}]"
    ),
    ATTRIBUTES,
    st.none() | SIGNS,
    VALUES,
    st.sampled_from(["", " i"]),
)
SIMPLE = PARTS | st.sampled_from([".big_1", ".title", ":empty"])
COMPOUNDS = st.builds(
    lambda name, parts: name + "".join(parts),
    NAMES,
    st.lists(SIMPLE | SIMPLE.map(lambda part: f":not({part})"), max_size=3),
).filter(bool)
SELECTORS = st.builds(
    lambda first, rest: first + "".join(sign + more for sign, more in rest),
    COMPOUNDS,
    st.lists(st.tuples(st.sampled_from([" ", " > ", ">", "\n"]), COMPOUNDS), max_size=3),
)


def matched(selectors: tuple[object, ...]) -> list[int]:
    return [e.order for e in PAGE.elements if any(one.test(e) for one in selectors)]  # type: ignore[attr-defined]


@given(st.lists(SELECTORS, min_size=1, max_size=3).map(", ".join))
def test_plain_selectors_mean_what_the_compiler_makes_of_them(text: str) -> None:
    plain, full = compile_selector(text), compile_full(text)
    assert matched(plain) == matched(full)
    assert [(s.local_name, s.class_name, s.attribute) for s in plain] == [
        (s.local_name, s.class_name, s.attribute) for s in full
    ]
    assert all(plain_selector(part) is not None for part in text.split(",")) or '"a,b"' in text


@pytest.mark.parametrize(
    "text",
    [
        "a:not(b)",
        "a:not([href], b)",
        "a:not([href]",
        "a[href])",
        "ul + li",
        "a b c d e",
        "a >",
        "> a",
        "*",
        "#x",
        ".X",
        "a:first-child",
        "[role|=x]",
        "[role=]",
        "",
        "A",
        "a[x",
    ],
)
def test_what_is_not_plain_is_for_the_compiler(text: str) -> None:
    assert plain_selector(text) is None


@pytest.mark.parametrize("text", ["", "a,", "a[", "[role=]", ":nothing", "a::before", ":role()"])
def test_a_selector_that_makes_no_sense_is_told(text: str) -> None:
    with pytest.raises(SelectorError):
        compile_selector(text)


def test_all_rules_mean_the_same_either_way() -> None:
    names = [n for n in builtin_names() if "/" in n and n.partition("/")[0] not in NOT_RULES]
    for text in {read_builtin(name).get("on", "a") for name in names}:
        plain, full = compile_selector(text), compile_full(text)
        keys = [(s.local_name, s.id, s.class_name, s.attribute) for s in full]
        assert [(s.local_name, s.id, s.class_name, s.attribute) for s in plain] == keys, text


@pytest.mark.parametrize("depth", [3, 39, 40, 41, 98, 99, 100, 101, 180])
@pytest.mark.parametrize("backwards", [False, True])
def test_paths_that_share_their_way_are_those_of_each_element(depth: int, backwards: bool) -> None:
    source = "<div id=a>" + "<b>" * 30 + "<p><i>" + "<div>" * depth + "x<p>y<p>z"
    document = parse_text(source)
    elements = document.elements[::-1] if backwards else document.elements
    paths = Paths()
    for element in elements:
        assert paths.to(element) == css_path(element)
        assert paths.to(element).count(" > ") < 100
