"""The built-in data files are compiled once, and versions beside each other keep what they compiled."""

import json
import os
from pathlib import Path

import pytest

from govpage_lint import builtin
from govpage_lint.builtin import builtin_names, read_builtin


@pytest.fixture(autouse=True)
def nothing_known(tmp_path, monkeypatch):
    monkeypatch.setenv("GOVPAGE_LINT_CACHE", str(tmp_path))
    builtin._compiled.cache_clear()
    yield
    builtin._compiled.cache_clear()


def kept(folder: Path) -> set[str]:
    return {file.name for file in folder.glob("rules-*.json")}


def test_compiled_files_are_what_the_files_say(tmp_path: Path) -> None:
    read = {name: read_builtin(name) for name in builtin_names()}
    (file,) = tmp_path.glob("rules-*.json")
    assert json.loads(file.read_text("utf-8")) == read
    builtin._compiled.cache_clear()
    assert {name: read_builtin(name) for name in builtin_names()} == read


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"a": 1}', "\0"])
def test_a_damaged_file_is_written_again(tmp_path: Path, damaged: str) -> None:
    read = dict(read_builtin("links/link-purpose-unclear.toml"))
    (file,) = tmp_path.glob("rules-*.json")
    good = file.read_bytes()
    file.write_text(damaged, "utf-8")
    builtin._compiled.cache_clear()
    assert read_builtin("links/link-purpose-unclear.toml") == read
    assert file.read_bytes() == good


def test_versions_beside_each_other_keep_theirs_and_old_ones_go(tmp_path: Path) -> None:
    for number in range(6):
        other = tmp_path / f"rules-{number}.json"
        other.write_text("{}", "utf-8")
        os.utime(other, (number, number))
    builtin_names()
    own = kept(tmp_path) - {f"rules-{number}.json" for number in range(6)}
    assert len(own) == 1
    assert kept(tmp_path) - own == {"rules-3.json", "rules-4.json", "rules-5.json"}
