"""The job for GitLab does what its lines say, run as GitLab's runner runs them: in a shell, in the project."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml

from govpage_lint import __version__
from tests.setup.commands import ROOT, clean_environment

FILE: dict[str, Any] = yaml.safe_load((ROOT / ".gitlab" / "govpage-lint.yml").read_text("utf-8"))
JOB = FILE["govpage-lint"]


def run_job(folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    given = {name: str(value) for name, value in FILE["variables"].items()} | variables
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", "\n".join(JOB["script"])],
        cwd=folder,
        env=clean_environment({**given, "PATH": path, "CI": "true"}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_job_installs_the_version_that_it_was_published_with():
    assert FILE["variables"]["GOVPAGE_LINT_VERSION"] == __version__
    assert "govpage-lint==$GOVPAGE_LINT_VERSION" in JOB["before_script"][0]


@pytest.mark.slow
def test_a_faulty_page_fails_the_job_and_leaves_the_reports_that_it_names(tmp_path: Path):
    shutil.copytree(ROOT / "samples" / "ministry-en", tmp_path / "public")
    done = run_job(tmp_path, GOVPAGE_LINT_TARGETS="public/faulty.html public/mended.html")
    assert done.returncode == 1, done.stderr
    reports = JOB["artifacts"]["reports"]
    issues = json.loads((tmp_path / reports["codequality"]).read_text("utf-8"))
    assert {one["location"]["path"] for one in issues} == {"public/faulty.html"}
    assert len({one["fingerprint"] for one in issues}) == len(issues)
    assert ElementTree.parse(tmp_path / reports["junit"]).getroot().tag == "testsuites"
    assert (tmp_path / JOB["artifacts"]["paths"][0]).is_file()


@pytest.mark.slow
def test_a_mended_page_passes(tmp_path: Path):
    shutil.copytree(ROOT / "samples" / "ministry-en", tmp_path / "public")
    done = run_job(tmp_path, GOVPAGE_LINT_TARGETS="public/mended.html")
    assert done.returncode == 0, done.stdout
