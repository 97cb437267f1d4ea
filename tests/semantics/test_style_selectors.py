"""Which elements a sheet's selectors match: the same as cssselect2 finds, one by one."""

import pytest
from cssselect2 import compiler, parser
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.document.parse import parse_text
from govpage_lint.semantics.style_matching import Matcher
from govpage_lint.semantics.style_selector_parts import InvalidSelector
from govpage_lint.semantics.style_selectors import Selectors

_ATTRIBUTES = ["", " class=x", " class='x y'", " id=i", " title='a b'", " title=b-c", " href=q"]
_FORMS = [*_ATTRIBUTES, " lang=en", " lang=en-US", " disabled checked type=radio", " class=z id=j"]
_SIMPLE = st.sampled_from(
    [
        *(".x", ".y", ".z", "#i", "#j", "[title]", "[title=b-c]", "[title~=b]", "[title|=b]"),
        *("[title^=a]", "[title$=c]", "[title*='-']", "[title='B-C' i]", "[class~=x]", "[href]"),
        *(":first-child", ":last-child", ":only-child", ":first-of-type", ":last-of-type"),
        *(":only-of-type", ":root", ":empty", ":link", ":disabled", ":checked", ":lang(en)"),
        *(":nth-child(2n+1)", ":nth-child(3)", ":nth-last-child(-n+2)", ":nth-of-type(odd)"),
        *(":nth-last-of-type(2n)", ":nth-child(n+2)", ":nth-last-child(even)"),
    ]
)
_TAG = st.sampled_from(["", "", "div", "a", "b", "section", "input"])
_JOINT = st.sampled_from([" ", " > ", " + ", " ~ ", ">", "~"])


def _selectors(inner):
    logical = st.builds(
        lambda name, lists: f":{name}({', '.join(lists)})",
        st.sampled_from(["is", "not", "where"]),
        st.lists(inner, min_size=1, max_size=2),
    )
    # One compound only: of more, cssselect2 looks for the first outside of the element too.
    one = st.builds("{}{}".format, _TAG, _SIMPLE)
    has = st.builds(lambda joint, one: f":has({joint.strip()} {one})", _JOINT, one)
    simple = st.one_of(_SIMPLE, _SIMPLE, logical, has)
    compound = st.builds(
        lambda tag, parts: tag + "".join(parts) or "div",
        _TAG,
        st.lists(simple, max_size=2),
    )
    return st.builds(
        lambda first, more: first + "".join(joint + one for joint, one in more),
        compound,
        st.lists(st.tuples(_JOINT, compound), max_size=2),
    )


_SELECTOR = st.recursive(st.builds("{}{}".format, _TAG, _SIMPLE), _selectors, max_leaves=6)


@st.composite
def _pages(draw):
    pieces: list[str] = []
    open_: list[str] = []
    for _ in range(draw(st.integers(2, 25))):
        if open_ and draw(st.booleans()):
            pieces.append(f"</{open_.pop()}>")
            continue
        name = draw(st.sampled_from(["div", "a", "b", "section", "input"]))
        pieces.append(f"<{name}{draw(st.sampled_from(_FORMS))}>")
        if name != "input":
            open_.append(name)
    return "<!doctype html>" + "".join(pieces)


@settings(deadline=None, max_examples=150)
@given(page=_pages(), selector=_SELECTOR)
def test_the_same_elements_match_as_one_by_one(page, selector):
    document = parse_text(page)
    theirs = compiler.CompiledSelector(next(iter(parser.parse(selector))))
    (ours,), passed = Selectors().parse(selector)
    found = Matcher(document).matches(ours).elements
    assert [e.order for e in found] == [e.order for e in document.elements if theirs.test(e)]
    assert ours.specificity == tuple(theirs.specificity)
    assert passed == 0


def _matching(selector, body):
    document = parse_text(f"<!doctype html><body>{body}")
    links, _ = Selectors().parse(selector)
    matcher = Matcher(document)
    return [e.get("id") for link in links for e in matcher.matches(link).elements]


@pytest.mark.parametrize(
    ("selector", "body", "matching"),
    [
        ("*:not(*, a)", "<a id=i>", []),
        (":enabled", "<a id=a href=/><button id=b></button><input disabled id=c>", ["b"]),
        (
            "input:disabled",
            (
                "<fieldset disabled><legend><input id=a></legend><legend><input id=b></legend>"
                "<p><input id=c></fieldset>"
            ),
            ["b", "c"],
        ),
        ("option:disabled", "<select><optgroup disabled><option id=a></select>", ["a"]),
        (":required", "<input required id=a><input required type=button id=b>", ["a"]),
        ("input:optional", "<input required id=a><input id=b>", ["b"]),
        ("p:read-write", "<p id=a contenteditable><p id=b>", ["a"]),
        (
            "input:read-only",
            "<input id=a readonly><input id=b><input type=checkbox id=c>",
            ["a", "c"],
        ),
        (
            ":placeholder-shown",
            "<input id=a placeholder=x><input id=b placeholder=x value=y>",
            ["a"],
        ),
        ("details:open", "<details open id=a></details><details id=b></details>", ["a"]),
        ("[TYPE=Text]", "<input type=text id=a>", ["a"]),
        ("[class=X]", "<p class=x id=a>", []),
        ("p:nth-child(2 of .k)", "<p class=k id=a><p id=b><p class=k id=c>", ["c"]),
        (":has(> a b)", "<p id=a><a><i><b></b></i></a></p><p id=b><b></b></p>", ["a"]),
        ("div:has(p a)", "<p><div id=a><a></a></div>", []),
        (".\\31 a, .b\\:c", "<p class=1a id=a><p class=b:c id=b>", ["a", "b"]),
        ("p:lang(de)", "<div lang=de-AT><p id=a><p id=b lang=fr></div>", ["a"]),
        ("p.한글", "<p class=한글 id=a>", ["a"]),
        ("P#A", "<p id=A>", ["A"]),
        ("a:hover, a:not(:hover)", "<a id=a></a>", ["a"]),
    ],
)
def test_what_cssselect2_has_no_say_in(selector, body, matching):
    assert _matching(selector, body) == matching


@pytest.mark.parametrize(
    "selector",
    [
        "",
        ",",
        "a,,b",
        "> a",
        "a >",
        "a > > b",
        ".1a",
        "#1",
        "a:unheard-of",
        "a::unheard-of",
        "..a",
        "a:unheard-of(b)",
        "[a=1]b",
        "[a=]",
        "a:not()",
        "a:nth-child(x)",
        "a b {",
        ":-moz-any(a)",
    ],
)
def test_what_browsers_refuse_is_refused(selector):
    with pytest.raises(InvalidSelector):
        Selectors().parse(selector)


@pytest.mark.parametrize(
    "selector",
    [
        ":not(" * 5000 + "a" + ")" * 5000,
        "a " * 5000 + "a",
        "[a] " * 5000 + "a",
        ":is(" + "a " * 1500 + ")",
        "a:host(b)",
        "::slotted(a)",
    ],
)
def test_what_is_too_much_is_passed_over_alone(selector):
    found, passed = Selectors().parse(f"{selector}, p")
    assert (len(found), passed) == (1, 1)
