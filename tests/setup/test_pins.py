"""Every version that the set-up, the workflows and the action use is an exact one."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from action import check
from tests.setup.commands import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
USES = re.compile(r"^\s*(?:- )?uses:\s*(\S+)(.*)$", re.MULTILINE)


def _pins() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def test_every_constraint_is_an_exact_version_and_names_no_place_it_comes_from():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.+]+", line)] == []


def test_every_requirement_has_a_constraint_that_it_allows():
    pins = _pins()
    wanted = [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
    ]
    for need in map(Requirement, wanted):
        pinned = pins.get(canonicalize_name(need.name))
        assert pinned is not None, f"{need.name} has no constraint: make constraints"
        assert pinned in need.specifier, f"{need} does not allow {pinned}: make constraints"


def test_the_requirements_name_a_lower_and_an_upper_bound():
    for need in map(Requirement, PROJECT["project"]["dependencies"]):
        assert {spec.operator for spec in need.specifier} == {">=", "<"}, str(need)


@pytest.mark.parametrize("file", [ROOT / "action.yml", *WORKFLOWS], ids=lambda file: file.name)
def test_a_foreign_action_is_pinned_to_a_commit_and_says_which_version_that_is(file: Path):
    uses = USES.findall(file.read_text(encoding="utf-8"))
    assert uses
    for action, rest in uses:
        if action == "./":
            continue
        assert re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", rest), f"{action}{rest}"


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_a_workflow_may_only_read_and_keeps_no_credentials(file: Path):
    workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        for step in job["steps"]:
            assert "${{" not in step.get("run", ""), "an expression inside a script"
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_the_workflows_test_every_python_that_the_package_names():
    workflow = yaml.safe_load((ROOT / ".github/workflows/ci.yml").read_text(encoding="utf-8"))
    tested = workflow["jobs"]["check"]["strategy"]["matrix"]["python"]
    named = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    assert tested == named


def test_the_action_s_scripts_get_its_inputs_as_variables_only():
    for step in ACTION["runs"]["steps"]:
        if "run" in step:
            assert step["shell"] == "bash"
            assert "${{" not in step["run"]


def test_every_input_of_the_action_is_used_and_every_used_one_is_declared():
    steps = yaml.safe_dump(ACTION["runs"])
    assert set(re.findall(r"inputs\.([\w-]+)", steps)) == set(ACTION["inputs"])


def test_every_variable_that_the_check_reads_is_given_by_the_action():
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    read = set(re.findall(r'"(INPUT_[A-Z_]+)"', Path(check.__file__).read_text(encoding="utf-8")))
    # Put together from an option's name.
    read |= {f"INPUT_{name}" for name in ("PROFILE", "CONFIG", "BASELINE", "LANG", "FAIL_ON")}
    assert {name for name in step["env"] if name.startswith("INPUT_")} == read


def test_the_set_up_looks_for_the_python_that_the_package_requires():
    text = (ROOT / "scripts" / "find-python").read_text(encoding="utf-8")
    found = re.search(r"^minimum='(\d+), (\d+)'", text, re.MULTILINE)
    assert found is not None
    assert PROJECT["project"]["requires-python"] == f">={found[1]}.{found[2]}"
