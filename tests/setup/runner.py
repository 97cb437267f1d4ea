"""Runs the steps of a composite action as GitHub's runner does, as far as our action goes."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*([^}]+?)\s*\}\}")
COMMAND = re.compile(r"\s*::([\w-]+)(?: (.*?))?::(.*)")
# What a runner's own environment has, and a test's may not bring along.
KEPT = ("HOME", "LANG", "PATH", "PIP_", "SSL_", "REQUESTS_", "XDG_", "GOVPAGE_LINT_REQUIRE")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a use of the action left: its exit code, log, outputs, commands and summary."""

    code: int
    log: str
    outputs: dict[str, str]
    summary: str
    used: dict[str, dict[str, str]]

    @property
    def commands(self) -> list[tuple[str, dict[str, str], str]]:
        """The commands that the runner would obey: (name, properties, text)."""
        obeyed = []
        word = None
        for line in self.log.splitlines():
            found = COMMAND.match(line)
            if found is None:
                continue
            name, given, text = found[1], found[2] or "", found[3]
            if word is not None:
                word = None if name == word else word
            elif name == "stop-commands":
                word = text
            else:
                pairs = (pair.partition("=") for pair in given.split(",") if pair)
                obeyed.append((name, {key: value for key, _, value in pairs}, text))
        return obeyed

    @property
    def annotations(self) -> list[tuple[str, dict[str, str], str]]:
        """The commands that make an annotation."""
        return [
            command for command in self.commands if command[0] in ("error", "warning", "notice")
        ]


@dataclass
class Runner:
    """A runner with one job: a workspace, a folder for what is temporary, an action's folder."""

    action: Path
    workspace: Path
    temporary: Path
    python: str = sys.executable
    done: dict[str, dict[str, str]] = field(default_factory=dict)
    count: int = 0
    environment: dict[str, str] = field(default_factory=dict)

    def use(self, only: str | None = None, /, **inputs: str) -> Outcome:
        """Run the action's steps with these inputs; ``only`` names the one step to run.

        A foreign action is replaced by what it would leave behind, an installed Python, or noted in
        ``used`` with what it was given. After a step that failed, only those run that always do.
        """
        definition = yaml.safe_load((self.action / "action.yml").read_text(encoding="utf-8"))
        given = {
            name: str(about.get("default", "")) for name, about in definition["inputs"].items()
        }
        given |= {name: self._evaluate(value, {}) for name, value in given.items()}
        given |= {name.replace("_", "-"): value for name, value in inputs.items()}
        self.count += 1
        logs, code, summary = [], 0, ""
        used: dict[str, dict[str, str]] = {}
        for step in definition["runs"]["steps"]:
            if only is not None and step["id"] != only:
                continue
            if not self._applies(step, given, failed=code != 0):
                continue
            if "uses" in step:
                name = step["uses"].partition("@")[0]
                if name == "actions/setup-python":
                    self.done[step["id"]] = {"python-path": self.python}
                else:
                    asked = step.get("with", {})
                    used[name] = {key: self._evaluate(str(asked[key]), given) for key in asked}
                continue
            ended, log, note = self._run(step, given)
            code = code or ended
            logs.append(log)
            summary += note
        outputs = {
            name: self._evaluate(str(about["value"]), given)
            for name, about in definition["outputs"].items()
        }
        return Outcome(code, "".join(logs), outputs, summary, used)

    def _applies(self, step: dict[str, Any], given: Mapping[str, str], *, failed: bool) -> bool:
        """Whether the condition of a step holds: comparisons of a value with a text, joined by "and"."""
        always = False
        for part in str(step.get("if", "success()")).split(" && "):
            if part in ("always()", "success()"):
                always = part == "always()"
                continue
            value, sign, text = part.split(" ")
            if (self._value(value, given) == text.strip("'")) != (sign == "=="):
                return False
        return always or not failed

    def _run(self, step: dict[str, Any], given: Mapping[str, str]) -> tuple[int, str, str]:
        name = f"{self.count}-{step['id']}"
        script = self.temporary / f"{name}.sh"
        script.write_text(step["run"], encoding="utf-8")
        files = {
            "GITHUB_OUTPUT": self.temporary / f"{name}.output",
            "GITHUB_STEP_SUMMARY": self.temporary / f"{name}.md",
        }
        environment = {key: value for key, value in os.environ.items() if key.startswith(KEPT)}
        environment |= {"CI": "true", "GITHUB_ACTIONS": "true"}
        environment |= {key: os.fspath(file) for key, file in files.items()}
        environment |= {
            "GITHUB_ACTION_PATH": os.fspath(self.action),
            "GITHUB_WORKSPACE": os.fspath(self.workspace),
            "RUNNER_TEMP": os.fspath(self.temporary),
            **self.environment,
        }
        for file in files.values():
            file.touch()
        environment |= {
            key: self._evaluate(str(value), given) for key, value in step.get("env", {}).items()
        }
        assert step["shell"] == "bash"
        ran = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", script],
            cwd=self.workspace,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            check=False,
        )
        lines = files["GITHUB_OUTPUT"].read_text(encoding="utf-8").splitlines()
        self.done[step["id"]] = dict(line.split("=", 1) for line in lines)
        return ran.returncode, ran.stdout, files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8")

    def _evaluate(self, text: str, given: Mapping[str, str]) -> str:
        return EXPRESSION.sub(lambda found: self._value(found[1], given), text)

    def _value(self, expression: str, given: Mapping[str, str]) -> str:
        match expression.partition(" || ")[0].split("."):
            case ["inputs", name]:
                return given[name]
            case ["github", "action_path"]:
                return os.fspath(self.action)
            case ["github", "token"]:
                return "token-of-the-job"
            case ["runner", "temp"]:
                return os.fspath(self.temporary)
            case ["runner", _] | ["github", _]:
                return "value"
            case ["steps", step, "outputs", name]:
                return self.done.get(step, {}).get(name, "")
        raise AssertionError(f"the runner of the tests does not know {expression}")
