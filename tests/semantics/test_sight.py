"""What of a rendered page can be seen: clips, edges of what scrolls, transparency."""

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Element
from govpage_lint.semantics.facts import Semantics
from tests.semantics.rendering import box, facts_of

type Boxes = dict[str, tuple[float, float, float, float]]
type Looks = dict[str, dict[str, str]]


def sees(markup: str, looks: Looks | None = None, boxes: Boxes | None = None) -> Semantics:
    """A page whose elements, by id, have these styles and boxes; all others have usual ones."""
    document = parse_text(f"<!doctype html><body>{markup}")

    def styles(element: Element) -> dict[str, str] | None:
        hidden = element.local_name in ("head", "title")
        return {"display": "none"} if hidden else (looks or {}).get(element.id or "", {})

    def place(element: Element):
        if element.id in (boxes or {}):
            return box(*(boxes or {})[element.id])
        return box(0, 0, 200, 100)

    return Semantics(document, rendered=facts_of(document, styles, place))


def seen(found: Semantics, identifier: str = "x") -> bool:
    return found.presumed_visible(found.document.by_id[identifier][0])


HIDING = {"overflow-x": "hidden", "overflow-y": "hidden"}
SCROLLING = {"overflow-x": "auto", "overflow-y": "auto"}


@pytest.mark.parametrize(
    ("looks", "boxes", "expected"),
    [
        ({}, {}, True),
        ({"x": {"opacity": "0"}}, {}, False),
        ({"o": {"opacity": "0"}}, {}, False),
        ({"x": {"opacity": "0.5"}}, {}, True),
        ({"x": {"visibility": "hidden"}}, {}, False),
        ({"x": {"clip-path": "inset(50%)"}}, {}, False),
        ({"x": {"clip-path": "circle(40%)"}}, {}, True),
        # What runs over lines hides nothing that overflows it.
        ({"o": {"display": "inline", **HIDING}}, {"o": (0, 0, 9, 9), "x": (50, 0, 9, 9)}, True),
        ({"o": HIDING}, {"o": (0, 0, 9, 9), "x": (50, 0, 9, 9)}, False),
        ({"o": {"content-visibility": "hidden"}}, {}, False),
        # Beyond the corner of the page nobody can scroll; far down everybody can.
        ({"x": {"position": "absolute"}}, {"x": (-9999, 0, 100, 20)}, False),
        ({"x": {"position": "absolute"}}, {"x": (0, -300, 100, 20)}, False),
        ({"x": {"position": "absolute"}}, {"x": (0, 90000, 100, 20)}, True),
        # One pixel for screen readers, by each of the ways it is done.
        ({"x": {"position": "absolute", **HIDING}}, {"x": (5, 5, 1, 1)}, False),
        ({"x": {"position": "absolute", "clip": "rect(0px, 0px, 0px, 0px)"}}, {}, False),
        ({"x": {"position": "absolute", "clip": "rect(1px, 1px, 1px, 1px)"}}, {}, False),
        ({"x": {"position": "static", "clip": "rect(0px, 0px, 0px, 0px)"}}, {}, True),
        ({"x": {"clip": "auto", "position": "absolute"}}, {}, True),
        ({"x": {"color": "rgba(0, 0, 0, 0)", "-webkit-text-fill-color": "rgba(0, 0, 0, 0)"}},
         {"x": (0, 0, 0, 20)}, False),
        # What overflow hides, and what it lets people scroll to.
        ({"o": HIDING}, {"o": (0, 0, 100, 50), "x": (0, 60, 100, 20)}, False),
        ({"o": HIDING}, {"o": (0, 0, 100, 50), "x": (0, 40, 100, 20)}, True),
        ({"o": SCROLLING}, {"o": (0, 0, 100, 50), "x": (0, 60, 100, 20)}, True),
        ({"o": {**HIDING, "overflow-y": "scroll"}}, {"o": (0, 0, 100, 50), "x": (0, 900, 9, 9)}, True),
        ({"o": {**HIDING, "overflow-y": "scroll"}}, {"o": (0, 0, 100, 50), "x": (300, 9, 9, 9)}, False),
        ({"o": HIDING}, {"o": (0, 0, 0, 0)}, False),
        # What is positioned is cut off by what it is positioned in, and by nothing between.
        ({"o": HIDING, "x": {"position": "absolute"}}, {"o": (0, 0, 50, 0), "x": (0, 0, 9, 9)}, True),
        ({"o": {**HIDING, "position": "relative"}, "x": {"position": "absolute"}},
         {"o": (0, 0, 50, 5), "x": (0, 9, 9, 9)}, False),
        ({"o": HIDING, "x": {"position": "fixed"}}, {"o": (0, 0, 1, 1), "x": (0, 0, 9, 9)}, True),
    ],
)  # fmt: skip
def test_what_can_be_seen(looks: Looks, boxes: Boxes, expected: bool) -> None:
    assert seen(sees("<div id=o><p id=x>Text</p></div>", looks, boxes)) is expected


def test_a_box_without_size_is_seen_by_what_overflows_it() -> None:
    found = sees("<div id=o><p id=x>Text</p></div>", boxes={"o": (0, 0, 0, 0)})
    assert seen(found, "o")
    assert found.visible_text(found.document.by_id["o"][0]) == "Text"


def test_what_is_hidden_from_sight_alone_is_there_for_others() -> None:
    looks = {"x": {"position": "absolute", **HIDING}}
    found = sees("<a href=# id=o>Next <b id=x>page</b></a>", looks, {"x": (0, 0, 1, 1)})
    link, part = found.document.by_id["o"][0], found.document.by_id["x"][0]
    assert found.name(link) == "Next page"
    assert found.visible_text(link) == "Next"
    assert found.visually_hidden(part)
    assert found.visible(part) is False
    assert found.exposed(part) is True


def test_options_are_seen_where_their_list_is() -> None:
    document = parse_text("<!doctype html><select id=s><option id=x>One</select>")
    boxes = {"select": box(0, 0, 80, 20)}
    facts = facts_of(document, boxes=lambda element: boxes.get(element.local_name))
    assert seen(Semantics(document, rendered=facts))
    away = facts_of(document, boxes=lambda element: box(-500, 0, 80, 20))
    assert not seen(Semantics(document, rendered=away))


def test_a_page_that_is_written_from_the_right_scrolls_to_the_left() -> None:
    markup = "<p id=x>Text</p>"
    boxes = {"x": (-300.0, 0.0, 100.0, 20.0)}
    assert not seen(sees(markup, boxes=boxes))
    document = parse_text(f"<!doctype html><html id=r><body>{markup}")
    facts = facts_of(
        document,
        lambda element: {"direction": "rtl"},
        lambda element: box(*boxes.get(element.id or "", (0, 0, 200, 100))),
    )
    assert seen(Semantics(document, rendered=facts))
