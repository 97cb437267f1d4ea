"""Installs the tool for the action: from the action's own files, into an environment of its own.

Reads GOVPAGE_LINT_ACTION (the action's folder), RUNNER_TEMP and GITHUB_OUTPUT; writes the output
``python``, the interpreter of the environment. The job's own Python gets nothing installed.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path

MINIMUM = (3, 12)


def install(action: Path, environment: Path) -> Path:
    """Make the environment, unless an earlier step of the job did, and return its interpreter.

    Raises subprocess.CalledProcessError when pip fails; pip has then said why.
    """
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not python.is_file():
        venv.create(environment, with_pip=True)
    pip = [os.fspath(python), "-I", "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # The action keeps this folder from run to run.
    pip += ["--cache-dir", os.fspath(environment.with_name("govpage-lint-pip"))]
    # Compiling everything ahead takes three times as long as what one run needs.
    pip += ["install", "--no-compile", "--constraint", os.fspath(action / "constraints.txt")]
    # The build backend comes first, so that it too has a version that was tested.
    subprocess.run([*pip, "hatchling"], check=True)
    subprocess.run([*pip, "--no-build-isolation", os.fspath(action)], check=True)
    return python


def main() -> int:
    if sys.version_info < MINIMUM:
        version = ".".join(map(str, sys.version_info[:2]))
        print(f"::error title=govpage-lint::python-version is {version}; 3.12 or newer is needed.")
        return 2
    major, minor = sys.version_info[:2]
    environment = Path(os.environ["RUNNER_TEMP"], f"govpage-lint-{major}.{minor}")
    try:
        python = install(Path(os.environ["GOVPAGE_LINT_ACTION"]).resolve(), environment)
    except subprocess.CalledProcessError as failure:
        print("::error title=govpage-lint::The tool could not be installed, see the log above.")
        return failure.returncode or 2
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8") as outputs:
        outputs.write(f"python={python}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
