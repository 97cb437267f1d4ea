"""What var() stands for."""

import pytest

from govpage_lint.semantics.unknown import UNKNOWN
from tests.semantics.styling import styles_of, value


@pytest.mark.parametrize(
    ("css", "property", "computed"),
    [
        (":root {--c: red} p {color: var(--c)}", "color", "rgb(255, 0, 0)"),
        (":root {--c: red} div {--c: blue} p {color: var( --c )}", "color", "rgb(0, 0, 255)"),
        (":root {--c: var(--d); --d: red} p {color: var(--c)}", "color", "rgb(255, 0, 0)"),
        ("p {color: var(--none, blue)}", "color", "rgb(0, 0, 255)"),
        ("p {color: var(--none, var(--neither, blue))}", "color", "rgb(0, 0, 255)"),
        ("p {color: red; color: var(--none)}", "color", "rgb(0, 0, 0)"),
        ("p {display: none; display: var(--none)}", "display", "inline"),
        (":root {--d: nonsense} p {display: var(--d)}", "display", "inline"),
        (":root {--m: 1px 2px} p {margin: var(--m)}", "margin-left", "2px"),
        (":root {--m: 2} p {width: calc(var(--m) * 3px)}", "width", "6px"),
        (
            ":root {--a: var(--b); --b: var(--a)} p {color: var(--a, blue)}",
            "color",
            "rgb(0, 0, 255)",
        ),
        (":root {--a: var(--a, red)} p {color: var(--a, blue)}", "color", "rgb(0, 0, 255)"),
        (":root {--C: red} p {color: var(--c, blue)}", "color", "rgb(0, 0, 255)"),
        (
            ":root {--c: red} div {--c: initial} p {color: var(--c, blue)}",
            "color",
            "rgb(0, 0, 255)",
        ),
        (
            ":root {--c: red} div {--c: inherit} p {color: var(--c, blue)}",
            "color",
            "rgb(255, 0, 0)",
        ),
        (
            ":root {--c: red !important} html {--c: blue} p {color: var(--c)}",
            "color",
            "rgb(255, 0, 0)",
        ),
        ("p {left: env(safe-area-inset-left)}", "left", "0px"),
        ("p {left: env(unheard-of, 4px)}", "left", "4px"),
        ("p {content: 'var(--x)'}", "content", "'var(--x)'"),
        (
            (
                "@property --c {syntax: '<color>'; inherits: false; initial-value: lime}"
                " div {--c: red} p {color: var(--c)}"
            ),
            "color",
            "rgb(0, 255, 0)",
        ),
        (":root {--x: {a: b}; --c: red} p {color: var(--c)}", "color", "rgb(255, 0, 0)"),
    ],
)
def test_variables_are_replaced_where_they_are_used(css, property, computed):
    assert value(css, "<div><p id=x></div>", property) == computed


def test_a_variable_is_what_the_element_that_declares_it_makes_of_it():
    css = ":root {--a: red; --b: var(--a)} div {--a: blue} p {color: var(--b)}"
    assert value(css, "<div><p id=x></div>", "color") == "rgb(255, 0, 0)"


def test_a_variable_that_an_unread_sheet_could_set_is_unknown():
    styles, found = styles_of(
        "<p id=x style='color: var(--c, red)'><p id=y style='--c: blue; color: var(--c)'>",
        head="<link rel=stylesheet href=gone.css>",
    )
    assert styles.value(found["x"], "color") is UNKNOWN
    assert styles.value(found["y"], "color") == "rgb(0, 0, 255)"


def test_fifty_thousand_variables_in_a_circle_are_void():
    circle = "".join(f"--v{i}: var(--v{(i + 1) % 50_000});" for i in range(50_000))
    css = f":root {{{circle}}} p {{color: var(--v7, blue)}}"
    assert value(css, "<p id=x>", "color") == "rgb(0, 0, 255)"


def test_a_chain_of_fifty_thousand_variables_is_followed():
    chain = "".join(f"--v{i}: var(--v{i + 1});" for i in range(50_000))
    css = f":root {{{chain} --v50000: red}} p {{color: var(--v0, blue)}}"
    assert value(css, "<p id=x>", "color") == "rgb(255, 0, 0)"


def test_values_that_multiply_are_void():
    laughs = "".join(f"--v{i + 1}: {f'var(--v{i}) ' * 10};" for i in range(40))
    css = f":root {{--v0: haha; {laughs}}} p {{color: var(--v40, blue)}}"
    assert value(css, "<p id=x>", "color") in ("rgb(0, 0, 255)", UNKNOWN)
