"""What takes the focus, and in which order."""

import pytest

from tests.semantics.asking import element, semantics_of


@pytest.mark.parametrize(
    ("markup", "focusable", "tabbable"),
    [
        ("<a id=x href=#>", True, True),
        ("<a id=x>", False, False),
        ("<button id=x>", True, True),
        ("<button id=x disabled>", False, False),
        ("<button id=x aria-disabled=true>", True, True),
        ("<button id=x tabindex=-1>", True, False),
        ("<fieldset disabled><input id=x>", False, False),
        ("<fieldset disabled><legend><input id=x>", True, True),
        ("<fieldset disabled><a href=# id=x>", True, True),
        ("<fieldset disabled><legend>l</legend><legend><input id=x>", False, False),
        ("<fieldset disabled><fieldset><legend><input id=x>", False, False),
        ("<fieldset disabled><legend><fieldset disabled><input id=x>", False, False),
        ("<input id=x type=hidden>", False, False),
        ("<p id=x tabindex=0>", True, True),
        ("<p id=x tabindex=' 3x'>", True, True),
        ("<p id=x tabindex=x>", False, False),
        ("<p id=x tabindex=''>", False, False),
        ("<p id=x contenteditable>", True, True),
        ("<p id=x contenteditable=false>", False, False),
        ("<details><summary id=x>s", True, True),
        ("<details open><summary>s</summary><summary id=x>t", False, False),
        ("<video id=x></video>", False, False),
        ("<video id=x controls></video>", True, True),
        ("<iframe id=x></iframe>", True, True),
        ("<svg><a id=x href=#></a></svg>", True, True),
        ("<p inert><a id=x href=#>", False, False),
        ("<p hidden><a id=x href=#>", False, False),
        ("<p aria-hidden=true><a id=x href=#>", True, True),
        ("<p style='visibility:hidden'><a id=x href=#>", False, False),
        ("<a id=x href=# style='display:contents'>", False, False),
        ("<details><summary>s</summary><a id=x href=#>", False, False),
    ],
)
def test_it_is_known_what_takes_the_focus(markup: str, focusable: bool, tabbable: bool) -> None:
    found = semantics_of(markup)
    x = element(found)
    assert (found.focusable(x), found.tabbable(x)) == (focusable, tabbable)


def test_positive_tabindexes_come_first_and_a_radio_group_is_one_stop() -> None:
    found = semantics_of(
        "<a id=a href=#>a</a><a id=b href=# tabindex=2>b</a><a id=c href=# tabindex=1>c</a>"
        "<a id=d href=# tabindex=2>d</a><a id=e href=# tabindex=-1>e</a>"
        "<input id=f type=radio name=r><input id=g type=radio name=r checked>"
        "<input id=h type=radio name=r><form><input id=i type=radio name=r></form>"
    )
    assert "".join(e.id or "" for e in found.tab_order()) == "cbdagi"


def test_the_tabindex_is_read_as_browsers_read_integers() -> None:
    found = semantics_of("<p id=a tabindex='-1'><p id=b tabindex='+5 px'><p id=c tabindex=a>")
    assert [found.tab_index(element(found, i)) for i in "abc"] == [-1, 5, None]


@pytest.mark.parametrize(
    ("markup", "checked"),
    [
        ("<input type=checkbox id=x checked>", True),
        ("<input type=radio id=x>", False),
        ("<p role=switch aria-checked=true id=x>", True),
        ("<p role=checkbox aria-checked=mixed id=x>", None),
        ("<p id=x>", None),
    ],
)
def test_a_state_comes_from_html_or_from_aria(markup: str, checked: bool | None) -> None:
    found = semantics_of(markup)
    assert found.checked(element(found)) is checked


def test_disabled_is_what_html_or_aria_disable() -> None:
    found = semantics_of(
        "<button id=a disabled></button><p id=b role=button aria-disabled=true></p><p id=c disabled>"
        "<select><optgroup disabled><option id=d>o</optgroup></select>"
    )
    assert [found.is_disabled(element(found, i)) for i in "abcd"] == [True, True, False, True]
