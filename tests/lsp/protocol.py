"""Speaks the Language Server Protocol with the real command, as an editor does."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Client:
    """An editor: messages with a length before each, over the pipes of a process."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._number = 0
        self.messages: list[dict[str, Any]] = []

    def request(self, method: str, params: Mapping[str, Any] | None = None) -> Any:
        """The answer to a request; what the server says meanwhile is kept."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params or {}})
        while True:
            message = self._read()
            if message.get("id") == self._number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self.messages.append(message)

    def notify(self, method: str, params: Mapping[str, Any] | None = None) -> None:
        """Tell the server something."""
        self._send({"method": method, "params": params or {}})

    def next(self, method: str) -> dict[str, Any]:
        """The next message of this kind from the server."""
        while True:
            for place, message in enumerate(self.messages):
                if message.get("method") == method:
                    del self.messages[place]
                    return dict(message["params"])
            self.messages.append(self._read())

    def diagnostics(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """The marks that the server sets for a version of a text."""
        while True:
            told = self.next("textDocument/publishDiagnostics")
            if told["uri"] == uri and told.get("version") == version:
                return list(told["diagnostics"])

    def open(self, file: Path, text: str, language: str = "html") -> str:
        """Open a text as a file that may hold something else; returns its address."""
        uri = file.as_uri()
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.notify("textDocument/didOpen", {"textDocument": document})
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        """Replace the whole text."""
        self.notify(
            "textDocument/didChange",
            {"textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": text}]},
        )

    def actions(self, uri: str, place: Mapping[str, Any], **context: Any) -> list[dict[str, Any]]:
        """What the server offers to do at a range."""
        asked = {"diagnostics": [], **context}
        return list(
            self.request(
                "textDocument/codeAction",
                {"textDocument": {"uri": uri}, "range": place, "context": asked},
            )
        )

    def _send(self, message: Mapping[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(data), data))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        stream = self._process.stdout
        assert stream is not None
        length = 0
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(stream.read(length))
        return message


@contextmanager
def editor(folder: Path, words: Sequence[str] = (), **capabilities: Any) -> Iterator[Client]:
    """An editor that works in a folder; the server ends with it, and cleanly."""
    command = [sys.executable, "-m", "govpage_lint", "lsp", *words]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        client = Client(process)
        try:
            client.request(
                "initialize",
                {
                    "processId": None,
                    "rootUri": folder.as_uri(),
                    "capabilities": capabilities,
                },
            )
            client.notify("initialized")
            yield client
            client.request("shutdown")
            client.notify("exit")
            assert process.wait(timeout=120) == 0
        finally:
            process.kill()


def applied(text: str, edits: Sequence[Mapping[str, Any]]) -> str:
    """A text with edits in UTF-16 units, as an editor applies them: all at once."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode("utf-16-le")) // 2 + 1)
    units = text.encode("utf-16-le")

    def place(position: Mapping[str, int]) -> int:
        return 2 * (starts[position["line"]] + position["character"])

    for edit in sorted(edits, key=lambda one: place(one["range"]["start"]), reverse=True):
        start, end = place(edit["range"]["start"]), place(edit["range"]["end"])
        units = units[:start] + edit["newText"].encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le")
