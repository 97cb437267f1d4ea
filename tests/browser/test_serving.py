"""Which local files a browser may read while a page is checked."""

import http.client
import os
import sys
from pathlib import Path

import pytest

from govpage_lint.browser.serving import Server, serve


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "css").mkdir(parents=True)
    (folder / "index.html").write_text("<title>Home</title>", "utf-8")
    (folder / "css" / "main.css").write_text("p { color: red }", "utf-8")
    (folder / ".env").write_text("TOKEN=1", "utf-8")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]", "utf-8")
    (tmp_path / "secret.txt").write_text("secret", "utf-8")
    return folder


def ask(
    server: Server, target: str, *, host: str | None = None, method: str = "GET"
) -> tuple[int, str, bytes]:
    """Status, type and body, for a target that is sent as it is written."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.putrequest(method, target, skip_host=True)
    connection.putheader("Host", host or f"127.0.0.1:{server.port}")
    connection.putheader("Connection", "close")
    connection.endheaders()
    answer = connection.getresponse()
    got = answer.status, answer.headers.get("Content-Type", ""), answer.read()
    connection.close()
    return got


def test_a_file_is_served_with_its_type(root: Path) -> None:
    with serve(root) as server:
        assert ask(server, "/css/main.css") == (200, "text/css", b"p { color: red }")


def test_html_is_sent_without_a_charset_so_that_the_page_decides(root: Path) -> None:
    with serve(root) as server:
        assert ask(server, "/index.html")[1] == "text/html"


def test_a_file_that_is_named_as_a_page_is_html_whatever_its_ending(root: Path) -> None:
    (root / "page.jinja").write_text("<title>Template</title>", "utf-8")
    with serve(root) as server:
        assert ask(server, "/page.jinja")[1] == "application/octet-stream"
        assert server.url_for(root / "page.jinja") == f"{server.origin}/page.jinja"
        assert ask(server, "/page.jinja")[1] == "text/html"


def test_an_xhtml_page_stays_xhtml(root: Path) -> None:
    (root / "page.xhtml").write_text("<html/>", "utf-8")
    with serve(root) as server:
        server.url_for(root / "page.xhtml")
        assert ask(server, "/page.xhtml")[1] == "application/xhtml+xml"


def test_a_document_in_memory_hides_the_file_of_its_name(root: Path) -> None:
    with serve(root, {"index.html": b"<title>Memory</title>", "new/a b.html": b"x"}) as server:
        assert ask(server, "/index.html")[2] == b"<title>Memory</title>"
        assert server.url_for("new/a b.html") == f"{server.origin}/new/a%20b.html"
        assert ask(server, "/new/a%20b.html") == (200, "text/html", b"x")


def test_names_that_are_not_ascii_are_found(root: Path) -> None:
    (root / "안내 #1.html").write_text("x", "utf-8")
    with serve(root) as server:
        url = server.url_for(root / "안내 #1.html")
        assert ask(server, url.removeprefix(server.origin))[0] == 200


@pytest.mark.parametrize(
    "target",
    [
        "/../secret.txt",
        "/css/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/css/..%2f..%2fsecret.txt",
        "/..\\secret.txt",
        "/..%5csecret.txt",
        "//../secret.txt",
        "/./../secret.txt",
        "/%00",
        "/index.html%00.txt",
        "/.env",
        "/%2eenv",
        "/.git/config",
        "/css/",
        "/missing.html",
        "//[",
        "/" + "a/" * 2000,
    ],
)
def test_nothing_outside_the_folder_and_nothing_hidden_is_served(root: Path, target: str) -> None:
    with serve(root) as server:
        status, _, body = ask(server, target)
        assert status == 404
        assert body == b""


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_a_link_that_leads_out_of_the_folder_is_not_followed(root: Path) -> None:
    (root / "out.txt").symlink_to(root.parent / "secret.txt")
    (root / "up").symlink_to(root.parent)
    (root / "in.css").symlink_to(root / "css" / "main.css")
    with serve(root) as server:
        assert ask(server, "/out.txt")[0] == 404
        assert ask(server, "/up/secret.txt")[0] == 404
        assert ask(server, "/in.css")[2] == b"p { color: red }"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_not_opened(root: Path) -> None:
    os.mkfifo(root / "pipe.html")
    with serve(root) as server:
        assert ask(server, "/pipe.html")[0] == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "127.0.0.1:1"])
def test_a_request_under_another_host_name_is_refused(root: Path, host: str) -> None:
    with serve(root) as server:
        assert ask(server, "/index.html", host=host)[0] == 403


def test_localhost_is_another_name_of_the_server(root: Path) -> None:
    with serve(root) as server:
        assert ask(server, "/index.html", host=f"localhost:{server.port}")[0] == 200


def test_a_folder_answers_with_its_index_and_never_with_a_list(root: Path) -> None:
    with serve(root) as server:
        assert ask(server, "/")[2] == b"<title>Home</title>"
        assert ask(server, "/css")[0] == 301
        assert ask(server, "/css/")[0] == 404


def test_only_reading_is_possible(root: Path) -> None:
    with serve(root) as server:
        assert ask(server, "/index.html", method="HEAD") == (200, "text/html", b"")
        assert ask(server, "/index.html", method="PUT")[0] == 501
        assert ask(server, "/index.html", method="DELETE")[0] == 501


def test_a_path_outside_the_folder_has_no_address(root: Path) -> None:
    with serve(root) as server, pytest.raises(ValueError, match="is not below"):
        server.url_for(root.parent / "secret.txt")


def test_after_closing_the_port_is_closed(root: Path) -> None:
    with serve(root) as server:
        assert ask(server, "/css/main.css")[0] == 200
    # Another test may have got the port since: but what answers there is not this server.
    try:
        answer = ask(server, "/css/main.css")
    except (OSError, http.client.HTTPException):
        return
    assert answer[2] != b"p { color: red }"
