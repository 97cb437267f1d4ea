"""As much of GitHub's API as comments on pull requests need, on the loopback address."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class GitHub:
    """What was asked of it, and the comments that it holds by pull request."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    comments: dict[int, list[dict[str, Any]]] = field(default_factory=dict)

    def answer(self, method: str, path: str, body: Any) -> Any:
        """What a request gives, and what it changes."""
        self.asked.append((method, path))
        path = path.partition("?")[0]
        if found := re.fullmatch(r"/repos/ministry/site/issues/(\d+)/comments", path):
            held = self.comments.setdefault(int(found[1]), [])
            if method == "GET":
                return held
            held.append({"id": len(held) + 1, "user": {"type": "Bot"}, **body})
            return held[-1]
        found = re.fullmatch(r"/repos/ministry/site/issues/comments/(\d+)", path)
        assert found is not None
        assert method == "PATCH"
        one = next(c for held in self.comments.values() for c in held if c["id"] == int(found[1]))
        one |= body
        return one


@contextmanager
def github() -> Iterator[GitHub]:
    """The service while it runs."""
    service = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def _do(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            body = json.loads(self.rfile.read(length) or b"null")
            service.tokens.add(self.headers["Authorization"])
            data = json.dumps(service.answer(self.command, self.path, body)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_GET = do_POST = do_PATCH = _do

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        service.address = f"http://127.0.0.1:{server.server_address[1]}"
        try:
            yield service
        finally:
            server.shutdown()
