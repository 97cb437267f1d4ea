"""What is kept comes back as it was, in part or whole; what is damaged in any way does not come back."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govpage_lint.engine.cache.codec import results_data, results_from
from govpage_lint.engine.cache.segments import Entry, Segment, segment_bytes
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

SLOW = settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=40)
_TEXT = st.sampled_from(["", "a", "b\n", "\ud800", "검색창", "x" * 50])
_NUMBER = st.integers(0, 3)
_PLACE = st.builds(Location, _NUMBER, _NUMBER, _NUMBER, _NUMBER)
_EDITS = st.lists(st.builds(Edit, _NUMBER, _NUMBER, _TEXT, st.none() | _PLACE), max_size=3)
_TEXTS = st.lists(_TEXT, max_size=2).map(tuple)
_FINDING = st.builds(
    Finding,
    rule=_TEXT,
    level=st.sampled_from(["error", "warning"]),
    certainty=st.sampled_from(["certain", "review"]),
    impact=st.just("minor"),
    message=_TEXT,
    location=st.none() | _PLACE,
    selector=_TEXT,
    snippet=_TEXT,
    criteria=_TEXTS,
    act=_TEXTS,
    observers=st.lists(st.sampled_from(["source", "axe"]), max_size=2).map(tuple),
    axe=_TEXTS,
    fingerprint=_TEXT,
    how=_TEXT,
    excerpt=st.none() | st.builds(Excerpt, _NUMBER, _TEXT, _NUMBER, _NUMBER),
    fix=st.none() | st.builds(Fix, _TEXT, st.booleans(), _EDITS.map(tuple)),
    viewports=_TEXTS,
    screenshot=st.none() | _TEXT,
)
_OUTCOMES = st.builds(RuleOutcomes, _NUMBER, _NUMBER, _NUMBER, st.just(("source",)))
_PAGE = st.builds(
    PageResult,
    target=_TEXT,
    url=st.none() | _TEXT,
    status=st.just("checked"),
    error=st.none(),
    profile=st.none() | _TEXT,
    language=st.none() | _TEXT,
    findings=st.lists(_FINDING, max_size=4).map(tuple),
    outcomes=st.dictionaries(_TEXT, _OUTCOMES, max_size=3),
    timings=st.just({}),
    notes=_TEXTS,
    ran=_TEXTS,
    suppressed=st.lists(st.builds(Suppressed, _FINDING, st.just("inline"), _TEXT), max_size=2).map(
        tuple
    ),
    screenshot=st.none() | _TEXT,
)
_STATE = st.sampled_from(["absent", "folder", [None, "ab"], [[1, 2, 3, 4, 5], None]])
_ENTRY = st.builds(Entry, _PAGE, st.dictionaries(_TEXT, _STATE, max_size=3))
_ENTRIES = st.dictionaries(
    st.integers(0, 999).map(lambda number: hashlib.sha1(b"%d" % number).hexdigest()),
    _ENTRY,
    min_size=1,
    max_size=5,
)


def _all_of(file: Path) -> None:
    segment = Segment(file)
    for place in range(len(segment.keys)):
        segment.files(place)
    segment.results(range(len(segment.keys)))


@SLOW
@given(pages=st.lists(_PAGE, min_size=1, max_size=5), data=st.data())
def test_any_of_them_come_back(pages: list[PageResult], data: Any) -> None:
    kept = json.loads(json.dumps(results_data(pages)))
    assert list(results_from(kept, len(pages))) == pages
    at = data.draw(st.lists(st.integers(0, len(pages) - 1)))
    assert list(results_from(kept, len(pages), at)) == [pages[place] for place in at]


@SLOW
@given(entries=_ENTRIES, data=st.data())
def test_a_segment_holds_what_was_put_in(
    tmp_path: Path, entries: dict[str, Entry], data: Any
) -> None:
    file = tmp_path / "one.results"
    file.write_bytes(segment_bytes(entries))
    segment = Segment(file)
    assert segment.keys == list(entries) and segment.size == file.stat().st_size
    kept = list(entries.values())
    places = sorted(data.draw(st.sets(st.integers(0, len(kept) - 1), min_size=1)))
    assert list(segment.results(places)) == [kept[place].result for place in places]
    assert [dict(segment.files(place)) for place in places] == [kept[n].files for n in places]


@SLOW
@given(entries=_ENTRIES, data=st.data())
def test_what_is_damaged_is_seen(tmp_path: Path, entries: dict[str, Entry], data: Any) -> None:
    """Flipped, cut off or put in, in any place."""
    whole = segment_bytes(entries)
    at = data.draw(st.integers(0, len(whole) - 1))
    flipped = bytes([whole[at] ^ data.draw(st.integers(1, 255))])
    rest = data.draw(st.sampled_from([flipped + whole[at + 1 :], b"", b"0" + whole[at:]]))
    file = tmp_path / "one.results"
    file.write_bytes(whole[:at] + rest)
    with pytest.raises(ValueError, match=r"."):
        _all_of(file)


@SLOW
@given(entries=_ENTRIES, data=st.data())
def test_what_is_forged_with_care_is_data_still(
    tmp_path: Path, entries: dict[str, Entry], data: Any
) -> None:
    """Somebody writes checksums that fit: results, or ValueError, and nothing else."""
    whole = segment_bytes(entries)
    first, _, body = whole.partition(b"\n")
    lengths = [int(word) for word in first.split(b" ")[-6::2]]
    parts = [body[: lengths[0]], body[lengths[0] : sum(lengths[:2])], body[sum(lengths[:2]) :]]
    which = data.draw(st.integers(1, 2))
    at = data.draw(st.integers(0, len(parts[which]) - 1))
    put = data.draw(st.sampled_from([b"9", b"[", b"]", b",", b'"', b"null", b"-1", b"99999999"]))
    parts[which] = parts[which][:at] + put + parts[which][at + 1 :]
    words = [b"%d %s" % (len(one), hashlib.sha256(one).hexdigest().encode()) for one in parts]
    magic = first.rsplit(b" ", 6)[0]
    file = tmp_path / "one.results"
    file.write_bytes(b" ".join((magic, *words)) + b"\n" + b"".join(parts))
    try:
        segment = Segment(file)
        places = data.draw(st.sampled_from([range(len(segment.keys)), [0]]))
        for place in places:
            segment.files(place)
        found = segment.results(places)
    except ValueError:
        return
    assert all(type(one) is PageResult for one in found)
