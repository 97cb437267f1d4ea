"""A loopback server for pages that misbehave: redirects, errors, answers that never come."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """What a path answers.

    `stop` breaks the connection off, `hang` never answers, `first` is called before the answer.
    """

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    stop: bool = False
    first: Callable[[], None] = lambda: None


class Site:
    """A running server; `answers` may be filled and changed while it runs."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.visits = 0
        self.released = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._http.daemon_threads = True
        self._http.block_on_close = False

    @property
    def port(self) -> int:
        return int(self._http.server_address[1])

    def page(self, path: str, html: str, **headers: str) -> str:
        """Makes a page in UTF-8 at this path and gives its address."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        whole = {"Content-Type": "text/html; charset=utf-8", **named}
        self.answers[path] = Answer(html.encode(), headers=whole)
        return self.url(path)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def run(self) -> None:
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        self.released.set()
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def running_site() -> Iterator[Site]:
    site = Site()
    site.run()
    try:
        yield site
    finally:
        site.close()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            site.asked.append((self.path, dict(self.headers.items())))
            answer = site.answers.get(self.path.partition("?")[0], Answer(status=404))
            answer.first()
            if answer.hang:
                site.released.wait()
            if answer.stop or answer.hang:
                self.close_connection = True
                self.connection.shutdown(2)
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            if answer.status != 204:
                self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        def setup(self) -> None:
            # Every connection counts, also one that speaks TLS.
            site.visits += 1
            super().setup()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler
