"""What a background lays over what is below it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govpage_lint.semantics.coats import MURK, Coat, background, images_coats, parts
from govpage_lint.semantics.colors import ANY, BLACK, WHITE, Channels, Color, over, solid

_CHANNEL = st.integers(0, 255).map(float)
_CHANNELS = st.tuples(_CHANNEL, _CHANNEL, _CHANNEL)
_ALPHA = st.floats(0.0, 1.0)
_WHITE = "rgb(255, 255, 255)"


def looks(**values: str) -> tuple[Coat, ...]:
    initial = {
        "background-color": "rgba(0, 0, 0, 0)",
        "background-image": "none",
        "background-size": "auto",
    }
    given_ = {**initial, **{name.replace("_", "-"): value for name, value in values.items()}}
    return background(lambda name: given_[name])


def test_a_plain_background() -> None:
    assert looks() == ()
    (coat,) = looks(background_color="rgba(0, 0, 0, 0.5)")
    assert coat.on(solid(WHITE)) == solid((128.0, 128.0, 128.0))


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        (f"linear-gradient(90deg, {_WHITE}, rgb(0, 0, 255))", ((0, 0, 255), (255, 255, 255), 1, 1)),
        # Between colours that are mixed with their alphas lies no black.
        (f"linear-gradient(rgba(0, 0, 0, 0), {_WHITE})", ((255,) * 3, (255,) * 3, 0, 1)),
        ("radial-gradient(circle at 0% 0%, rgb(1, 2, 3) 0%, rgba(3, 2, 1, 0.5) 80%)",
         ((1, 2, 1), (3, 2, 3), 0.5, 1)),
    ],
)  # fmt: skip
def test_a_gradient_is_something_between_its_colors(
    image: str, expected: tuple[object, ...]
) -> None:
    (coat,) = images_coats(image, "auto")
    assert (coat.shade.low, coat.shade.high, coat.thin, coat.thick) == expected


@pytest.mark.parametrize(
    "image",
    [
        'url("a.png")',
        "linear-gradient(in oklch, rgb(0, 0, 0), rgb(255, 0, 0))",
        "linear-gradient(in hsl longer hue, rgb(0, 0, 0), rgb(255, 0, 0))",
        "paint(thing)",
    ],
)
def test_what_is_not_told_may_be_anything(image: str) -> None:
    assert images_coats(image, "auto") == (MURK,)


def test_a_gradient_of_another_size_may_leave_the_text_out() -> None:
    image = f"linear-gradient({_WHITE}, {_WHITE})"
    assert images_coats(image, "100% 2px")[0].thin == 0.0
    assert [coat.thin for coat in images_coats(f"{image}, {image}", "auto, 20px 20px")] == [
        1.0,
        0.0,
    ]


def test_the_first_image_lies_on_top() -> None:
    coats = looks(
        background_color=_WHITE,
        background_image=f'url("a,b.png"), linear-gradient({_WHITE}, {_WHITE})',
    )
    assert len(coats) == 3
    assert coats[-1] == MURK


def test_commas_in_brackets_and_quotes_part_nothing() -> None:
    assert list(parts('url("a,(b"), f(1, g(2, 3)), none')) == [
        'url("a,(b")',
        "f(1, g(2, 3))",
        "none",
    ]


@given(_CHANNELS, _ALPHA, _ALPHA, _CHANNELS, _ALPHA)
def test_a_coat_of_some_thickness_holds_what_any_thickness_makes(
    color: Channels, one: float, other: float, below: Channels, between: float
) -> None:
    thin, thick = min(one, other), max(one, other)
    real = thin + (thick - thin) * between
    found = Coat(solid(color), thin, thick).on(solid(below))
    made = over(Color(*color, real), below)
    for low, channel, high in zip(found.low, made, found.high, strict=True):
        assert low <= channel <= high


@given(_CHANNELS, _ALPHA, _CHANNELS, _ALPHA, _CHANNELS)
def test_two_coats_as_one_make_the_same(
    top: Channels, alpha: float, lower: Channels, other: float, below: Channels
) -> None:
    upper, under = Coat(solid(top), alpha, alpha), Coat(solid(lower), other, other)
    one = upper.over(under).on(solid(below))
    both = upper.on(under.on(solid(below)))
    for made, wanted in zip(one.low, both.low, strict=True):
        assert abs(made - wanted) <= 3.0


def test_a_picture_may_be_anything_or_nothing() -> None:
    assert MURK.on(solid(BLACK)) == ANY
    # Under a thick veil, it is not far from the veil.
    assert Coat(solid(BLACK), 0.8, 0.8).on(ANY).high == (51.0, 51.0, 51.0)
