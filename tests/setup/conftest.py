"""What the tests of the set-up share: a copy of the tree, the packages built from it, an index."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.commands import ROOT, clean_environment, run

# What a clone would not have.
_MADE = shutil.ignore_patterns(
    *(".git", ".venv", ".tools", "build", "dist", "__pycache__", ".*_cache", ".hypothesis")
)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source tree as a clone would have it, in a path with a space."""
    copy = tmp_path_factory.mktemp("a copy") / "govpage lint"
    shutil.copytree(ROOT, copy, ignore=_MADE, symlinks=True)
    return copy


@pytest.fixture(scope="session")
def packages(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the sdist, and the wheel built from it. Needs no index."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, tree)
    return folder


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Skips the test where no package can be fetched: that is no fault of ours."""
    folder = tmp_path_factory.mktemp("fetched")
    pip = [sys.executable, "-m", "pip", "download", "--no-cache-dir", "--retries=1"]
    asked = subprocess.run(
        [*pip, "--no-deps", "--dest", str(folder), "six"],
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if asked.returncode:
        pytest.skip("no package can be fetched from an index here")
