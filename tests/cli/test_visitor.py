"""As whom pages are visited: what is refused, and what reaches a site by its source."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.cli.conftest import Govpage
from tests.web import page, serve

PAGE = '<!doctype html><html lang="en"><title>x</title><main><h1>x</h1><h3>y</h3></main>'
SOURCE = ("--no-browser", "--no-neighbours", "--select", "heading-level-skipped")


@pytest.fixture
def asked() -> list[dict[str, str]]:
    return []


@pytest.fixture
def site(asked: list[dict[str, str]]) -> Iterator[str]:
    def answer(request: BaseHTTPRequestHandler) -> None:
        asked.append(dict(request.headers.items()))
        page(PAGE)(request)

    with serve({"/": answer}) as address:
        yield address


def test_headers_cookies_and_a_password_are_sent(
    govpage: Govpage, site: str, asked: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STAGE", "user:pass word")
    monkeypatch.setenv("KEY", "k-123456")
    words = ("--header", "X-Key: v ${KEY}", "--cookie", "a=1", "--auth-env", "STAGE")
    result = govpage(f"{site}/", *words, "--user-agent", "Ours/1", *SOURCE)
    assert result.code == 0
    sent = asked[0]
    assert (sent["X-Key"], sent["Cookie"], sent["User-Agent"]) == ("v k-123456", "a=1", "Ours/1")
    assert sent["Authorization"] == "Basic dXNlcjpwYXNzIHdvcmQ="


@pytest.mark.parametrize(
    ("value", "sent"), [("tok.en", "Bearer tok.en"), ("Bearer x.y", "Bearer x.y")]
)
def test_a_token_is_sent_as_bearer(
    govpage: Govpage,
    site: str,
    asked: list[dict[str, str]],
    monkeypatch: pytest.MonkeyPatch,
    value: str,
    sent: str,
) -> None:
    monkeypatch.setenv("TOKEN", value)
    govpage(f"{site}/", "--auth-env", "TOKEN", *SOURCE)
    assert asked[0]["Authorization"] == sent


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--header", "nonsense s3cret"), "is no header; write 'NAME: VALUE'"),
        (("--header", "X: a\r\nY: b"), "is no header"),
        (("--header", "Host: b"), "Host is set by the connection itself"),
        (("--header", "X: ${GOV_UNSET}"), "the environment variable GOV_UNSET is not set"),
        (("--header", "X: é"), "the value holds what no header may hold"),
        (("--cookie", "a"), "is no cookie; write NAME=VALUE"),
        (("--cookie", "a=b; Domain=x"), "is no cookie; write NAME=VALUE"),
        (("--auth-env", "GOV_UNSET"), "the environment variable GOV_UNSET is not set"),
        (("--actions", "none.toml"), "none.toml: cannot be read"),
    ],
)
def test_what_cannot_be_sent_is_said_and_not_quoted(
    govpage: Govpage, words: tuple[str, ...], told: str
) -> None:
    result = govpage("http://127.0.0.1:1/", *words)
    assert (result.code, result.out) == (2, "")
    assert told in result.err
    assert "s3cret" not in result.err
    assert "Domain" not in result.err


def test_headers_need_a_site_to_go_to(govpage: Govpage, tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE, encoding="utf-8")
    result = govpage("p.html", "--header", "X: y")
    assert result.code == 2
    assert "--send-to" in result.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no action"),
        ("[[action]]\nclik = 'a'", "action[0].clik: unknown key; did you mean click?"),
        ("[[action]]\nclick = 'a'\nfill = 'b'", "action[0]: has fill, click; it takes one of"),
        ("[[action]]\noptional = true", "action[0]: says nothing to do"),
        ("[[action]]\nfill = 'a'", "action[0]: fill needs value or value-env"),
        ("[[action]]\nfill = 'a'\nvalue-env = 'GOV_UNSET'", "variable GOV_UNSET is not set"),
        ("[[action]]\npress = 'Entr'", "there is no key Entr"),
        ("[[action]]\nwait = 900", "900 is not from 0 to 120 seconds"),
        ("[[page-action]]\nclick = 'a'\non = '('", "page-action[0].on: ( is no regular expression"),
        ("[[action]]\ngo = '/x'", "/x is of no site; write the address"),
        ("[[action", "is not valid TOML"),
    ],
)
def test_a_file_of_actions_is_checked_before_anything_runs(
    govpage: Govpage, tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    (tmp_path / "p.html").write_text(PAGE, encoding="utf-8")
    result = govpage("p.html", "--actions", "a.toml")
    assert (result.code, result.out) == (2, "")
    assert told in result.err
