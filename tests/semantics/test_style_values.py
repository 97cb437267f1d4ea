"""What declared values are worth: shorthands, lengths, colours, and what is not valid."""

import pytest

from govpage_lint.semantics.style_colors import color
from govpage_lint.semantics.style_declared import expanded
from tests.semantics.styling import value


@pytest.mark.parametrize(
    ("declarations", "property", "computed"),
    [
        ("margin: 1px 2px 3px", "margin-left", "2px"),
        ("margin: 1px auto", "margin-right", "auto"),
        ("inset: 0 auto auto -10000px", "left", "-10000px"),
        ("inset-inline-start: 3px", "left", "3px"),
        ("overflow: hidden", "overflow", "hidden"),
        ("overflow: hidden scroll", "overflow", "hidden scroll"),
        ("overflow-x: hidden", "overflow-y", "auto"),
        ("overflow-x: clip; overflow-y: scroll", "overflow-x", "hidden"),
        ("overflow: clip", "overflow", "clip"),
        ("font: italic bold 20px/2 Arial, 'My Font'", "font-size", "20px"),
        ("font: italic bold 20px/2 Arial, 'My Font'", "line-height", "40px"),
        ("font: italic bold 20px/2 Arial, 'My Font'", "font-family", "Arial, 'My Font'"),
        ("font: italic bold 20px/2 Arial, 'My Font'", "font-weight", "700"),
        ("font: 600 x-large serif", "font-weight", "600"),
        ("font: 600 x-large serif", "font-size", "24px"),
        ("font: 20px", "font-size", "16px"),
        (
            "background: #fff url(a.png) no-repeat 0 0 / cover",
            "background-color",
            "rgb(255, 255, 255)",
        ),
        ("background: #fff url(a.png) no-repeat 0 0 / cover", "background-image", "url(a.png)"),
        ("background: linear-gradient(red, blue), blue", "background-color", "rgb(0, 0, 255)"),
        ("background: red nonsense", "background-color", "rgba(0, 0, 0, 0)"),
        ("background-color: red; background: none", "background-color", "rgba(0, 0, 0, 0)"),
        ("outline: 0", "outline-style", "none"),
        ("outline: thick dotted red", "outline-width", "5px"),
        ("list-style: none", "list-style-type", "none"),
        ("list-style: square inside url(a.png)", "list-style-type", "square"),
        ("text-decoration: underline dotted red", "text-decoration-line", "underline"),
        ("text-decoration: overline underline", "text-decoration-line", "underline overline"),
        ("animation: 2s ease-in show infinite", "animation-name", "show"),
        ("clip: rect(0 0 0 0)", "clip", "rect(0px, 0px, 0px, 0px)"),
        ("clip: rect(1px, 1px, 1px, 1px)", "clip", "rect(1px, 1px, 1px, 1px)"),
        ("clip: circle(1px)", "clip", "auto"),
        ("clip-path: inset(50%)", "clip-path", "inset(50%)"),
        ("clip-path: inset(1em)", "clip-path", "inset(16px)"),
        ("opacity: 50%", "opacity", "0.5"),
        ("opacity: 7", "opacity", "1"),
        ("opacity: .0", "opacity", "0"),
        ("width: 1in", "width", "96px"),
        ("width: -1px", "width", "auto"),
        ("width: 12", "width", "auto"),
        ("width: 50vw; height: 10vh", "width", "640px"),
        ("height: 10vh", "height", "102.4px"),
        ("width: calc(100% - 2em)", "width", "calc(100% - 32px)"),
        ("width: calc((1px + 2px) * 3 - -1px)", "width", "10px"),
        ("width: min(10px, 1em, 2rem)", "width", "10px"),
        ("width: clamp(1px, 5vw, 40px)", "width", "40px"),
        ("width: max(10px, 50%)", "width", "max(10px, 50%)"),
        ("left: calc(1px + )", "left", "calc(1px + )"),
        ("letter-spacing: 0.12em", "letter-spacing", "1.92px"),
        ("letter-spacing: 0", "letter-spacing", "normal"),
        ("line-height: 24px", "line-height", "24px"),
        ("line-height: 120%", "line-height", "19.2px"),
        ("font-size: smaller", "font-size", "13.3333px"),
        ("font-size: 80%", "font-size", "12.8px"),
        ("font-weight: lighter", "font-weight", "100"),
        ("font-weight: 1001", "font-weight", "400"),
        ("z-index: -1", "z-index", "-1"),
        ("white-space: NoWrap", "white-space", "nowrap"),
        ("cursor: url(x.cur), pointer", "cursor", "url(x.cur), pointer"),
        ("color: #0f08", "color", "rgba(0, 255, 0, 0.533)"),
        ("visibility: hidden; visibility: gone", "visibility", "hidden"),
        ("content: '\\201C'", "content", "'\\201C'"),
        ('font-family: "Times" New', "font-family", '"Times New Roman"'),
        ("user-select: none", "user-select", "none"),
        ("transform: translateX(-100%)", "transform", "translatex(-100%)"),
    ],
)
def test_a_declaration_is_computed(declarations, property, computed):
    assert value(f"p {{{declarations}}}", "<p id=x>", property) == computed


@pytest.mark.parametrize(
    ("written", "computed"),
    [
        ("red", "rgb(255, 0, 0)"),
        ("rebeccapurple", "rgb(102, 51, 153)"),
        ("#fff", "rgb(255, 255, 255)"),
        ("#ffffff80", "rgba(255, 255, 255, 0.5)"),
        ("rgb(1,2,3)", "rgb(1, 2, 3)"),
        ("rgb(1 2 3 / 50%)", "rgba(1, 2, 3, 0.5)"),
        ("rgba(1,2,3,.1)", "rgba(1, 2, 3, 0.1)"),
        ("hsl(120, 100%, 25%)", "rgb(0, 128, 0)"),
        ("transparent", "rgba(0, 0, 0, 0)"),
        ("buttonface", "rgb(239, 239, 239)"),
        ("currentcolor", "currentcolor"),
        ("oklch(40% 0.1 20)", "oklch(40% 0.1 20)"),
        ("#ff", None),
        ("#ggg", None),
        ("reddish", None),
        ("12px", None),
        ("rgb(1,2)", None),
    ],
)
def test_a_colour(written, computed):
    assert color(written) == computed


def test_a_value_with_var_waits_for_its_element():
    longhands = expanded("background", "var(--x)")
    assert longhands is not None
    assert set(longhands) == {"background-color", "background-image"}
