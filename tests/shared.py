"""Where the data of others lies that some tests measure on; it is not part of the project."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
_ABSENT = pytest.mark.skip(reason="the folder ../shared with real pages is not there")


def saved_pages() -> list[object]:
    """Real government pages as their servers sent them; one skipped parameter where they are absent."""
    index = SHARED / "pages" / "index.json"
    if not index.is_file():
        return [pytest.param(SHARED, marks=_ABSENT)]
    entries = json.loads(index.read_text(encoding="utf-8"))
    return [SHARED / "pages" / entry["file"] for entry in entries]
