"""Decides where the repository begins that a run is part of: reports name files from there."""

from __future__ import annotations

import os
from pathlib import Path


def repository_root(folder: Path) -> Path:
    """The nearest folder at or above with ``.git``, else the workspace of a build, else itself."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    named = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    workspace = Path(named).absolute() if named else folder
    return workspace if folder.is_relative_to(workspace) else folder
