"""The set-up finds an interpreter that works among those that do not, and does things once."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.setup.commands import ROOT, clean_environment, run

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the set-up scripts are for POSIX shells")

# The interpreter below the environment that the tests run in: a link to it works from anywhere.
REAL = Path(os.path.realpath(getattr(sys, "_base_executable", sys.executable)))
SCRIPTS = sorted(
    path
    for path in [*(ROOT / "scripts").iterdir(), ROOT / ".ci" / "run"]
    if path.is_file() and re.match(rb"#!.*sh\n", path.read_bytes())
)

type Machine = Callable[..., subprocess.CompletedProcess[str]]


def _program(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def _broken(path: Path) -> Path:
    """A shim of a version manager for a version that is not chosen."""
    return _program(path, 'echo "shim: python: command not found" >&2\nexit 127')


def _changed(path: Path, change: str) -> Path:
    """A Python that is as the real one but for a change made before the code runs."""
    return _program(path, f'exec "{REAL}" -c "import sys; {change}\n$2"')


def _old(path: Path) -> Path:
    return _changed(path, "sys.version_info = (3, 11, 9, 'final', 0)")


def _without_venv(path: Path) -> Path:
    """As on a Debian without python3-venv."""
    return _changed(path, "sys.modules['ensurepip'] = None")


def _good(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(REAL)
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Runs find-python on a machine with a path, a home and a copy of the scripts of its own."""
    home = tmp_path / "a home"
    shutil.copytree(ROOT / "scripts", home / "clone" / "scripts")
    for tool in ("dirname", "sh"):
        found = shutil.which(tool)
        assert found is not None
        (home / "bin").mkdir(exist_ok=True)
        (home / "bin" / tool).symlink_to(found)

    def find(**more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [home / "clone" / "scripts" / "find-python"],
            env={"HOME": str(home), "PATH": str(home / "bin"), **more},
            cwd="/",
            capture_output=True,
            text=True,
            check=False,
        )

    return find


def test_broken_shims_and_old_versions_are_passed_over_for_one_that_works(
    tmp_path: Path, machine: Machine
):
    here = tmp_path / "a home" / "bin"
    _old(here / "python3")
    _broken(here / "python")
    _broken(here / "python3.14")
    _broken(here / "python3.13")
    good = _good(tmp_path / "a home/.pyenv/versions/3.14.0/bin/python3")
    found = machine()
    assert found.returncode == 0, found.stderr
    assert found.stdout == f"{good}\n"


def test_a_python_without_venv_is_passed_over(tmp_path: Path, machine: Machine):
    _without_venv(tmp_path / "a home" / "bin" / "python3")
    good = _good(tmp_path / "a home/.local/share/uv/python/cpython-3.14.1-linux/bin/python3")
    assert machine().stdout == f"{good}\n"


def test_the_python_that_the_shell_would_start_is_taken_before_others(
    tmp_path: Path, machine: Machine
):
    good = _good(tmp_path / "a home" / "bin" / "python3")
    _good(tmp_path / "a home/.pyenv/versions/3.14.0/bin/python3")
    assert machine().stdout == f"{good}\n"


def test_a_python_that_is_named_wins(tmp_path: Path, machine: Machine):
    _good(tmp_path / "a home" / "bin" / "python3")
    named = _good(tmp_path / "else where" / "python")
    assert machine(PYTHON=str(named)).stdout == f"{named}\n"


def test_a_python_that_is_named_and_does_not_do_is_said_to_be_passed_over(
    tmp_path: Path, machine: Machine
):
    good = _good(tmp_path / "a home" / "bin" / "python3")
    named = _old(tmp_path / "else where" / "python")
    found = machine(PYTHON=str(named))
    assert found.stdout == f"{good}\n"
    assert str(named) in found.stderr


def test_with_bad_ones_only_nothing_bad_is_printed(tmp_path: Path, machine: Machine):
    bad = tmp_path / "a home" / "bin"
    _old(bad / "python3")
    _broken(bad / "python3.12")
    _without_venv(bad / "python")
    found = machine()
    if found.returncode == 0:  # the machine that runs the tests has one in a known place
        assert str(bad) not in found.stdout
        run(found.stdout.strip(), "-c", "import sys, venv; assert sys.version_info >= (3, 12)")
    else:
        assert found.stdout == ""


def test_the_set_up_is_written_for_the_shell_that_every_system_has():
    names = {path.name for path in SCRIPTS}
    assert names >= {"setup", "find-python", "install-python", "ensure-browser", "demo", "run"}
    for path in SCRIPTS:
        first = path.read_text(encoding="utf-8").partition("\n")[0]
        assert first == ("#!/usr/bin/env bash" if path.parent.name == ".ci" else "#!/bin/sh")


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_a_script_can_be_run_and_shellcheck_finds_nothing_in_it(script: Path):
    assert os.access(script, os.X_OK)
    shellcheck = shutil.which("shellcheck")
    if shellcheck is None:
        pytest.skip("shellcheck is not installed")
    run(shellcheck, script)


def test_make_alone_lists_the_targets():
    shown = run("make", cwd=ROOT)
    for target in ("demo", "test", "check", "lint", "format", "clean", "constraints"):
        assert f"make {target} " in shown


@dataclass(frozen=True, slots=True)
class Clone:
    """A fresh clone on a machine whose pip only notes down what it is asked to install."""

    folder: Path
    python: Path
    asked: Path

    def set_up(self) -> str:
        """Run ``make setup``, return what it said on standard error and what pip was asked."""
        self.asked.write_text("", encoding="utf-8")
        done = subprocess.run(
            ["make", "-C", self.folder, "setup"],
            env=clean_environment({"PYTHON": str(self.python)}),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stderr + self.asked.read_text(encoding="utf-8")


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    folder = tmp_path / "a fresh clone"
    folder.mkdir()
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "scripts", folder / "scripts")
    asked = tmp_path / "asked"
    pip = tmp_path / "pip"
    pip.mkdir()
    note = f"import sys\nopen({str(asked)!r}, 'a').write(' '.join(sys.argv[1:]) + '\\n')\n"
    (pip / "__main__.py").write_text(note, encoding="utf-8")
    # It says that it is the interpreter, and `-m venv FOLDER` gives the environment this pip.
    python = tmp_path / "python"
    _program(
        python,
        f"""case "$1 $2" in
  '-m venv')
    "{REAL}" -m venv --without-pip "$3" && cp -R "{pip}" "$3"/lib/python3.*/site-packages/ ;;
  -c*) exec "{REAL}" -c "import sys; sys.executable = {str(python)!r}
$2" ;;
  *) exec "{REAL}" "$@" ;;
esac""",
    )
    return Clone(folder, python, asked)


def test_the_set_up_makes_an_environment_and_asks_for_the_pinned_versions(clone: Clone):
    said = clone.set_up()
    assert "Making .venv" in said
    assert "--constraint constraints.txt hatchling" in said
    assert "--constraint constraints.txt --no-build-isolation --editable .[dev]" in said


def test_a_set_up_that_is_done_is_not_done_again(clone: Clone):
    clone.set_up()
    assert clone.set_up() == ""


@pytest.mark.parametrize("file", ["pyproject.toml", "constraints.txt"])
def test_a_change_of_what_is_wanted_is_installed_into_the_same_environment(clone: Clone, file: str):
    clone.set_up()
    with (clone.folder / file).open("a", encoding="utf-8") as changed:
        changed.write("# more\n")
    said = clone.set_up()
    assert "--editable .[dev]" in said
    assert "Making" not in said


def test_an_environment_that_was_moved_with_its_clone_is_made_anew(clone: Clone):
    clone.set_up()
    moved = clone.folder.rename(clone.folder.with_name("else where"))
    assert "Making .venv" in Clone(moved, clone.python, clone.asked).set_up()


def test_an_environment_whose_python_is_gone_is_made_anew(clone: Clone):
    clone.set_up()
    interpreter = clone.folder / ".venv" / "bin" / "python"
    interpreter.unlink()
    interpreter.symlink_to("/nowhere/python")
    assert "Making .venv" in clone.set_up()


def test_a_folder_in_the_way_that_is_no_environment_is_left_alone(clone: Clone):
    (clone.folder / ".venv").mkdir()
    (clone.folder / ".venv" / "notes.txt").touch()
    done = subprocess.run(
        [clone.folder / "scripts" / "setup"],
        env=clean_environment({"PYTHON": str(clone.python)}),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "is in the way" in done.stderr
    assert (clone.folder / ".venv" / "notes.txt").is_file()


def test_a_set_up_that_was_broken_off_is_done_again(clone: Clone):
    clone.set_up()
    with (clone.folder / "constraints.txt").open("a", encoding="utf-8") as changed:
        changed.write("# more\n")
    pip = next((clone.folder / ".venv").glob("lib/python3.*/site-packages/pip/__main__.py"))
    good = pip.read_text(encoding="utf-8")
    pip.write_text("raise SystemExit(1)\n", encoding="utf-8")
    broken = subprocess.run(
        [clone.folder / "scripts" / "setup"],
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert broken.returncode != 0
    pip.write_text(good, encoding="utf-8")
    assert "--editable .[dev]" in clone.set_up()
