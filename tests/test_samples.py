"""The sample pages: every seeded fault is found at its line, and the mended twins are clean."""

import json
import tomllib
from pathlib import Path

import pytest

from govpage_lint.cli import main
from tests.needs import needs_browser

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
FAULTS = tomllib.loads((SAMPLES / "expected.toml").read_text(encoding="utf-8"))["fault"]
PAIRS = ("ministry-en", "municipality-ko")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory):
    """What the source rules say of all samples."""
    return _report(tmp_path_factory.mktemp("samples") / "report.json", "--no-browser")


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory):
    """The same with axe in a real browser merged in."""
    return _report(tmp_path_factory.mktemp("samples") / "rendered.json", "--browser")


def _report(file: Path, browser: str):
    assert main([str(SAMPLES), browser, "--isolated", "--quiet", "--format", f"json={file}"]) in (
        0,
        1,
    )
    report = json.loads(file.read_text(encoding="utf-8"))
    return {
        Path(page["target"]).relative_to(SAMPLES).as_posix(): page["findings"]
        for page in report["pages"]
    }


def fault_id(fault) -> str:
    return f"{fault['page'].split('/')[0]}-{fault['line']}-{fault['family']}"


@pytest.mark.parametrize("fault", FAULTS, ids=fault_id)
def test_a_seeded_fault_is_found_at_its_line(report, fault) -> None:
    found = {
        finding["rule"]
        for finding in report[fault["page"]]
        if finding["location"]["line"] == fault["line"]
    }
    assert fault["rules"], "expected.toml names no rule for it"
    assert set(fault["rules"]) <= found


@pytest.mark.parametrize("fault", FAULTS, ids=fault_id)
def test_the_list_of_seeded_faults_quotes_the_page(fault) -> None:
    lines = (SAMPLES / fault["page"]).read_text(encoding="utf-8").splitlines()
    assert fault["source"] in lines[fault["line"] - 1]


@pytest.mark.parametrize("page", PAIRS)
def test_every_finding_on_a_faulty_page_is_a_seeded_fault(report, page: str) -> None:
    name = f"{page}/faulty.html"
    seeded = {
        (fault["line"], rule)
        for fault in FAULTS
        if fault["page"] == name
        for rule in fault["rules"]
    }
    found = {(finding["location"]["line"], finding["rule"]) for finding in report[name]}
    assert found <= seeded


@pytest.mark.parametrize("page", PAIRS)
def test_the_mended_twin_has_no_finding_at_all(report, page: str) -> None:
    assert report[f"{page}/mended.html"] == []


@pytest.mark.parametrize("page", PAIRS)
@needs_browser
def test_the_mended_twin_is_clean_in_the_browser_too(rendered, page: str) -> None:
    assert rendered[f"{page}/mended.html"] == []


@pytest.mark.parametrize("page", PAIRS)
@needs_browser
def test_axe_is_merged_into_the_seeded_faults_and_adds_none(rendered, page: str) -> None:
    name = f"{page}/faulty.html"
    seeded = {fault["line"] for fault in FAULTS if fault["page"] == name}
    both = [f for f in rendered[name] if {"source", "rendered", "axe"} == set(f["observers"])]
    alone = [f for f in rendered[name] if f["observers"] == ["axe"] and f["certainty"] != "review"]
    assert len(both) >= 8
    assert {finding["location"]["line"] for finding in alone} <= seeded
