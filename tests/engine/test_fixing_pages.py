"""Mending whole pages with all rules: real ones, and made-up ones in many encodings and line endings."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govpage_lint.document.encoding import encode_as, mark_of
from govpage_lint.document.parse import parse
from govpage_lint.document.rewriting import Change, rewrite
from govpage_lint.engine.fixing.proof import same_but_for
from govpage_lint.engine.fixing.rounds import Examined, Mending, mend
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Run
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import Target
from tests.shared import saved_pages


@pytest.fixture(scope="module")
def run() -> Iterator[Run]:
    """A run of all rules on sources."""
    with Run(Rulebook(), RunOptions(browser="never")) as running:
        yield running


def _mended(run: Run, target: Target, data: bytes) -> Mending:
    def examine(now: bytes) -> Examined:
        return run.examine(target, now)

    mending = mend(examine(data), examine, unsafe=True)
    # The second time there is nothing to do.
    assert not mend(mending.after, examine, unsafe=True).changed
    return mending


def _replay(data: bytes, mending: Mending) -> None:
    """Make the changes again, one round after another: each leaves the tree and the bytes alone
    but for its own spots."""
    for changes in mending.steps:
        old = parse(data)
        result = rewrite(data, old.encoding, changes)
        assert same_but_for(old, parse(result.data), result.changes)
        _same_bytes_around(data, result.data, result.changes)
        data = result.data
    assert data == mending.after.data


def _same_bytes_around(old: bytes, new: bytes, changes: Sequence[Change]) -> None:
    """Every byte that stands between changes is there, where the changes have moved it to."""
    document = parse(old)
    encoding, source = document.encoding, document.source
    mark = len(mark_of(encoding))
    if encode_as(source.original, encoding) != old[mark:]:
        # Bytes that read alike have a test of their own.
        return
    place, read = mark, 0
    assert new[:mark] == old[:mark]
    for change in changes:
        start, end = source.original_span((change.start, change.end))
        kept = encode_as(source.original[read:start], encoding)
        assert new.startswith(kept, place)
        place += len(kept)
        # A new line may end in any of three ways.
        ends = {encode_as(change.text.replace("\n", way), encoding) for way in ("\n", "\r\n", "\r")}
        written = max((one for one in ends if new.startswith(one, place)), key=len)
        place, read = place + len(written), end
    assert new[place:] == encode_as(source.original[read:], encoding)


def _errors(page: Examined) -> int:
    return sum(f.level == "error" and f.certainty != "review" for f in page.findings)


@pytest.mark.slow
@pytest.mark.parametrize("page", saved_pages(), ids=lambda page: page.name)
def test_a_real_page_is_the_same_but_for_the_mended_spots(
    run: Run, page: Path, tmp_path: Path
) -> None:
    file = tmp_path / page.name
    shutil.copy(page, file)
    data = file.read_bytes()
    mending = _mended(run, Target("file", str(file), file), data)
    assert mending.refused is None
    assert _errors(mending.after) <= _errors(mending.before)
    _replay(data, mending)


FAULTS = (
    '<p class="a" class="a">{0}</p>',
    '<div role="navigaton">{0}</div>',
    "<h4>{0}</h4>",
    '<a href="/{0}" title="{0}">{0}</a>',
    '<img src="a.png" width="1" height="1">',
    '<span id="x">{0}</span><b id="x">{0}</b>',
    "{0}</span>{0}",
    "<table><tr><th>{0}</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
    '<label>{0}</label> <input name="n" tabindex="2">',
    '<a href="/a" target="_blank">{0}</a>',
    "<ul><li>{0}</li><ul><li>B</li></ul></ul>",
    '<p id="a"\n  accesskey="1"\n  aria-lable="{0}">{0}</p>',
)
WORDS = {
    "utf-8": ("utf-8", "안내 😀 é"),
    "euc-kr": ("cp949", "안내 똠방각하 뷁"),
    "shift_jis": ("cp932", "日本語 ①"),
    "windows-1252": ("cp1252", "é € “a”"),
    "utf-16": ("utf-16-le", "안내 😀"),
}


@st.composite
def faulty(draw: st.DrawFn) -> bytes:
    """The bytes of a page with faults."""
    label = draw(st.sampled_from(sorted(WORDS)))
    codec, words = WORDS[label]
    language = draw(st.sampled_from(["", ' lang="ko"', ' lang="en"', ' lang="kr"']))
    body = [one.format(words) for one in draw(st.lists(st.sampled_from(FAULTS), max_size=8))]
    lines = [
        *draw(st.sampled_from([["<!DOCTYPE html>"], []])),
        f"<html{language}>",
        "" if label == "utf-16" else f'<head><meta charset="{label}"><title>{words}</title></head>',
        "<body>",
        *body,
        *draw(st.sampled_from([["</body>", "</html>"], ["</html>", ""], [""]])),
    ]
    endings = draw(st.lists(st.sampled_from(["\n", "\r\n", "\r"]), min_size=1, max_size=3))
    text = "".join(line + endings[n % len(endings)] for n, line in enumerate(lines))
    text = text.rstrip("\r\n") if draw(st.booleans()) else text
    mark = b"\xff\xfe" if label == "utf-16" else b""
    if label == "utf-8" and draw(st.booleans()):
        mark = b"\xef\xbb\xbf"
    return mark + text.encode(codec)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(faulty())
def test_a_made_up_page_is_the_same_but_for_the_mended_spots(run: Run, data: bytes) -> None:
    mending = _mended(run, Target("stdin", "-"), data)
    assert mending.refused is None
    assert _errors(mending.after) <= _errors(mending.before)
    _replay(data, mending)
    before, after = data.replace(b"\0", b""), mending.after.data.replace(b"\0", b"")
    # No other kind of line ending has come.
    assert (b"\r" in after) <= (b"\r" in before)
    assert (b"\n" in after.replace(b"\r\n", b"")) <= (b"\n" in before.replace(b"\r\n", b""))
