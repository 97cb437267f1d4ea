"""Colours: what computed values mean, how they lie over each other, how they contrast."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.semantics import colors
from govpage_lint.semantics.colors import ANY, BLACK, WHITE, Channels, Color, Shade, solid

_CHANNEL = st.integers(0, 255).map(float)
_CHANNELS = st.tuples(_CHANNEL, _CHANNEL, _CHANNEL)
_ALPHA = st.floats(0.0, 1.0)


@st.composite
def _shades(draw: st.DrawFn) -> tuple[Shade, Channels]:
    """A shade, and a colour that it may be."""
    low, high = [], []
    inside = draw(_CHANNELS)
    for channel in inside:
        low.append(draw(st.integers(0, int(channel)).map(float)))
        high.append(draw(st.integers(int(channel), 255).map(float)))
    return Shade((low[0], low[1], low[2]), (high[0], high[1], high[2])), inside


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("rgb(0, 0, 0)", "rgb(255, 255, 255)", 21.0),
        ("rgb(118, 118, 118)", "rgb(255, 255, 255)", 4.542),
        ("rgb(119, 119, 119)", "rgb(255, 255, 255)", 4.478),
        ("rgb(255, 0, 0)", "rgb(255, 255, 255)", 3.998),
        ("rgb(0, 0, 255)", "rgb(255, 255, 255)", 8.592),
        ("rgb(12, 34, 56)", "rgb(12, 34, 56)", 1.0),
    ],
)
def test_known_contrasts(one: str, other: str, expected: float) -> None:
    first, second = colors.parse(one), colors.parse(other)
    assert first is not None and second is not None
    assert colors.contrast(first.channels, second.channels) == pytest.approx(expected, abs=0.001)


# What Chromium paints for them.
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("transparent", (0, 0, 0, 0)),
        ("rgba(10, 20, 30, 0.5)", (10, 20, 30, 0.5)),
        ("oklch(0.7 0.2 30)", (255, 97, 77, 1)),
        ("oklch(0.5 0.1 250 / 0.5)", (50, 102, 153, 0.5)),
        ("oklch(none 0.1 none)", (1, 0, 0, 1)),
        ("oklab(0.5 -0.1 0.1)", (60, 116, 10, 1)),
        ("lab(50 40 -60)", (140, 94, 223, 1)),
        ("lch(60 50 200)", (0, 166, 173, 1)),
        ("color(srgb 0.2 0.3 0.4)", (51, 77, 102, 1)),
        ("color(srgb-linear 0.2 0.3 0.4)", (124, 149, 170, 1)),
        ("color(display-p3 1 0.5 0.2)", (255, 118, 0, 1)),
        ("color(a98-rgb 0.4 0.5 0.6)", (89, 128, 155, 1)),
        ("color(prophoto-rgb 0.4 0.5 0.6)", (69, 151, 173, 1)),
        ("color(rec2020 0.4 0.5 0.6)", (92, 142, 166, 1)),
        ("color(xyz-d65 0.3 0.3 0.3)", (162, 145, 143, 1)),
        ("color(xyz-d50 0.3 0.3 0.3)", (151, 147, 165, 1)),
    ],
)
def test_colors_of_all_spaces(text: str, expected: tuple[float, ...]) -> None:
    found = colors.parse(text)
    assert found is not None
    assert found == pytest.approx(expected, abs=1.01)


@pytest.mark.parametrize(
    "text", ["", "red", "currentcolor", "rgb(1, 2)", "oklch(a b c)", "var(--x)"]
)
def test_what_is_no_computed_color(text: str) -> None:
    assert colors.parse(text) is None


@given(_CHANNELS, _CHANNELS)
def test_a_contrast_has_no_direction_and_its_limits(one: Channels, other: Channels) -> None:
    assert colors.contrast(one, other) == colors.contrast(other, one)
    assert 1.0 <= colors.contrast(one, other) <= 21.0
    assert colors.contrast(one, one) == 1.0


@given(_CHANNELS)
def test_nothing_stands_out_more_than_black_on_white(one: Channels) -> None:
    assert 0.0 <= colors.luminance(one) <= 1.0
    assert max(colors.contrast(one, BLACK), colors.contrast(one, WHITE)) >= math.sqrt(21) - 1e-9


@given(_CHANNELS, _CHANNELS, _ALPHA)
def test_a_layer_lies_between_what_it_covers_and_its_own_color(
    top: Channels, below: Channels, alpha: float
) -> None:
    mixed = colors.over(Color(*top, alpha), below)
    for own, under, made in zip(top, below, mixed, strict=True):
        assert min(own, under) <= made <= max(own, under)
    assert colors.over(Color(*top, 1.0), below) == top
    assert colors.over(Color(*top, 0.0), below) == below


@given(_shades(), _shades())
def test_the_contrasts_of_shades_hold_for_each_color_in_them(
    one: tuple[Shade, Channels], other: tuple[Shade, Channels]
) -> None:
    least, most = colors.contrasts(one[0], other[0])
    assert least - 1e-9 <= colors.contrast(one[1], other[1]) <= most + 1e-9


@given(_shades(), _shades(), _ALPHA)
def test_a_mixture_of_shades_holds_those_of_the_colors_in_them(
    top: tuple[Shade, Channels], below: tuple[Shade, Channels], alpha: float
) -> None:
    mixed = colors.mixed(top[0], alpha, below[0])
    real = colors.over(Color(*top[1], alpha), below[1])
    for low, channel, high in zip(mixed.low, real, mixed.high, strict=True):
        assert low <= channel <= high


@given(_CHANNELS, _CHANNELS)
def test_either_of_two(one: Channels, other: Channels) -> None:
    both = solid(one).or_(solid(other))
    assert both == solid(other).or_(solid(one))
    assert both.is_known == (one == other)
    assert ANY.or_(both) == ANY


def test_a_code_as_people_write_it() -> None:
    assert colors.hex_code((26.0, 43.4, 255.0)) == "#1a2bff"
