"""Which local files a browser may read while a page is checked: those below one folder, no more.

A page opened from a file is served on a loopback port, so that its style sheets, scripts and
pictures load as they would from its server. Files whose path has a part that begins with a dot are
not served: a page being checked may be hostile, and such files hold keys and histories.
"""

import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote, unquote

from govpage_lint.logs import log

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


_HTML = "text/html"
# A system's own table of types may be missing or wrong; these are what a browser needs right. HTML
# is given no charset: the page's BOM and <meta> are to decide.
_TYPES = {
    ".avif": "image/avif", ".bmp": "image/bmp", ".css": "text/css", ".csv": "text/csv",
    ".eot": "application/vnd.ms-fontobject", ".gif": "image/gif", ".htm": _HTML, ".html": _HTML,
    ".ico": "image/x-icon", ".jpeg": "image/jpeg", ".jpg": "image/jpeg", ".js": "text/javascript",
    ".json": "application/json", ".map": "application/json", ".mjs": "text/javascript",
    ".mp3": "audio/mpeg", ".mp4": "video/mp4", ".oga": "audio/ogg", ".ogg": "audio/ogg",
    ".ogv": "video/ogg", ".otf": "font/otf", ".pdf": "application/pdf", ".png": "image/png",
    ".shtml": _HTML, ".svg": "image/svg+xml", ".ttf": "font/ttf", ".txt": "text/plain",
    ".vtt": "text/vtt", ".wasm": "application/wasm", ".wav": "audio/wav", ".webm": "video/webm",
    ".webmanifest": "application/manifest+json", ".webp": "image/webp", ".woff": "font/woff",
    ".woff2": "font/woff2", ".xht": "application/xhtml+xml", ".xhtml": "application/xhtml+xml",
    ".xml": "application/xml",
}  # fmt: skip
_INDEXES = ("index.html", "index.htm")
_IDLE_SECONDS = 30.0
_CHUNK = 1 << 16


class Server:
    """A running server of one folder and a few documents in memory; see `serve`."""

    def __init__(self, root: Path, documents: Mapping[str, bytes]) -> None:
        self.root = Path(os.path.realpath(root))
        self._documents = {_clean(name): body for name, body in documents.items()}
        self._pages = set(self._documents)
        self._http: ThreadingHTTPServer = _http_server(self)

    @property
    def port(self) -> int:
        """The loopback port it listens on."""
        return int(self._http.server_address[1])

    @property
    def origin(self) -> str:
        """Its address without a path, such as "http://127.0.0.1:41234"."""
        return f"http://127.0.0.1:{self.port}"

    def url_for(self, path: Path | str) -> str:
        """The address of a file below the folder, or of a document, which is then a page.

        A file so named is sent as HTML even when its name does not end in .html (a template, say).
        Raises ValueError for a path outside the folder.
        """
        name = str(path)
        if _clean(name) not in self._documents or isinstance(path, Path):
            # Only the folder is resolved, not the file: a link to a page keeps its own name.
            given = self.root / path
            full = Path(os.path.realpath(given.parent), given.name)
            if not full.is_relative_to(self.root):
                raise ValueError(f"{path} is not below {self.root}.")
            name = full.relative_to(self.root).as_posix()
        self._pages.add(_clean(name))
        return f"{self.origin}/{quote(_clean(name), errors='surrogateescape')}"

    def put(self, name: str, body: bytes) -> str:
        """The address of a document that is only in memory, by the path at which it would lie."""
        self._documents[_clean(name)] = body
        return self.url_for(name)

    def clear(self) -> None:
        """Forget all documents that are only in memory."""
        self._documents.clear()
        self._pages.clear()

    def start(self) -> None:
        """Answers requests from now on, in threads of its own."""
        import threading

        serve = self._http.serve_forever
        threading.Thread(target=serve, args=(0.05,), name="govpage-lint serve", daemon=True).start()

    def close(self) -> None:
        """Stops answering."""
        self._http.shutdown()
        self._http.server_close()

    def find(self, target: str) -> tuple[bytes | BinaryIO, int, str] | str | None:
        """What a request target stands for: the body, its length and type.

        A str is the path to go to instead, None means there is nothing that may be seen.
        """
        decoded = unquote(target.partition("?")[0], errors="surrogateescape")
        name = _clean(decoded)
        if name in self._documents:
            body = self._documents[name]
            return body, len(body), self._type(name)
        parts = PurePosixPath(name).parts
        if "\\" in name or "\0" in name or any(part.startswith(".") for part in parts):
            return None
        full = Path(os.path.realpath(self.root.joinpath(*parts)))
        if not full.is_relative_to(self.root):
            return None
        if full.is_dir():
            if not decoded.endswith("/"):
                return quote(f"/{name}/", errors="surrogateescape")
            pages = [full / index for index in _INDEXES if (full / index).is_file()]
            return self.find(f"{target.partition('?')[0]}{pages[0].name}") if pages else None
        return self._open(full, name)

    def _open(self, full: Path, name: str) -> tuple[BinaryIO, int, str] | None:
        try:
            # A pipe or a device would hold the thread, or never end.
            if not stat.S_ISREG(full.stat().st_mode):
                return None
            file = full.open("rb")
        except OSError:
            return None
        return file, os.fstat(file.fileno()).st_size, self._type(name)

    def _type(self, name: str) -> str:
        known = _TYPES.get(PurePosixPath(name).suffix.lower())
        if name in self._pages and known not in ("application/xhtml+xml", "image/svg+xml"):
            return _HTML
        return known or "application/octet-stream"


@contextmanager
def serve(root: Path, documents: Mapping[str, bytes] | None = None) -> Iterator[Server]:
    """Serves the folder `root`, read-only, on a free loopback port.

    `documents` are pages that are only in memory, by the path below `root` at which they would
    lie, so that their relative addresses work.
    """
    server = Server(root, documents or {})
    server.start()
    try:
        yield server
    finally:
        server.close()


def _clean(name: str) -> str:
    """A path in one form: no slash in front, no empty or "." parts; ".." is kept, to be refused."""
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def _http_server(server: Server) -> "ThreadingHTTPServer":
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    class Handler(BaseHTTPRequestHandler):
        """Answers GET and HEAD."""

        protocol_version = "HTTP/1.1"
        timeout = _IDLE_SECONDS

        def do_GET(self) -> None:
            _answer(self, server, with_body=True)

        def do_HEAD(self) -> None:
            _answer(self, server, with_body=False)

        def version_string(self) -> str:
            return "govpage-lint"

        def log_message(self, format: str, *args: Any) -> None:
            log.debug("serving: " + format, *args)

    class Quiet(ThreadingHTTPServer):
        """A browser that breaks a connection off is no event."""

        daemon_threads = True
        # Threads of connections that the browser keeps open are not waited for.
        block_on_close = False

        def handle_error(self, request: Any, client_address: Any) -> None:
            log.debug("serving: a connection broke", exc_info=True)

    return Quiet(("127.0.0.1", 0), Handler)


def _answer(request: "BaseHTTPRequestHandler", server: Server, *, with_body: bool) -> None:
    # A name that an attacker points at the loopback address must not read files.
    hosts = {f"127.0.0.1:{server.port}", f"localhost:{server.port}"}
    if request.headers.get("Host", "").lower() not in hosts:
        _refuse(request, 403)
        return
    found = server.find(request.path)
    if found is None:
        _refuse(request, 404)
        return
    if isinstance(found, str):
        request.send_response(301)
        request.send_header("Location", found)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return
    body, length, kind = found
    request.send_response(200)
    request.send_header("Content-Type", kind)
    request.send_header("Content-Length", str(length))
    request.send_header("Cache-Control", "no-store")
    request.end_headers()
    if isinstance(body, bytes):
        if with_body:
            request.wfile.write(body)
        return
    with body:
        left = length if with_body else 0
        while left > 0 and (chunk := body.read(min(_CHUNK, left))):
            request.wfile.write(chunk)
            left -= len(chunk)
        if left > 0:
            # The file shrank meanwhile: the connection must not go on in the middle of an answer.
            request.close_connection = True


def _refuse(request: "BaseHTTPRequestHandler", status: int) -> None:
    request.send_response(status)
    request.send_header("Content-Type", "text/plain")
    request.send_header("Content-Length", "0")
    request.end_headers()
