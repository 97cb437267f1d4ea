"""Baselines by the command: only new faults fail, fixed ones have to go, and no file is half written."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Govpage

FILE = "govpage-lint-baseline.json"
ONLY = ("--select", "image-alt-missing,heading-empty")
IMAGE = '<img src="{0}.png">'


def write(folder: Path, name: str, body: str, head: str = "") -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    start = '<!doctype html>\n<html lang="en"><head><title>News</title></head>'
    page = f"{start}\n<body>{head}<main>{body}</main></body></html>"
    file.write_text(page, encoding="utf-8")


def entries(folder: Path, name: str = FILE) -> list[dict[str, Any]]:
    data: dict[str, list[dict[str, Any]]] = json.loads((folder / name).read_text(encoding="utf-8"))
    return data["entries"]


def new(result) -> list[dict[str, Any]]:
    report = json.loads(result.out)
    return [finding for page in report["pages"] for finding in page["findings"]]


@pytest.fixture
def site(tmp_path: Path, govpage: Govpage) -> Path:
    write(tmp_path, "a.html", IMAGE.format("a") + IMAGE.format("same") * 2)
    write(tmp_path, "b.html", IMAGE.format("b"))
    result = govpage("baseline", "create", "a.html", "b.html", *ONLY)
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{FILE}: 4 faults on 2 pages in 3 entries.\n"
    return tmp_path


def test_known_faults_do_not_fail_and_are_counted(govpage: Govpage, site: Path) -> None:
    result = govpage("a.html", "b.html", "--baseline", FILE, *ONLY)
    assert (result.code, result.out) == (
        0,
        "Found 0 errors, 0 warnings in 2 pages (4 baselined).\n",
    )
    assert govpage("a.html", "b.html", *ONLY).code == 1
    report = json.loads(govpage("a.html", "--new-only", "--format", "json", *ONLY).out)
    (page,) = report["pages"]
    assert [one["by"] for one in page["suppressed"]] == ["baseline"] * 3
    assert page["outcomes"]["image-alt-missing"]["failed"] == 3


def test_a_new_fault_fails(govpage: Govpage, site: Path) -> None:
    write(site, "b.html", IMAGE.format("b") + IMAGE.format("c"))
    result = govpage("a.html", "b.html", "--new-only", "--format", "json", *ONLY)
    assert result.code == 1
    assert [finding["snippet"] for finding in new(result)] == ['<img src="c.png">']


def test_one_more_of_the_same_is_new(govpage: Govpage, site: Path) -> None:
    write(site, "a.html", IMAGE.format("a") + IMAGE.format("same") * 3)
    result = govpage("a.html", "--new-only", "--format", "json", *ONLY)
    assert result.code == 1
    assert len(new(result)) == 1


def test_edits_around_a_known_fault_make_it_no_other(govpage: Govpage, site: Path) -> None:
    write(
        site,
        "b.html",
        '<h2>New</h2>\n\n<p>Text</p><div><img\n  class="" src="b.png" nonce="x1"></div>'.replace(
            ' class=""', ""
        ),
    )
    result = govpage("b.html", "--new-only", *ONLY)
    assert (result.code, result.out) == (0, "Found 0 errors, 0 warnings in 1 page (1 baselined).\n")


def test_the_known_fault_on_another_page_is_new(govpage: Govpage, site: Path) -> None:
    write(site, "c.html", IMAGE.format("b"))
    assert govpage("c.html", "--new-only", *ONLY).code == 1


def test_a_fixed_fault_fails_until_it_is_pruned(govpage: Govpage, site: Path) -> None:
    write(site, "a.html", IMAGE.format("same"))
    result = govpage("a.html", "b.html", "--new-only", *ONLY)
    assert result.code == 1
    assert "2 known faults are gone" in result.out and "image-alt-missing in a.html" in result.out
    assert "baseline prune" in result.out
    lines = govpage("a.html", "--new-only", "--format", "concise", *ONLY).out.splitlines()
    assert lines[-2].startswith("Note: 2 known faults are gone")
    assert govpage("a.html", "--new-only", "--allow-stale", *ONLY).code == 0
    assert govpage("a.html", "--new-only", "--fail-on", "never", *ONLY).code == 0
    korean = govpage("a.html", "--new-only", "--lang", "ko", *ONLY)
    assert "결함 2건이 더 이상 없습니다" in korean.out and korean.code == 1
    pruned = govpage("baseline", "prune", "a.html", "b.html", *ONLY)
    assert pruned.out == f"{FILE}: 2 faults on 2 pages in 2 entries; 0 added, 2 removed.\n"
    assert govpage("a.html", "b.html", "--new-only", *ONLY).code == 0
    write(site, "a.html", IMAGE.format("same") * 2)
    assert govpage("a.html", "--new-only", *ONLY).code == 1


def test_what_was_not_looked_at_is_not_fixed(govpage: Govpage, site: Path) -> None:
    write(site, "a.html", "")
    assert govpage("b.html", "--new-only", *ONLY).code == 0
    # Nor what no rule looked for.
    assert govpage("a.html", "--new-only", "--select", "heading-empty").code == 0
    before = (site / FILE).read_bytes()
    govpage("baseline", "prune", "a.html", "--select", "heading-empty")
    assert (site / FILE).read_bytes() == before
    (site / "a.html").unlink()
    assert govpage("a.html", "b.html", "--new-only", *ONLY).code == 3


def test_files_that_are_gone_are_pruned(govpage: Govpage, site: Path) -> None:
    (site / "a.html").unlink()
    assert govpage("b.html", "--new-only", *ONLY).code == 0
    govpage("baseline", "prune", "b.html", *ONLY)
    assert [entry["page"] for entry in entries(site)] == ["b.html"]


def test_a_page_that_cannot_be_checked_stays(govpage: Govpage, site: Path) -> None:
    before = (site / FILE).read_bytes()
    (site / "a.html").unlink()
    (site / "a.html").mkdir()
    result = govpage("baseline", "update", "a.html", "b.html", *ONLY)
    assert result.code == 3
    assert "could not be checked" in result.out
    assert (site / FILE).read_bytes() == before


def test_prune_takes_nothing_in_and_update_does(govpage: Govpage, site: Path) -> None:
    write(site, "b.html", IMAGE.format("c"))
    govpage("baseline", "prune", "b.html", *ONLY)
    assert govpage("b.html", "--new-only", *ONLY).code == 1
    assert [entry["page"] for entry in entries(site)] == ["a.html", "a.html"]
    result = govpage("baseline", "update", "b.html", *ONLY, "--lang", "ko")
    assert result.out == f"{FILE}: 페이지 2개의 결함 4건, 항목 3개. 추가 1건, 삭제 0건.\n"
    assert govpage("a.html", "b.html", "--new-only", *ONLY).code == 0


def test_the_days_stay_and_a_second_update_changes_nothing(
    govpage: Govpage, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (site / FILE).read_text(encoding="utf-8")
    day = entries(site)[0]["since"]
    (site / FILE).write_text(text.replace(day, "2020-01-02"), encoding="utf-8")
    write(site, "b.html", IMAGE.format("b") + IMAGE.format("d"))
    govpage("baseline", "update", "a.html", "b.html", *ONLY)
    assert sorted(entry["since"] for entry in entries(site)) == ["2020-01-02"] * 3 + [day]
    once = (site / FILE).read_bytes()
    govpage("baseline", "update", "b.html", *ONLY)
    assert (site / FILE).read_bytes() == once


def test_one_template_fault_is_one_entry(govpage: Govpage, tmp_path: Path) -> None:
    head = '<header id="top"><img src="/logo.png"></header>'
    for number in range(12):
        write(
            tmp_path,
            f"site/{'ko' if number % 2 else 'en'}/p{number}.html",
            f"<p>{number}</p>",
            head if number else "",
        )
    (tmp_path / "site" / "en" / "p2.html").write_text("<p>Part</p>", encoding="utf-8")
    govpage("baseline", "create", "site", *ONLY)
    (entry,) = entries(tmp_path)
    assert (entry["page"], entry["count"], entry["absent"]) == (
        "site/**",
        1,
        ["site/en/p0.html", "site/en/p2.html"],
    )
    # A new page of the same template is not new; another fault on it is.
    write(tmp_path, "site/en/new.html", "<p>New</p>", head)
    assert govpage("site", "--new-only", *ONLY).code == 0
    write(tmp_path, "site/en/new.html", "<h2></h2>", head)
    assert govpage("site", "--new-only", *ONLY).code == 1
    # One without the fault is right, and no reason to prune.
    write(tmp_path, "site/en/new.html", "<p>New</p>")
    assert govpage("site", "--new-only", *ONLY).code == 0
    # There was none on this page, and so it may get none; nor may pages elsewhere.
    write(tmp_path, "site/en/p0.html", "<p>0</p>", head)
    assert govpage("site", "--new-only", *ONLY).code == 1
    write(tmp_path, "other.html", "<p>0</p>", head)
    assert govpage("other.html", "--new-only", *ONLY).code == 1


def test_a_template_that_is_mended_leaves_nothing(govpage: Govpage, tmp_path: Path) -> None:
    for number in range(4):
        write(tmp_path, f"site/p{number}.html", IMAGE.format("logo"))
    govpage("baseline", "create", "site", *ONLY)
    write(tmp_path, "site/p0.html", "")
    assert govpage("site/p0.html", "--new-only", *ONLY).code == 1
    govpage("baseline", "prune", "site/p0.html", *ONLY)
    assert govpage("site", "--new-only", *ONLY).code == 0
    for number in range(4):
        write(tmp_path, f"site/p{number}.html", "")
    govpage("baseline", "prune", "site", *ONLY)
    assert entries(tmp_path) == []


def test_paths_count_from_the_folder_of_the_baseline(govpage: Govpage, tmp_path: Path) -> None:
    write(tmp_path, "site/a.html", IMAGE.format("a"))
    (tmp_path / "ci").mkdir()
    govpage("baseline", "create", "--baseline", "ci/known.json", "site", *ONLY)
    assert entries(tmp_path, "ci/known.json")[0]["page"] == "../site/a.html"
    there = govpage("a.html", "--baseline", "../ci/known.json", *ONLY, folder=tmp_path / "site")
    assert there.code == 0
    assert (
        govpage(
            str(tmp_path / "site"), "--baseline", str(tmp_path / "ci" / "known.json"), *ONLY
        ).code
        == 0
    )


def test_create_replaces_nothing_unasked(govpage: Govpage, site: Path) -> None:
    before = (site / FILE).read_bytes()
    result = govpage("baseline", "create", "b.html", *ONLY)
    assert result.code == 2 and "update" in result.err and "--force" in result.err
    assert (site / FILE).read_bytes() == before
    assert govpage("baseline", "create", "b.html", "--force", *ONLY).code == 0
    assert len(entries(site)) == 1


@pytest.mark.skipif(os.name == "nt", reason="permissions are those of POSIX")
def test_a_file_keeps_its_permissions_and_its_link(govpage: Govpage, site: Path) -> None:
    (site / "real").mkdir()
    real = (site / FILE).rename(site / "real" / "known.json")
    real.chmod(0o640)
    (site / FILE).symlink_to(real)
    write(site, "b.html", "")
    assert govpage("baseline", "update", "b.html", *ONLY).code == 0
    assert (site / FILE).is_symlink() and real.stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (site / "real").iterdir()) == ["known.json"]


def test_show_lists_what_is_known(govpage: Govpage, site: Path) -> None:
    result = govpage("baseline", "show")
    lines = result.out.splitlines()
    assert lines[0] == "image-alt-missing  Image without a text alternative"
    assert "  a.html  body > main > img:nth-of-type(2) ×2  (since " in result.out
    assert "대체 텍스트 없는 이미지" in govpage("baseline", "show", "--lang", "ko").out


def test_suppressions_come_first_and_their_faults_are_never_known(
    govpage: Govpage, tmp_path: Path
) -> None:
    comment = "<!-- govpage-lint-disable-next image-alt-missing, no-such -- ticket 8 -->"
    write(tmp_path, "a.html", comment + IMAGE.format("a"))
    govpage("baseline", "create", "a.html")
    rules = {entry["rule"] for entry in entries(tmp_path)}
    assert "image-alt-missing" not in rules
    assert not any(rule.startswith("suppression-") for rule in rules)
    result = govpage("a.html", "--new-only", "--format", "json")
    assert [finding["rule"] for finding in new(result)] == ["suppression-unknown-rule"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, ["there is no such baseline", "baseline create"]),
        ("", ["no whole JSON"]),
        ('{"baseline": 1, "browser": fal', ["no whole JSON"]),
        pytest.param("[" * 100_000, ["no whole JSON", "too deep"], id="deep"),
        ("[]", ["is no baseline"]),
        ('{"entries": []}', ["is no baseline"]),
        ('{"baseline": 2}', ["version 2", "reads version 1"]),
        ('{"baseline": "\\u001b[31m"}', ["is not the number"]),
        ('{"baseline": 1, "browser": 1, "pages": [], "entries": []}', ["browser:"]),
        ('{"baseline": 1, "browser": false, "pages": [1], "entries": []}', ["pages:"]),
        ('{"baseline": 1, "browser": false, "pages": [], "entries": [{}]}', ["entries[0].rule"]),
        ('{"baseline": NaN}', ["no whole JSON", "NaN"]),
    ],
)
def test_a_file_that_cannot_be_used_is_one_clear_line(
    govpage: Govpage, tmp_path: Path, text, words
) -> None:
    write(tmp_path, "a.html", IMAGE.format("a"))
    if text is not None:
        (tmp_path / FILE).write_text(text, encoding="utf-8")
    for command in (
        ("a.html", "--new-only"),
        ("baseline", "update", "a.html"),
        ("baseline", "show"),
    ):
        result = govpage(*command)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(f"govpage-lint: {FILE}: ") and result.err.count("\n") == 1
        for word in words:
            assert word in result.err
        assert "\x1b" not in result.err
    if text is not None:
        assert (tmp_path / FILE).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("count", 0),
        ("count", True),
        ("count", "1"),
        ("since", "yesterday"),
        ("since", "2026-13-01"),
        ("observers", ["eye"]),
        ("fingerprint", "x"),
        ("absent", "a"),
        ("page", None),
        ("rule", ["a"]),
    ],
)
def test_a_wrong_value_is_named(govpage: Govpage, site: Path, key, value) -> None:
    data = json.loads((site / FILE).read_text(encoding="utf-8"))
    data["entries"][1][key] = value
    (site / FILE).write_text(json.dumps(data), encoding="utf-8")
    result = govpage("a.html", "--new-only")
    assert result.code == 2 and f"{FILE}: entries[1].{key}: " in result.err


def test_an_entry_that_stands_twice_is_told(govpage: Govpage, site: Path) -> None:
    data = json.loads((site / FILE).read_text(encoding="utf-8"))
    data["entries"].append(data["entries"][0])
    (site / FILE).write_text(json.dumps(data), encoding="utf-8")
    result = govpage("a.html", "--new-only")
    assert result.code == 2 and "stands there twice" in result.err


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="everything is writable here")
def test_a_folder_that_cannot_be_written_is_told(govpage: Govpage, site: Path) -> None:
    site.chmod(0o500)
    try:
        result = govpage("baseline", "update", "b.html", *ONLY)
    finally:
        site.chmod(0o700)
    assert result.code == 2 and "cannot be written" in result.err


def test_a_target_that_is_a_folder_is_told(govpage: Govpage, site: Path) -> None:
    (site / "sub").mkdir()
    result = govpage("baseline", "create", "b.html", "--force", "--baseline", "sub", *ONLY)
    assert result.code == 2 and "cannot be written" in result.err
    assert list((site / "sub").iterdir()) == [] and not list(site.glob(".sub*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("baseline",), "create, update, prune, show"),
        (("baseline", "crate", "a.html"), "did you mean create"),
        (("baseline", "create"), "no target"),
        (("baseline", "show", "a.html"), "takes no targets"),
        (("a.html", "--new-only", "--no-baseline"), "not allowed with"),
    ],
)
def test_what_makes_no_sense_is_refused(govpage: Govpage, tmp_path: Path, words, said) -> None:
    result = govpage(*words)
    assert result.code == 2 and said in result.err


def test_two_targets_of_one_page_are_one(govpage: Govpage, site: Path) -> None:
    result = govpage("a.html", "./a.html", str(site / "a.html"), "--new-only", *ONLY)
    assert result.code == 0
    govpage("baseline", "update", "a.html", "./a.html", *ONLY)
    assert sum(entry["count"] for entry in entries(site) if entry["page"] == "a.html") == 3
