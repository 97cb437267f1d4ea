"""--fix on templates: markup is mended, and code is left alone."""

from pathlib import Path

import pytest

from tests.cli.conftest import Govpage

JINJA = """<!doctype html>
<html lang="ko">
<head><title>{{ title }}</title></head>
<body>
<main><h1>{{ title }}</h1>
%s
</main></body></html>
"""

MENDED = {
    "an attribute beside code": (
        '<img src="px.gif" width="1" height="1" id="{{ id }}">',
        '<img alt="" src="px.gif" width="1" height="1" id="{{ id }}">',
    ),
    "an attribute beside a branch": (
        '<img src="px.gif" width="1" height="1" {% if y %}class="b"{% endif %}>',
        '<img alt="" src="px.gif" width="1" height="1" {% if y %}class="b"{% endif %}>',
    ),
    "a branch": (
        '{% if a %}<p class="a" class="a">A</p>{% else %}<p>B</p>{% endif %}',
        '{% if a %}<p class="a">A</p>{% else %}<p>B</p>{% endif %}',
    ),
    "a role": ('<div role="navigaton">{{ menu }}</div>', '<div role="navigation">{{ menu }}</div>'),
    "both branches": (
        "{% if a %}<h3>A</h3>{% else %}<h4>B</h4>{% endif %}",
        "{% if a %}<h2>A</h2>{% else %}<h2>B</h2>{% endif %}",
    ),
}
LEFT = (
    '<p class="a" class="{{ b }}">Text</p>',
    '<img src="px.gif" width="1" height="1" {{ attributes }}>',
    '<a href="/" title="{{ t }}">{{ t }}</a>',
    '<input tabindex="{{ n }}" aria-label="A">',
    '<div role="{{ role }}">A</div>',
)


def _mended(govpage: Govpage, folder: Path, body: str) -> str:
    file = folder / "page.html.j2"
    file.write_text(JINJA % body, encoding="utf-8")
    govpage("page.html.j2", "--fix", "--unsafe-fixes")
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MENDED)
def test_markup_is_mended(govpage: Govpage, tmp_path: Path, name: str) -> None:
    faulty, right = MENDED[name]
    assert right in _mended(govpage, tmp_path, faulty)


@pytest.mark.parametrize("body", LEFT)
def test_what_code_writes_is_left_alone(govpage: Govpage, tmp_path: Path, body: str) -> None:
    assert body in _mended(govpage, tmp_path, body)


def test_a_program_keeps_every_byte_but_those_of_the_fault(
    govpage: Govpage, tmp_path: Path
) -> None:
    file = tmp_path / "list.php"
    text = '<ul>\r\n<?php foreach ($items as $i) { ?>\r\n<li class="a"%s><?= $i ?></li>\r\n<?php } ?>\r\n</ul>\r\n'
    file.write_bytes((text % ' class="a"').encode())
    govpage("list.php", "--fix")
    assert file.read_bytes() == (text % "").encode()
