"""The hooks do in a real repository, with the real pre-commit, what their names say."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.house import RULE
from tests.setup.commands import ROOT, clean_environment, run
from tests.web import page, serve

CONFIG = """\
repos:
  - repo: {repository}
    rev: {commit}
    hooks:
      - id: govpage-lint
      - id: govpage-lint-fix
      - id: govpage-lint-rules
      - id: govpage-lint-url
        args: [--urls-from, addresses.txt, --no-browser]
"""


@dataclass(frozen=True, slots=True)
class Scratch:
    """A person's repository that uses our hooks, and where pre-commit keeps what it installs."""

    folder: Path
    home: Path

    def run(self, *words: str) -> tuple[int, str]:
        """Stage everything and run the hooks on it."""
        run("git", "add", "--all", cwd=self.folder)
        done = _pre_commit("run", "--all-files", *words, cwd=self.folder, home=self.home)
        return done.returncode, done.stdout


def _pre_commit(*words: str, cwd: Path, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", *words],
        cwd=cwd,
        env=clean_environment({"PRE_COMMIT_HOME": str(home), "PRE_COMMIT_COLOR": "never"}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _repository(folder: Path) -> str:
    """Make the folder a git repository with one commit, and return that commit's name."""
    run("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    run("git", "add", "--all", cwd=folder)
    run("git", "commit", "--quiet", "--message=All", cwd=folder)
    return run("git", "rev-parse", "HEAD", cwd=folder).strip()


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", ".pre-commit-config.yaml"),
    ],
)
def test_pre_commit_takes_our_files_as_valid(command: str, file: str, tmp_path: Path):
    done = _pre_commit(command, str(ROOT / file), cwd=tmp_path, home=tmp_path / "home")
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def scratch(tree: Path, index: None, tmp_path_factory: pytest.TempPathFactory) -> Scratch:
    """A scratch repository with the hooks installed from a repository made of this tree."""
    hooks = tmp_path_factory.mktemp("hooks") / "govpage-lint"
    shutil.copytree(tree, hooks)
    commit = _repository(hooks)
    folder = tmp_path_factory.mktemp("pages")
    run("git", "init", "--quiet", "--initial-branch=main", cwd=folder)
    config = CONFIG.format(repository=hooks, commit=commit)
    (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    made = Scratch(folder, tmp_path_factory.mktemp("home"))
    installed = _pre_commit("install-hooks", cwd=folder, home=made.home)
    assert installed.returncode == 0, installed.stdout
    return made


@pytest.fixture
def pages(scratch: Scratch) -> Path:
    """The scratch repository's folder with nothing but its configuration in it."""
    for path in scratch.folder.iterdir():
        if path.is_dir() and path.name != ".git":
            shutil.rmtree(path)
        elif path.is_file() and path.name != ".pre-commit-config.yaml":
            path.unlink()
    return scratch.folder


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_hook_stops_a_commit_with_a_faulty_page_and_names_the_page(
    scratch: Scratch, pages: Path
):
    shutil.copytree(ROOT / "samples" / "ministry-en", pages / "en news")
    (pages / "notes.txt").write_text("<img src=x>", encoding="utf-8")
    code, shown = scratch.run("govpage-lint")
    assert code == 1, shown
    assert "en news/faulty.html" in shown
    assert "notes.txt" not in shown
    assert "- exit code: 1" in shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_hook_lets_a_mended_page_pass(scratch: Scratch, pages: Path):
    shutil.copytree(ROOT / "samples" / "ministry-en", pages / "en news")
    (pages / "en news" / "faulty.html").unlink()
    code, shown = scratch.run("govpage-lint")
    assert code == 0, shown
    assert "Passed" in shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_hook_has_nothing_to_do_where_there_is_no_page(scratch: Scratch, pages: Path):
    (pages / "notes.txt").write_text("<img src=x>", encoding="utf-8")
    code, shown = scratch.run("govpage-lint")
    assert code == 0, shown
    assert "no files to check" in shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_rules_hook_passes_house_rules_whose_examples_hold(scratch: Scratch, pages: Path):
    (pages / "house-rules").mkdir()
    (pages / "house-rules" / "house-photo.toml").write_text(RULE, encoding="utf-8")
    code, shown = scratch.run("govpage-lint-rules")
    assert code == 0, shown
    assert "Passed" in shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_rules_hook_stops_a_house_rule_whose_example_does_not_hold(
    scratch: Scratch, pages: Path
):
    (pages / "house-rules").mkdir()
    broken = RULE.replace('selector = "img"', 'selector = "marquee"')
    (pages / "house-rules" / "house-photo.toml").write_text(broken, encoding="utf-8")
    code, shown = scratch.run("govpage-lint-rules")
    assert code == 1, shown
    assert "house-photo" in shown
    assert "Failed" in shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_hook_takes_templates_of_which_pre_commit_knows_no_type(scratch: Scratch, pages: Path):
    (pages / "view.jsp").write_text('<%@ page %>\n<p><img src="x.png"></p>\n', encoding="utf-8")
    code, shown = scratch.run("govpage-lint")
    assert code == 1, shown
    assert "view.jsp:2:4" in shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_hook_passes_over_what_the_configuration_excludes(scratch: Scratch, pages: Path):
    (pages / "old").mkdir()
    (pages / "old" / "page.html").write_text("<img src=x>", encoding="utf-8")
    (pages / "govpage-lint.toml").write_text('exclude = ["old"]\n', encoding="utf-8")
    code, shown = scratch.run("govpage-lint")
    assert code == 0, shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_fix_hook_mends_the_file_and_stops_the_commit(scratch: Scratch, pages: Path):
    markup = (
        '<!doctype html>\n<html lang="ko">\n<title>민원 안내</title>\n<main role="main"></main>\n'
    )
    (pages / "page.html").write_text(markup, encoding="utf-8")
    (pages / "govpage-lint.toml").write_text('select = ["role-redundant"]\n', encoding="utf-8")
    code, shown = scratch.run("govpage-lint-fix")
    assert code == 1, shown
    assert "files were modified by this hook" in shown
    mended = (pages / "page.html").read_text(encoding="utf-8")
    assert mended == markup.replace(' role="main"', "")
    code, shown = scratch.run("govpage-lint-fix")
    assert code == 0, shown


@pytest.mark.slow
@pytest.mark.xdist_group("hooks")
def test_the_hook_for_addresses_checks_what_its_list_names(scratch: Scratch, pages: Path):
    faulty = page('<!doctype html><html lang="en"><title>Permits</title><img src="x.png">')
    with serve({"/permits": faulty}) as address:
        (pages / "addresses.txt").write_text(f"{address}/permits\n", encoding="utf-8")
        code, shown = scratch.run("govpage-lint-url", "--hook-stage", "manual")
    assert code == 1, shown
    assert "/permits" in shown
    assert "image-alt-missing" in shown
