"""The built-in rules are found wherever the package lies, and their absence is said."""

import shutil
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from govpage_lint import datafiles


def _module_in(folder: Path) -> ModuleType:
    folder.mkdir(parents=True)
    copy = shutil.copy(datafiles.__file__, folder)
    spec = spec_from_file_location("datafiles_elsewhere", copy)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rules_in(folder: Path) -> Path:
    schema = folder / "schema" / "rule.schema.json"
    schema.parent.mkdir(parents=True)
    schema.write_text("{}", encoding="utf-8")
    return folder


def test_the_source_tree_reads_the_rules_at_its_root():
    folder = datafiles.rules_folder()
    assert folder.is_absolute()
    assert (folder / "schema" / "rule.schema.json").is_file()


def test_an_installed_package_reads_the_rules_that_it_brings(tmp_path: Path):
    module = _module_in(tmp_path / "site-packages" / "govpage_lint")
    rules = _rules_in(tmp_path / "site-packages" / "govpage_lint" / "rules")
    assert module.rules_folder() == rules


def test_the_package_s_own_rules_win_over_a_folder_that_happens_to_lie_two_levels_above(
    tmp_path: Path,
):
    module = _module_in(tmp_path / "site-packages" / "govpage_lint")
    rules = _rules_in(tmp_path / "site-packages" / "govpage_lint" / "rules")
    _rules_in(tmp_path / "rules")
    assert module.rules_folder() == rules


def test_a_folder_called_rules_that_holds_something_else_is_not_taken_for_them(tmp_path: Path):
    module = _module_in(tmp_path / "src" / "govpage_lint")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house.toml").write_text("", encoding="utf-8")
    with pytest.raises(module.RulesFolderMissingError, match="reinstall govpage-lint") as raised:
        module.rules_folder()
    assert str(tmp_path / "rules") in str(raised.value)


def test_importing_the_package_for_its_version_imports_nothing_else():
    code = (
        "import sys; before = set(sys.modules); import govpage_lint;"
        "print(govpage_lint.__version__, sorted(set(sys.modules) - before))"
    )
    package = Path(datafiles.__file__).parents[1]
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=package, capture_output=True, text=True, check=True
    ).stdout
    assert shown.split(maxsplit=1)[1].strip() == "['govpage_lint']"
