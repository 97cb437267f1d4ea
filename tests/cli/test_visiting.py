"""Pages behind a login, in a real browser: who gets what, and what is never told."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from tests.cli.conftest import Govpage
from tests.needs import needs_browser

LOGIN = """<!doctype html><html lang="en"><title>Log in</title><main><h1>Log in</h1>
<form method="post" action="/login"><label>Name <input id="user" name="user"></label>
<label>Password <input id="pass" type="password" name="pass"></label><button>Log in</button></form></main>"""
INSIDE = """<!doctype html><html lang="en"><title>Inside</title><main><h1>Inside</h1><h3 id="out">{told}</h3>
<img src="/own.png" alt="a"><img src="http://127.0.0.1:{other}/foreign.png" alt="b">
<div id="banner"><button onclick="this.parentNode.remove()">OK</button><h5>Banner</h5></div></main>"""
ACTIONS = """
[[action]]
go = "/login"
[[action]]
fill = "#user"
value-env = "GOV_USER"
secret = false
[[action]]
fill = "#pass"
value-env = "GOV_PASS"
[[action]]
press = "Enter"
value = "#pass"
[[action]]
expect = "#out"
text = "minister"
seconds = 5
[[page-action]]
click = "#banner button"
optional = true
seconds = 1
"""


class Site:
    """A site with a login, and another that it loads a picture from."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.logins = 0
        self._servers = [self._server("own"), self._server("other")]
        self.own, self.other = (one.server_address[1] for one in self._servers)

    def _server(self, name: str) -> ThreadingHTTPServer:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(
                    (name, self.path, {k.lower(): v for k, v in self.headers.items()})
                )
                inside = "session=s1" in self.headers.get("Cookie", "")
                told = f"minister {self.headers.get('X-Key', '')}"
                html = INSIDE.format(told=told, other=site.other) if inside else LOGIN
                self._answer(200, html.encode())

            def do_POST(self) -> None:
                sent = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                right = sent == {"user": ["minister"], "pass": ["open sesame"]}
                site.logins += right
                extra = {"Set-Cookie": "session=s1; HttpOnly"} if right else {}
                self._answer(303, b"", Location="/in" if right else "/login", **extra)

            def _answer(self, status: int, body: bytes, **headers: str) -> None:
                self.send_response(status)
                for key, value in {"Content-Type": "text/html", **headers}.items():
                    self.send_header(key, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return server

    def close(self) -> None:
        for server in self._servers:
            server.shutdown()
            server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    running = Site()
    yield running
    running.close()


@needs_browser
def test_pages_behind_a_login_are_checked_with_one_login_and_no_secret_is_told(
    govpage: Govpage, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "login.toml").write_text(ACTIONS, encoding="utf-8")
    monkeypatch.setenv("GOV_USER", "minister")
    monkeypatch.setenv("GOV_PASS", "open sesame")
    monkeypatch.setenv("GOV_KEY", "key-98765")
    base = f"http://127.0.0.1:{site.own}"
    words = ("--actions", "login.toml", "--header", "X-Key: ${GOV_KEY}", "--no-neighbours")
    select = ("--select", "heading-level-skipped", "--format", "json")
    result = govpage(f"{base}/in", f"{base}/in2", *words, *select, "--debug")
    pages = json.loads(result.out)["pages"]
    assert [one["error"] for one in pages] == [None, None], result.err
    assert site.logins == 1
    for one in pages:
        # The source is of the page behind the login, and the banner was closed in the browser.
        (found,) = one["findings"]
        assert "source" in found["observers"]
        assert found["location"]["line"] == 1
    assert "key-98765" not in result.out + result.err
    assert "open sesame" not in result.out + result.err
    keys = {(name, headers.get("x-key")) for name, _, headers in site.asked if name == "other"}
    assert keys == {("other", None)}
    own = [
        headers for name, path, headers in site.asked if name == "own" and path != "/favicon.ico"
    ]
    assert {headers.get("x-key") for headers in own} == {"key-98765"}


@needs_browser
def test_a_login_that_fails_is_an_error_of_every_page(
    govpage: Govpage, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = ACTIONS.replace("seconds = 5", "seconds = 0.5")
    (tmp_path / "login.toml").write_text(short, encoding="utf-8")
    monkeypatch.setenv("GOV_USER", "minister")
    monkeypatch.setenv("GOV_PASS", "wrong-password")
    base = f"http://127.0.0.1:{site.own}"
    result = govpage(f"{base}/in", f"{base}/in2", "--actions", "login.toml", "--format", "json")
    assert result.code == 3
    errors = {one["error"] for one in json.loads(result.out)["pages"]}
    assert len(errors) == 1
    assert "login.toml: action 5 (expect #out)" in errors.pop()
    assert "wrong-password" not in result.out + result.err
