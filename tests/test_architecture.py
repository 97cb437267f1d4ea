"""Imports point one way: cli → engine → (browser, checks) → semantics → document."""

import ast
import re
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "govpage_lint"

# What stands under every room: ways to write Python.
GROUND = {"digests", "logs", "placing", "records", "regexes", "spelling", "storage"}
# Room → the rooms it may import, besides itself and the ground.
ALLOWED = {
    "document": set(),
    "placing": set(),
    "builtin": {"datafiles"},
    "semantics": {"document", "datafiles", "builtin"},
    "checks": {"semantics", "document", "datafiles"},
    "repairs": {"checks", "semantics", "document", "findings"},
    "findings": set(),
    "datafiles": set(),
    "rulebook": {"repairs", "checks", "semantics", "document", "findings", "datafiles", "builtin"},
    "problems": {"builtin"},
    "targets": {"problems"},
    "sending": set(),
    "fetch": {"targets", "problems", "sending"},
    "browser": set(),
    "site": {"fetch", "targets", "problems", "sending"},
    "engine": {
        "sending",
        "site",
        "rulebook",
        "repairs",
        "checks",
        "semantics",
        "document",
        "findings",
        "browser",
        "fetch",
        "targets",
        "problems",
        "datafiles",
        "builtin",
    },
    # The names of all criteria are data.
    "reports": {"findings", "builtin"},
    "config": {"datafiles"},
    "cli": {
        "config",
        "lsp",
        "site",
        "sending",
        "engine",
        "rulebook",
        "reports",
        "findings",
        "fetch",
        "targets",
        "browser",
        "document",
        "datafiles",
        "problems",
    },
    "lsp": {
        "engine",
        "findings",
        "document",
        "reports",
        "fetch",
        "targets",
    },
    # The other front door.
    "testing": {"cli", "engine", "reports", "findings", "fetch", "targets"},
    "pytest_plugin": {"testing", "findings"},
    "logs": set(),
    "records": set(),
    "regexes": set(),
    "storage": set(),
    "__main__": {"cli"},
    "__init__": set(),
}
# Only these may import html5lib: the parser can be exchanged.
PARSERS = {"document/reference.py"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0].removesuffix(".py")


def imports_of(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += (
                [f"{node.module}.{alias.name}" for alias in node.names]
                if node.module == "govpage_lint"
                else [node.module]
            )
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_one_way(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] == "govpage_lint" and parts[1:] and parts[1] != "__version__":
            assert parts[1] == room or parts[1] in ALLOWED[room] | GROUND, f"{room} imports {name}"
        if parts[0] == "html5lib":
            assert str(path.relative_to(PACKAGE)) in PARSERS
        if parts[0] == "dataclasses":
            assert room == "records", "records has the same, at less cost when a run begins"


def test_constant_patterns_are_compiled_once_for_an_interpreter() -> None:
    """``regexes`` keeps them; those of a configuration are not ours to keep."""
    theirs = {"cli/actions.py", "config/patterns.py", "site/mapping.py", "regexes.py"}
    found = {
        str(path.relative_to(PACKAGE))
        for path in MODULES
        if re.search(r"(?<![\w.])re\.compile\(", path.read_text(encoding="utf-8"))
    }
    assert found == theirs


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_module_says_what_it_decides(path: Path) -> None:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, "a module says in its first line what it decides"


def test_a_check_of_a_file_imports_nothing_that_it_does_not_need(tmp_path: Path) -> None:
    import os
    import subprocess

    page = tmp_path / "page.html"
    page.write_text("<!doctype html><title>A page</title><h1></h1><a href=x>here</a>", "utf-8")
    slow = """selenium jsonschema urllib3 rich axe_selenium_python protego jinja2 PIL cssselect2 tinycss2
        turbohtml dataclasses logging multiprocessing subprocess concurrent.futures
        importlib.metadata http.client ssl html5lib.serializer hashlib tomllib shutil difflib""".split()
    code = (
        "import sys; from govpage_lint.cli import main; main(); "
        f"print([name for name in {slow} if name in sys.modules], file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, str(page), "--isolated", "--no-cache", "--no-browser"]
    # Where a variable is none of the command's, it looks for one that was meant.
    environment = {k: v for k, v in os.environ.items() if k != "GOVPAGE_LINT_REQUIRE_BROWSER"}
    # The first run may have to compile the rules.
    for _ in range(2):
        result = subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment
        )
    assert result.stderr.splitlines()[-1] == "[]"


def test_topics_name_their_checks_and_the_modules_that_have_them() -> None:
    import importlib

    for topic in sorted((PACKAGE / "checks").glob("*/__init__.py")):
        name = f"govpage_lint.checks.{topic.parent.name}"
        named: dict[str, str] = getattr(importlib.import_module(name), "CHECKS", {})
        found = {
            check: path.stem
            for path in topic.parent.glob("*.py")
            if path != topic
            for check, value in vars(importlib.import_module(f"{name}.{path.stem}")).items()
            if getattr(value, "is_check", False) and value.__module__ == f"{name}.{path.stem}"
        }
        assert named == found, name
        assert list(named) == sorted(named), name
