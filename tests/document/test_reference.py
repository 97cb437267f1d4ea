"""html5lib comes in without what parsing never uses, and is whole for others in the same process."""

import subprocess
import sys

import pytest


def run(code: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


def test_the_parser_comes_without_a_client_for_http() -> None:
    code = (
        "import sys; import govpage_lint.document.reference;"
        "print([n for n in ('http.client', 'ssl', 'html5lib.serializer') if n in sys.modules])"
    )
    assert run(code) == "[]"


@pytest.mark.parametrize(
    ("use", "said"),
    [
        ("import html5lib; print(html5lib.serialize(html5lib.parse('<p>a')))", "<p>a"),
        ("import html5lib.serializer as s; print(s.HTMLSerializer.__name__)", "HTMLSerializer"),
        (
            "from html5lib.serializer import serialize as s; import html5lib; print(s(html5lib.parse('<p>a')))",
            "<p>a",
        ),
        ("from six.moves import http_client; print(http_client.OK.value)", "200"),
        ("import http.client; print(http.client.OK.value)", "200"),
        (
            "import io, html5lib; print(html5lib.parse(io.BytesIO(b'<title>a'))[0][0].text)",
            "a",
        ),
        (
            "import html5lib as h, urllib.request as r; print(h.parse(r.urlopen('data:,<title>a'))[0][0].text)",
            "a",
        ),
    ],
)
@pytest.mark.parametrize("first", ["", "import html5lib;", "import six.moves.http_client;"])
def test_others_get_the_real_ones(first: str, use: str, said: str) -> None:
    assert run(f"{first}import govpage_lint.document.reference;{use}") == said


def test_a_version_that_takes_more_from_its_serializer_gets_the_real_one() -> None:
    code = (
        "import sys; from govpage_lint.document import reference as r;"
        "one = r._Later('html5lib.serializer'); sys.modules['html5lib.serializer'] = one;"
        "print(one.HTMLSerializer.__name__, sys.modules['html5lib.serializer'] is one)"
    )
    assert run(code) == "HTMLSerializer False"
