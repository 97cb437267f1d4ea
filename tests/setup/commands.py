"""How the tests of the set-up run commands: in an environment that nothing leaked into."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

ROOT = Path(__file__).resolve().parents[2]


def clean_environment(more: Mapping[str, str] = MappingProxyType({})) -> dict[str, str]:
    """The environment less what would change how Python, git and pre-commit behave."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "PYTHON", "GITHUB_", "INPUT_", "PRE_COMMIT", "VIRTUAL_ENV"))
    }
    git = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for person in ("AUTHOR", "COMMITTER"):
        git |= {f"GIT_{person}_NAME": "Nobody", f"GIT_{person}_EMAIL": "nobody@example.org"}
    return kept | git | dict(more)


def run(
    *command: str | Path,
    cwd: Path | None = None,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Run a command that must succeed; its output is the message if it does not."""
    done = subprocess.run(
        [os.fspath(word) for word in command],
        cwd=cwd,
        env=clean_environment(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}"
    return done.stdout


def install_into(environment: Path, *packages: str | Path) -> Path:
    """Make a virtual environment with nothing in it but the packages; return its interpreter."""
    run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check")
    pinned = ("--constraint", ROOT / "constraints.txt")
    run(*pip, "install", "--quiet", "--no-compile", *pinned, *packages)
    return python
