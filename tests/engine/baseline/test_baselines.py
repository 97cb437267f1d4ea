"""Whatever pages have: a baseline of them knows all of it, nothing else, and stays as it is."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govpage_lint.engine.baseline.comparing import Comparison
from govpage_lint.engine.baseline.entries import Baseline, Known
from govpage_lint.engine.baseline.files import BaselineError, read_baseline, write_baseline, written
from govpage_lint.engine.baseline.keys import address_key, folders_of, page_key, within
from govpage_lint.engine.baseline.recording import Recording
from govpage_lint.engine.fingerprints import numbered
from govpage_lint.findings import Finding, Observer, PageResult, RuleOutcomes

DAY = "2026-11-26"
RULES = ("rule-a", "rule-b", "axe-c")


def finding(mark: int, rule: str = "rule-a") -> Finding:
    return Finding(
        rule,
        "error",
        "certain",
        "minor",
        "m",
        None,
        f"#s{mark}",
        "",
        (),
        (),
        ("source",),
        (),
        f"{mark:020x}",
    )


def page(name: str, counts: Mapping[int, int], *, status: str = "checked") -> PageResult:
    found = [finding(mark) for mark, count in counts.items() for _ in range(count)]
    told, _ = numbered(found, ())
    outcomes = {"rule-a": RuleOutcomes(0, len(found), 0, ("source",))}
    return PageResult(
        name,
        None,
        "checked" if status == "checked" else "error",
        findings=told,
        outcomes=outcomes,
        ran=RULES,
    )


def key(result: PageResult) -> str:
    return result.target


def recorded(
    pages: Sequence[PageResult], old: Baseline | None = None, *, add: bool = True
) -> Baseline:
    recording = Recording(old, key, DAY, add=add)
    for one in pages:
        recording.add(one)
    return recording.baseline(lambda name: True)


def compared(baseline: Baseline, pages: Sequence[PageResult]) -> tuple[int, int, int]:
    """How many findings are new, known and gone."""
    comparison = Comparison(baseline, key, "en")
    after = [comparison.compared(one) for one in pages]
    new = sum(len(one.findings) for one in after)
    return new, sum(len(one.suppressed) for one in after), sum(one.count for one in comparison.gone)


FOLDERS = st.sampled_from(["", "a/", "a/b/", "a/c/", "https://x.kr/", "https://x.kr/n/view.do?"])
NAMES = st.builds(lambda folder, number: f"{folder}p{number}", FOLDERS, st.integers(0, 6))
COUNTS = st.dictionaries(st.integers(0, 4), st.integers(1, 3), max_size=4)
SITES = st.dictionaries(NAMES, COUNTS, max_size=30)
# A fault that nearly all pages have, so that folders are tried.
TEMPLATED = st.builds(
    lambda site, count, but: {
        name: {**counts, 9: count} if name not in but else counts for name, counts in site.items()
    },
    SITES,
    st.integers(1, 2),
    st.sets(NAMES, max_size=4),
)


@settings(deadline=None)
@given(TEMPLATED)
def test_a_baseline_knows_all_that_was_there_and_that_nothing_is_gone(site) -> None:
    pages = [page(name, counts) for name, counts in site.items()]
    baseline = recorded(pages)
    total = sum(sum(counts.values()) for counts in site.values())
    assert compared(baseline, pages) == (0, total, 0)
    known = Known(baseline)
    for name, counts in site.items():
        on = {int(entry.fingerprint, 16): entry.count for entry in known.on(name)}
        assert on == counts


@settings(deadline=None)
@given(TEMPLATED, TEMPLATED)
def test_on_known_pages_there_is_no_slack(before, after) -> None:
    baseline = recorded([page(name, counts) for name, counts in before.items()])
    now = {name: after.get(name, {}) for name in before}
    new, known, gone = compared(baseline, [page(name, counts) for name, counts in now.items()])
    was = Counter(
        {(name, mark): n for name, counts in before.items() for mark, n in counts.items()}
    )
    then = Counter({(name, mark): n for name, counts in now.items() for mark, n in counts.items()})
    assert new == (then - was).total()
    assert known == (then & was).total()
    assert gone == (was - then).total()


@settings(deadline=None)
@given(TEMPLATED, TEMPLATED)
def test_an_update_and_a_prune_leave_what_they_say(before, after) -> None:
    old = recorded([page(name, counts) for name, counts in before.items()])
    pages = [page(name, counts) for name, counts in after.items()]
    updated = recorded(pages, old)
    assert compared(updated, pages)[::2] == (0, 0)
    untouched = [page(name, counts) for name, counts in before.items() if name not in after]
    assert compared(updated, untouched)[::2] == (0, 0)
    assert recorded(pages, updated) == updated
    pruned = recorded(pages, old, add=False)
    new, _, gone = compared(pruned, [one for one in pages if one.target in before])
    assert (new, gone) == (compared(old, [one for one in pages if one.target in before])[0], 0)
    assert set(pruned.pages) == set(old.pages)


@settings(deadline=None)
@given(TEMPLATED)
def test_a_file_gives_back_what_was_written(tmp_path_factory, site) -> None:
    baseline = recorded([page(name, counts) for name, counts in site.items()])
    file = tmp_path_factory.mktemp("baseline") / "known.json"
    write_baseline(baseline, file)
    assert read_baseline(file) == baseline
    assert file.read_text(encoding="utf-8") == written(baseline)


KEYS = st.sampled_from(["baseline", "browser", "pages", "entries", "rule", "count"])
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=6),
    max_leaves=12,
)


@settings(deadline=None)
@given(JSON)
def test_any_json_is_read_or_refused_in_one_line(tmp_path_factory, data) -> None:
    file = tmp_path_factory.mktemp("hostile") / "known.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    problem = ""
    try:
        read_baseline(file)
    except BaselineError as error:
        problem = str(error)
    assert not problem or (problem.startswith(str(file)) and "\n" not in problem)


def test_an_unchecked_page_is_neither_known_nor_gone() -> None:
    baseline = recorded([page("a", {1: 2}), page("b", {1: 1})])
    assert compared(baseline, [page("a", {}, status="error")]) == (0, 0, 0)
    assert recorded([page("a", {}, status="error")], baseline) == baseline


def test_what_only_a_browser_shows_is_not_gone_without_one() -> None:
    def seen(counts: Mapping[int, int], observer: Observer) -> PageResult:
        one = page("a", counts)
        found = tuple(replace(f, observers=(observer,)) for f in one.findings)
        outcomes = {"rule-a": RuleOutcomes(0, 1, 0, (observer,))}
        return replace(one, findings=found, outcomes=outcomes)

    in_browser = recorded([seen({1: 1}, "rendered")])
    assert in_browser.browser
    assert compared(in_browser, [seen({}, "source")]) == (0, 0, 0)
    assert compared(in_browser, [seen({}, "rendered")]) == (0, 0, 1)
    in_source = recorded([seen({1: 1}, "source")])
    assert compared(in_source, [seen({}, "rendered")]) == (0, 0, 0)
    assert compared(in_source, [seen({}, "source")]) == (0, 0, 1)


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("HTTPS://WWW.X.go.kr:443/a/b.do?z=1&a=2#top", "https://www.x.go.kr/a/b.do?a=2&z=1"),
        ("http://x.kr/a;jsessionid=0A1B?id=3&JSESSIONID=9", "http://x.kr/a?id=3"),
        ("http://x.kr/(S(abc123))/a.aspx", "http://x.kr/a.aspx"),
        ("http://user:secret@x.kr:8080?utm_source=m&_=1", "http://x.kr:8080/"),
        ("http://x.kr/가?q=가", "http://x.kr/가?q=%EA%B0%80"),
        ("http://[broken/", "http://[broken/"),
    ],
)
def test_addresses_are_called_by_what_they_are(address, known) -> None:
    assert address_key(address) == known
    assert address_key(known) == known


def test_paths_are_called_from_the_folder_of_the_file(tmp_path: Path) -> None:
    def name(target: str) -> str:
        return page_key(page(target, {}), tmp_path / "ci", tmp_path)

    assert name("site/a.html") == name(str(tmp_path / "site" / "a.html")) == "../site/a.html"
    assert name("ci/./x/../b.html") == "b.html"
    assert name("-") == "-"
    # macOS writes a letter and its marks apart.
    assert name("ci/\u1100\u1161.html") == "가.html"


@given(NAMES)
def test_a_page_lies_in_its_folders_the_widest_first(name) -> None:
    folders = list(folders_of(name))
    assert all(within(name, folder) for folder in folders)
    assert folders == sorted(folders, key=len)
    assert ("://" in name) == ("" not in folders)


def test_a_thousand_pages_of_a_template_are_an_entry_a_fault() -> None:
    """And ten times the pages are no more entries: the file grows by the names of pages."""
    for number in (100, 1000):
        pages = [
            page(f"site/{n % 7}/p{n}.html", dict.fromkeys(range(100), 1)) for n in range(number)
        ]
        baseline = recorded(pages)
        assert len(baseline.entries) == 100
        assert {entry.page for entry in baseline.entries} == {"site/**"}
        assert compared(baseline, pages) == (0, number * 100, 0)
