"""Results of unchanged files are kept from one run to the next, and never believed when they should not be."""

import json
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govpage_lint.engine import run as engine
from govpage_lint.engine.cache import open_cache
from govpage_lint.engine.cache.codec import results_data, results_from
from govpage_lint.engine.options import RunOptions
from govpage_lint.findings import (
    Edit,
    Excerpt,
    Finding,
    Fix,
    Location,
    PageResult,
    RuleOutcomes,
    Suppressed,
)
from tests.cli.conftest import Govpage, Result

PAGE = (
    '<!doctype html><html lang="en"><head><title>News of the ministry</title>'
    '<link rel="stylesheet" href="look.css"></head><body><main><h1></h1>'
    '<p class="x">Text <iframe src="inner.html"></iframe></main></body></html>\n'
)
HOUSE = """
id = "{name}"
title = {{ en = "House", ko = "우리" }}
message = {{ en = "A house rule.", ko = "우리 규칙." }}
why = {{ en = "Why.", ko = "왜." }}
how = {{ en = "How.", ko = "어떻게." }}
level = "error"
certainty = "certain"
impact = "minor"
[match]
selector = "{selector}"
[[example]]
html = "<{selector}></{selector}>"
finds = ["<{selector}>"]
[[example]]
html = "<b></b>"
finds = []
"""

_FINDING = Finding(
    rule="alt",
    level="error",
    certainty="certain",
    impact="minor",
    message="\ud800 no text",
    location=Location(1, 2, 3, 4),
    selector="img",
    snippet="<img>",
    criteria=("wcag:1.1.1", "kwcag:5.1.1"),
    act=(),
    observers=("source", "rendered"),
    axe=("image-alt",),
    fingerprint="f",
)
_MENDED = replace(
    _FINDING,
    location=None,
    excerpt=Excerpt(1, "<img>", 0, 5),
    fix=Fix("Add alt", True, (Edit(1, 1, " alt", Location(1, 1, 1, 1)), Edit(2, 2, "x"))),
    viewports=("320x256",),
    screenshot="a.png",
)
SAMPLE = PageResult(
    "page.html",
    None,
    "checked",
    findings=(_FINDING, _MENDED, replace(_FINDING, rule="lang"), _FINDING),
    outcomes={"alt": RuleOutcomes(1, 2, 3, ("source",)), "lang": RuleOutcomes(0, 1, 0, ())},
    notes=("a note",),
    ran=("alt", "lang"),
    suppressed=(Suppressed(_MENDED, "inline", "why"), Suppressed(_FINDING, "config", "", "one")),
)

type Checked = Callable[..., tuple[Result, list[str]]]


@pytest.fixture
def checked(govpage: Govpage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Checked:
    """Runs the command with a cache of its own; its result, and which pages it really checked."""
    monkeypatch.delenv("GOVPAGE_LINT_NO_CACHE", raising=False)
    monkeypatch.setenv("GOVPAGE_LINT_CACHE", str(tmp_path / "cache"))
    looked: list[str] = []
    page = engine.Run._page

    def counted(self: Any, target: Any, *rest: Any) -> Any:
        looked.append(target.name)
        return page(self, target, *rest)

    monkeypatch.setattr(engine.Run, "_page", counted)

    def run(*words: str) -> tuple[Result, list[str]]:
        looked.clear()
        return govpage(*(words or ("page.html",))), sorted(looked)

    return run


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    write(file, PAGE)
    return file


def write(file: Path, text: str) -> None:
    """Write a file as it was written some time ago."""
    file.write_text(text, "utf-8")
    old = file.stat().st_mtime_ns - 60_000_000_000
    os.utime(file, ns=(old, old))


def test_an_unchanged_page_is_not_checked_again(checked: Checked, page: Path) -> None:
    first, looked = checked()
    assert looked == ["page.html"] and "heading-empty" in first.out
    again, looked = checked()
    assert looked == [] and again == first


def test_a_changed_page_is(checked: Checked, page: Path) -> None:
    checked()
    write(page, PAGE.replace("<h1></h1>", "<h1>News</h1>"))
    result, looked = checked()
    assert looked == ["page.html"] and "heading-empty" not in result.out


def test_the_same_contents_at_another_time_are_no_change(checked: Checked, page: Path) -> None:
    checked()
    page.write_text(PAGE, "utf-8")
    assert checked()[1] == []


def test_a_change_that_no_clock_shows_is_seen(checked: Checked, page: Path) -> None:
    """Written twice within the time that a file system tells apart, and as long as before."""
    page.write_text(PAGE, "utf-8")
    stat = page.stat()
    checked()
    page.write_text(PAGE.replace("<h1></h1>", "<h2></h2>"), "utf-8")
    os.utime(page, ns=(stat.st_mtime_ns, stat.st_mtime_ns))
    assert checked()[1] == ["page.html"]


@pytest.mark.parametrize("name", ["look.css", "inner.html"])
def test_what_a_page_reads_beside_itself_counts(
    checked: Checked, page: Path, tmp_path: Path, name: str
) -> None:
    first, _ = checked()
    write(tmp_path / name, ".x { color: red }")
    assert checked()[1] == ["page.html"], "it was looked for, and not there"
    assert checked()[1] == []
    write(tmp_path / name, ".x { color: blue }")
    assert checked()[1] == ["page.html"]
    (tmp_path / name).unlink()
    assert checked() == (first, []), "what held before holds again"


def test_what_was_asked_for_counts(checked: Checked, page: Path, tmp_path: Path) -> None:
    checked()
    assert checked("page.html", "--ignore", "heading-empty")[1] == ["page.html"]
    assert checked("page.html", "--lang", "ko")[1] == ["page.html"]
    assert checked("page.html", "--format", "json")[1] == []
    assert checked(str(page))[1] == [str(page)], "it has another name in the report"
    write(tmp_path / "govpage-lint.toml", 'levels = { "heading-empty" = "info" }\n')
    assert checked()[1] == ["page.html"]


def test_house_rules_count(checked: Checked, page: Path, tmp_path: Path) -> None:
    rule = tmp_path / "house" / "no-h-one.toml"
    rule.parent.mkdir()
    write(rule, HOUSE.format(name="no-h-one", selector="h1"))
    words = ("page.html", "--rules", "house")
    assert "no-h-one" in checked(*words)[0].out
    assert checked(*words)[1] == []
    write(rule, HOUSE.format(name="no-h-one", selector="h5"))
    result, looked = checked(*words)
    assert looked == ["page.html"] and "no-h-one" not in result.out


def test_nothing_is_kept_on_request(checked: Checked, page: Path, tmp_path: Path) -> None:
    checked("page.html", "--no-cache")
    assert not list((tmp_path / "cache").rglob("pages/*/*"))
    assert checked("page.html", "--no-cache", "--cache-dir", "x")[0].code == 2


def test_clean_forgets_all_that_can_be_made_again(
    checked: Checked, page: Path, tmp_path: Path
) -> None:
    checked("page.html")
    for name in ("rules-1.json", "regexes-cpython-313-1.bin", "notes.txt"):
        (tmp_path / "cache" / name).write_text("", "utf-8")
    assert checked("clean")[0].code == 0
    assert [each.name for each in (tmp_path / "cache").iterdir()] == ["notes.txt"]


def test_a_folder_of_ones_own_says_what_it_is(checked: Checked, page: Path, tmp_path: Path) -> None:
    assert checked("page.html", "--cache-dir", "kept")[1] == ["page.html"]
    assert checked("page.html", "--cache-dir", "kept")[1] == []
    assert (tmp_path / "kept" / ".gitignore").read_text() == "*\n"
    result, _ = checked("clean", "--cache-dir", "kept")
    assert result.code == 0 and "kept" in result.out
    assert checked("page.html", "--cache-dir", "kept")[1] == ["page.html"]
    assert "Nothing" in checked("clean", "--cache-dir", "nowhere")[0].out


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda data: data[: len(data) // 2], id="cut off"),
        pytest.param(lambda data: b"", id="empty"),
        pytest.param(lambda data: data.replace(b"heading-empty", b"heading-fully"), id="changed"),
        pytest.param(lambda data: b"\x80\x04\x95" + data, id="not text"),
        pytest.param(lambda data: b"[" * 100_000, id="nested"),
    ],
)
def test_what_is_damaged_is_checked_again(
    checked: Checked, page: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    first, _ = checked()
    (entry,) = (tmp_path / "cache").rglob("pages/*/*.results")
    entry.write_bytes(damage(entry.read_bytes()))
    again, looked = checked()
    assert looked == ["page.html"] and again == first and again.err == ""
    assert checked()[1] == []


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_a_folder_that_others_may_write_to_is_not_trusted(
    checked: Checked, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "cache" / "pages").mkdir(parents=True)
    (tmp_path / "cache" / "pages").chmod(0o777)
    assert checked()[1] == checked()[1] == ["page.html"]


def test_a_cache_that_is_no_folder_is_done_without(
    checked: Checked, page: Path, tmp_path: Path
) -> None:
    (tmp_path / "cache").write_text("no folder", "utf-8")
    result, looked = checked()
    assert looked == ["page.html"] and result.code == 1 and result.err == ""


def test_a_page_that_changes_while_it_is_read_is_not_kept(
    checked: Checked, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = engine.Run._page

    def changing(self: Any, target: Any, *rest: Any) -> Any:
        found = inner(self, target, *rest)
        page.write_text("<!doctype html><title>Other</title>", "utf-8")
        return found

    monkeypatch.setattr(engine.Run, "_page", changing)
    checked()
    monkeypatch.setattr(engine.Run, "_page", inner)
    result, _ = checked()
    assert "heading-empty" not in result.out


def test_old_results_are_dropped(tmp_path: Path) -> None:
    place = tmp_path / "pages"
    kept, old = place / "aa" / "kept.results", place / "bb" / "old.results"
    for file in (kept, old):
        file.parent.mkdir(parents=True)
        file.write_text("x", "utf-8")
    month = old.stat().st_mtime - 40 * 86_400
    os.utime(old, (month, month))
    assert open_cache(RunOptions(), (), tmp_path) is not None
    assert kept.exists() and not old.parent.exists()


def test_what_is_kept_is_what_was_found(govpage: Govpage, page: Path) -> None:
    from govpage_lint.engine.run import Run
    from govpage_lint.rulebook.book import Rulebook
    from govpage_lint.targets import Target

    with Run(Rulebook(), RunOptions(browser="never")) as run:
        result = run.check(Target("file", "page.html", page))
    assert result.findings
    back = _kept([result])[0]
    assert (back.findings, back.outcomes, back.ran, back.notes, back.profile) == (
        result.findings,
        result.outcomes,
        result.ran,
        result.notes,
        result.profile,
    )


def _kept(pages: Sequence[PageResult]) -> list[PageResult]:
    """What comes back of results."""
    return list(results_from(json.loads(json.dumps(results_data(pages))), len(pages)))


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=3),
        lambda inner: st.lists(inner, max_size=16),
        max_leaves=40,
    )
)
def test_nothing_else_is_taken_for_a_result(data: object) -> None:
    with pytest.raises(ValueError, match="not what"):
        results_from(data, 1)


_PIECES: st.SearchStrategy[object] = (
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.just([])
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data(), put=_PIECES)
def test_what_is_changed_in_any_place_gives_a_result_or_none(data: Any, put: object) -> None:
    """Never an error that a run would die of, and never a value of another type."""
    kept = json.loads(json.dumps(results_data([SAMPLE])))
    place: Any = kept
    while True:
        number = data.draw(st.integers(0, len(place) - 1))
        if not isinstance(place[number], list) or not place[number] or data.draw(st.booleans()):
            break
        place = place[number]
    place[number] = put
    try:
        (found,) = results_from(kept, 1)
    except (ValueError, TypeError, LookupError):
        return
    assert _kept([found]) == [found]
    assert all(type(one.message) is str for one in found.findings)


def test_what_is_rare_in_results_is_kept_too() -> None:
    assert _kept([SAMPLE]) == [SAMPLE]
