"""House rules are validated once: what is remembered of them never lets a wrong one pass."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from govpage_lint.rulebook.loading import load_house_rules
from govpage_lint.rulebook.model import RuleError
from tests.house import RULE


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("GOVPAGE_LINT_CACHE", str(tmp_path / "cache"))
    file = tmp_path / "house" / "house-photo.toml"
    file.parent.mkdir()
    file.write_text(RULE, encoding="utf-8")
    return file


def imports_jsonschema(house: Path) -> bool:
    code = (
        "import sys; from pathlib import Path;"
        "from govpage_lint.rulebook.loading import load_house_rules;"
        f"load_house_rules(Path({str(house)!r})); print('jsonschema' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return result.stdout.strip() == "True"


def test_a_rule_that_was_right_is_not_validated_again(house: Path):
    assert imports_jsonschema(house)
    assert not imports_jsonschema(house)


def test_a_rule_that_has_changed_is(house: Path):
    load_house_rules(house)
    house.write_text(RULE.replace('"minor"', '"huge"'), encoding="utf-8")
    with pytest.raises(RuleError, match="impact"):
        load_house_rules(house)
    with pytest.raises(RuleError, match="impact"):
        load_house_rules(house)


@pytest.mark.parametrize(
    "content", [b"", b"[", b"{}", b"[1, null]", b"\xff", b"[" * 100_000, json.dumps(["x"]).encode()]
)
def test_a_broken_memory_is_made_anew(house: Path, tmp_path: Path, content: bytes):
    memory = tmp_path / "cache" / "house-rules.json"
    memory.parent.mkdir(exist_ok=True)
    memory.write_bytes(content)
    assert [rule.id for rule in load_house_rules(house)] == ["house-photo"]
    assert len(json.loads(memory.read_bytes())) == 1


def test_without_a_place_for_it_rules_are_validated_each_time(house: Path, tmp_path: Path):
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    assert [rule.id for rule in load_house_rules(house)] == ["house-photo"]
    assert imports_jsonschema(house)
