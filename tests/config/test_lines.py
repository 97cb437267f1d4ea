"""The line of a key in a TOML file, as an error names it."""

import pytest

from govpage_lint.config.lines import line_of

TEXT = '''# lang = "x"
lang = "ko"
exclude = [
  "levels = 1",
  "b",
]
levels = { heading-empty = "off", "a:b" = "error" }

[options.text-too-small]
least = 10
note = """
lang = 1
"""

[[overrides]]
files = ["a"]
[overrides.levels]
x = "off"

[[overrides]]
files = ["b"]
levels.y = "off"
[tool."govpage-lint"]
profile = "kr"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("lang",), 2),
        (("exclude", 1), 3),
        (("levels", "a:b"), 7),
        (("options", "text-too-small", "least"), 10),
        (("options", "text-too-small", "other"), 9),
        (("overrides", 0, "levels", "x"), 18),
        (("overrides", 0), 15),
        (("overrides", 1, "files", 0), 21),
        (("overrides", 1, "levels", "y"), 22),
        (("overrides", 1, "levels"), 22),
        (("overrides", 1, "profile"), 20),
        (("tool", "govpage-lint", "profile"), 24),
        (("nothing",), None),
    ],
)
def test_the_line_is_that_of_the_key_or_of_what_it_is_in(
    path: tuple[str | int, ...], line: int | None
):
    assert line_of(TEXT, path) == line
