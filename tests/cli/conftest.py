"""Runs the command in a folder of its own, as a process of its own where that matters."""

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest

from govpage_lint.cli import main


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


class Govpage(Protocol):
    def __call__(
        self, *words: str, stdin: bytes = b"", folder: Path | None = None, github: bool = False
    ) -> Result: ...


@pytest.fixture
def govpage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """The command, called in this process in the test's own folder; its output is what a pipe gets."""

    def run(
        *words: str, stdin: bytes = b"", folder: Path | None = None, github: bool = False
    ) -> Result:
        out, err = io.BytesIO(), io.BytesIO()
        with monkeypatch.context() as patch:
            patch.chdir(folder or tmp_path)
            # The tests may run in a build of GitHub's, where reports differ.
            if not github:
                patch.delenv("GITHUB_ACTIONS", raising=False)
            streams = [
                io.TextIOWrapper(stream, encoding="utf-8", write_through=True)
                for stream in (out, err)
            ]
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
            patch.setattr(sys, "stdout", streams[0])
            patch.setattr(sys, "stderr", streams[1])
            code = main(list(words))
            return Result(code, out.getvalue().decode(), err.getvalue().decode())

    return run
