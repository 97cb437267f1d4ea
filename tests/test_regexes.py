"""Kept patterns are those of ``re``; where the file is not right, they are compiled as always."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint import regexes
from govpage_lint.regexes import keep_regexes, regex

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
PATTERNS: list[tuple[Any, int]] = [
    ("a(?P<first>b+)?(c)(?P<last>[가-힣]|d)", 0),
    ("a(?P<first>b+)?(c)(?P<last>[가-힣]|d)", re.IGNORECASE),
    (r"^\s*(?:\w++|[^\W\d_])\Z", re.MULTILINE | re.VERBOSE),
    (rb"<meta\s[^>]*?(charset)\s*=([\x80-\xff]+)", re.IGNORECASE),
    ("(?s:.)(?<!b)(?=c|$)(?>a|ab)", re.ASCII),
    ("", 0),
]
TEXTS = ["", "abbcd", "ABBCD", "ac가", " w \n", "<META charset=\xe9>", "xabc", "c"]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty table, and the file that it is kept in."""
    monkeypatch.setenv("GOVPAGE_LINT_CACHE", str(tmp_path / "kept"))
    monkeypatch.setattr(regexes, "_table", regexes._Table())
    file = regexes._file()
    assert file is not None
    return file


def again() -> None:
    """What a new process begins with."""
    regexes._table.__init__()  # type: ignore[misc]


def seen(pattern: Any) -> list[Any]:
    """What a pattern is, and what it does."""
    is_text = isinstance(pattern.pattern, str)
    texts = TEXTS if is_text else [text.encode("utf-8") for text in TEXTS]
    found = [
        [
            (one.span(), one.groups(), one.groupdict(), one.lastgroup)
            for one in pattern.finditer(text)
        ]
        for text in texts
    ]
    return [pattern.pattern, pattern.flags, pattern.groups, pattern.groupindex, found]


def wanted() -> list[Any]:
    return [seen(re.compile(*each)) for each in PATTERNS]


def got() -> list[Any]:
    return [seen(regex(*each)) for each in PATTERNS]


def test_patterns_are_those_of_re_when_compiled_and_when_kept(table: Path) -> None:
    assert got() == wanted() and regexes._table.is_new
    keep_regexes()
    again()
    assert got() == wanted() and not regexes._table.is_new
    assert regex(*PATTERNS[0]) == re.compile(*PATTERNS[0])


def test_all_patterns_of_a_run_are_those_of_re(table: Path) -> None:
    code = (
        "import re; from govpage_lint import regexes; from govpage_lint.cli import main;"
        "main();"
        "t = regexes._table;"
        "print(len(t.used), t.is_new, sum(re.compile(p if s else p.encode('latin-1'), f)"
        " != regexes._made((s, p, f), c) for (s, p, f), c in t.used.items()))"
    )
    report = table.parent.parent / "report.txt"
    pages = sorted(str(page) for page in SAMPLES.glob("*/faulty.html"))
    words = [
        *pages,
        "--format",
        f"concise={report}",
        "--isolated",
        "--no-cache",
        "--exit-zero",
    ]
    # The order of words in sets is another one in each.
    results = [
        subprocess.run(
            [sys.executable, "-c", code, *words, "--jobs", "1", "--no-browser"],
            capture_output=True,
            text=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout.split()
        for seed in ("1", "2")
    ]
    count, *rest = results[1]
    assert int(count) > 300 and rest == ["False", "0"]
    assert results[0][2] == "0" and table.is_file()


def test_processes_that_compile_at_the_same_time_keep_what_both_need(table: Path) -> None:
    regex("one")
    first, regexes._table = regexes._table, regexes._Table()
    regex("two")
    keep_regexes()
    regexes._table = first
    keep_regexes()
    again()
    regex("one"), regex("two")
    assert not regexes._table.is_new


def test_another_run_adds_what_it_has_compiled(table: Path) -> None:
    regex("one")
    keep_regexes()
    again()
    regex("two")
    keep_regexes()
    again()
    regex("one")
    regex("two")
    assert not regexes._table.is_new


def test_what_is_no_longer_used_goes_when_the_file_is_large(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    regex("one")
    keep_regexes()
    again()
    regex("two")
    monkeypatch.setattr(regexes, "_MAX_CODE", 1)
    keep_regexes()
    assert [pattern for _, pattern, _ in regexes._unpacked(table.read_bytes())] == ["two"]


def test_a_pattern_that_is_none_is_told_as_re_does(table: Path) -> None:
    with pytest.raises(re.error, match="missing"):
        regex("a(")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_file_that_is_not_whole_is_none(data: st.DataObject) -> None:
    table = regexes._Table()
    for pattern, flags in PATTERNS:
        text = pattern if isinstance(pattern, str) else pattern.decode("latin-1")
        table.pattern((isinstance(pattern, str), text, int(flags)))
    whole = regexes._packed(table.used)
    assert regexes._unpacked(whole) == table.used
    place = data.draw(st.integers(0, len(whole) - 1))
    cut = whole[:place]
    turned = (
        whole[:place] + bytes([whole[place] ^ data.draw(st.integers(1, 255))]) + whole[place + 1 :]
    )
    for wrong in (cut, turned):
        with pytest.raises((ValueError, LookupError)):
            regexes._unpacked(wrong)


def test_numbers_that_are_no_pattern_are_not_run(table: Path) -> None:
    key = (True, "one", 0)
    flags, code, groups, names = regexes._compiled(*key)
    bad = {key: (flags, [*code[:-1], 99_999], groups, names)}
    table.parent.mkdir(parents=True)
    table.write_bytes(regexes._packed(bad))
    assert regex("one").fullmatch("one") and not regex("one").fullmatch("two")


def test_a_folder_that_cannot_be_written_changes_nothing(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.parent.write_text("a file", "utf-8")
    assert got() == wanted()
    keep_regexes()
    monkeypatch.delenv("GOVPAGE_LINT_CACHE")
    monkeypatch.setattr(regexes, "cache_folder", lambda: None)
    again()
    assert got() == wanted()
    keep_regexes()
    assert [each.name for each in table.parent.parent.iterdir()] == ["kept"]


def test_another_re_is_left_alone(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def changed(*given: object) -> None:
        raise AttributeError("_code")

    monkeypatch.setattr(regexes, "_compiled", changed)
    assert got() == wanted()
