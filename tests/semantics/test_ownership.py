"""Who owns whom, and which roles and attributes ARIA and HTML let an element have."""

import pytest

from govpage_lint.semantics.aria_details import attributes, role_details
from govpage_lint.semantics.conformance import (
    is_plainly_generic,
    native_attributes,
    takes_aria_attributes,
)
from govpage_lint.semantics.tables import aria, html, read_table
from tests.semantics.asking import element, semantics_of


@pytest.mark.parametrize(
    ("markup", "owner"),
    [
        ("<ul><li id=x>", "ul"),
        ("<p role=list><i role=none><b id=x role=listitem>", "p"),
        ("<p role=list><i><b id=x role=listitem>", "p"),
        ("<p role=list><i aria-live=polite><b id=x role=listitem>", "i"),
        ("<p role=list><em><b id=x role=listitem>", "em"),
        ("<p role=list aria-owns=x></p><nav><b id=x role=listitem>", "p"),
        ("<b id=x role=listitem>", "html"),
    ],
)
def test_the_owner_is_the_nearest_element_that_means_something(markup: str, owner: str) -> None:
    found = semantics_of(markup)
    owned_by = found.owner(element(found))
    assert owned_by is not None
    assert owned_by.local_name == owner


def test_an_element_owns_the_nearest_that_mean_something_and_what_it_claims() -> None:
    found = semantics_of(
        "<div id=x role=list aria-owns=d><i><b role=listitem>a</b></i><span role=none>"
        "<b role=listitem>b <b role=listitem>inner</b></b></span><br><em>c</em></div>"
        "<b id=d role=listitem>d</b>"
    )
    assert [found.text(e).split()[0] for e in found.owned(element(found))] == ["a", "b", "c", "d"]


def test_a_generic_element_with_nothing_in_it_is_told_when_asked_for() -> None:
    found = semantics_of(
        "<div id=x role=list><b></b><i><span>a</span></i><script></script><em></em></div>"
    )
    names = [e.local_name for e in found.owned(element(found), leaves=True)]
    assert names == ["b", "span", "em"]
    assert [e.local_name for e in found.owned(element(found))] == ["em"]


@pytest.mark.parametrize(
    ("markup", "allowed", "forbidden"),
    [
        ("<a id=x href=#>", "tab", "heading"),
        ("<img id=x alt=a>", "button", "heading"),
        ("<img id=x alt=''>", "presentation", "button"),
        ("<input id=x type=checkbox>", "switch", "button"),
        ("<input id=x type=checkbox aria-pressed=true>", "button", "link"),
        ("<input id=x>", "combobox", "button"),
        ("<section id=x>", "doc-chapter", "button"),
        ("<ul role=menu><li id=x></ul>", "heading", None),
        ("<ul><li id=x></ul>", "none", "heading"),
        ("<nav id=x>", "tablist", "region"),
        ("<h1 id=x>", "doc-subtitle", "button"),
        ("<div id=x>", "button", None),
        ("<dl><div id=x></dl>", "none", "button"),
        ("<svg id=x></svg>", "button", None),
        ("<table role=none><tr><td id=x>", "button", None),
        ("<table><tr><td id=x>", None, "button"),
        ("<table><tr><th id=x>", "rowheader", "button"),
    ],
)
def test_html_says_which_roles_an_element_may_be_given(
    markup: str, allowed: str | None, forbidden: str | None
) -> None:
    found = semantics_of(markup)
    roles = found.allowed_roles(element(found))
    if forbidden is None:
        assert roles is None
    else:
        assert roles is not None
        assert allowed is None or allowed in roles
        assert forbidden not in roles


def test_some_elements_take_no_aria_attributes() -> None:
    found = semantics_of("<meta id=a><div id=b></div><input type=hidden id=c><input id=d>")
    taken = [takes_aria_attributes(element(found, i)) for i in "abcd"]
    assert taken == [False, True, False, True]


def test_what_a_role_supports_is_inherited() -> None:
    switch = role_details("switch")
    assert switch is not None
    assert switch.superclasses == {"checkbox", "input", "widget", "roletype"}
    assert switch.supported == {
        "aria-checked",
        "aria-disabled",
        "aria-errormessage",
        "aria-expanded",
        "aria-invalid",
        "aria-readonly",
        "aria-required",
    }
    assert switch.required == {"aria-checked"}
    assert role_details("made-up") is None


def test_required_attributes_may_depend_on_the_state() -> None:
    separator, combobox = role_details("separator"), role_details("combobox")
    assert separator is not None
    assert combobox is not None
    assert not separator.required
    assert separator.required_focused == {"aria-valuenow"}
    assert combobox.required_expanded == {"aria-controls"}
    assert "aria-controls" in combobox.supported


@pytest.mark.parametrize(
    ("attribute", "valid", "invalid"),
    [
        ("aria-hidden", ["true", "undefined", "TRUE", ""], ["yes", "1"]),
        ("aria-busy", ["true", "false"], ["undefined"]),
        ("aria-checked", ["mixed"], ["checked"]),
        ("aria-current", ["page", "false"], ["current"]),
        ("aria-relevant", ["additions text"], ["additions texts"]),
        ("aria-level", ["1", " 12 ", "+3"], ["0", "-1", "two", "1.5"]),
        ("aria-setsize", ["-1", "99999999999"], ["-2"]),
        ("aria-valuenow", ["1.5", "-.5", "1e3"], ["1,5", "50%"]),
        ("aria-activedescendant", ["a"], ["a b"]),
        ("aria-controls", ["a b"], []),
        ("aria-label", ["anything"], []),
    ],
)
def test_values_are_held_to_their_types(
    attribute: str, valid: list[str], invalid: list[str]
) -> None:
    details = attributes()[attribute]
    assert all(details.is_valid(value) for value in valid)
    assert not any(details.is_valid(value) for value in invalid)


def test_the_tables_agree_with_one_another() -> None:
    table = aria()
    roles = read_table("aria-details.toml")["roles"]
    assert table.valid | table.draft | table.abstract == set(roles)
    known = set(attributes())
    for name in table.valid | table.draft:
        details = role_details(name)
        assert details is not None
        assert details.superclasses <= set(roles)
        assert details.context | details.owns | details.may_own <= table.valid
        assert details.supported | details.prohibited <= known, name
        assert ("aria-label" in details.prohibited) == (
            name in table.unnamed
            or name in ("mark", "suggestion", "doc-pagefooter", "doc-pageheader", "presentation")
        ), name
    every_global = {name for name, details in attributes().items() if details.is_global}
    assert table.global_attributes == every_global - {"aria-hidden"}
    for role in (table.named_by_content, table.unnamed, table.presentational_children):
        assert role <= table.valid | table.draft
    assert set(html().roles.values()) <= table.valid | table.draft
    allowed = read_table("html-aria-details.toml")["roles"].values()
    assert {role for roles in allowed for role in roles.split()} <= table.valid | {"image"}


@pytest.mark.parametrize(
    ("markup", "taken", "refused"),
    [
        ("<audio id=x controls>", "aria-activedescendant", "aria-orientation"),
        ("<input id=x type=password>", "aria-required", "aria-checked"),
        ("<input id=x type=color>", None, "aria-required"),
        ("<details><summary id=x>", "aria-expanded", "aria-checked"),
        ("<canvas id=x>", None, "aria-valuenow"),
    ],
)
def test_what_has_no_role_takes_the_attributes_that_html_gives_it(
    markup: str, taken: str | None, refused: str
) -> None:
    own = native_attributes(element(semantics_of(markup)))
    assert taken is None or taken in own
    assert refused not in own


def test_only_elements_that_html_knows_are_plainly_generic() -> None:
    found = semantics_of("<div id=a></div><x-y id=b></x-y><section id=c></section><svg id=d></svg>")
    assert [is_plainly_generic(element(found, i)) for i in "abcd"] == [True, False, False, False]


def test_the_modules_keep_what_an_older_aria_gave_their_roles() -> None:
    chapter, symbol = role_details("doc-chapter"), role_details("graphics-symbol")
    assert chapter is not None
    assert symbol is not None
    assert "aria-expanded" in chapter.supported & symbol.supported
