"""The SARIF report: the standard's schema, Microsoft's validator, and what GitHub asks for."""

import gzip
import json
import os
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from govpage_lint.findings import Edit, Fix, Location, Report, Suppressed
from govpage_lint.reports import sarif
from govpage_lint.reports.sarif_fixes import uri
from govpage_lint.reports.sarif_limits import cut
from govpage_lint.reports.view import View
from tests.reports.reporting import (
    EMPTY_HEADING,
    LOOK,
    SMALL_TEXT,
    VIEW,
    full_report,
    hostile_reports,
    page,
    report_of,
)

HOST = "https://www.example.go.kr/"
MULTITOOL = "@microsoft/sarif-multitool@5.7.0"


def run_of(report: Report, view: View = VIEW) -> Any:
    data = json.loads(sarif.render(report, view))
    assert data["version"] == "2.1.0"
    (run,) = data["runs"]
    return run


def results(report: Report, view: View = VIEW) -> Any:
    return run_of(report, view)["results"]


@pytest.fixture(scope="session")
def multitool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Microsoft's validator, with the schema of the standard in it."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed, so Microsoft's SARIF Multitool cannot be had")
    folder = Path(os.environ.get("GOVPAGE_LINT_MULTITOOL") or tmp_path_factory.mktemp("multitool"))
    place = folder / "node_modules" / "@microsoft" / "sarif-multitool-linux"
    if not place.is_dir():
        words = ["npm", "install", "--no-audit", "--no-fund", "--prefix", str(folder), MULTITOOL]
        try:
            subprocess.run(words, capture_output=True, check=True, timeout=300, cwd=folder)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired, OSError) as error:
            pytest.skip(f"npm cannot install {MULTITOOL}: {error}")
    if not (place / "Sarif.Multitool").is_file():
        pytest.skip("the SARIF Multitool for this system is not known to this test")
    (place / "Sarif.Multitool").chmod(0o755)
    return place


def everything() -> Report:
    """One of everything, with the text of pages at its worst."""
    worst = replace(
        EMPTY_HEADING,
        message="The [link](https://evil/) of {0} says \u202eevil\x1b[2J <b>x</b>",
        fingerprint="d" * 20,
    )
    report = full_report()
    odd = page("site/한 글:%[1].html", worst, replace(worst, location=None, fingerprint="e" * 20))
    address = page(f"{HOST}a?b=1", worst, LOOK, url=f"{HOST}a?b=1")
    return replace(report, pages=(*report.pages, odd, address), rules={**report.rules})


@pytest.mark.slow
def test_it_passes_the_schema_and_microsofts_validator(multitool: Path, tmp_path: Path) -> None:
    schema = json.loads((multitool / "sarif-2.1.0.json").read_text("utf-8-sig"))
    for name, report in (("full", everything()), ("empty", report_of())):
        for language in ("en", "ko"):
            text = sarif.render(replace(report, language=language), VIEW)
            errors = list(Draft202012Validator(schema).iter_errors(json.loads(text)))
            assert not [error.message for error in errors]
            (tmp_path / f"{name}-{language}.sarif").write_text(text, encoding="utf-8")
    words = [str(multitool / "Sarif.Multitool"), "validate", str(tmp_path / "*.sarif")]
    words += ["--rule-kind", "Sarif;Gh", "--level", "Error;Warning", "--log", "ForceOverwrite"]
    words += ["--output", str(tmp_path / "verdict.json")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=300)
    if not (tmp_path / "verdict.json").is_file():
        pytest.skip(f"the SARIF Multitool does not run here: {(done.stderr or done.stdout)[:200]}")
    verdict = json.loads((tmp_path / "verdict.json").read_text("utf-8-sig"))["runs"][0]
    assert verdict["invocations"][0]["executionSuccessful"]
    assert [(one["ruleId"], one["message"]) for one in verdict["results"]] == []
    assert len(verdict.get("artifacts", [])) in (0, 4)


def test_what_github_asks_for() -> None:
    run = run_of(full_report())
    assert run["automationDetails"]["id"] == "govpage-lint/"
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
        assert not place["artifactLocation"]["uri"].startswith(("/", "file:"))
        assert place["region"]["startLine"] >= 1
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["govpageLint/v1"]
    prints = [one["partialFingerprints"]["primaryLocationLineHash"] for one in run["results"]]
    assert len(set(prints)) == len(prints)
    for rule in rules:
        assert rule["help"]["text"] and rule["help"]["markdown"]
        assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"]
        assert len(rule["properties"]["tags"]) <= 10
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
        assert "security-severity" not in rule["properties"]


def test_places_texts_and_repairs_of_a_finding() -> None:
    first = results(full_report())[0]
    physical = first["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "site/a.html"
    assert physical["region"] == {
        "startLine": 4,
        "startColumn": 13,
        "endLine": 4,
        "endColumn": 17,
        "snippet": {"text": "<h1>"},
    }
    assert physical["contextRegion"]["snippet"]["text"] == "<body><main><h1></h1>"
    assert first["fixes"][0]["artifactChanges"][0]["replacements"] == [
        {"deletedRegion": {"startLine": 4, "startColumn": 13, "endLine": 4, "endColumn": 22}}
    ]


def test_a_repair_whose_lines_are_not_known_is_not_told() -> None:
    fix = Fix("x", True, (Edit(0, 1, "y"),))
    (result,) = results(report_of(page("a.html", replace(EMPTY_HEADING, fix=fix))))
    assert "fixes" not in result


def test_what_is_suppressed_says_by_whom_and_why() -> None:
    found = [one["suppressions"] for one in results(full_report()) if "suppressions" in one]
    assert found == [
        [{"kind": "inSource", "status": "accepted", "justification": "ticket 812"}],
        [{"kind": "external", "status": "accepted", "justification": "in the baseline"}],
    ]


def test_a_page_without_a_file_is_told_at_one_that_stands_for_it(tmp_path: Path) -> None:
    report = report_of(
        page(HOST, EMPTY_HEADING, replace(EMPTY_HEADING, fingerprint="f" * 20), url=HOST)
    )
    one, two = results(report, View(root=tmp_path, anchor="conf/govpage-lint.toml"))
    place = one["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "conf/govpage-lint.toml"
    assert place["physicalLocation"]["region"] == {"startLine": 1}
    assert place["logicalLocations"][0] == {
        "name": HOST,
        "fullyQualifiedName": HOST,
        "kind": "resource",
    }
    assert one["message"]["text"].startswith(HOST)
    # All are on line 1 of the same file: what GitHub compares by must tell them apart.
    assert (
        one["partialFingerprints"]["primaryLocationLineHash"]
        != two["partialFingerprints"]["primaryLocationLineHash"]
    )


def test_the_source_map_finds_the_file_of_an_address(tmp_path: Path) -> None:
    report = report_of(page(f"{HOST}news/", EMPTY_HEADING, url=f"{HOST}news/"))
    (one,) = results(report, View(root=tmp_path, source_map=((HOST, "public/"),)))
    physical = one["locations"][0]["physicalLocation"]
    assert physical["artifactLocation"]["uri"] == "public/news/index.html"
    assert physical["region"]["startLine"] == 4
    assert one["locations"][0]["logicalLocations"][0]["name"] == f"{HOST}news/"


def test_what_could_not_be_checked_is_a_notification_and_no_success() -> None:
    invocation = run_of(full_report())["invocations"][0]
    assert invocation["executionSuccessful"] is False
    assert invocation["endTimeUtc"] == "2026-11-26T09:00:00Z"
    first = invocation["toolExecutionNotifications"][0]
    assert first["level"] == "error"
    assert first["message"]["text"].startswith("site/gone.html could not be checked: no such")
    assert run_of(report_of(page("a")))["invocations"][0]["executionSuccessful"] is True


def test_what_only_a_person_can_judge_has_no_level() -> None:
    kinds = {one["ruleId"]: (one["kind"], one["level"]) for one in results(full_report())}
    assert kinds["image-alt-medium-word"] == ("review", "none")
    assert kinds["text-too-small"] == ("fail", "warning")


def test_moved_lines_keep_the_fingerprints() -> None:
    moved = replace(EMPTY_HEADING, location=Location(90, 1, 90, 5))
    before, after = (
        results(report_of(page("a.html", one)))[0]["partialFingerprints"]
        for one in (EMPTY_HEADING, moved)
    )
    assert before == after


def test_too_many_results_are_cut_the_least_serious_first(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [replace(SMALL_TEXT, fingerprint=f"{number:020x}") for number in range(30)]
    report = report_of(page("a.html", *many, EMPTY_HEADING))
    held = Suppressed(replace(EMPTY_HEADING, fingerprint="9" * 20), "baseline")
    report = replace(report, pages=(replace(report.pages[0], suppressed=(held,)),))
    monkeypatch.setattr(sarif, "cut", lambda make: cut(make, results=5))
    run = run_of(report)
    assert [one["ruleId"] for one in run["results"]] == ["heading-empty", *["text-too-small"] * 4]
    (notification,) = (
        one
        for one in run["invocations"][0]["toolExecutionNotifications"]
        if one["descriptor"]["id"] == "results-left-out"
    )
    assert notification["message"]["text"].startswith("27 results are left out")


def test_a_report_that_is_too_large_when_packed_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    many = [replace(SMALL_TEXT, fingerprint=os.urandom(10).hex()) for _ in range(400)]
    monkeypatch.setattr(sarif, "cut", lambda make: cut(make, compressed=12_000))
    text = sarif.render(report_of(page("a.html", *many)), VIEW)
    assert len(gzip.compress(text.encode())) <= 12_000
    kept = json.loads(text)["runs"][0]["results"]
    assert 50 < len(kept) < 400


@settings(max_examples=40, deadline=None)
@given(hostile_reports())
def test_no_text_is_a_link_or_a_command(report: Report) -> None:
    run = run_of(report)
    for result in run["results"]:
        text = result["message"]["text"].replace("\\\\", "").replace("\\[", "").replace("\\]", "")
        assert "[" not in text and "]" not in text
        assert not any(sign in text for sign in "\x1b\x07\n\u202e")
        address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert (
            address.isascii()
            and ":" not in address
            and not address.startswith("/")
            and ".." not in address.split("/")
        )
    for rule in run["tool"]["driver"]["rules"]:
        assert "](" not in rule["help"]["markdown"].replace("](https://www.w3.org/x)", "")
        assert "<" not in rule["help"]["markdown"]


def test_a_path_of_any_text_is_a_relative_reference() -> None:
    assert uri("a\ud800/한.html") == "a%3F/%ED%95%9C.html"
    assert uri("\udcb1.html") == "%B1.html"
    assert uri("c:x") == "c%3Ax"
