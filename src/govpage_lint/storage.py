"""Decides where this tool keeps what it can make again."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_folder() -> Path | None:
    """The folder for what can be made again; None when the person has no such place."""
    own = os.environ.get("GOVPAGE_LINT_CACHE")
    if own:
        return Path(own)
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    elif sys.platform == "darwin":
        base = "~/Library/Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or "~/.cache"
    try:
        folder = Path(base).expanduser() if base else None
    except RuntimeError:
        # Nobody's process has no home.
        return None
    return folder / "govpage-lint" if folder is not None and folder.is_absolute() else None
