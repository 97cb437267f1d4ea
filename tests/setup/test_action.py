"""The action does on a runner what it says: annotations, summary, outputs and exit code."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.needs import needs_browser
from tests.setup.commands import ROOT, run
from tests.setup.github import github
from tests.setup.runner import Runner
from tests.web import closed_port

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("action")]


@pytest.fixture(scope="module")
def installed(tree: Path, index: None, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the action's first steps were run, in a folder with a space."""
    temporary = tmp_path_factory.mktemp("runner temp") / "a b"
    temporary.mkdir()
    workspace = tmp_path_factory.mktemp("first")
    runner = Runner(tree, workspace, temporary)
    for step in ("python", "install"):
        outcome = runner.use(step)
        assert outcome.code == 0, outcome.log
    return runner


@pytest.fixture
def runner(installed: Runner, tmp_path: Path) -> Runner:
    """The runner with a workspace of its own: the sample pages under ``site``."""
    installed.workspace = tmp_path / "work" / "repository"
    shutil.copytree(ROOT / "samples" / "ministry-en", installed.workspace / "site")
    return installed


def test_a_clean_page_passes_with_no_annotation(runner: Runner):
    outcome = runner.use("check", targets="site/mended.html\n", browser="false")
    assert outcome.code == 0, outcome.log
    assert outcome.annotations == []
    assert outcome.outputs["exit-code"] == "0"
    assert (outcome.outputs["errors"], outcome.outputs["pages"]) == ("0", "1")
    assert "0 errors" in outcome.summary
    assert outcome.outputs["baselined"] == "0"


def test_a_faulty_page_fails_the_build_and_is_annotated_at_its_lines(runner: Runner):
    outcome = runner.use("check", targets="\n  site/faulty.html\n\n", browser="false")
    assert outcome.code == 1, outcome.log
    assert outcome.outputs["exit-code"] == "1"
    report = json.loads(Path(outcome.outputs["report"]).read_text(encoding="utf-8"))
    errors = [each for each in report["pages"][0]["findings"] if each["level"] == "error"]
    assert outcome.outputs["errors"] == str(len(errors))
    placed = {
        (given["file"], int(given["line"]))
        for name, given, _ in outcome.annotations
        if name == "error" and "line" in given
    }
    wanted = {each["location"]["line"] for each in errors if each["location"]}
    assert wanted
    assert placed == {("site/faulty.html", line) for line in wanted}
    assert "site/faulty.html" in outcome.summary


def test_the_pages_of_a_folder_are_annotated_by_their_names_in_the_repository(runner: Runner):
    outcome = runner.use(
        "check", targets="faulty.html", working_directory="site", browser="false", lang="ko"
    )
    assert outcome.code == 1, outcome.log
    files = {given["file"] for _, given, _ in outcome.annotations if "file" in given}
    assert files == {"site/faulty.html"}
    assert "오류" in outcome.summary


def test_findings_fail_the_build_only_from_the_level_that_was_asked_for(runner: Runner):
    outcome = runner.use("check", targets="site/faulty.html", browser="false", fail_on="never")
    assert outcome.code == 0, outcome.log
    assert int(outcome.outputs["errors"]) > 0
    assert outcome.annotations


def test_a_target_that_cannot_be_checked_fails_the_build_with_its_own_code(runner: Runner):
    outcome = runner.use("check", targets="site/mended.html\nmissing.html", browser="false")
    assert outcome.code == 3, outcome.log
    assert outcome.outputs["exit-code"] == "3"
    assert "1 page could not be checked" in outcome.summary


@pytest.mark.parametrize(
    "target",
    [
        "$(touch pwned)",
        '"; touch pwned; "',
        "`touch pwned`",
        "'; touch pwned #",
        "site/mended.html; touch pwned",
        "site/mended.html && touch pwned",
        "| touch pwned",
    ],
)
def test_an_input_is_never_run_by_a_shell(runner: Runner, target: str):
    outcome = runner.use("check", targets=target, browser="false")
    assert outcome.code == 3, outcome.log
    args = runner.use("check", targets="site/mended.html", browser="false", args=target)
    assert args.code != 0, args.log
    folder = runner.use("check", targets="x", working_directory=target, browser="false")
    assert folder.code == 2, folder.log
    assert list(runner.workspace.parent.rglob("pwned*")) == []


@pytest.mark.parametrize("target", ["--version", "--help", "--config=x", "doctor", "rules"])
def test_a_target_is_neither_an_option_nor_a_command(runner: Runner, target: str):
    outcome = runner.use("check", targets=target, browser="false")
    assert outcome.code != 0, outcome.log
    report = json.loads(Path(outcome.outputs["report"]).read_text(encoding="utf-8"))
    assert [page["target"] for page in report["pages"]] == [target]


def test_no_target_is_a_fault_of_the_command(runner: Runner):
    outcome = runner.use("check", targets=" \n ")
    assert outcome.code == 2, outcome.log
    assert outcome.outputs["exit-code"] == "2"
    [(name, _, text)] = outcome.annotations
    assert name == "error"
    assert "'targets'" in text


@pytest.mark.parametrize(
    ("name", "value"), [("browser", "yes"), ("args", '--lang "en'), ("working_directory", "none")]
)
def test_an_input_that_cannot_be_meant_is_named(runner: Runner, name: str, value: str):
    outcome = runner.use("check", **{"targets": "site/mended.html", name: value})
    assert outcome.code == 2, outcome.log
    assert f"'{name.replace('_', '-')}'" in outcome.annotations[0][2]


def test_an_option_that_the_tool_does_not_know_fails_with_its_own_code(runner: Runner):
    outcome = runner.use("check", targets="site/mended.html", args="--no-such-option")
    assert outcome.code == 2, outcome.log
    assert outcome.outputs["exit-code"] == "2"
    assert "The check did not finish" in outcome.summary


def test_options_reach_the_tool_as_they_were_quoted(runner: Runner):
    outcome = runner.use(
        "check", targets="site/faulty.html", browser="false", args="--format 'json=a copy.json'"
    )
    assert outcome.code == 1, outcome.log
    assert (runner.workspace / "a copy.json").is_file()


def test_what_a_page_or_a_file_name_holds_is_never_a_command_to_the_runner(runner: Runner):
    page = (runner.workspace / "site" / "faulty.html").read_text(encoding="utf-8")
    evil = '<img src="x.png" class="\n::add-path::/evil\n::error::pwned\n##[add-path]/evil\n">'
    name = "a\n::add-path::evil\n.html" if os.name != "nt" else "evil.html"
    (runner.workspace / name).write_text(page.replace("</body>", evil + "</body>"), "utf-8")
    outcome = runner.use("check", targets=".", browser="false")
    assert outcome.code == 1, outcome.log
    assert {name for name, _, _ in outcome.commands} <= {"error", "warning", "notice"}
    assert not [text for _, _, text in outcome.commands if text.startswith("pwned")]
    assert "\n::" not in outcome.summary


def test_the_log_quotes_pages_only_while_the_runner_takes_no_commands(runner: Runner):
    outcome = runner.use("check", targets="site/faulty.html", browser="false")
    first, *lines = outcome.log.splitlines()
    command, _, word = first.rpartition("::")
    assert command == "::stop-commands"
    assert len(word) >= 32
    stopped = lines[: lines.index(f"::{word}::")]
    assert any("site/faulty.html:" in line for line in stopped)
    after = lines[len(stopped) + 1 :]
    assert after
    assert all(line.startswith(("::error ", "::warning ", "::notice ")) for line in after)


def test_what_lies_in_the_repository_is_not_run_in_place_of_the_tool(runner: Runner):
    bait = "from pathlib import Path\nPath('pwned').touch()\n"
    for name in ("govpage_lint.py", "json.py", "html5lib.py", "sitecustomize.py"):
        (runner.workspace / name).write_text(bait, encoding="utf-8")
    outcome = runner.use("check", targets="site/mended.html", browser="false")
    assert outcome.code == 0, outcome.log
    assert not (runner.workspace / "pwned").exists()


@needs_browser
def test_with_a_browser_the_report_names_the_browser_and_axe(runner: Runner):
    outcome = runner.use("check", targets="site/mended.html", browser="true")
    assert outcome.code == 0, outcome.log
    report = json.loads(Path(outcome.outputs["report"]).read_text(encoding="utf-8"))
    assert report["tool"]["browser"]
    assert report["tool"]["axe"]


def test_a_second_use_in_the_same_job_installs_nothing_anew(runner: Runner):
    before = runner.done["install"]["python"]
    outcome = runner.use("install")
    assert outcome.code == 0, outcome.log
    assert runner.done["install"]["python"] == before


def test_reports_are_kept_and_uploaded_though_findings_fail_the_build(runner: Runner):
    outcome = runner.use(targets="site/faulty.html", browser="false", sarif="true")
    assert outcome.code == 1, outcome.log
    sarif = outcome.used["github/codeql-action/upload-sarif"]["sarif_file"]
    assert sarif == outcome.outputs["sarif-file"]
    run = json.loads(Path(sarif).read_text(encoding="utf-8"))["runs"][0]
    places = [one["locations"][0]["physicalLocation"] for one in run["results"]]
    assert {one["artifactLocation"]["uri"] for one in places} == {"site/faulty.html"}
    kept = outcome.used["actions/upload-artifact"]
    assert kept["path"] == outcome.outputs["report-dir"]
    assert {file.name for file in Path(kept["path"]).iterdir()} == {
        "report.html",
        "report.json",
        "report.sarif",
        "summary.md",
    }
    assert "actions/cache" in outcome.used


def test_nothing_is_uploaded_or_written_that_was_not_asked_for(runner: Runner):
    outcome = runner.use(targets="site/mended.html", browser="false", artifact="false")
    assert outcome.code == 0, outcome.log
    assert set(outcome.used) == {"actions/cache"}
    assert "comment" not in outcome.log


def test_known_faults_do_not_fail_the_build(runner: Runner):
    known = ["--no-browser", "--baseline=known.json", "site/faulty.html"]
    command = [runner.done["install"]["python"], "-m", "govpage_lint", "baseline", "create", *known]
    run(*command, cwd=runner.workspace)
    outcome = runner.use(targets="site/faulty.html", browser="false", baseline="known.json")
    assert outcome.code == 0, outcome.log
    assert int(outcome.outputs["baselined"]) > 0
    assert outcome.outputs["errors"] == "0"


def test_the_comment_on_a_pull_request_is_added_once_and_then_written_anew(runner: Runner):
    with github() as api:
        event = runner.workspace.parent / "event.json"
        event.write_text('{"pull_request": {"number": 7}}', encoding="utf-8")
        runner.environment = {
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": "ministry/site",
            "GITHUB_API_URL": api.address,
        }
        for _ in range(2):
            outcome = runner.use(targets="site/faulty.html", browser="false", comment="true")
            assert outcome.code == 1, outcome.log
        runner.environment = {}
    assert [method for method, _ in api.asked if method != "GET"] == ["POST", "PATCH"]
    assert api.tokens == {"Bearer token-of-the-job"}
    assert api.comments[7][0]["body"] == outcome.summary
    assert len(api.comments[7]) == 1


def test_a_comment_that_cannot_be_written_fails_nothing(runner: Runner):
    event = runner.workspace.parent / "event.json"
    event.write_text('{"pull_request": {"number": 7}}', encoding="utf-8")
    with closed_port() as port:
        runner.environment = {
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_REPOSITORY": "ministry/site",
            "GITHUB_API_URL": f"http://127.0.0.1:{port}",
        }
        outcome = runner.use(targets="site/mended.html", browser="false", comment="true")
    runner.environment = {}
    assert outcome.code == 0, outcome.log
    assert [name for name, _, text in outcome.annotations if "comment" in text] == ["warning"]
