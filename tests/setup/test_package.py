"""The sdist and the wheel hold what they must and nothing else, and work on their own."""

import email
import json
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from govpage_lint import __version__
from tests.setup.commands import ROOT, clean_environment, install_into, run

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packages")]

OF_THE_ROOT = {
    *("CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "PKG-INFO", "README.md"),
    *("README.ko.md", "action.yml", "constraints.txt", "pyproject.toml", ".gitignore"),
}
FOLDERS = {"action", "docs", "rules", "samples", "scripts", "src", "tests"}


def _files_below(folder: Path) -> dict[str, bytes]:
    """Relative name → bytes of every file of the folder that is no cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def _wheel(packages: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(next(packages.glob("*.whl"))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_wheel_holds_the_code_and_the_rules_to_the_byte_and_nothing_else(
    tree: Path, packages: Path
):
    wheel = _wheel(packages)
    about = f"govpage_lint-{__version__}.dist-info/"
    code = {name: data for name, data in wheel.items() if not name.startswith(about)}
    expected = {
        f"govpage_lint/{name}": data
        for name, data in _files_below(tree / "src" / "govpage_lint").items()
    } | {f"govpage_lint/rules/{name}": data for name, data in _files_below(tree / "rules").items()}
    assert code == expected
    described = {name.removeprefix(about) for name in wheel.keys() - code.keys()}
    files = {"METADATA", "WHEEL", "RECORD", "entry_points.txt", "licenses/LICENSE"}
    assert described == files


def test_the_wheel_says_what_it_needs_with_an_upper_bound_each(packages: Path):
    data = _wheel(packages)[f"govpage_lint-{__version__}.dist-info/METADATA"]
    about = email.message_from_bytes(data)
    assert about["Version"] == __version__
    assert about["License-Expression"] == "Apache-2.0"
    needs = [Requirement(text) for text in about.get_all("Requires-Dist", [])]
    core = [need for need in needs if need.marker is None]
    assert {need.name for need in core} >= {"html5lib", "selenium", "axe-selenium-python"}
    for need in core:
        assert {spec.operator for spec in need.specifier} == {">=", "<"}, need


def test_the_sdist_holds_what_a_build_and_a_test_run_need_and_nothing_else(
    tree: Path, packages: Path
):
    top = f"govpage_lint-{__version__}/"
    with tarfile.open(next(packages.glob("*.tar.gz"))) as archive:
        names = {member.name.removeprefix(top) for member in archive if member.isfile()}
        assert all(member.name.startswith(top) for member in archive)
    assert {name for name in names if "/" not in name} <= OF_THE_ROOT
    assert {name.split("/")[0] for name in names if "/" in name} == FOLDERS
    for folder in ("rules", "src", "samples"):
        assert {f"{folder}/{name}" for name in _files_below(tree / folder)} <= names


def test_the_wheel_alone_in_an_environment_lints_from_another_folder(
    packages: Path, tmp_path: Path, index: None
):
    python = install_into(tmp_path / "venv", next(packages.glob("*.whl")))
    tool = python.with_name("govpage-lint")
    assert __version__ in run(tool, "--version", cwd=tmp_path)
    where = "from govpage_lint.datafiles import rules_folder; print(rules_folder())"
    found = Path(run(python, "-I", "-c", where, cwd=tmp_path).strip())
    assert found.is_relative_to(tmp_path / "venv")

    pages = tmp_path / "elsewhere" / "pages"
    shutil.copytree(ROOT / "samples", pages)
    done = subprocess.run(
        [tool, "--no-browser", "--format", "json", "pages"],
        cwd=pages.parent,
        env=clean_environment(),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert {page["status"] for page in report["pages"]} == {"checked"}
    assert any(page["findings"] for page in report["pages"])
