"""What lies under a text: the order of painting, groups, scroll boxes, and what it costs."""

from collections.abc import Mapping

import pytest

from govpage_lint.document.parse import parse_text
from govpage_lint.document.tree import Text
from govpage_lint.semantics.colors import ANY, solid
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.painting import Line, Painting
from govpage_lint.semantics.rendered import ElementBox
from tests.semantics.rendering import box, facts_of

WHITE, RED, BLUE = "rgb(255, 255, 255)", "rgb(255, 0, 0)", "rgb(0, 0, 255)"
HIDE = {"overflow-x": "hidden", "overflow-y": "hidden"}
SCROLL = {"overflow-x": "auto", "overflow-y": "auto"}


def painted(
    markup: str,
    looks: dict[str, dict[str, str]],
    boxes: Mapping[str, tuple[float, float, float, float]] | None = None,
):
    """The painting of a page whose elements, by id, have these styles and boxes."""
    document = parse_text(f"<!doctype html><body>{markup}")
    facts = facts_of(
        document,
        lambda element: (looks or {}).get(element.id or "", {}),
        lambda element: box(*(boxes or {}).get(element.id or "", (0, 0, 200, 100))),
    )
    semantics = Semantics(document, rendered=facts)
    assert semantics.sight is not None
    return document, Painting(document, facts, semantics.sight)


def line(
    markup: str,
    looks: dict[str, dict[str, str]],
    boxes: Mapping[str, tuple[float, float, float, float]] | None = None,
):
    """The line of the text in the element "t"."""
    document, painting = painted(markup, looks, boxes)
    (text,) = (child for child in document.by_id["t"][0].children if isinstance(child, Text))
    lines = painting.lines(text)
    return lines[0] if lines else None


def ground(found: Line | None) -> tuple[float, ...]:
    assert found is not None and found.ground.is_known
    return found.ground.low


def filled(color: str, **more: str) -> dict[str, str]:
    return {"background-color": color, **{name.replace("_", "-"): more[name] for name in more}}


def test_the_nearest_background_counts() -> None:
    found = line("<div id=o><p id=t>x", {"o": filled(RED), "t": filled(BLUE)})
    assert ground(found) == (0.0, 0.0, 255.0)
    assert found is not None and found.ink == solid((0.0, 0.0, 0.0))


def test_the_background_of_the_body_is_that_of_the_canvas() -> None:
    looks = {"b": filled(RED)}
    document = parse_text("<!doctype html><body id=b><p id=t>x")
    facts = facts_of(
        document,
        lambda element: looks.get(element.id or "", {}),
        lambda element: box(0, 500, 100, 20) if element.id == "t" else box(0, 0, 100, 100),
    )
    semantics = Semantics(document, rendered=facts)
    assert semantics.sight is not None
    painting = Painting(document, facts, semantics.sight)
    (text,) = facts.texts
    assert painting.lines(text)[0].ground == solid((255.0, 0.0, 0.0))


def test_what_is_painted_later_covers_a_text_or_may_veil_it() -> None:
    markup = "<p id=t>x</p><div id=o></div>"
    absolute = {"position": "absolute"}
    assert line(markup, {"o": {**filled(RED), **absolute}}) is None
    half = line(markup, {"o": {**filled("rgba(255, 0, 0, 0.5)"), **absolute}})
    assert half is not None and not half.sure
    # In the flow, it is painted before any text.
    assert ground(line(markup, {"o": filled(RED)})) == (255.0, 0.0, 0.0)


def test_z_index_turns_the_order_around() -> None:
    markup = "<div id=a><p id=t>x</p></div><div id=o></div>"
    looks = {"a": {"position": "relative", "z-index": "1"}, "o": filled(RED, position="absolute")}
    assert ground(line(markup, looks)) == (255.0, 0.0, 0.0)
    looks["o"]["z-index"] = "2"
    assert line(markup, looks) is None
    looks["o"]["z-index"] = "-1"
    assert ground(line(markup, looks)) == (255.0, 0.0, 0.0)


def test_what_is_fixed_covers_nothing_that_scrolls() -> None:
    found = line("<p id=t>x</p><div id=o></div>", {"o": filled(RED, position="fixed")})
    assert ground(found) == (255.0, 255.0, 255.0)
    assert found is not None and found.sure and not found.in_view


def test_a_text_half_on_a_box_lies_on_either() -> None:
    found = line("<div id=o></div><p id=t>x", {"o": filled(RED)}, {"o": (0, 0, 100, 100)})
    assert found is not None
    assert found.ground == solid((255.0, 0.0, 0.0)).or_(solid((255.0, 255.0, 255.0)))


def test_a_group_is_thinned_with_all_that_is_in_it() -> None:
    looks = {"o": {"opacity": "0.5", **filled(BLUE)}, "t": filled("rgb(0, 0, 0)")}
    found = line("<div id=o><p id=t>x", looks)
    assert ground(found) == (128.0, 128.0, 128.0)
    assert found is not None and found.ink == solid((128.0, 128.0, 128.0))


def test_a_group_that_the_text_is_not_in() -> None:
    looks = {"o": {"opacity": "0.5", "position": "absolute", "z-index": "-1"}, "i": filled(RED)}
    assert ground(line("<div id=o><b id=i></b></div><p id=t>x", looks)) == (255.0, 128.0, 128.0)


@pytest.mark.parametrize("look", [{"filter": "blur(2px)"}, {"mix-blend-mode": "multiply"}])
def test_what_colors_do_not_tell(look: dict[str, str]) -> None:
    found = line("<div id=o><p id=t>x", {"o": look})
    assert found is not None and not found.sure and found.ground == ANY


def test_pictures_may_be_anything() -> None:
    found = line("<img id=o><p id=t>x", {"o": {}})
    assert found is not None and found.ground == ANY and found.sure


def test_hidden_overflow_cuts_what_is_painted() -> None:
    markup = "<div id=o><div id=i></div></div><p id=t>x"
    looks, boxes = {"o": HIDE, "i": filled(RED)}, {"o": (0, 0, 200, 10)}
    assert ground(line(markup, looks, boxes)) == (255.0, 255.0, 255.0)


def test_a_text_that_is_scrolled_to_lies_in_its_box() -> None:
    markup = "<div id=o><div id=i><p id=t>x</p></div></div><div id=f></div>"
    looks = {"o": {**SCROLL, **filled(BLUE)}, "i": {}, "f": filled(RED)}
    boxes = {
        "o": (0, 0, 200, 50),
        "f": (0, 300, 200, 100),
        "t": (0, 300, 200, 20),
        "i": (0, 0, 200, 400),
    }
    found = line(markup, looks, boxes)
    assert ground(found) == (0.0, 0.0, 255.0)
    assert found is not None and not found.in_view


def test_the_picture_in_the_letters() -> None:
    look = {
        "-webkit-text-fill-color": "rgba(0, 0, 0, 0)",
        "background-clip": "text",
        "background-image": f"linear-gradient({RED}, {BLUE})",
    }
    found = line("<p id=t>x", {"t": look})
    assert found is not None
    assert found.ink == solid((255.0, 0.0, 0.0)).or_(solid((0.0, 0.0, 255.0)))
    assert ground(found) == (255.0, 255.0, 255.0)


def test_hostile_pages_cost_no_more_than_their_size() -> None:
    size = 5_000
    pages = {
        "nested groups": "<div class=g>x" * size,
        "a heap of boxes": "<p class=r>x</p>" * size,
        "nested boxes": "<div class=r>x" * size,
    }
    styles = {"g": {"opacity": "0.9"}, "r": filled(RED, position="relative")}
    for markup in pages.values():
        document = parse_text(f"<!doctype html><body>{markup}")
        facts = facts_of(
            document, lambda element: styles.get(element.attributes.get("class", ""), {}), _at
        )
        semantics = Semantics(document, rendered=facts)
        assert semantics.sight is not None
        painting = Painting(document, facts, semantics.sight)
        assert sum(len(painting.lines(text)) for text in facts.texts) <= size


def _at(element: object) -> ElementBox:
    return box(0, 0, 200, 100)
