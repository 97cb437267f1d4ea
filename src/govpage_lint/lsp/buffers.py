"""Decides what the rules say of a text that stands in an editor, and not yet in its file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from govpage_lint import __version__
from govpage_lint.document.encoding import decode, encode
from govpage_lint.engine.run import Run
from govpage_lint.fetch import Resource
from govpage_lint.findings import Report, Tool
from govpage_lint.targets import Target

# The run that a page's own configuration asks for; raises what tells a person why there is none.
type RunFor = Callable[[Path], Run]


def check_buffer(run: Run, path: Path, text: str) -> Report:
    """The report on a page whose text is ``text``, as if its file held that.

    Linked sheets and neighbours are read from the disk.
    """
    page = run.check(Target("file", str(path), path), _resource(path, text))
    return run.report([page], Tool("govpage-lint", __version__))


def _resource(path: Path, text: str) -> Resource:
    """The bytes that saving the text would write: a page in EUC-KR is saved in EUC-KR."""
    try:
        start = path.read_bytes()
        _, encoding = decode(start)
        data = encode(text, encoding)
        if decode(data)[0] == text.removeprefix("\ufeff"):
            return Resource(data, None)
    except (OSError, UnicodeError):
        pass
    return Resource(text.encode("utf-8", "replace"), None, charset="utf-8")
