"""What is hidden, from whom and why."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Document, Element
from govpage_lint.semantics.facts import Semantics, install
from govpage_lint.semantics.interfaces import Declarers
from govpage_lint.semantics.unknown import UNKNOWN, Maybe, Unknown
from tests.semantics.asking import bare_semantics_of, element, semantics_of


class Unread:
    """Styles of a page whose sheets could not be read."""

    def __init__(self, document: Document) -> None:
        self._unknown = [UNKNOWN] * len(document.elements)

    def value(self, element: Element, property: str, pseudo: str | None = None) -> Maybe[str]:
        return UNKNOWN

    def values(self, property: str) -> list[Unknown]:
        return self._unknown

    def declarers(self, names: frozenset[str]) -> Declarers:
        return Declarers(frozenset(), complete=False)

    def filled(self, pseudo: str) -> tuple[Element, ...]:
        return ()


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ("<p id=x>", None),
        ("<p hidden><i id=x>", "hidden"),
        ("<p id=x hidden=until-found>", "hidden"),
        ("<p style='display:none'><i id=x>", "display"),
        ("<p style='visibility:hidden'><i id=x>", "visibility"),
        ("<p style='visibility:hidden'><i id=x style='visibility:visible'>", None),
        ("<p aria-hidden=true><i id=x>", "aria-hidden"),
        ("<p aria-hidden=' TRUE '><i id=x aria-hidden=false>", "aria-hidden"),
        ("<p aria-hidden=false><i id=x>", None),
        ("<p inert><i id=x>", "inert"),
        ("<details><summary>s</summary><i id=x>", "details"),
        ("<details open><summary>s</summary><i id=x>", None),
        ("<details><summary><i id=x>", None),
        ("<details><summary>s</summary><summary id=x>", "details"),
        ("<dialog><i id=x>", "dialog"),
        ("<dialog open><i id=x>", None),
        ("<div popover id=x>", "popover"),
        ("<noscript><i id=x></i></noscript>", "noscript"),
        ("<template><i id=x></i></template>", "template"),
        ("<video controls><i id=x>", "fallback"),
        ("<object data=d><i id=x>", "object"),
        ("<object><i id=x>", None),
        ("<canvas><i id=x>", None),
        ("<svg><defs><g id=x>", "svg"),
        ("<svg><title id=x>", "svg"),
        ("<datalist><option id=x>", "display"),
        ("<select><option id=x>", None),
        ("<button><h2 id=x>", "presentational"),
        ("<button><b tabindex=0 id=x>", None),
        ("<p role=img><a href=# id=x>", None),
        ("<p role=tab><i id=x>", "presentational"),
        ("<map name=m><area href=# id=x></map><img usemap=#m>", None),
        ("<map name=m><area href=# id=x></map>", "display"),
    ],
)
def test_the_reason_for_being_hidden_is_told(markup: str, reason: str | None) -> None:
    for found in (semantics_of(markup), bare_semantics_of(markup)):
        x = element(found)
        assert found.hidden_by(x) == reason
        assert found.presumed_exposed(x) is (reason is None)


def test_a_display_of_the_author_shows_what_the_browser_would_hide() -> None:
    found = semantics_of(
        "<style>[hidden],dialog{display:block}</style><p hidden id=x><dialog id=y>"
    )
    assert found.exposed(element(found)) is True
    assert found.exposed(element(found, "y")) is True


def test_what_has_no_accessible_object_is_not_exposed() -> None:
    found = semantics_of("<br id=x>")
    assert found.hidden_by(element(found)) is None
    assert found.exposed(element(found)) is False


def test_what_stands_for_an_object_may_or_may_not_be_there() -> None:
    found = semantics_of("<object data=d><i id=x>")
    assert found.exposed(element(found)) is UNKNOWN
    assert found.visible(element(found)) is UNKNOWN
    assert not found.presumed_exposed(element(found))


def test_what_assistive_technology_does_not_get_may_be_seen_and_the_other_way_round() -> None:
    found = semantics_of(
        "<p id=x aria-hidden=true>seen</p>"
        "<p id=y style='position:absolute;left:-9999px'>heard <i id=z>too</i></p>"
    )
    x, y, z = (element(found, identifier) for identifier in "xyz")
    assert (found.visible(x), found.exposed(x)) == (True, False)
    assert (found.visible(y), found.exposed(y)) == (False, True)
    assert found.visually_hidden(y)
    assert found.visually_hidden(z)
    assert not found.visually_hidden(x)
    assert found.programmatically_hidden(x)


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-10000px",
        "position:absolute;top:-999em",
        "position:fixed;clip:rect(0 0 0 0)",
        "position:absolute;clip:rect(1px,1px,1px,1px)",
        "clip-path:inset(50%)",
        "overflow:hidden;width:1px;height:1px",
        "overflow:hidden;height:0",
        "opacity:0",
        "text-indent:-9999px",
    ],
)
def test_the_known_ways_to_hide_from_sight_alone_are_seen(style: str) -> None:
    found = semantics_of(f"<p id=x style='{style}'>t</p>")
    assert found.visually_hidden(element(found))
    assert found.visible(element(found)) is False


@pytest.mark.parametrize(
    "style",
    [
        "position:absolute;left:-20px",
        "left:-9999px",
        "overflow:hidden;width:100%",
        "clip:rect(0 0 0 0)",
        "opacity:.1",
        "position:absolute;left:50%",
        "text-indent:1em",
    ],
)
def test_what_only_looks_like_hiding_is_visible(style: str) -> None:
    found = semantics_of(f"<p id=x style='{style}'>t</p>")
    assert found.visible(element(found)) is True


def test_styles_nobody_read_leave_it_open_and_the_presumption_stands() -> None:
    document = parse_text("<button id=x>b</button><p aria-hidden=true id=y>")
    found = Semantics(document, Unread(document))
    x, y = document.by_id["x"][0], document.by_id["y"][0]
    assert found.exposed(x) is UNKNOWN
    assert found.visible(x) is UNKNOWN
    assert found.focusable(x) is UNKNOWN
    assert found.tabbable(x) is UNKNOWN
    assert found.presumed_exposed(x)
    assert found.presumed_visible(x)
    assert found.presumed_focusable(x)
    assert found.exposed(y) is False
    assert found.name(x) == "b"


def test_nobody_takes_unknown_for_an_answer() -> None:
    with pytest.raises(TypeError, match="neither true nor false"):
        bool(Unknown.UNKNOWN)


def test_selectors_may_ask_for_facts() -> None:
    document = parse_text(
        "<a id=x href=#>a</a><a id=y hidden>b</a><p role=none id=z><i id=w><x-y id=v role=link>"
    )
    found = install(document)
    asked = ("role", "exposed", "visible", "focusable", "named")
    facts = {i: [document.fact(element(found, i), fact) for fact in asked] for i in "xyzwv"}
    assert facts["x"] == ["link", "yes", "unknown", "yes", "yes"]
    assert facts["y"] == ["generic", "no", "no", "no", "no"]
    assert facts["z"][0] == "none"
    assert facts["v"][4] == "unknown"
    assert document.fact(element(found), "made-up") == "unknown"
