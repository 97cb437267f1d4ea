"""The README shows what the commands print today."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_readme_shows_what_the_commands_print() -> None:
    script = [sys.executable, str(ROOT / "scripts" / "readme"), "--check"]
    result = subprocess.run(script, capture_output=True, text=True)
    assert result.returncode == 0, f"run scripts/readme: {result.stderr}"
